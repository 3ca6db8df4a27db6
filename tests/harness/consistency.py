"""What must be true of a database at any moment, whatever was done or killed before: by SQL."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from itertools import pairwise
from pathlib import Path
from typing import Any

from tests.harness.lives import ALIVE, life_of, stretches

ALIVE_STATES = str(ALIVE)
TWICE = {
    "a number stands twice": "SELECT branch_id, number FROM ticket"
    f" WHERE state IN {ALIVE_STATES} GROUP BY branch_id, number",
    "a counter holds two tickets": "SELECT counter_id FROM ticket"
    " WHERE state IN ('called', 'serving') GROUP BY counter_id",
    "a clerk sits twice": "SELECT clerk_id FROM counter WHERE clerk_id IS NOT NULL"
    " GROUP BY clerk_id",
    "a ticket has two papers": "SELECT ticket_id FROM print_job GROUP BY ticket_id",
}
NONE_OF = {
    "seq has a gap": "SELECT branch_id, min(seq), max(seq), count(*) FROM event"
    " GROUP BY branch_id HAVING min(seq) <> 1 OR max(seq) <> count(*)",
    "the head is not the newest event": "SELECT h.branch_id, h.seq FROM branch_head h"
    " WHERE h.seq <> (SELECT coalesce(max(seq), 0) FROM event e WHERE e.branch_id = h.branch_id)",
    "time went back": "SELECT a.seq FROM event a JOIN event b"
    " ON b.branch_id = a.branch_id AND b.seq = a.seq + 1 WHERE b.at < a.at",
    # A ticket that came from another hall may have a mark before its number.
    "a number is not its ordinal's": "SELECT t.id, t.number FROM ticket t"
    " JOIN service s ON s.id = t.numbered_by_id WHERE t.block = ''"
    " AND t.number NOT LIKE '%' || s.letter || '-' ||"
    " printf('%03d', s.first_number + (t.ordinal - 1) % (s.last_number - s.first_number + 1))",
    "an open period is not its ticket's": "SELECT t.id FROM period p JOIN ticket t"
    " ON t.id = p.ticket_id WHERE p.ended_at IS NULL AND (p.branch_id, p.kind, p.service_id,"
    " coalesce(p.counter_id, 0), coalesce(p.clerk_id, 0)) <> (t.branch_id, t.state, t.service_id,"
    " coalesce(t.counter_id, 0), coalesce(t.clerk_id, 0))",
}
# Only where no range of numbers ever wraps, and every ticket was taken with a request.
IN_A_WIDE_HALL = {
    "a number was left out": "SELECT numbered_by_id, max(ordinal), count(*) FROM ticket"
    " WHERE block = '' GROUP BY numbered_by_id, business_day HAVING max(ordinal) <> count(*)",
    "a ticket without an answer": "SELECT (SELECT count(*) FROM ticket) AS tickets,"
    " (SELECT count(*) FROM answer WHERE command LIKE 'issue %') AS answers"
    " WHERE tickets <> answers",
}


def faults(path: Path) -> list[str]:
    """Return everything that is wrong in a database whose tickets were all taken at kiosks.

    It may be in use: all is read in one consistent state.
    """
    with closing(_open(path)) as db:
        return [*_whole(db), *faults_in(db), *_found(db, IN_A_WIDE_HALL)]


def faults_in(db: sqlite3.Connection) -> list[str]:
    """Return what is wrong in any database, whatever was done in it; rows come as sqlite3.Row."""
    return [*_doubles(db), *_found(db, NONE_OF), *_lives(db)]


def issued(path: Path) -> dict[str, tuple[int, str]]:
    """Return id and number of each ticket by the request_id that took it."""
    query = (
        "SELECT a.request_id, t.id, t.number FROM answer a"
        " JOIN ticket t ON t.id = json_extract(a.body, '$.id') WHERE a.command LIKE 'issue %'"
    )
    with closing(_open(path)) as db:
        return {row["request_id"]: (row["id"], row["number"]) for row in db.execute(query)}


def called(path: Path) -> Counter[tuple[int, int]]:
    """Return how often each ticket was called to each counter, as the log tells."""
    query = "SELECT ticket_id, body FROM event WHERE kind = 'ticket_called'"
    with closing(_open(path)) as db:
        return Counter(
            (row["ticket_id"], json.loads(row["body"])["counter_id"]) for row in db.execute(query)
        )


def waiting(path: Path) -> dict[int, int]:
    """Return how many wait for each service."""
    query = "SELECT service_id, count(*) AS n FROM ticket WHERE state = 'waiting' GROUP BY 1"
    with closing(_open(path)) as db:
        return {row["service_id"]: row["n"] for row in db.execute(query)}


def copy_database(source: Path, target: Path) -> None:
    """Copy a database that may be in use, whole."""
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def _open(path: Path) -> sqlite3.Connection:
    db = sqlite3.connect(path, isolation_level=None, timeout=10)
    db.row_factory = sqlite3.Row
    db.execute("BEGIN")
    return db


def _whole(db: sqlite3.Connection) -> Iterator[str]:
    for row in db.execute("PRAGMA integrity_check"):
        if row[0] != "ok":
            yield f"broken file: {row[0]}"
    for row in db.execute("PRAGMA foreign_key_check"):
        yield f"reference to nothing: {tuple(row)}"


def _doubles(db: sqlite3.Connection) -> Iterator[str]:
    for fault, query in TWICE.items():
        yield from (f"{fault}: {tuple(row)}" for row in db.execute(f"{query} HAVING count(*) > 1"))


def _found(db: sqlite3.Connection, queries: dict[str, str]) -> Iterator[str]:
    for fault, query in queries.items():
        yield from (f"{fault}: {tuple(row)}" for row in db.execute(query))


def _lives(db: sqlite3.Connection) -> Iterator[str]:
    periods = _by_ticket(db, "SELECT * FROM period ORDER BY ticket_id, id")
    # By rowid: a ticket that changed halls has events in two logs, and this is their one order.
    events = _by_ticket(db, "SELECT * FROM event WHERE ticket_id IS NOT NULL ORDER BY rowid")
    for ticket in db.execute("SELECT * FROM ticket"):
        rows = periods.pop(ticket["id"], [])
        for fault in (
            *_stretches(ticket, rows),
            *_life(ticket, events.pop(ticket["id"], []), rows),
        ):
            yield f"ticket {ticket['number']} ({ticket['state']}): {fault}"
    yield from (f"events of no ticket: {ticket_id}" for ticket_id in events)
    yield from (f"periods of no ticket: {ticket_id}" for ticket_id in periods)


def _life(ticket: Any, events: list[Any], rows: list[Any]) -> Iterator[str]:
    """State and periods are what the log tells, to the microsecond."""
    life = life_of(events)
    yield from life.faults
    if life.state != ticket["state"]:
        yield f"state is not that of its last event, which left it {life.state}"
    if life.periods != stretches(rows):
        yield f"periods are {stretches(rows)}, and the log tells {life.periods}"


def _stretches(ticket: Any, rows: list[Any]) -> Iterator[str]:
    """Periods touch and never overlap; one is open exactly while the ticket lives."""
    if not rows:
        yield "no periods"
        return
    if rows[0]["started_at"] != ticket["issued_at"]:
        yield "the first period does not begin when the ticket was taken"
    if any(first["ended_at"] != second["started_at"] for first, second in pairwise(rows)):
        yield "periods do not touch"
    if any(row["ended_at"] is not None and row["ended_at"] < row["started_at"] for row in rows):
        yield "a period ends before it begins"
    still_open = [row["kind"] for row in rows if row["ended_at"] is None]
    if still_open != ([ticket["state"]] if ticket["state"] in ALIVE else []):
        yield f"open periods {still_open}"


def _by_ticket(db: sqlite3.Connection, query: str) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in db.execute(query):
        found.setdefault(row["ticket_id"], []).append(row)
    return found
