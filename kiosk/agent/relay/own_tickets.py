"""The tickets this kiosk gave by itself, from the touch to the server's receipt.

kept -> sending -> sent | refused;  kept -> withdrawn.  `sending` means: the server may have it.
"""

import secrets
import sqlite3
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from kiosk.agent.relay.disk import Disk
from kiosk.agent.relay.hall_clock import iso

TOKEN_BYTES = 12  # as the server's own: not to be guessed, and short enough for a small QR code
KEPT_ROWS = 5_000
TRIES_BEFORE_ASIDE = 3
TROUBLES_SHOWN = 20
INSERT = """
INSERT INTO ticket (touch_id, request_id, kiosk, service_id, language, priority_class, series,
                    business_day, ordinal, token, taken_at, answer, slip, printer, paper, state)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', '', ?, 'none', 'kept')
"""


@dataclass(frozen=True)
class Touch:
    """What a visitor chose, at which kiosk."""

    touch_id: str
    kiosk: str
    service_id: int
    language: str
    priority_class: str


@dataclass(frozen=True)
class Place:
    """Where in which series the ticket stands, when it was taken, where it is printed."""

    series: str
    business_day: str
    taken_at: datetime
    printer: str | None


@dataclass(frozen=True)
class OwnTicket:
    """One ticket; `answer` is what the kiosk was told, `slip` what is printed."""

    id: int
    touch_id: str
    request_id: str
    kiosk: str
    service_id: int
    language: str
    priority_class: str
    series: str
    business_day: str
    ordinal: int
    token: str
    taken_at: str
    answer: str
    slip: str
    printer: str | None
    paper: str
    state: str
    printed: bool
    tries: int
    reason: str
    server_id: int | None
    sent_at: str | None

    @property
    def number(self) -> str:
        """Return the number on the paper: `AK-001`."""
        return f"{self.series}-{self.ordinal:03}"


Written = Callable[[OwnTicket], tuple[str, str, bool]]


