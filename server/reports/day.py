"""The wait and service times of one business day, exact from the log (rules T1-T5)."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from statistics import fmean, median

from server.domain.errors import NotFound
from server.domain.hall import Names
from server.domain.tickets import TicketState
from server.store.database import Database
from server.store.times import TicketTimes

NINETY_PERCENT = 0.9


@dataclass(frozen=True)
class Spread:
    """How times are spread, in seconds; p90: nine of ten were at most this (nearest rank, T5)."""

    count: int
    mean: float
    median: float
    p90: float
    most: float


@dataclass(frozen=True)
class Row:
    """One service or counter; `suspect` counts tickets with a time that the spreads leave out."""

    code: str
    names: Names
    tickets: int
    served: int
    no_shows: int
    cancelled: int
    expired: int
    suspect: int
    wait: Spread | None
    way: Spread | None
    service: Spread | None


@dataclass(frozen=True)
class DayReport:
    """A branch's day: all, by service, by counter, by priority class."""

    branch: str
    day: date
    total: Row
    services: tuple[Row, ...]
    counters: tuple[Row, ...]
    classes: tuple[Row, ...]


def day_report(db: Database, branch_id: int, day: date | None) -> DayReport:
    """Return a day's times; without a day, those of the newest one with a ticket.

    Raises NotFound when there is no ticket at all.
    """
    with db.reader() as reader:
        hall = reader.hall(branch_id)
        chosen = day or reader.times.last_day(branch_id)
        if chosen is None:
            raise NotFound(what="ticket")
        tickets = reader.times.of_day(branch_id, chosen)
    return DayReport(
        branch=hall.branch.code,
        day=chosen,
        total=_row("", hall.branch.names, tickets),
        services=tuple(
            _row(service.numbers.letter, service.names, _of(tickets, "service_id", service.id))
            for service in hall.services.values()
        ),
        counters=tuple(
            _row(str(counter.number), {}, _of(tickets, "counter_id", counter.id))
            for counter in hall.counters.values()
        ),
        classes=tuple(
            _row(each.code, each.names, _of(tickets, "priority_class_id", each.id))
            for each in hall.priority_classes.values()
        ),
    )


def spread(values: Iterable[float]) -> Spread | None:
    """Return the spread of some seconds, or None when there are none."""
    ordered = sorted(values)
    if not ordered:
        return None
    return Spread(
        count=len(ordered),
        mean=fmean(ordered),
        median=median(ordered),
        p90=ordered[ceil(NINETY_PERCENT * len(ordered)) - 1],
        most=ordered[-1],
    )


def _of(tickets: Sequence[TicketTimes], field: str, value: int) -> list[TicketTimes]:
    return [ticket for ticket in tickets if getattr(ticket, field) == value]


def _row(code: str, names: Names, tickets: Sequence[TicketTimes]) -> Row:
    states = Counter(ticket.state for ticket in tickets)
    return Row(
        code=code,
        names=names,
        tickets=len(tickets),
        served=states[TicketState.DONE],
        no_shows=states[TicketState.NO_SHOW],
        cancelled=states[TicketState.CANCELLED],
        expired=states[TicketState.EXPIRED],
        suspect=sum(ticket.suspect for ticket in tickets),
        wait=_spread_of(tickets, lambda ticket: ticket.wait_seconds),
        way=_spread_of(tickets, lambda ticket: ticket.way_seconds),
        service=_spread_of(tickets, lambda ticket: ticket.service_seconds),
    )


def _spread_of(
    tickets: Sequence[TicketTimes], seconds: Callable[[TicketTimes], float | None]
) -> Spread | None:
    return spread(value for value in map(seconds, tickets) if value is not None)
