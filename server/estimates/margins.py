"""Ranges that keep their word: widened by what missed lately (conformal calibration).

Trees that were taught quantiles hold less than they say. So the distance from the middle to each
end is stretched by a factor: at night to what would have held on the last days, by day a little
after each wait that ended inside or outside its range.
Source: Romano et al. 2019 (conformalized quantile regression), Gibbs & Candes 2021 (adaptive).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import ceil, exp, sqrt

from server.domain.estimate import Forecast
from server.estimates.lessons import Points

# Waits lean to the long side, so the shortest range that holds four of five leaves out less below.
BELOW, ABOVE = 0.07, 0.13
# The middle and the ends stay so far apart, in square roots of minutes.
LEAST_APART = 0.1
# How far one wait moves the factors by day.
PACE = 0.015
LEAST_WAIT = 1.0


@dataclass(frozen=True, slots=True)
class Margins:
    """How far the ends are stretched."""

    low: float = 1.0
    high: float = 1.0

    def stretch(self, points: Points) -> Forecast:
        """Return the range in minutes from what the trees said."""
        low, middle, high = apart(points)
        return Forecast(
            median=max(LEAST_WAIT, middle**2),
            low=max(0.0, middle - self.low * (middle - low)) ** 2,
            high=max(LEAST_WAIT, (middle + self.high * (high - middle)) ** 2),
        )

    def moved(self, *, below: bool, above: bool) -> "Margins":
        """Return them after a wait that ended below, above or inside its range."""
        return replace(
            self,
            low=self.low * exp(PACE * (below - BELOW)),
            high=self.high * exp(PACE * (above - ABOVE)),
        )


def margins_of(points: Sequence[Points], waits: Iterable[float]) -> Margins:
    """Return the factors with which the ranges would have held; 1 when there were none."""
    lows, highs = [], []
    for (low, middle, high), wait in zip(map(apart, points), waits, strict=True):
        lows.append((middle - sqrt(wait)) / (middle - low))
        highs.append((sqrt(wait) - middle) / (high - middle))
    if not lows:
        return Margins()
    return Margins(low=_point(lows, 1 - BELOW), high=_point(highs, 1 - ABOVE))


def apart(points: Points) -> Points:
    """Return the points in order: trees of different quantiles may cross."""
    low, middle, high = points
    return min(low, middle - LEAST_APART), middle, max(high, middle + LEAST_APART)


def _point(scores: Sequence[float], share: float) -> float:
    """Return the score that `share` of new ones will not exceed; a factor, so never below 0."""
    rank = min(len(scores), ceil(share * (len(scores) + 1)))
    return max(0.0, sorted(scores)[rank - 1])
