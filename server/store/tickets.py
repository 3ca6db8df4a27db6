"""Tickets and their periods. SQL as text: several times faster than the ORM (decision 0003)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from server.domain.errors import NotFound
from server.domain.hall import HoldScope, Place, Rules
from server.domain.periods import Period, PeriodKind
from server.domain.tickets import Channel, Ticket, TicketState
from server.store.columns import from_micros, to_micros
from server.store.periods import Close, Periods
from server.store.sql import Sql, Wire

PLAINLY = Close()
TOKEN = re.compile(r"[A-Za-z0-9_-]{1,64}")

COLUMNS = (
    "id, branch_id, service_id, priority_class_id, business_day, ordinal, number, state, language,"
    " token, issued_at, counter_id, clerk_id, recalls, line_at, place, for_counter_id, not_before,"
    " held_for, misses, channel, block, kiosk_id, delays"
)
PLACE_IN_LINE = {Place.FIRST: 0, Place.BY_ARRIVAL: 1}
PLACE_OF = {number: place for place, number in PLACE_IN_LINE.items()}
INSERT_TICKET = Sql(
    "INSERT INTO ticket (branch_id, service_id, numbered_by_id, priority_class_id, business_day,"
    " ordinal, number, state, language, token, issued_at, line_at, recalls, channel, block,"
    " kiosk_id)"
    " VALUES (:branch_id, :service_id, :service_id, :priority_class_id, :business_day,"
    " :ordinal, :number, 'waiting', :language, :token, :issued_at, :issued_at, 0, :channel, :block,"
    " :kiosk_id) RETURNING id"
)
SELECT_TICKET = Sql(f"SELECT {COLUMNS} FROM ticket WHERE id = :id AND branch_id = :branch_id")
SELECT_BY_TOKEN = Sql(f"SELECT {COLUMNS} FROM ticket WHERE token = :token")
SELECT_IN_HAND = Sql(
    f"SELECT {COLUMNS} FROM ticket"
    " WHERE counter_id = :counter_id AND state IN ('called', 'serving')"
)
LAST_ORDINAL = Sql(
    "SELECT max(ordinal) FROM ticket"
    " WHERE numbered_by_id = :service_id AND business_day = :business_day AND block = :block"
)
HAS_ORDINAL = Sql(f"{LAST_ORDINAL.text} AND ordinal = :ordinal")
GIVEN_ON = Sql(
    "SELECT count(*) FROM ticket"
    " WHERE numbered_by_id = :service_id AND business_day = :business_day"
    " AND NOT (state = 'cancelled' AND call_seq IS NULL)"
)
# Added to a ticket that another service numbered.
GIVEN_WITH_OTHERS = Sql(
    "SELECT count(*) FROM visit_service v JOIN ticket t ON t.id = v.ticket_id"
    " WHERE v.service_id = :service_id AND v.added_at >= :since"
    " AND t.numbered_by_id <> :service_id AND t.business_day = :business_day"
    " AND NOT (t.state = 'cancelled' AND t.call_seq IS NULL)"
)
IS_ALIVE = Sql(
    "SELECT 1 FROM ticket WHERE branch_id = :branch_id AND number = :number"
    " AND state IN ('waiting', 'called', 'serving', 'held')"
)
WAS_GIVEN = Sql(
    "SELECT 1 FROM ticket WHERE branch_id = :branch_id AND number = :number"
    " AND business_day = :business_day"
)
# By a service of another hall: it came here with the number that it had there.
CAME_WITH = Sql(
    "SELECT 1 FROM ticket t JOIN service s ON s.id = t.numbered_by_id"
    " WHERE t.branch_id = :branch_id AND t.business_day = :business_day AND t.number = :number"
    " AND s.branch_id <> t.branch_id"
)
MOVE_TICKET = Sql(
    "UPDATE ticket SET number = :number, state = :state, service_id = :service_id,"
    " priority_class_id = :priority_class_id, counter_id = :counter_id, clerk_id = :clerk_id,"
    " recalls = :recalls, line_at = :line_at, place = :place, for_counter_id = :for_counter_id,"
    " not_before = :not_before, held_for = :held_for, misses = :misses WHERE id = :id"
)
SET_SCOPE = Sql("UPDATE ticket SET held_for = :held_for WHERE id = :id")
MOVE_HALL = Sql(
    "UPDATE ticket SET branch_id = :branch_id, business_day = :business_day, number = :number,"
    " call_seq = NULL, called_at = NULL WHERE id = :id"
)
MARK_CALL = Sql(
    "UPDATE ticket SET call_seq = :seq, called_at = :at, recalls = :recalls WHERE id = :id"
)
SELECT_PERIODS = Sql(
    "SELECT kind, started_at, ended_at FROM period WHERE ticket_id = :ticket_id ORDER BY id"
)
ENDED_AT = Sql("SELECT max(ended_at) FROM period WHERE ticket_id = :ticket_id")
RECENT_CALLS = Sql(
    f"SELECT {COLUMNS}, call_seq, called_at FROM ticket"
    " WHERE branch_id = :branch_id AND call_seq IS NOT NULL AND business_day = :business_day"
    " AND state <> 'waiting' ORDER BY call_seq DESC LIMIT :most"
)
RECENTLY_MISSED = Sql(
    f"SELECT {', '.join('t.' + name for name in COLUMNS.split(', '))}, max(p.ended_at) AS missed_at"
    " FROM ticket t /*sqlite INDEXED BY ix_ticket_missed*/ JOIN period p ON p.ticket_id = t.id"
    " WHERE t.branch_id = :branch_id AND t.business_day = :business_day AND t.state = 'no_show'"
    " AND t.misses < :most_misses GROUP BY t.id HAVING max(p.ended_at) >= :since"
    " ORDER BY missed_at DESC, t.id DESC LIMIT :most"
)
RECENT_CALLS_OF_SERVICE = Sql(
    f"SELECT {COLUMNS}, call_seq, called_at FROM ticket"
    " WHERE service_id = :service_id AND call_seq IS NOT NULL AND business_day = :business_day"
    " AND branch_id = :branch_id AND state <> 'waiting' ORDER BY call_seq DESC LIMIT :most"
)
# Whoever is at a counter over midnight is still on the board; a walk-in was never called.
CALLS_IN_HAND = Sql(
    f"SELECT {COLUMNS}, call_seq, called_at FROM ticket /*sqlite INDEXED BY uq_ticket_in_hand*/"
    " WHERE state IN ('called', 'serving') AND branch_id = :branch_id AND call_seq IS NOT NULL"
)
LEFT_OVER = Sql(
    f"SELECT {', '.join('t.' + name for name in COLUMNS.split(', '))} FROM ticket t"
    " /*sqlite INDEXED BY uq_ticket_alive_number*/"
    " JOIN period p ON p.ticket_id = t.id AND p.ended_at IS NULL"
    " WHERE t.branch_id = :branch_id AND t.state IN ('waiting', 'called', 'serving', 'held')"
    " AND t.business_day <= :business_day AND p.started_at < :before ORDER BY t.id"
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
    channel: Channel = Channel.KIOSK
    block: str = ""
    kiosk_id: int | None = None


@dataclass(frozen=True)
class RecentCall:
    """A ticket and its newest call or recall."""

    ticket: Ticket
    seq: int
    called_at: datetime


@dataclass(frozen=True)
class Missed:
    """A visitor who did not come, and when that was said."""

    ticket: Ticket
    missed_at: datetime


class Tickets:
    """The tickets of a database; each change of state moves the periods with it."""

    def __init__(self, wire: Wire, periods: Periods | None = None) -> None:
        self._wire = wire
        self._periods = periods

    @property
    def _log(self) -> Periods:
        assert self._periods is not None  # who only reads moves nothing
        return self._periods

    def add(self, new: NewTicket) -> Ticket:
        """Put a ticket into its line and open its first waiting period."""
        values = vars(new) | {
            "business_day": new.business_day.isoformat(),
            "issued_at": to_micros(new.issued_at),
            "channel": new.channel.value,
        }
        ticket_id = self._wire.execute(INSERT_TICKET, values).scalar()
        ticket = Ticket(id=ticket_id, state=TicketState.WAITING, line_at=new.issued_at, **vars(new))
        self._log.start(ticket, new.issued_at)
        return ticket

    def get(self, branch_id: int, ticket_id: int) -> Ticket:
        """Return a ticket of the branch. Raises NotFound, also for another branch's."""
        values = {"id": ticket_id, "branch_id": branch_id}
        row = self._wire.execute(SELECT_TICKET, values).one_or_none()
        if row is None:
            raise NotFound(what="ticket", id=ticket_id)
        return ticket_of(row)

    def by_token(self, token: str) -> Ticket:
        """Return the ticket of a visitor's address. Raises NotFound."""
        ticket = self.find_by_token(token)
        if ticket is None:
            raise NotFound(what="ticket")
        return ticket

    def find_by_token(self, token: str) -> Ticket | None:
        """Return the ticket of a visitor's address, or None when there is none."""
        if not TOKEN.fullmatch(token):  # nor would PostgreSQL take every text
            return None
        row = self._wire.execute(SELECT_BY_TOKEN, {"token": token}).one_or_none()
        return None if row is None else ticket_of(row)

    def in_hand(self, counter_id: int) -> Ticket | None:
        """Return the ticket that is called to or served at a counter."""
        row = self._wire.execute(SELECT_IN_HAND, {"counter_id": counter_id}).one_or_none()
        return None if row is None else ticket_of(row)

    def save_move(self, ticket: Ticket, now: datetime, close: Close = PLAINLY) -> None:
        """Write a ticket that was moved: its open period ends now, the next begins now."""
        values = {
            "id": ticket.id,
            "number": ticket.number,
            "state": ticket.state.value,
            "service_id": ticket.service_id,
            "priority_class_id": ticket.priority_class_id,
            "counter_id": ticket.counter_id,
            "clerk_id": ticket.clerk_id,
            "recalls": ticket.recalls,
            "line_at": to_micros(ticket.line_at),
            "place": PLACE_IN_LINE[ticket.place],
            "for_counter_id": ticket.for_counter_id,
            "not_before": None if ticket.not_before is None else to_micros(ticket.not_before),
            "held_for": ticket.held_for and ticket.held_for.value,
            "misses": ticket.misses,
        }
        self._wire.execute(MOVE_TICKET, values)
        self._log.move(ticket, now, close)

    def save_scope(self, ticket: Ticket) -> None:
        """Write who may resume a held ticket; it goes on being held."""
        values = {"id": ticket.id, "held_for": ticket.held_for and ticket.held_for.value}
        self._wire.execute(SET_SCOPE, values)

    def save_hall(self, ticket: Ticket) -> None:
        """Write the hall, day and number of a ticket that goes to another hall; call it first."""
        values = {
            "id": ticket.id,
            "branch_id": ticket.branch_id,
            "business_day": ticket.business_day.isoformat(),
            "number": ticket.number,
        }
        self._wire.execute(MOVE_HALL, values)

    def save_call(self, ticket: Ticket, seq: int, now: datetime) -> None:
        """Write when a ticket was last called or recalled, and by which event."""
        values = {"id": ticket.id, "seq": seq, "at": to_micros(now), "recalls": ticket.recalls}
        self._wire.execute(MARK_CALL, values)

    def last_ordinal(self, service_id: int, day: date, block: str = "") -> int:
        """Return the newest ordinal that a service, or a kiosk for it, gave on a day, 0 if none."""
        values = {"service_id": service_id, "business_day": day.isoformat(), "block": block}
        return self._wire.execute(LAST_ORDINAL, values).scalar() or 0

    def has_ordinal(self, service_id: int, day: date, block: str, ordinal: int) -> bool:
        """Return whether a kiosk's series has given an ordinal already."""
        values = {
            "service_id": service_id,
            "business_day": day.isoformat(),
            "block": block,
            "ordinal": ordinal,
        }
        return self._wire.execute(HAS_ORDINAL, values).scalar() is not None

    def given_on(self, service_id: int, day: date, since: datetime) -> int:
        """Return how many visits a service has on a day, but for those taken back uncalled.

        since: when the day began.
        """
        values = {"service_id": service_id, "business_day": day.isoformat()}
        own = int(self._wire.execute(GIVEN_ON, values).scalar())
        values_since = {**values, "since": to_micros(since)}
        return own + int(self._wire.execute(GIVEN_WITH_OTHERS, values_since).scalar())

    def is_alive(self, branch_id: int, number: str) -> bool:
        """Return whether a living ticket of the branch has this number, of whatever day."""
        values = {"branch_id": branch_id, "number": number}
        return bool(self._wire.execute(IS_ALIVE, values))

    def was_given(self, branch_id: int, number: str, day: date) -> bool:
        """Return whether a ticket of the branch's day has this number, alive or not."""
        values = {"branch_id": branch_id, "number": number, "business_day": day.isoformat()}
        return bool(self._wire.execute(WAS_GIVEN, values))

    def came_with(self, branch_id: int, number: str, day: date) -> bool:
        """Return whether a ticket came from another hall on a day with this number."""
        values = {"branch_id": branch_id, "number": number, "business_day": day.isoformat()}
        return bool(self._wire.execute(CAME_WITH, values))

    def left_over(self, branch_id: int, day: date, before: datetime) -> Sequence[Ticket]:
        """Return living tickets of a day or earlier in whose life nothing happened since."""
        values = {
            "branch_id": branch_id,
            "business_day": day.isoformat(),
            "before": to_micros(before),
        }
        return [ticket_of(row) for row in self._wire.execute(LEFT_OVER, values)]

    def recent_calls(self, branch_id: int, day: date, most: int) -> Sequence[RecentCall]:
        """Return a day's tickets called last, in any order."""
        values = {"branch_id": branch_id, "business_day": day.isoformat(), "most": most}
        return [_recent_call(row) for row in self._wire.execute(RECENT_CALLS, values)]

    def recent_calls_of(
        self, branch_id: int, service_id: int, day: date, most: int
    ) -> Sequence[RecentCall]:
        """Return a day's tickets of one service called last, in any order."""
        values = {
            "branch_id": branch_id,
            "service_id": service_id,
            "business_day": day.isoformat(),
            "most": most,
        }
        return [_recent_call(row) for row in self._wire.execute(RECENT_CALLS_OF_SERVICE, values)]

    def calls_in_hand(self, branch_id: int) -> Sequence[RecentCall]:
        """Return the tickets that stand at a counter after a call, of whatever day."""
        rows = self._wire.execute(CALLS_IN_HAND, {"branch_id": branch_id})
        return [_recent_call(row) for row in rows]

    def recently_missed(
        self, branch_id: int, day: date, rules: Rules, now: datetime, most: int
    ) -> Sequence[Missed]:
        """Return the day's missed visitors who may still come back (rule S5), the newest first."""
        values = {
            "branch_id": branch_id,
            "business_day": day.isoformat(),
            "most_misses": rules.most_misses,
            "since": to_micros(now - timedelta(minutes=rules.grace_minutes)),
            "most": most,
        }
        rows = self._wire.execute(RECENTLY_MISSED, values)
        return [Missed(ticket_of(row), from_micros(row.missed_at)) for row in rows]

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

    def ended_at(self, ticket_id: int) -> datetime:
        """Return when the newest closed period of a ticket ended."""
        return from_micros(self._wire.execute(ENDED_AT, {"ticket_id": ticket_id}).scalar())


def _recent_call(row: Any) -> RecentCall:
    return RecentCall(ticket_of(row), row.call_seq, from_micros(row.called_at))


def ticket_of(row: Any) -> Ticket:
    """Return the ticket of a row with COLUMNS."""
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
        line_at=from_micros(row.line_at),
        counter_id=row.counter_id,
        clerk_id=row.clerk_id,
        recalls=row.recalls,
        misses=row.misses,
        place=PLACE_OF[row.place],
        for_counter_id=row.for_counter_id,
        not_before=None if row.not_before is None else from_micros(row.not_before),
        held_for=None if row.held_for is None else HoldScope(row.held_for),
        channel=Channel(row.channel),
        block=row.block,
        kiosk_id=row.kiosk_id,
        delays=row.delays,
    )
