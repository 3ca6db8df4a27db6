"""What a share or a median is worth when few were counted: 95 % intervals, and honest ranks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, floor, sqrt

from server.domain.histogram import at_rank

Z = 1.96  # 95 %


@dataclass(frozen=True)
class Interval:
    """A figure and between what it lies in 95 of 100 cases."""

    value: float
    low: float
    high: float


def wilson(part: int, whole: int) -> Interval | None:
    """Return a share with Wilson's interval, or None of nothing."""
    if whole == 0:
        return None
    share, square = part / whole, Z * Z / whole
    middle = (share + square / 2) / (1 + square)
    half = Z * sqrt(share * (1 - share) / whole + square / whole / 4) / (1 + square)
    return Interval(share, max(0.0, min(share, middle - half)), min(1.0, max(share, middle + half)))


Counted = Mapping[str, tuple[int, int]]  # part and whole by band


def standardised(counted: Counted, weights: Mapping[str, int]) -> Interval | None:
    """Return a share as it would be if the load were that of all (direct standardisation).

    weights: how much all together counted in each band. Bands that one does not have count for
    nobody; the error of a band is that of Agresti and Coull.
    """
    present = {band: (part, whole) for band, (part, whole) in counted.items() if whole}
    weight = sum(weights[band] for band in present)
    if not weight:
        return None
    if len(present) == 1:
        return wilson(*next(iter(present.values())))
    share = variance = 0.0
    for band, (part, whole) in present.items():
        w = weights[band] / weight
        careful = (part + 2) / (whole + 4)
        share += w * part / whole
        variance += w * w * careful * (1 - careful) / (whole + 4)
    half = Z * sqrt(variance)
    return Interval(share, max(0.0, share - half), min(1.0, share + half))


def median_interval(pairs: Sequence[tuple[int, int]], count: int, value: float) -> Interval:
    """Return a median with the interval between the ranks that hold it in 95 of 100 cases."""
    half = Z * sqrt(count) / 2
    low = at_rank(pairs, max(1, floor(count / 2 - half)))
    high = at_rank(pairs, min(count, ceil(count / 2 + 1 + half)))
    return Interval(value, min(low, value), max(high, value))


def ranks(intervals: Sequence[Interval | None], *, least_is_best: bool) -> list[int | None]:
    """Return for each how many are surely better, plus one; who cannot be told apart ties.

    One is surely better when the whole of its interval is. Without an interval, no rank.
    """
    return [
        None if own is None else 1 + sum(_better(other, own, least_is_best) for other in intervals)
        for own in intervals
    ]


def _better(other: Interval | None, own: Interval, least_is_best: bool) -> bool:
    if other is None:
        return False
    return other.high < own.low if least_is_best else other.low > own.high
