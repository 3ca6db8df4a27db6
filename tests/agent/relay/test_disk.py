"""A kiosk's disk that refuses costs what it must, and not the hall while the server is well."""

import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.agent.link import Link
from kiosk.agent.relay.disk import Disk
from kiosk.agent.relay.hall_clock import iso
from kiosk.agent.relay.parts import Parts, join_parts
from kiosk.agent.relay.relay import Relay
from kiosk.agent.relay.ticketing import Ticketing
from kiosk.agent.relay.upstream import Asked
from tests.agent.fake_server import TOKEN
from tests.agent.relay.conftest import NOON, touch
from tests.agent.relay.fake_hall import FakeHall

ADRIFT = """
CREATE TABLE parent (id INTEGER PRIMARY KEY);
CREATE TABLE child (parent_id INTEGER REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED);
"""


def test_a_commit_that_fails_leaves_no_open_transaction_behind(disk: Disk):
    """SQLite keeps a transaction open whose COMMIT was refused, here for a row without parent."""
    for statement in ("PRAGMA foreign_keys = ON", *ADRIFT.split(";")):
        disk.rows(statement)
    with pytest.raises(sqlite3.IntegrityError):
        write_adrift(disk)

    disk.keep_fact("after", "2")

    assert (disk.fact("before"), disk.fact("after")) == (None, "2")


def write_adrift(disk: Disk) -> None:
    with disk.transaction() as sql:
        sql.execute("INSERT INTO fact VALUES ('before', '1')")
        sql.execute("INSERT INTO child VALUES (7)")


@pytest.fixture
def hall() -> Iterator[FakeHall]:
    with FakeHall() as fake:
        yield fake


@pytest.fixture
def parts(hall: FakeHall, tmp_path: Path) -> Iterator[Parts]:
    """A relay whose disk takes nothing any more."""
    made = join_parts(hall.url, tmp_path, lambda _: True)
    made.disk.rows("PRAGMA query_only = ON")
    link = Link(hall.url, TOKEN, heard=made.presence.heard, ticks=made.clock.ticks)
    made.homecoming.go_with(link, has_token=True)
    yield made
    made.disk.close()


def test_the_relay_is_online_and_has_the_kit_on_a_disk_that_refuses(parts: Parts):
    parts.homecoming.round()

    assert (parts.presence.away, parts.box.kit is not None) == (False, True)
    assert parts.clock.contact == NOON
    with pytest.raises(sqlite3.OperationalError):
        parts.series.take(touch())


def test_the_servers_answers_come_through_on_a_disk_that_refuses(parts: Parts):
    parts.homecoming.round()

    answer = Relay(parts).pass_on(Asked("GET", "/api/v1/time", {}))

    assert (answer.status, json.loads(answer.body)) == (200, {"now": iso(NOON)})


def test_without_the_server_a_disk_that_refuses_gives_no_ticket(parts: Parts):
    parts.homecoming.round()
    parts.presence.lost("a test says so")
    name = "kiosk 2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b"  # "secret"
    parts.disk.rows("PRAGMA query_only = OFF")
    parts.disk.keep_fact(name, json.dumps({"code": "kiosk-1", "branch_id": 1}))
    parts.disk.rows("PRAGMA query_only = ON")
    body = json.dumps({"request_id": "touch-0001", "service_id": 1}).encode()
    asked = Asked("POST", "/api/v1/tickets", {"Cookie": "nobat_kiosk=secret"}, body)

    answer = Ticketing(parts, Relay(parts)).take(asked)

    assert (answer.status, json.loads(answer.body)["error"]) == (503, "storage_failed")
