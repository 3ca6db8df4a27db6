"""The server is killed while two kiosks go on: nobody's place is lost (must hold 4).

NOBAT_CUT_SECONDS says for how long; 120 for the whole two minutes.
"""

import json
import os
import re
import sqlite3
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.faults.stations import Station, Taken, eventually, hall_with_blocks, stations, wired
from tests.faults.wires import Wire
from tests.harness.consistency import faults
from tests.harness.halls import PASSWORD
from tests.harness.server import Client, RunningServer

CUT_SECONDS = float(os.environ.get("NOBAT_CUT_SECONDS", "20"))
TICKETS = 40
EACH_SECONDS = CUT_SECONDS / TICKETS * 2  # two kiosks side by side
A_SECOND = timedelta(seconds=1)
QUERY = """
SELECT t.number, t.token, t.state, t.channel, t.issued_at, p.started_at
FROM ticket t JOIN period p ON p.ticket_id = t.id AND p.kind = 'waiting' ORDER BY p.started_at
"""


@pytest.fixture
def kiosks(server: RunningServer) -> Iterator[list[Station]]:
    """Two kiosks that have all they need to go on by themselves."""
    branch_id = server.apply(hall_with_blocks())
    made = stations(server, branch_id)
    server.start()
    for each in made:
        each.start().open_screen()
        eventually(lambda each=each: each.facts()["can_go_on"])
    yield made
    for each in made:
        each.kill()


def rows(path: Path) -> list[dict[str, Any]]:
    with closing(sqlite3.connect(path, timeout=10)) as db:
        db.row_factory = sqlite3.Row
        return [dict(row) for row in db.execute(QUERY)]


def provisional(server: RunningServer) -> list[dict[str, Any]]:
    """Return what came into the queue afterwards, in the order of the line."""
    found = rows(server.folder / "nobat.db")
    return [row for row in found if row["channel"] == "provisional"]


def moment(micros: int) -> datetime:
    return datetime.fromtimestamp(micros / 1_000_000, UTC)


def taken_by_the_log(server: RunningServer) -> dict[str, datetime]:
    """Return when each ticket that came in late was taken, as the log tells."""
    query = "SELECT body FROM event WHERE kind = 'ticket_issued' ORDER BY seq"
    with closing(sqlite3.connect(server.folder / "nobat.db", timeout=10)) as db:
        events = [json.loads(body) for (body,) in db.execute(query)]
    return {
        event["number"]: datetime.fromisoformat(event["taken_at"])
        for event in events
        if event["taken_at"]
    }


