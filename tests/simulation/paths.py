"""Visitors by chance, the textbook's recursions on the same visitors, and what a mean is worth."""

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import heapreplace
from math import sqrt
from random import Random
from statistics import fmean, stdev

from server.domain.hall import Offer
from server.simulation.scene import Setting, SimulatedCounter, Span, Visitor

SERVICE = 1
FOR_EVER = Span(0.0, 1e12)
NO_CAP = 1e9


def hall(counters: int, **rates: float) -> Setting:
    """Counters that give one service, always; nobody is ever past the hard cap."""
    return Setting(
        tuple(
            SimulatedCounter(number, (Offer(SERVICE),), (FOR_EVER,))
            for number in range(1, counters + 1)
        ),
        rates or {"standard": 1.0},
        NO_CAP,
    )


def poisson(
    count: int, arrivals: float, chance: Random, priority_class: str = "standard"
) -> list[Visitor]:
    """Visitors of a Poisson stream with exponential visits of mean 1."""
    now, found = 0.0, []
    for place in range(count):
        now += chance.expovariate(arrivals)
        found.append(Visitor(place, now, SERVICE, priority_class, chance.expovariate(1.0)))
    return found


def waits_by_recursion(visitors: Sequence[Visitor], counters: int) -> list[float]:
    """The waits at so many counters, first come first served (Kiefer and Wolfowitz 1955)."""
    free_at = [0.0] * counters
    waits = []
    for visitor in visitors:
        called_at = max(visitor.arrives_at, free_at[0])
        heapreplace(free_at, called_at + visitor.seconds)
        waits.append(called_at - visitor.arrives_at)
    return waits


def waits_at_one_fast_counter(visitors: Sequence[Visitor], counters: int) -> list[float]:
    """The waits if one counter worked as fast as all of them together (Lindley 1952)."""
    wait, before, waits = 0.0, 0.0, []
    for visitor in visitors:
        wait = max(0.0, wait - (visitor.arrives_at - before))
        waits.append(wait)
        wait += visitor.seconds / counters
        before = visitor.arrives_at
    return waits


@dataclass(frozen=True)
class Mean:
    """A mean, and its standard error."""

    value: float
    error: float

    def is_within(self, share: float, of: float) -> bool:
        """Whether the whole 95 % interval lies within a share of a value."""
        return abs(self.value - of) + 1.96 * self.error <= share * of


def plain_mean(batches: Sequence[float]) -> Mean:
    """The mean of the means of batches, each long enough to be for itself."""
    return Mean(fmean(batches), stdev(batches) / sqrt(len(batches)))


def controlled_mean(batches: Sequence[float], controls: Sequence[float], known: float) -> Mean:
    """The mean without what chance did to another figure of the same visitors.

    known: that other figure's true mean. Control variates by regression (Lavenberg 1981).
    """
    mean, other = fmean(batches), fmean(controls)
    spread = sum((each - other) ** 2 for each in controls)
    together = sum((b - mean) * (c - other) for b, c in zip(batches, controls, strict=True))
    slope = together / spread
    rest = [b - slope * (c - known) for b, c in zip(batches, controls, strict=True)]
    return plain_mean(rest)


def in_batches(values: Sequence[float], count: int, skipped: int) -> list[float]:
    """The means of batches of equal length, without the first values."""
    size = (len(values) - skipped) // count
    return [fmean(values[at : at + size]) for at in range(skipped, skipped + size * count, size)]
