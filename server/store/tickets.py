"""Tickets and their periods. SQL as text: several times faster than the ORM (decision 0003)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from server.domain.choose import Head
from server.domain.errors import NotFound
from server.domain.periods import KIND_OF_STATE, Period, PeriodKind, is_suspect
from server.domain.tickets import Ticket, TicketState
from server.store.columns import from_micros, to_micros
from server.store.sql import Sql, Wire

COLUMNS = (
    "id, branch_id, service_id, priority_class_id, business_day, ordinal, number, state, language,"
    " token, issued_at, counter_id, clerk_id, recalls"
)
INSERT_TICKET = Sql(
    "INSERT INTO ticket (branch_id, service_id, numbered_by_id, priority_class_id, business_day,"
    " ordinal, number, state, language, token, issued_at, recalls)"
    " VALUES (:branch_id, :service_id, :service_id, :priority_class_id, :business_day,"
    " :ordinal, :number, 'waiting', :language, :token, :issued_at, 0) RETURNING id"
)
SELECT_TICKET = Sql(f"SELECT {COLUMNS} FROM ticket WHERE id = :id AND branch_id = :branch_id")
SELECT_BY_TOKEN = Sql(f"SELECT {COLUMNS} FROM ticket WHERE token = :token")
SELECT_IN_HAND = Sql(
    f"SELECT {COLUMNS} FROM ticket"
    " WHERE counter_id = :counter_id AND state IN ('called', 'serving')"
)
LAST_ORDINAL = Sql(
    "SELECT max(ordinal) FROM ticket"
    " WHERE numbered_by_id = :service_id AND business_day = :business_day"
)
ALIVE_NUMBERS = Sql(
    "SELECT number FROM ticket WHERE branch_id = :branch_id AND business_day = :business_day"
    " AND state IN ('waiting', 'called', 'serving', 'held')"
)
MOVE_TICKET = Sql(
    "UPDATE ticket SET state = :state, counter_id = :counter_id, clerk_id = :clerk_id"
    " WHERE id = :id"
)
MARK_CALL = Sql(
    "UPDATE ticket SET call_seq = :seq, called_at = :at, recalls = :recalls WHERE id = :id"
)
CLOSE_PERIOD = Sql(
    "UPDATE period SET ended_at = :now, suspect = :suspect"
    " WHERE ticket_id = :ticket_id AND ended_at IS NULL"
)
OPEN_PERIOD = Sql(
    "INSERT INTO period (branch_id, ticket_id, business_day, kind, service_id, counter_id,"
    " clerk_id, started_at, suspect) VALUES (:branch_id, :ticket_id, :business_day, :kind,"
    " :service_id, :counter_id, :clerk_id, :now, FALSE)"
)
OPEN_PERIOD_START = Sql(
    "SELECT kind, started_at FROM period WHERE ticket_id = :ticket_id AND ended_at IS NULL"
)
SELECT_PERIODS = Sql(
    "SELECT kind, started_at, ended_at FROM period WHERE ticket_id = :ticket_id ORDER BY id"
)
# One probe of the partial index for each line; the people behind the heads are never read.
LINE_HEADS = Sql(
    "SELECT t.id, t.number, t.service_id, t.issued_at, pc.code, pc.rate FROM counter_service cs"
    " JOIN priority_class pc ON pc.branch_id = :branch_id"
    " JOIN ticket t ON t.id = (SELECT w.id FROM ticket w WHERE w.state = 'waiting'"
    "  AND w.service_id = cs.service_id AND w.business_day = :business_day"
    "  AND w.priority_class_id = pc.id ORDER BY w.issued_at, w.id LIMIT 1)"
    " WHERE cs.counter_id = :counter_id"
)
LINE_SIZES = Sql(
    "SELECT service_id, count(*) AS waiting, min(issued_at) AS oldest_at FROM ticket"
    " WHERE state = 'waiting' AND business_day = :business_day AND branch_id = :branch_id"
    " GROUP BY service_id"
)
LINE_SIZE = Sql(
    "SELECT count(*) FROM ticket WHERE state = 'waiting' AND service_id = :service_id"
    " AND business_day = :business_day"
)
AHEAD_OF = Sql(
    "SELECT count(*) FROM ticket WHERE state = 'waiting' AND service_id = :service_id"
    " AND business_day = :business_day"
    " AND (issued_at < :issued_at OR (issued_at = :issued_at AND id < :id))"
)
LINE_TICKETS = Sql(
    f"SELECT {COLUMNS} FROM ticket WHERE state = 'waiting' AND service_id = :service_id"
    " AND business_day = :business_day ORDER BY issued_at, id LIMIT :most"
)
RECENT_CALLS = Sql(
    f"SELECT {COLUMNS}, call_seq, called_at FROM ticket"
    " WHERE branch_id = :branch_id AND call_seq IS NOT NULL AND business_day = :business_day"
    " ORDER BY call_seq DESC LIMIT :most"
)
# Whoever is at a counter over midnight is still on the board.
CALLS_OVER_MIDNIGHT = Sql(
    f"SELECT {COLUMNS}, call_seq, called_at FROM ticket"
    " WHERE state IN ('called', 'serving') AND branch_id = :branch_id"
    " AND business_day < :business_day"
)


@dataclass(frozen=True)
class NewTicket:
    """What a ticket is made of before it has an id."""

    branch_id: int
    service_id: int
    priority_class_id: int
    business_day: date
    ordinal: int
    number: str
    language: str
    token: str
    issued_at: datetime


@dataclass(frozen=True)
class LineSize:
    """How many wait for a service, and since when the first of them."""

    waiting: int
    oldest_at: datetime


@dataclass(frozen=True)
class RecentCall:
    """A ticket and its newest call or recall."""

    ticket: Ticket
    seq: int
    called_at: datetime


class Tickets:
    """The tickets of a database; each change of state moves the periods with it."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def add(self, new: NewTicket) -> Ticket:
        """Put a ticket into its line and open its first waiting period."""
        values = vars(new) | {
            "business_day": new.business_day.isoformat(),
            "issued_at": to_micros(new.issued_at),
        }
        ticket_id = self._wire.execute(INSERT_TICKET, values).scalar()
        ticket = Ticket(
            id=ticket_id,
            state=TicketState.WAITING,
            counter_id=None,
            clerk_id=None,
            recalls=0,
            **vars(new),
        )
        self._open_period(ticket, new.issued_at)
        return ticket

    def get(self, branch_id: int, ticket_id: int) -> Ticket:
        """Return a ticket of the branch. Raises NotFound, also for another branch's."""
        values = {"id": ticket_id, "branch_id": branch_id}
        row = self._wire.execute(SELECT_TICKET, values).one_or_none()
        if row is None:
            raise NotFound(what="ticket", id=ticket_id)
        return _ticket(row)

    def by_token(self, token: str) -> Ticket:
        """Return the ticket of a visitor's address. Raises NotFound."""
        row = self._wire.execute(SELECT_BY_TOKEN, {"token": token}).one_or_none()
        if row is None:
            raise NotFound(what="ticket")
        return _ticket(row)

    def in_hand(self, counter_id: int) -> Ticket | None:
        """Return the ticket that is called to or served at a counter."""
        row = self._wire.execute(SELECT_IN_HAND, {"counter_id": counter_id}).one_or_none()
        return None if row is None else _ticket(row)

    def save_move(self, ticket: Ticket, now: datetime) -> None:
        """Write a ticket that changed state: its open period ends now, the next begins now."""
        values = {
            "id": ticket.id,
            "state": ticket.state.value,
            "counter_id": ticket.counter_id,
            "clerk_id": ticket.clerk_id,
        }
        self._wire.execute(MOVE_TICKET, values)
        self._close_period(ticket, now)
        if ticket.state in KIND_OF_STATE:
            self._open_period(ticket, now)

    def save_call(self, ticket: Ticket, seq: int, now: datetime) -> None:
        """Write when a ticket was last called or recalled, and by which event."""
        values = {"id": ticket.id, "seq": seq, "at": to_micros(now), "recalls": ticket.recalls}
        self._wire.execute(MARK_CALL, values)

    def last_ordinal(self, service_id: int, day: date) -> int:
        """Return the newest ordinal that a service gave on a day, 0 when none."""
        values = {"service_id": service_id, "business_day": day.isoformat()}
        return self._wire.execute(LAST_ORDINAL, values).scalar() or 0

    def alive_numbers(self, branch_id: int, day: date) -> frozenset[str]:
        """Return the numbers of all living tickets of a branch's day."""
        values = {"branch_id": branch_id, "business_day": day.isoformat()}
        return frozenset(self._wire.execute(ALIVE_NUMBERS, values).scalars())

    def heads(self, branch_id: int, counter_id: int, day: date) -> list[Head]:
        """Return the first ticket of each line that a counter serves."""
        values = {
            "branch_id": branch_id,
            "counter_id": counter_id,
            "business_day": day.isoformat(),
        }
        return [
            Head(r.id, r.number, r.service_id, r.code, r.rate, from_micros(r.issued_at))
            for r in self._wire.execute(LINE_HEADS, values)
        ]

    def line_sizes(self, branch_id: int, day: date) -> Mapping[int, LineSize]:
        """Return the size of each line that is not empty, by service id."""
        values = {"branch_id": branch_id, "business_day": day.isoformat()}
        return {
            row.service_id: LineSize(row.waiting, from_micros(row.oldest_at))
            for row in self._wire.execute(LINE_SIZES, values)
        }

    def line_size(self, service_id: int, day: date) -> int:
        """Return how many wait for one service."""
        values = {"service_id": service_id, "business_day": day.isoformat()}
        return int(self._wire.execute(LINE_SIZE, values).scalar())

    def ahead_of(self, ticket: Ticket) -> int:
        """Return how many wait for the same service since before this ticket."""
        values = {
            "service_id": ticket.service_id,
            "business_day": ticket.business_day.isoformat(),
            "issued_at": to_micros(ticket.issued_at),
            "id": ticket.id,
        }
        return int(self._wire.execute(AHEAD_OF, values).scalar())

    def line(self, service_id: int, day: date, most: int) -> Sequence[Ticket]:
        """Return the first tickets of a service's line, by arrival."""
        values = {"service_id": service_id, "business_day": day.isoformat(), "most": most}
        return [_ticket(row) for row in self._wire.execute(LINE_TICKETS, values)]

    def recent_calls(self, branch_id: int, day: date, most: int) -> Sequence[RecentCall]:
        """Return the tickets called last, newest call or recall first."""
        values = {"branch_id": branch_id, "business_day": day.isoformat()}
        today = self._wire.execute(RECENT_CALLS, values | {"most": most})
        rows = [*today, *self._wire.execute(CALLS_OVER_MIDNIGHT, values)]
        calls = [RecentCall(_ticket(r), r.call_seq, from_micros(r.called_at)) for r in rows]
        return sorted(calls, key=lambda call: -call.seq)[:most]

    def periods(self, ticket_id: int) -> Sequence[Period]:
        """Return a ticket's periods in order."""
        return [
            Period(
                PeriodKind(row.kind),
                from_micros(row.started_at),
                None if row.ended_at is None else from_micros(row.ended_at),
            )
            for row in self._wire.execute(SELECT_PERIODS, {"ticket_id": ticket_id})
        ]

    def _open_period(self, ticket: Ticket, now: datetime) -> None:
        values = {
            "branch_id": ticket.branch_id,
            "ticket_id": ticket.id,
            "business_day": ticket.business_day.isoformat(),
            "kind": KIND_OF_STATE[ticket.state].value,
            "service_id": ticket.service_id,
            "counter_id": ticket.counter_id,
            "clerk_id": ticket.clerk_id,
            "now": to_micros(now),
        }
        self._wire.execute(OPEN_PERIOD, values)

    def _close_period(self, ticket: Ticket, now: datetime) -> None:
        row = self._wire.execute(OPEN_PERIOD_START, {"ticket_id": ticket.id}).one()
        suspect = is_suspect(PeriodKind(row.kind), now - from_micros(row.started_at))
        values = {"ticket_id": ticket.id, "now": to_micros(now), "suspect": suspect}
        self._wire.execute(CLOSE_PERIOD, values)


def _ticket(row: Any) -> Ticket:
    return Ticket(
        id=row.id,
        branch_id=row.branch_id,
        service_id=row.service_id,
        priority_class_id=row.priority_class_id,
        business_day=date.fromisoformat(row.business_day),
        ordinal=row.ordinal,
        number=row.number,
        state=TicketState(row.state),
        language=row.language,
        token=row.token,
        issued_at=from_micros(row.issued_at),
        counter_id=row.counter_id,
        clerk_id=row.clerk_id,
        recalls=row.recalls,
    )