def take_in_turn(kiosk: Station, begin: float) -> list[Taken]:
    """Take every other of the tickets, all over the time of the cut; now and then twice."""
    taken = []
    for at in range(TICKETS // 2):
        time.sleep(max(0.0, begin + at * EACH_SECONDS - time.monotonic()))
        one = kiosk.take(1 + at % 2)
        if at % 5 == 0:
            assert kiosk.take(1 + at % 2, one.touch_id).ticket == one.ticket
        taken.append(one)
    return taken


@pytest.mark.load
def test_forty_tickets_taken_while_the_server_is_away_wait_since_they_were_taken(
    server: RunningServer, kiosks: list[Station]
):
    first = [kiosk.take(1) for kiosk in kiosks]
    assert [one.ticket["number"] for one in first] == ["A-001", "A-002"]
    eventually(lambda: [n for kiosk in kiosks for n in kiosk.printed()] == ["A-001", "A-002"])
    server.kill()
    begin = time.monotonic()

    with ThreadPoolExecutor(2) as pool:
        taken = [one for each in pool.map(lambda k: take_in_turn(k, begin), kiosks) for one in each]
    time.sleep(max(0.0, begin + CUT_SECONDS - time.monotonic()))
    server.start()
    last = [kiosk.take(1) for kiosk in kiosks if eventually(lambda k=kiosk: not k.facts()["away"])]

    entered = {row["number"]: row for row in provisional(server)}
    told = {one.ticket["number"]: one for one in taken}
    series = [f"{letter}{block}-{n:03}" for letter in "AB" for block in "KL" for n in range(1, 11)]
    assert sorted(entered) == sorted(told) == sorted(series)
    for number, one in told.items():
        row = entered[number]
        assert (row["token"], row["state"]) == (one.ticket["token"], "waiting")
        assert one.before - A_SECOND <= moment(row["issued_at"]) <= one.after + A_SECOND
        assert row["started_at"] == row["issued_at"]
    assert [one.ticket["number"] for one in last] == ["A-003", "A-004"]
    assert taken_by_the_log(server) == {n: moment(row["issued_at"]) for n, row in entered.items()}
    assert faults(server.folder / "nobat.db") == []
    for kiosk, block in zip(kiosks, "KL", strict=True):
        eventually(lambda k=kiosk, b=block: len([n for n in k.printed() if b in n]) == TICKETS // 2)
    require_fair_calls(server, [*first, *taken, *last])


def require_fair_calls(server: RunningServer, taken: list[Taken]) -> None:
    """Whoever came first is called first, and has waited since."""
    clerk = Client(server).log_in("hall-clerk1", PASSWORD)
    clerk.post("/counters/1/openings", request_id="opening-1")
    came = sorted((one.ticket for one in taken), key=lambda ticket: ticket["issued_at"])
    calls = [serve(clerk, at) for at in range(len(came))]
    assert [call["number"] for call in calls] == [ticket["number"] for ticket in came]
    for call, ticket in zip(calls, came, strict=True):
        waited = datetime.fromisoformat(call["called_at"]) - datetime.fromisoformat(
            ticket["issued_at"]
        )
        assert abs(call["wait_seconds"] - waited.total_seconds()) <= 1


def serve(clerk: Client, at: int) -> dict[str, Any]:
    """Call somebody and see to them."""
    call: dict[str, Any] = clerk.post("/calls", request_id=f"a-call-of-{at}").json()
    clerk.post(f"/tickets/{call['id']}/beginnings", request_id=f"beginning-{at}")
    clerk.post(f"/tickets/{call['id']}/finishes", request_id=f"a-finish-{at}")
    return call


@pytest.fixture
def wire(server: RunningServer) -> Iterator[Wire]:
    """What lies between kiosk 1 and the server."""
    with Wire(server.port) as made:
        yield made


@pytest.fixture
def kiosk(server: RunningServer, wire: Wire) -> Iterator[Station]:
    """A kiosk at the end of the wire."""
    with wired(server, wire, hall_with_blocks()) as made:
        yield made


def test_a_ticket_whose_answer_was_lost_leaves_one_visitor_with_one_living_ticket(
    server: RunningServer, wire: Wire, kiosk: Station
):
    wire.health = "answers_lost"
    one = kiosk.take(1)
    wire.health = "whole"
    eventually(lambda: not kiosk.facts()["away"])

    assert one.ticket["number"] == "AK-001"
    found = rows(server.folder / "nobat.db")
    assert sorted((row["number"], row["state"]) for row in found) == [
        ("A-001", "cancelled"),
        ("AK-001", "waiting"),
    ]
    assert kiosk.take(1, one.touch_id).ticket == one.ticket


def test_a_server_that_answers_nothing_is_away_before_the_screen_gives_up(
    server: RunningServer, wire: Wire, kiosk: Station
):
    wire.health = "dead"

    one = kiosk.take(1)  # within the patience of a screen, or this raises

    wire.health = "whole"
    eventually(lambda: not kiosk.facts()["away"])
    assert [row["number"] for row in provisional(server)] == [one.ticket["number"]] == ["AK-001"]


def test_an_agent_killed_while_the_server_is_away_gives_no_number_twice(
    server: RunningServer, wire: Wire, kiosk: Station
):
    wire.health = "cut"
    before = [kiosk.take(1), kiosk.take(2)]
    for _ in range(3):
        kiosk.kill()
        kiosk.start()
        before.append(kiosk.take(1))
    again = kiosk.take(1, before[0].touch_id)
    wire.health = "whole"
    eventually(lambda: not kiosk.facts()["away"])

    assert again.ticket == before[0].ticket
    numbers = [one.ticket["number"] for one in before]
    assert numbers == ["AK-001", "BK-001", "AK-002", "AK-003", "AK-004"]
    assert [row["number"] for row in provisional(server)] == numbers
    for row, one in zip(provisional(server), before, strict=True):
        assert one.before - A_SECOND <= moment(row["issued_at"]) <= one.after + A_SECOND
    assert kiosk.facts()["kept"] == kiosk.facts()["troubled"] == []
    # What was just leaving when the agent was killed would not be printed again.
    eventually(lambda: numbers[-1] in kiosk.printed())


def test_a_receipt_that_was_lost_enters_the_ticket_only_once(
    server: RunningServer, wire: Wire, kiosk: Station
):
    wire.health = "cut"
    kiosk.take(1)
    wire.health = "answers_lost"
    eventually(lambda: len(wire.lost) > 2)
    wire.health = "whole"
    eventually(lambda: not kiosk.facts()["away"])

    assert [row["number"] for row in provisional(server)] == ["AK-001"]


def test_a_screen_reloaded_while_the_server_is_away_shows_the_hall_as_it_was(
    server: RunningServer, wire: Wire, kiosk: Station
):
    guide = f"/api/v1/branches/{kiosk.branch_id}/guide"
    asset = re.search(r'href="(/assets/[^"]+base\.css)"', kiosk.get("/kiosk").text)
    assert asset is not None
    style, told = kiosk.get(asset[1]).text, kiosk.get(guide).json()
    wire.health = "cut"
    kiosk.take(1)
    kiosk.kill()
    kiosk.start()

    page = kiosk.get("/kiosk")
    nonces = set(re.findall(r'nonce="([^"]+)"', page.text))
    assert len(nonces) == 1
    assert f"'nonce-{nonces.pop()}'" in page.headers["Content-Security-Policy"]
    assert json.loads(page.text.split('id="nobat">')[1].split("</script>")[0])["relay"] is True
    assert kiosk.get(asset[1]).text == style
    assert kiosk.get(guide).json() == told
    picture = kiosk.picture()
    assert (picture["offline"], picture["branch"]["open"]) == (True, True)
    assert [service["waiting"] for service in picture["services"]] == [1, 0]
    assert {service["estimate"] for service in picture["services"]} == {None}
    wire.health = "whole"
    eventually(lambda: "offline" not in kiosk.picture())


def test_a_ticket_taken_back_while_the_server_is_away_never_enters_the_queue(
    server: RunningServer, wire: Wire, kiosk: Station
):
    wire.health = "cut"
    wrong_one, right_one = kiosk.take(1), kiosk.take(2)
    path = f"/tickets/{wrong_one.ticket['id']}/withdrawals"
    answers = [kiosk.post(path, request_id="take-it-back") for _ in range(2)]
    wire.health = "whole"
    eventually(lambda: not kiosk.facts()["away"])

    told = {"id": wrong_one.ticket["id"], "number": "AK-001", "state": "cancelled"}
    assert [(one.status_code, one.json()) for one in answers] == [(201, told), (201, told)]
    assert [row["number"] for row in provisional(server)] == [right_one.ticket["number"]]


def test_a_ticket_is_taken_back_at_the_server_once_it_is_there(
    server: RunningServer, wire: Wire, kiosk: Station
):
    wire.health = "cut"
    one = kiosk.take(1)
    wire.health = "whole"
    eventually(lambda: not kiosk.facts()["away"])
    answer = kiosk.post(f"/tickets/{one.ticket['id']}/withdrawals", request_id="take-it-back")

    assert (answer.status_code, answer.json()["state"]) == (201, "cancelled")
    assert [(row["number"], row["state"]) for row in provisional(server)] == [
        ("AK-001", "cancelled")
    ]
