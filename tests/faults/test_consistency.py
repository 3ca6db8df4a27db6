"""The checker itself: a sound database has no fault, and each kind of damage is named."""

import sqlite3
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest

from tests.harness.consistency import copy_database, faults
from tests.harness.halls import PASSWORD, hall
from tests.harness.server import Client, RunningServer

DAMAGE = {
    "UPDATE period SET ended_at = ended_at + 1 WHERE id = 1": "periods do not touch",
    "UPDATE period SET ended_at = started_at WHERE ended_at IS NULL": "open periods []",
    "DELETE FROM period WHERE ticket_id = 2": "no periods",
    "UPDATE ticket SET state = 'done' WHERE id = 2": "state is not that of its last event",
    "UPDATE ticket SET ordinal = 7 WHERE id = 2": "a number was left out",
    "DROP INDEX uq_ticket_alive_number; UPDATE ticket SET number = 1": "a number stands twice",
    "UPDATE event SET seq = seq + 10 WHERE ticket_id = 2": "seq has a gap",
    "UPDATE event SET at = at - 9000000 WHERE kind = 'service_begun'": "time went back",
    "UPDATE event SET kind = 'ticket_called' WHERE kind = 'service_begun'": "after called",
    "UPDATE event SET kind = 'ticket_held' WHERE kind = 'service_begun'": "held after called",
    "UPDATE ticket SET number = 'A-007' WHERE id = 2": "a number is not its ordinal's",
    "UPDATE period SET kind = 'held' WHERE id = 3": "and the log tells",
    "UPDATE period SET counter_id = NULL": "an open period is not its ticket's",
    "UPDATE branch_head SET seq = seq + 1": "the head is not the newest event",
    "DELETE FROM answer WHERE command LIKE 'issue %'": "a ticket without an answer",
    "UPDATE print_job SET ticket_id = 1": "a ticket has two papers",
    "UPDATE ticket SET service_id = 99 WHERE id = 2": "reference to nothing",
}


@pytest.fixture
def database(server: RunningServer) -> Path:
    """One ticket that is being served, and one that waits."""
    branch_id = server.apply(hall(counters=1))
    server.expect_agent(branch_id)
    kiosk = Client(server.start(), server.token(branch_id, "kiosk-1"))
    for _ in range(2):
        kiosk.post("/tickets", request_id=uuid4().hex, service_id=1, language="fa")
    clerk = Client(server).log_in("hall-clerk1", PASSWORD)
    for path in ("/counters/1/openings", "/calls", "/tickets/1/beginnings"):
        assert clerk.post(path, request_id=uuid4().hex).status_code == 201
    server.stop()
    return server.folder / "nobat.db"


def test_every_damage_is_named(database: Path):
    assert faults(database) == []

    named = {damage: "\n".join(_faults_after(database, damage)) for damage in DAMAGE}

    assert [damage for damage, fault in DAMAGE.items() if fault not in named[damage]] == []


def _faults_after(database: Path, damage: str) -> list[str]:
    copy = database.with_name("damaged.db")
    copy_database(database, copy)
    with closing(sqlite3.connect(copy)) as db:
        db.executescript(damage)
    return faults(copy)
