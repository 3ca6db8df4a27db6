"""How long a visitor will wait, as a range that can be kept (rules E1-E5)."""

from dataclasses import dataclass
from enum import StrEnum
from math import ceil, floor, sqrt

# 80 % of a normal distribution lies within 1.28 deviations of its middle.
DEVIATIONS_FOR_80_PERCENT = 1.28
# Variance of a visit's length over its mean squared: 1 would be no memory at all, 0 a machine.
VISIT_VARIATION = 0.5


# Below this a range says less than "under five minutes" does.
SHORT_MINUTES = 5


class EstimateKind(StrEnum):
    """How the range is said, the same on paper and on every screen (E1)."""

    UNDER = "under"
    ABOUT = "about"
    RANGE = "range"


@dataclass(frozen=True)
class Estimate:
    """Four of five visitors wait between low and high, in whole minutes; high is at least 1."""

    kind: EstimateKind
    low_minutes: int
    high_minutes: int


def estimate(
    *, ahead: int, open_counters: int, free_counters: int, visit_minutes: float
) -> Estimate | None:
    """Return the wait of a visitor with `ahead` others before them, or None when nobody serves.

    The wait lasts until a counter has come free for everyone ahead and for the visitor: a sum of
    as many visits of mean `visit_minutes`, shared by the open counters (E2).
    """
    if open_counters < 1:
        return None
    turns = max(0, ahead + 1 - free_counters)
    mean = turns * visit_minutes / open_counters
    spread = (
        DEVIATIONS_FOR_80_PERCENT * sqrt(turns * VISIT_VARIATION) * visit_minutes / open_counters
    )
    return _said(max(0, floor(mean - spread)), max(1, ceil(mean + spread)))


@dataclass(frozen=True, slots=True)
class Forecast:
    """A wait in minutes: the middle one, and the range that holds four of five."""

    median: float
    low: float
    high: float


def median_of_three(
    *, by_service: float | None, last_wait: float | None, by_calls: float | None
) -> float | None:
    """Return the middle of the simple figures that are known, or None when none is (E4).

    by_service: people ahead x visit minutes / counters; last_wait: of the last one called;
    by_calls: people ahead / calls a minute lately.
    """
    known = sorted(x for x in (by_service, last_wait, by_calls) if x is not None)
    if not known:
        return None
    half = len(known) // 2
    return known[half] if len(known) % 2 else (known[half - 1] + known[half]) / 2


def said(forecast: Forecast) -> Estimate:
    """Return a forecast as every screen and paper says it: whole minutes, widened outward."""
    return _said(max(0, floor(forecast.low)), max(1, ceil(forecast.high)))


def _said(low: int, high: int) -> Estimate:
    if high <= SHORT_MINUTES:
        return Estimate(EstimateKind.UNDER, 0, SHORT_MINUTES)
    if low == 0:
        return Estimate(EstimateKind.UNDER, 0, high)
    return Estimate(EstimateKind.ABOUT if low == high else EstimateKind.RANGE, low, high)
