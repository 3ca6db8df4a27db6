"""One day of a hall's log as it happened: who waited and was served, which counters called."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from server.domain.periods import PeriodKind
from server.store.columns import from_micros, to_micros
from server.store.sql import Sql, Wire

DAY_PERIODS = Sql(
    "SELECT p.ticket_id, p.kind, p.service_id, p.counter_id, p.started_at, p.ended_at, p.suspect,"
    " t.line_at, t.state, pc.code FROM ticket t JOIN period p ON p.ticket_id = t.id"
    " JOIN priority_class pc ON pc.id = t.priority_class_id"
    " WHERE t.branch_id = :branch_id AND t.business_day = :business_day"
    " AND p.branch_id = :branch_id ORDER BY p.ticket_id, p.started_at, p.id"
)
OPEN_SEATS = Sql(
    "SELECT counter_id, started_at, ended_at FROM seat_period WHERE branch_id = :branch_id"
    " AND state = 'open' AND started_at < :until AND (ended_at IS NULL OR ended_at > :since)"
    " ORDER BY counter_id, started_at"
)


@dataclass(frozen=True)
class LoggedPeriod:
    """A period with what of its ticket decides about its turn."""

    ticket_id: int
    kind: PeriodKind
    service_id: int
    counter_id: int | None
    started_at: datetime
    ended_at: datetime | None
    suspect: bool
    line_at: datetime
    state: str
    priority_class: str


@dataclass(frozen=True)
class Seat:
    """A counter that took calls; ended_at is None while it does."""

    counter_id: int
    started_at: datetime
    ended_at: datetime | None


class DayLog:
    """The log of a database, by business day."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def periods(self, branch_id: int, day: date) -> Sequence[LoggedPeriod]:
        """Return the periods of a day's tickets at their own hall, by ticket and in order."""
        values = {"branch_id": branch_id, "business_day": day.isoformat()}
        return [
            LoggedPeriod(
                ticket_id=row.ticket_id,
                kind=PeriodKind(row.kind),
                service_id=row.service_id,
                counter_id=row.counter_id,
                started_at=from_micros(row.started_at),
                ended_at=None if row.ended_at is None else from_micros(row.ended_at),
                suspect=bool(row.suspect),
                line_at=from_micros(row.line_at),
                state=row.state,
                priority_class=row.code,
            )
            for row in self._wire.execute(DAY_PERIODS, values)
        ]

    def seats(self, branch_id: int, since: datetime, until: datetime) -> Sequence[Seat]:
        """Return when counters took calls in a stretch of time."""
        values = {"branch_id": branch_id, "since": to_micros(since), "until": to_micros(until)}
        return [
            Seat(
                row.counter_id,
                from_micros(row.started_at),
                None if row.ended_at is None else from_micros(row.ended_at),
            )
            for row in self._wire.execute(OPEN_SEATS, values)
        ]
