"""A day of the log, put together to visits: who waited for what, and at which counter how long."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import groupby
from math import inf
from statistics import fmean

from server.domain.hall import Hall
from server.domain.periods import PeriodKind
from server.domain.tickets import TicketState
from server.simulation.scene import Span
from server.store.database import Database
from server.store.day_log import LoggedPeriod

AT_A_COUNTER = (PeriodKind.CALLED, PeriodKind.SERVING)
# Whom nobody called, though they did not leave.
STILL_THERE = (TicketState.WAITING, TicketState.EXPIRED)


@dataclass(frozen=True)
class Visit:
    """One ticket at one service, in seconds since midnight.

    seconds: how long a counter was taken, None when no counter called or the log doubts it.
    left_at: when the visitor gave up waiting.
    """

    ticket_id: int
    service_id: int
    priority_class: str
    arrived_at: float
    line_at: float
    waited_until: float
    left_at: float = inf
    counter_id: int | None = None
    called_at: float = inf
    ended_at: float = inf
    seconds: float | None = None


@dataclass(frozen=True)
class LoggedDay:
    """What the log has of a day: the visits, and by counter id when calls were taken there."""

    hall: Hall
    day: date
    visits: tuple[Visit, ...]
    seats: Mapping[int, Sequence[Span]]

    def usual_seconds(self, service_id: int) -> float:
        """Return the mean visit of a service, what is set up when there was none."""
        known = [each.seconds for each in self.visits if each.service_id == service_id]
        sound = [seconds for seconds in known if seconds]
        if sound:
            return fmean(sound)
        service = self.hall.services.get(service_id)
        return 60 * service.expected_minutes if service else 60.0


def read_day(db: Database, branch_id: int, day: date | None, now: datetime) -> LoggedDay | None:
    """Return a day of the log, the newest one when none is named; None when nobody came."""
    with db.reader() as reader:
        hall = reader.hall(branch_id)
        chosen = day or reader.times.last_day(branch_id)
        if chosen is None:
            return None
        midnight = hall.branch.midnight(chosen)
        until = min(now, hall.branch.midnight(chosen + timedelta(days=1)))
        periods = reader.day_log.periods(branch_id, chosen)
        seats = reader.day_log.seats(branch_id, midnight, until)
    if not periods:
        return None
    clock = _Clock(midnight, until)
    spans = defaultdict(list)
    for seat in seats:
        spans[seat.counter_id].append(Span(clock.at(seat.started_at), clock.at(seat.ended_at)))
    return LoggedDay(hall, chosen, tuple(_visits(periods, clock)), spans)


@dataclass(frozen=True)
class _Clock:
    """Moments as seconds of the day; what goes on still, or into the next day, ends with it."""

    midnight: datetime
    until: datetime

    def at(self, moment: datetime | None) -> float:
        known = self.until if moment is None else min(moment, self.until)
        return max(0.0, (known - self.midnight).total_seconds())


def _visits(periods: Iterable[LoggedPeriod], clock: _Clock) -> Iterable[Visit]:
    for _, ticket in groupby(periods, key=lambda each: each.ticket_id):
        by_service: dict[int, list[LoggedPeriod]] = {}
        for period in ticket:
            by_service.setdefault(period.service_id, []).append(period)
        for own in by_service.values():
            yield _visit(own, clock)


def _visit(periods: Sequence[LoggedPeriod], clock: _Clock) -> Visit:
    """Return what counts of a visit: the wait until the last call, and the spell after it."""
    first, spell = periods[0], _after_the_last_wait(periods)
    waited_until = spell[0].started_at if spell else periods[-1].ended_at
    gave_up = not spell and first.state not in STILL_THERE
    visit = Visit(
        ticket_id=first.ticket_id,
        service_id=first.service_id,
        priority_class=first.priority_class,
        arrived_at=clock.at(first.started_at),
        line_at=clock.at(min(first.line_at, first.started_at)),
        waited_until=clock.at(waited_until),
        left_at=clock.at(waited_until) if gave_up else inf,
    )
    if not spell:
        return visit
    lengths = [clock.at(each.ended_at) - clock.at(each.started_at) for each in spell]
    return replace(
        visit,
        counter_id=spell[0].counter_id,
        called_at=clock.at(spell[0].started_at),
        ended_at=clock.at(spell[-1].ended_at),
        seconds=None if any(each.suspect for each in spell) else sum(lengths),
    )


def _after_the_last_wait(periods: Sequence[LoggedPeriod]) -> list[LoggedPeriod]:
    last = max(
        (at for at, each in enumerate(periods) if each.kind is PeriodKind.WAITING), default=-1
    )
    return [each for each in periods[last + 1 :] if each.kind in AT_A_COUNTER]
