"""The simple figure: the median of three rules, from the first visitor of a hall on (rule E4)."""

from math import nan

from server.domain.estimate import median_of_three
from server.estimates.past import LinePast
from server.estimates.sights import Sight

# Where nothing at all is known of a line.
UNKNOWN_VISIT_MINUTES = 10.0
# What a line showed counts from so many waits on; before that, what is set up.
ENOUGH_WAITS = 20
# A figure below this would be said as "at once".
LEAST_MINUTES = 3.0


def by_service(sight: Sight, past: LinePast) -> float:
    """Return the wait by what one visitor ahead costs: as the line showed, else as set up."""
    if past.total.count >= ENOUGH_WAITS:
        return sight.turns * past.total.minutes_each
    if sight.visit_minutes == sight.visit_minutes:
        return sight.turns * sight.visit_minutes / max(1.0, sight.open_counters)
    return nan


def by_calls(sight: Sight) -> float:
    """Return the wait by the calls of the last half hour."""
    return sight.turns / sight.calls_per_minute if sight.calls_per_minute > 0 else nan


def simple_wait(sight: Sight, past: LinePast) -> float:
    """Return the median of the three rules, in minutes; never nothing."""
    found = median_of_three(
        by_service=_known(by_service(sight, past)),
        last_wait=_known(sight.last_wait),
        by_calls=_known(by_calls(sight)),
    )
    if found is None:
        found = sight.turns * UNKNOWN_VISIT_MINUTES / max(1.0, sight.open_counters)
    return max(LEAST_MINUTES, found)


def _known(value: float) -> float | None:
    return value if value == value else None
