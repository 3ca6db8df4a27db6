"""The server took the touch, and nobody heard its answer: one visitor, one ticket (rule L3)."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import Any

import pytest
import requests

from tests.faults.stations import Station, eventually, hall_with_blocks, wired
from tests.faults.wires import Wire
from tests.harness.server import RunningServer

TOUCH = "the-touch-0001"
OPEN_TO_ALL, COUNTED = 1, 2  # a kiosk alone cannot know how many of the second are left


def setup() -> dict[str, Any]:
    made = hall_with_blocks()
    made["services"][COUNTED - 1]["daily_quota"] = 50
    return made


@pytest.fixture
def wire(server: RunningServer) -> Iterator[Wire]:
    """What lies between the kiosk and the server."""
    with Wire(server.port) as made:
        yield made


@pytest.fixture
def kiosk(server: RunningServer, wire: Wire) -> Iterator[Station]:
    """A kiosk at the end of the wire."""
    with wired(server, wire, setup()) as made:
        yield made


def touch(kiosk: Station, service_id: int, touch_id: str = TOUCH) -> requests.Response:
    return kiosk.post("/tickets", request_id=touch_id, service_id=service_id, language="en")


def tickets(server: RunningServer) -> list[tuple[str, str]]:
    """Return numbers and states, in the order in which the server made them."""
    with closing(sqlite3.connect(server.folder / "nobat.db", timeout=10)) as db:
        return db.execute("SELECT number, state FROM ticket ORDER BY id").fetchall()


def mend(wire: Wire, kiosk: Station) -> None:
    wire.health = "whole"
    eventually(lambda: not kiosk.facts()["away"])


def test_where_the_kiosk_alone_can_give_none_the_same_touch_gets_the_one_ticket(
    server: RunningServer, wire: Wire, kiosk: Station
):
    wire.health = "answers_lost"
    unheard = [touch(kiosk, COUNTED) for _ in range(2)]
    wire.health = "cut"
    kiosk.kill()
    kiosk.start()
    unheard.append(touch(kiosk, COUNTED))
    another = touch(kiosk, COUNTED, "another-touch-1")
    mend(wire, kiosk)

    heard = [touch(kiosk, COUNTED) for _ in range(2)]

    # No refusal, after which the screen would ask for another ticket: no connection, as it is.
    assert [(each.status_code, each.text) for each in unheard] == [(502, "the server is away")] * 3
    assert (another.status_code, another.json()["error"]) == (409, "offline_refused")
    assert [each.status_code for each in heard] == [201, 201]
    assert heard[0].json() == heard[1].json()
    assert tickets(server) == [(heard[0].json()["number"], "waiting")] == [("B-001", "waiting")]


def test_a_ticket_taken_back_leaves_none_of_the_servers_behind(
    server: RunningServer, wire: Wire, kiosk: Station
):
    wire.health = "answers_lost"
    wrong_one = touch(kiosk, OPEN_TO_ALL).json()
    undone = kiosk.post(f"/tickets/{wrong_one['id']}/withdrawals", request_id="take-it-back")
    mend(wire, kiosk)
    right_one = touch(kiosk, OPEN_TO_ALL, "another-touch-1").json()

    assert (wrong_one["number"], undone.status_code) == ("AK-001", 201)
    eventually(lambda: ("A-001", "cancelled") in tickets(server))
    assert tickets(server) == [("A-001", "cancelled"), ("A-002", "waiting")]
    assert right_one["number"] == "A-002"


def test_two_taps_at_once_whose_answers_are_lost_give_one_living_ticket(
    server: RunningServer, wire: Wire, kiosk: Station
):
    wire.health = "answers_lost"
    with ThreadPoolExecutor(2) as pool:
        taps = [pool.submit(touch, kiosk, OPEN_TO_ALL) for _ in range(2)]
    told = [tap.result().json() for tap in taps]
    mend(wire, kiosk)

    assert told[0] == told[1] == touch(kiosk, OPEN_TO_ALL).json()
    assert tickets(server) == [("A-001", "cancelled"), ("AK-001", "waiting")]
