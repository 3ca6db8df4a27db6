"""The periods of tickets: a move ends one and begins the next, and the figures follow (T3, R1)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from server.domain.old_endings import with_endings
from server.domain.periods import KIND_OF_STATE, Ending, PeriodKind, ending_of, is_suspect
from server.domain.stays import Stretch, Taken
from server.domain.tickets import Ticket
from server.store.columns import from_micros, to_micros
from server.store.rollups import Rollups
from server.store.sql import Sql, Wire

STRETCH = (
    "id, branch_id, business_day, kind, service_id, priority_class_id, counter_id, clerk_id,"
    " started_at, ended_at, suspect, ending, target_seconds"
)
OF_TICKET = Sql(f"SELECT {STRETCH} FROM period WHERE ticket_id = :ticket_id ORDER BY id")
CLOSE = Sql(
    "UPDATE period SET ended_at = :ended_at, suspect = :suspect, ending = :ending,"
    " target_seconds = :target_seconds WHERE id = :id"
)
INSERT = Sql(
    "INSERT INTO period (branch_id, ticket_id, business_day, kind, service_id, priority_class_id,"
    " counter_id, clerk_id, started_at, ended_at, suspect, ending, target_seconds)"
    " VALUES (:branch_id, :ticket_id, :business_day, :kind, :service_id, :priority_class_id,"
    " :counter_id, :clerk_id, :started_at, :ended_at, :suspect, :ending, :target_seconds)"
)


@dataclass(frozen=True)
class Close:
    """How a period ends. suspect: flag it, whatever its length; ending: where the state does not
    tell; target_seconds: the wait that its service promises, when somebody is called."""

    suspect: bool = False
    ending: Ending | None = None
    target_seconds: int | None = None


class Periods:
    """The periods of a database, as they are written."""

    def __init__(self, wire: Wire, rollups: Rollups) -> None:
        self._wire = wire
        self._rollups = rollups

    def start(self, ticket: Ticket, now: datetime) -> None:
        """Begin the first period of a ticket."""
        first = self._begin(ticket, now)
        self._rollups.begin(first, _taken(ticket))

    def move(self, ticket: Ticket, now: datetime, close: Close) -> None:
        """End the open period of a ticket that was moved, and begin the next when it lives.

        While it was not alive it was neither waiting nor served: that time counts as held.
        """
        before = self.of_ticket(ticket)
        *past, last = before
        if last.ended_at is None:
            after = [*past, self._end(last, ticket, now, close)]
        else:
            after = [*before, self._bridge(last, ticket, now, close)]
        if ticket.state in KIND_OF_STATE:
            after.append(self._begin(ticket, now))
        self._rollups.move(before, after)

    def speak(self, ticket: Ticket, language: str) -> None:
        """Count a ticket for another language."""
        periods = self.of_ticket(ticket)
        was, now = _taken(ticket), _taken(replace(ticket, language=language))
        self._rollups.speak(periods, was, now)

    def of_ticket(self, ticket: Ticket) -> Sequence[Stretch]:
        """Return a ticket's periods in order."""
        rows = self._wire.execute(OF_TICKET, {"ticket_id": ticket.id})
        return with_endings([stretch_of(row, ticket.priority_class_id) for row in rows], None)

    def _begin(self, ticket: Ticket, now: datetime) -> Stretch:
        begun = Stretch(
            id=0,
            branch_id=ticket.branch_id,
            business_day=ticket.business_day.isoformat(),
            kind=KIND_OF_STATE[ticket.state].value,
            service_id=ticket.service_id,
            priority_class_id=ticket.priority_class_id,
            counter_id=ticket.counter_id,
            clerk_id=ticket.clerk_id,
            started_at=to_micros(now),
            ended_at=None,
            suspect=False,
            ending="",
            target_seconds=None,
        )
        self._insert(ticket.id, begun)
        return begun

    def _end(self, last: Stretch, ticket: Ticket, now: datetime, close: Close) -> Stretch:
        kind = PeriodKind(last.kind)
        ended = last._replace(
            ended_at=to_micros(now),
            suspect=close.suspect or is_suspect(kind, now - from_micros(last.started_at)),
            ending=(close.ending or ending_of(kind, ticket.state)).value,
            target_seconds=close.target_seconds,
        )
        self._wire.execute(CLOSE, ended._asdict())
        return ended

    def _bridge(self, last: Stretch, ticket: Ticket, now: datetime, close: Close) -> Stretch:
        assert last.ended_at is not None
        bridge = last._replace(
            kind=PeriodKind.HELD.value,
            started_at=last.ended_at,
            ended_at=to_micros(now),
            suspect=False,
            ending=(close.ending or ending_of(PeriodKind.HELD, ticket.state)).value,
            target_seconds=None,
        )
        self._insert(ticket.id, bridge)
        return bridge

    def _insert(self, ticket_id: int, stretch: Stretch) -> None:
        self._wire.execute(INSERT, stretch._asdict() | {"ticket_id": ticket_id})


def stretch_of(row: Sequence[Any], priority_class_id: int) -> Stretch:
    """Return the period of a row with STRETCH; the class where an old row has none."""
    found = Stretch(*row)
    if found.priority_class_id is None:
        return found._replace(priority_class_id=priority_class_id)
    return found


def _taken(ticket: Ticket) -> Taken:
    return Taken(ticket.channel.value, ticket.language)
