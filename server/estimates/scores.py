"""How well waits were told: the same figures for ours and for every other way."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, median

from server.domain.estimate import Forecast


@dataclass(frozen=True, slots=True)
class Told:
    """What was told of a wait and what came of it, in minutes."""

    said: float
    waited: float
    low: float | None = None
    high: float | None = None

    @classmethod
    def by(cls, forecast: Forecast, waited: float) -> "Told":
        """Return what a forecast told."""
        return cls(forecast.median, waited, forecast.low, forecast.high)


@dataclass(frozen=True, slots=True)
class Score:
    """Errors in minutes; bias above 0: told too long. Shares of 1. The last two need ranges."""

    waits: int
    mean_error: float
    median_error: float
    bias: float
    within_5: float
    within_10: float
    coverage: float | None
    width: float | None


def score(told: Sequence[Told]) -> Score | None:
    """Return how well these were told, or None when there were none."""
    if not told:
        return None
    errors = [abs(one.said - one.waited) for one in told]
    return Score(
        waits=len(told),
        mean_error=fmean(errors),
        median_error=median(errors),
        bias=fmean(one.said - one.waited for one in told),
        within_5=_share(errors, 5),
        within_10=_share(errors, 10),
        coverage=_coverage(told),
        width=_width(told),
    )


def _share(errors: Sequence[float], most: float) -> float:
    return sum(error <= most for error in errors) / len(errors)


def _coverage(told: Sequence[Told]) -> float | None:
    kept = [
        one.low <= one.waited <= one.high
        for one in told
        if one.low is not None and one.high is not None
    ]
    return fmean(kept) if kept else None


def _width(told: Sequence[Told]) -> float | None:
    widths = [one.high - one.low for one in told if one.low is not None and one.high is not None]
    return fmean(widths) if widths else None
