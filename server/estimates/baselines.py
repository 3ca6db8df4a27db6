"""The ways that others tell a wait, to be measured beside ours; each answers every time."""

from collections.abc import Callable

from server.estimates.past import Past
from server.estimates.sights import Sight
from server.estimates.simple import UNKNOWN_VISIT_MINUTES, simple_wait

NO_PACE = 1 / UNKNOWN_VISIT_MINUTES


def queue_mean(sight: Sight, past: Past) -> float:
    """Return the line's mean wait of the days before; all lines' for one never seen."""
    line = past.line(sight.office, sight.line).total
    return _first(line.mean_wait, past.waits.mean_wait, UNKNOWN_VISIT_MINUTES)


def queue_length(sight: Sight, past: Past) -> float:
    """Return the people ahead times the minutes from call to call: mean service / counters."""
    line = past.line(sight.office, sight.line).total
    pace = next((p for p in (line.mean_pace, past.waits.mean_pace) if p > 0), NO_PACE)
    return sight.turns / pace


def last_wait(sight: Sight, past: Past) -> float:
    """Return the wait of the last one called; the line's mean before the first call."""
    return _first(sight.last_wait, queue_mean(sight, past))


def published(sight: Sight, past: Past) -> float:
    """Return what the hall itself showed; the line's mean where it showed nothing."""
    return _first(sight.announced, queue_mean(sight, past))


def median_of_three(sight: Sight, past: Past) -> float:
    """Return the simple figure (rule E4)."""
    return simple_wait(sight, past.line(sight.office, sight.line))


BASELINES: dict[str, Callable[[Sight, Past], float]] = {
    "median_of_three": median_of_three,
    "queue_mean": queue_mean,
    "queue_length": queue_length,
    "last_wait": last_wait,
    "published": published,
}


def _first(*values: float) -> float:
    return next(value for value in values if value == value)