class OwnTickets:
    """All of them, on disk."""

    def __init__(self, disk: Disk) -> None:
        self._disk = disk
        with disk.transaction() as sql:
            sql.execute(
                "DELETE FROM ticket WHERE state IN ('sent', 'withdrawn')"
                " AND id <= (SELECT MAX(id) FROM ticket) - ?",
                (KEPT_ROWS,),
            )

    def add(self, touch: Touch, place: Place, write: Written) -> OwnTicket:
        """Give the next number of a series; it is on disk when this returns.

        write: makes answer, slip and whether paper is to come, once number and id are known.
        """
        with self._disk.transaction() as sql:
            ticket = _insert(sql, touch, place)
            answer, slip, prints = write(ticket)
            paper = "queued" if prints else "none"
            sql.execute(
                "UPDATE ticket SET answer = ?, slip = ?, paper = ? WHERE id = ?",
                (answer, slip, paper, ticket.id),
            )
            return _ticket(sql.execute("SELECT * FROM ticket WHERE id = ?", (ticket.id,)))

    def of_touch(self, touch_id: str) -> OwnTicket | None:
        """Return the ticket of a touch, if it got one here."""
        return self._one("WHERE touch_id = ?", touch_id)

    def get(self, ticket_id: int) -> OwnTicket | None:
        """Return a ticket by its number in this file."""
        return self._one("WHERE id = ?", ticket_id)

    def last_taken_at(self) -> datetime | None:
        """Return when the newest one was taken."""
        newest = self._one("ORDER BY id DESC LIMIT 1")
        return None if newest is None else datetime.fromisoformat(newest.taken_at)

    def to_send(self, most_tries: int = TRIES_BEFORE_ASIDE) -> list[OwnTicket]:
        """Return those the server does not have, oldest first."""
        return self._all("WHERE state IN ('kept', 'sending') AND tries < ? ORDER BY id", most_tries)

    def troubled(self) -> list[OwnTicket]:
        """Return the newest for a person to look at: refused, tried in vain, or renamed."""
        return self._all(
            "WHERE state = 'refused' OR (state = 'sent' AND reason <> '')"
            " OR (state = 'sending' AND tries >= ?) ORDER BY id DESC LIMIT ?",
            TRIES_BEFORE_ASIDE,
            TROUBLES_SHOWN,
        )

    def waiting(self, since: str) -> dict[int, int]:
        """Return how many of each service the server's picture of that moment lacks."""
        rows = self._disk.rows(
            "SELECT service_id, COUNT(*) AS count FROM ticket WHERE state IN ('kept', 'sending')"
            " OR (state = 'sent' AND sent_at > ?) GROUP BY service_id",
            since,
        )
        return {int(row["service_id"]): int(row["count"]) for row in rows}

    def sending(self, ticket: OwnTicket) -> OwnTicket | None:
        """Note that it is on its way; None when it was withdrawn meanwhile.

        Whether it is printed is told as it was at the first try: sent again, it must be the same.
        """
        with self._disk.transaction() as sql:
            sql.execute(
                "UPDATE ticket SET state = 'sending', printed = paper IN ('sent', 'confirmed')"
                " WHERE id = ? AND state = 'kept'",
                (ticket.id,),
            )
            found = _ticket(sql.execute("SELECT * FROM ticket WHERE id = ?", (ticket.id,)))
        return found if found.state == "sending" else None

    def tried(self, ticket: OwnTicket) -> None:
        """Note that the server was there and could not take it."""
        self._set(ticket.id, "tries = tries + 1")

    def sent(
        self, ticket: OwnTicket, server_id: int | None, at: datetime | None, reason: str = ""
    ) -> None:
        """Note that the server has it; reason: what a person should know of it."""
        told = "state = 'sent', server_id = ?, sent_at = ?, reason = ?"
        self._set(ticket.id, told, server_id, at and iso(at), reason)

    def refused(self, ticket: OwnTicket, reason: str) -> None:
        """Note that the server does not take it, and why."""
        self._set(ticket.id, "state = 'refused', reason = ?", reason)

    def withdraw(self, ticket_id: int) -> bool:
        """Take a ticket back that the server cannot have; return whether that was so."""
        with self._disk.transaction() as sql:
            done = sql.execute(
                "UPDATE ticket SET state = 'withdrawn',"
                " paper = CASE paper WHEN 'queued' THEN 'failed' ELSE paper END"
                " WHERE id = ? AND state = 'kept'",
                (ticket_id,),
            )
            return done.rowcount == 1

    def to_print(self, printer: str) -> OwnTicket | None:
        """Return the oldest one whose paper is to come."""
        return self._one("WHERE paper = 'queued' AND printer = ? ORDER BY id LIMIT 1", printer)

    def paper_came(self, ticket_id: int, state: str) -> None:
        """Note what came of the paper."""
        self._set(ticket_id, "paper = ?", state)

    def _set(self, ticket_id: int, what: str, *given: object) -> None:
        with self._disk.transaction() as sql:
            sql.execute(f"UPDATE ticket SET {what} WHERE id = ?", (*given, ticket_id))

    def _one(self, where: str, *given: object) -> OwnTicket | None:
        return next(iter(self._all(where, *given)), None)

    def _all(self, where: str, *given: object) -> list[OwnTicket]:
        rows = self._disk.rows(f"SELECT * FROM ticket {where}", *given)
        return [_from_row(row) for row in rows]


def _insert(sql: sqlite3.Connection, touch: Touch, place: Place) -> OwnTicket:
    last = sql.execute(
        "SELECT MAX(ordinal) FROM ticket WHERE series = ? AND business_day = ?",
        (place.series, place.business_day),
    ).fetchone()[0]
    given: tuple[Any, ...] = (
        touch.touch_id,
        uuid.uuid4().hex,
        touch.kiosk,
        touch.service_id,
        touch.language,
        touch.priority_class,
        place.series,
        place.business_day,
        (last or 0) + 1,
        secrets.token_urlsafe(TOKEN_BYTES),
        iso(place.taken_at),
        place.printer,
    )
    row = sql.execute(INSERT, given).lastrowid
    return _ticket(sql.execute("SELECT * FROM ticket WHERE id = ?", (row,)))


def _ticket(found: sqlite3.Cursor) -> OwnTicket:
    return _from_row(found.fetchone())


def _from_row(row: sqlite3.Row) -> OwnTicket:
    values: dict[str, Any] = dict(row)
    return OwnTicket(**values | {"printed": bool(values["printed"])})
