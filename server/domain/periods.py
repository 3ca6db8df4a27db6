"""Periods: the log of waiting and serving. Times are sums of periods (rules T1-T4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from server.domain.tickets import TicketState


class PeriodKind(StrEnum):
    """What a ticket was doing; one kind for each living state."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    HELD = "held"


class Ending(StrEnum):
    """By which move a period ended; UNKNOWN: in logs older than rule R1."""

    UNKNOWN = ""
    CALLED = "called"
    BEGUN = "begun"
    RETURNED = "returned"
    NO_SHOW = "no_show"
    HELD = "held"
    RESUMED = "resumed"
    TRANSFERRED = "transferred"
    MOVED_ON = "moved_on"
    FINISHED = "finished"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    REJOINED = "rejoined"
    REOPENED = "reopened"


KIND_OF_STATE: dict[TicketState, PeriodKind] = {
    TicketState.WAITING: PeriodKind.WAITING,
    TicketState.CALLED: PeriodKind.CALLED,
    TicketState.SERVING: PeriodKind.SERVING,
    TicketState.HELD: PeriodKind.HELD,
}

# How a move ends a period, by where it leads, when nobody says otherwise.
ENDING_OF_STATE: dict[TicketState, Ending] = {
    TicketState.WAITING: Ending.RETURNED,
    TicketState.CALLED: Ending.CALLED,
    TicketState.SERVING: Ending.BEGUN,
    TicketState.HELD: Ending.HELD,
    TicketState.DONE: Ending.FINISHED,
    TicketState.NO_SHOW: Ending.NO_SHOW,
    TicketState.CANCELLED: Ending.CANCELLED,
    TicketState.EXPIRED: Ending.EXPIRED,
}

# docs/rules.md T4: outside these bounds a period is kept, flagged, and left out of averages.
PLAUSIBLE: dict[PeriodKind, tuple[timedelta, timedelta]] = {
    PeriodKind.WAITING: (timedelta(0), timedelta(hours=12)),
    PeriodKind.CALLED: (timedelta(0), timedelta(minutes=30)),
    PeriodKind.SERVING: (timedelta(seconds=3), timedelta(hours=4)),
    PeriodKind.HELD: (timedelta(0), timedelta(hours=12)),
}


@dataclass(frozen=True)
class Period:
    """One stretch of a ticket's life; `ended_at` is None while it lasts."""

    kind: PeriodKind
    started_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True)
class Times:
    """Whole seconds of a ticket so far."""

    wait_seconds: int
    way_seconds: int
    service_seconds: int


def ending_of(kind: PeriodKind, state: TicketState) -> Ending:
    """Return how a period of a kind ended when its ticket is in a state now."""
    if kind is PeriodKind.HELD and state is TicketState.SERVING:
        return Ending.RESUMED
    return ENDING_OF_STATE[state]


def is_suspect(kind: PeriodKind, length: timedelta) -> bool:
    """Return whether a closed period is impossibly short or long (rule T4)."""
    least, most = PLAUSIBLE[kind]
    return not least <= length <= most


def times(periods: Iterable[Period], now: datetime) -> Times:
    """Return the wait, way and service time of one ticket; an open period counts up to now."""
    sums = dict.fromkeys(PeriodKind, timedelta(0))
    for period in periods:
        sums[period.kind] += (period.ended_at or now) - period.started_at
    return Times(
        wait_seconds=_whole(sums[PeriodKind.WAITING]),
        way_seconds=_whole(sums[PeriodKind.CALLED]),
        service_seconds=_whole(sums[PeriodKind.SERVING]),
    )


def _whole(length: timedelta) -> int:
    return round(length.total_seconds())
