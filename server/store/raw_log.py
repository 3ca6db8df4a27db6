"""Reads the log as it is: periods by page, and all that is known of one ticket."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from server.domain.blocks import Days
from server.store.columns import from_micros
from server.store.sql import Sql, Wire

COLUMNS = (
    "p.id, p.business_day, p.ticket_id, t.number, t.channel, t.language, p.kind,"
    " s.code AS service, c.code AS priority_class, d.number AS counter, u.name AS clerk,"
    " p.started_at, p.ended_at, p.suspect, p.ending, p.target_seconds"
)
TABLES = (
    " FROM period p JOIN ticket t ON t.id = p.ticket_id JOIN service s ON s.id = p.service_id"
    " LEFT JOIN priority_class c ON c.id = coalesce(p.priority_class_id, t.priority_class_id)"
    " LEFT JOIN counter d ON d.id = p.counter_id LEFT JOIN user_account u ON u.id = p.clerk_id"
)
# Two steps through one index: the rest of the day we stopped in, and the days after it.
PAGE = Sql(
    f"SELECT {COLUMNS}{TABLES} WHERE p.branch_id = :branch_id"
    " AND p.business_day >= :day AND p.business_day <= :last"
    " AND (p.business_day > :day OR p.id > :id) ORDER BY p.business_day, p.id LIMIT :most"
)
OF_TICKET = Sql(
    f"SELECT {COLUMNS}{TABLES} WHERE p.branch_id = :branch_id AND p.ticket_id = :ticket_id"
    " ORDER BY p.id"
)
TICKET = Sql(
    "SELECT t.id, t.number, t.business_day, t.state, t.language, t.channel, t.issued_at,"
    " s.code AS service, c.code AS priority_class, b.code AS hall FROM ticket t"
    " JOIN service s ON s.id = t.service_id JOIN priority_class c ON c.id = t.priority_class_id"
    " JOIN branch b ON b.id = t.branch_id WHERE t.id = :ticket_id"
)
EVENTS = Sql(
    "SELECT e.seq, e.at, e.kind, u.name AS person, d.code AS device, e.body FROM event e"
    " LEFT JOIN user_account u ON u.id = e.user_id LEFT JOIN device d ON d.id = e.device_id"
    " WHERE e.ticket_id = :ticket_id AND e.branch_id = :branch_id ORDER BY e.seq"
)


@dataclass(frozen=True)
class RawPeriod:
    """A period with the codes and names of what it is about; seconds: None while it lasts."""

    id: int
    business_day: str
    ticket_id: int
    number: str
    channel: str
    language: str
    kind: str
    service: str
    priority_class: str | None
    counter: int | None
    clerk: str | None
    started_at: datetime
    ended_at: datetime | None
    seconds: float | None
    suspect: bool
    ending: str
    target_seconds: int | None


@dataclass(frozen=True)
class TicketFacts:
    """A ticket as it stands now, in whatever hall."""

    id: int
    number: str
    business_day: str
    state: str
    language: str
    channel: str
    issued_at: datetime
    service: str
    priority_class: str
    hall: str


@dataclass(frozen=True)
class LoggedEvent:
    """Something that happened to a ticket, and who did it."""

    seq: int
    at: datetime
    kind: str
    person: str | None
    device: str | None
    body: Mapping[str, object]


class RawLog:
    """The log of a database, to be read by programs."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def page(
        self, branch_id: int, days: Days, after: tuple[date, int], most: int
    ) -> Sequence[RawPeriod]:
        """Return the next periods of a hall's days; after: the day and id we stopped at."""
        values = {
            "branch_id": branch_id,
            "day": max(after[0], days.first).isoformat(),
            "last": days.last.isoformat(),
            "id": after[1] if after[0] >= days.first else 0,
            "most": most,
        }
        return [_period(row) for row in self._wire.execute(PAGE, values)]

    def periods(self, branch_id: int, ticket_id: int) -> Sequence[RawPeriod]:
        """Return a ticket's periods in a hall."""
        values = {"branch_id": branch_id, "ticket_id": ticket_id}
        return [_period(row) for row in self._wire.execute(OF_TICKET, values)]

    def ticket(self, ticket_id: int) -> TicketFacts:
        """Return a ticket that is there."""
        row = self._wire.execute(TICKET, {"ticket_id": ticket_id}).one()
        return TicketFacts(**row._asdict() | {"issued_at": from_micros(row.issued_at)})

    def events(self, branch_id: int, ticket_id: int) -> Sequence[LoggedEvent]:
        """Return what a hall's log says of a ticket."""
        values = {"branch_id": branch_id, "ticket_id": ticket_id}
        return [
            LoggedEvent(**row._asdict() | {"at": from_micros(row.at), "body": json.loads(row.body)})
            for row in self._wire.execute(EVENTS, values)
        ]


def _period(row: object) -> RawPeriod:
    values = row._asdict()  # type: ignore[attr-defined]
    ended = values["ended_at"]
    seconds = None if ended is None else (ended - values["started_at"]) / 1_000_000
    return RawPeriod(
        **values
        | {
            "started_at": from_micros(values["started_at"]),
            "ended_at": None if ended is None else from_micros(ended),
            "seconds": seconds,
            "suspect": bool(values["suspect"]),
        }
    )
