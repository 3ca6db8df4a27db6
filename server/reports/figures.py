"""Figures as reports show them: shares and spreads of what was counted (docs/reports.md)."""

from dataclasses import dataclass, replace

from server.domain.figures import Figures
from server.domain.histogram import median_of, quantile_of

MICROS = 1_000_000
NINETY, NINETY_FIVE = 0.9, 0.95


@dataclass(frozen=True)
class Spread:
    """How times are spread, in seconds; median, p90 and p95 within 1.5 % (rule R2)."""

    count: int
    mean: float
    median: float
    p90: float
    p95: float
    most: float


@dataclass(frozen=True)
class Shown:
    """The figures of one group; spreads and shares are None where there is nothing to tell."""

    tickets: int
    stays: int
    calls: int
    served: int
    no_shows: int
    cancelled: int
    expired: int
    transferred: int
    misses: int
    holds: int
    returns: int
    suspect: int
    pauses: int
    open_seconds: int
    paused_seconds: int
    measured: int
    within_target: float | None
    no_show_share: float | None
    suspect_share: float | None
    wait: Spread | None
    way: Spread | None
    service: Spread | None


def shown(figures: Figures) -> Shown:
    """Return figures as a report shows them."""
    sums = figures.sums
    ended = sums["served"] + sums["no_shows"]
    return Shown(
        tickets=sums["tickets"],
        stays=sums["stays"],
        calls=sums["calls"],
        served=sums["served"],
        no_shows=sums["no_shows"],
        cancelled=sums["cancelled"],
        expired=sums["expired"],
        transferred=sums["transferred"],
        misses=sums["misses"],
        holds=sums["holds"],
        returns=sums["returns"],
        suspect=sums["suspect"],
        pauses=sums["pauses"],
        open_seconds=round(sums["open_micros"] / MICROS),
        paused_seconds=round(sums["paused_micros"] / MICROS),
        measured=sums["wait_measured"],
        within_target=share(sums["wait_within"], sums["wait_measured"]),
        no_show_share=share(sums["no_shows"], ended),
        suspect_share=share(sums["suspect"], sums["stays"]),
        wait=spread_of(figures, "wait"),
        way=spread_of(figures, "way"),
        service=spread_of(figures, "service"),
    )


def share(part: int, whole: int) -> float | None:
    """Return a share, or None of nothing."""
    return round(part / whole, 4) if whole else None


def spread_of(figures: Figures, measure: str) -> Spread | None:
    """Return how the times of a measure are spread, or None when there are none."""
    count = figures.sums[f"{measure}_count"]
    if not count:
        return None
    mean, most = figures.sums[f"{measure}_micros"] / count / MICROS, figures.most[measure] / MICROS
    buckets = sorted(figures.buckets.get(measure, {}).items())
    found = Spread(
        count=count,
        mean=_rounded(mean),
        median=_rounded(min(most, median_of(buckets, count))),
        p90=_rounded(min(most, quantile_of(buckets, count, NINETY))),
        p95=_rounded(min(most, quantile_of(buckets, count, NINETY_FIVE))),
        most=_rounded(most),
    )
    if len(buckets) == 1:  # all within 3 %: their mean says more than their bucket
        return replace(found, median=found.mean, p90=found.mean, p95=found.mean)
    return found


def _rounded(seconds: float) -> float:
    return round(seconds, 1)
