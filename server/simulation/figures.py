"""What came of simulated days: waits by class and service, idle time by counter."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from statistics import fmean, median
from typing import TypeVar

from server.simulation.scene import Call, Course, SimulatedCounter, Visitor

NINETY_PERCENT = 0.9
SECONDS_OF_A_MINUTE = 60
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Waits:
    """How some visitors waited, in minutes; None where nobody was called.

    visitors, called, left, never_called: a day, as a mean when several were simulated. p90 by
    nearest rank (rule T5). within_target: of all visitors, so who left or was not called is not.
    """

    visitors: float
    called: float
    left: float
    never_called: float
    mean: float | None
    median: float | None
    p90: float | None
    within_target: float | None


@dataclass(frozen=True)
class CounterFigures:
    """A counter's day, as a mean when several were simulated: minutes open, idle, and calls."""

    number: int
    service_ids: tuple[int, ...]
    open_minutes: float
    idle_minutes: float
    calls: float


@dataclass(frozen=True)
class Figures:
    """All of it."""

    total: Waits
    classes: Mapping[str, Waits]
    services: Mapping[int, Waits]
    counters: tuple[CounterFigures, ...]


@dataclass(frozen=True)
class _Fate:
    """What became of a visitor: how long they waited for a call, or that they left."""

    visitor: Visitor
    wait_seconds: float | None
    left: bool = False


def figures_of(
    courses: Sequence[Course], counters: Iterable[SimulatedCounter], target_minutes: float
) -> Figures:
    """Return the figures of one or more simulated days of the same hall."""
    fates = [fate for course in courses for fate in _fates(course)]
    days = len(courses)
    calls: dict[int, list[Call]] = defaultdict(list)
    for course in courses:
        for call in course.calls:
            calls[call.counter].append(call)
    classes = _grouped(fates, lambda who: who.priority_class)
    services = _grouped(fates, lambda who: who.service_id)
    return Figures(
        total=_waits(fates, days, target_minutes),
        classes={code: _waits(classes[code], days, target_minutes) for code in sorted(classes)},
        services={at: _waits(services[at], days, target_minutes) for at in sorted(services)},
        counters=tuple(_counter_figures(each, calls[each.number], days) for each in counters),
    )


def _fates(course: Course) -> Iterator[_Fate]:
    yield from (_Fate(call.visitor, call.wait_seconds) for call in course.calls)
    yield from (_Fate(visitor, None, left=True) for visitor in course.left)
    yield from (_Fate(visitor, None) for visitor in course.never_called)


def _grouped(fates: Iterable[_Fate], key: Callable[[Visitor], Key]) -> dict[Key, list[_Fate]]:
    found: dict[Key, list[_Fate]] = defaultdict(list)
    for fate in fates:
        found[key(fate.visitor)].append(fate)
    return found


def _waits(fates: Sequence[_Fate], days: int, target_minutes: float) -> Waits:
    minutes = sorted(
        fate.wait_seconds / SECONDS_OF_A_MINUTE for fate in fates if fate.wait_seconds is not None
    )
    left = sum(fate.left for fate in fates)
    within = sum(wait <= target_minutes for wait in minutes)
    return Waits(
        visitors=len(fates) / days,
        called=len(minutes) / days,
        left=left / days,
        never_called=(len(fates) - len(minutes) - left) / days,
        mean=fmean(minutes) if minutes else None,
        median=median(minutes) if minutes else None,
        p90=minutes[ceil(NINETY_PERCENT * len(minutes)) - 1] if minutes else None,
        within_target=within / len(fates) if fates else None,
    )


def _counter_figures(counter: SimulatedCounter, calls: Sequence[Call], days: int) -> CounterFigures:
    idle = counter.open_seconds - _busy_seconds(counter, calls) / days
    return CounterFigures(
        number=counter.number,
        service_ids=tuple(sorted(counter.service_ids)),
        open_minutes=counter.open_seconds / SECONDS_OF_A_MINUTE,
        idle_minutes=max(0.0, idle) / SECONDS_OF_A_MINUTE,
        calls=len(calls) / days,
    )


def _busy_seconds(counter: SimulatedCounter, calls: Iterable[Call]) -> float:
    """Return the open time with a visitor; a visit may go on after the counter closed."""
    spans = sorted(counter.open, key=lambda span: span.opens)
    opens = [span.opens for span in spans]
    busy = 0.0
    for call in calls:
        ends_at = call.ends_at
        for span in spans[max(0, bisect_right(opens, call.called_at) - 1) :]:
            if span.opens >= ends_at:
                break
            busy += span.overlap(call.called_at, ends_at)
    return busy
