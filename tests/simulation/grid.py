"""`python -m tests.simulation.grid`: mean waits against Erlang C by long runs, setting by setting.

Too long for the test suite (hours, the low loads most): for when the simulator's core changes. Each
setting runs until its standard error is 0.6 % of the textbook's mean wait, or too long.
"""

import sys
from collections.abc import Iterator
from heapq import heappop, heappush
from math import exp, sqrt
from random import Random
from statistics import fmean

from server.domain.erlang import mean_wait
from server.simulation.run import simulate
from server.simulation.scene import Visitor
from tests.simulation.paths import hall, poisson, waits_at_one_fast_counter

LOADS = (0.9, 0.8, 0.7, 0.6, 0.5)
WARM_UP, BATCH, FEWEST = 2_000, 5_000, 24
MOST_VISITORS = 3_000_000
ERROR = 0.006


def too_many_at_once(visitors: list[Visitor], counters: int) -> list[int]:
    """How many more than the counters each would find, if everybody had a counter."""
    leaving: list[float] = []
    found = []
    for visitor in visitors:
        while leaving and leaving[0] <= visitor.arrives_at:
            heappop(leaving)
        found.append(max(0, len(leaving) - counters))
        heappush(leaving, visitor.arrives_at + visitor.seconds)
    return found


def mean_too_many(counters: int, load: float) -> float:
    """The mean of that: in steady state a Poisson number is there."""
    term, total = exp(-load), 0.0
    for count in range(1, 400):
        term *= load / count
        total += max(0, count - counters) * term
    return total


def batches(counters: int, load: float) -> Iterator[tuple[float, float, float]]:
    """Yield the mean wait of a batch, and how far its two controls are from what they should be."""
    chance = Random(f"grid {counters} {load}")
    fast, many = mean_wait(1, load, 1 / counters), mean_too_many(counters, load * counters)
    size = 20 * BATCH
    while True:
        people = poisson(WARM_UP + size, load * counters, chance)
        waits = [0.0] * len(people)
        for call in simulate(people, hall(counters)).calls:
            waits[call.visitor.id] = call.wait_seconds
        pooled, there = (
            waits_at_one_fast_counter(people, counters),
            too_many_at_once(people, counters),
        )
        for at in range(WARM_UP, WARM_UP + size, BATCH):
            own = slice(at, at + BATCH)
            yield fmean(waits[own]), fmean(pooled[own]) - fast, fmean(there[own]) - many


def controlled(found: list[tuple[float, float, float]]) -> tuple[float, float]:
    """Return the mean and its standard error by regression on the controls."""
    y, x, z = (list(each) for each in zip(*found, strict=True))
    my, mx, mz = fmean(y), fmean(x), fmean(z)
    sxx = sum((a - mx) ** 2 for a in x)
    szz = sum((a - mz) ** 2 for a in z)
    sxz = sum((a - mx) * (b - mz) for a, b in zip(x, z, strict=True))
    sxy = sum((a - mx) * (b - my) for a, b in zip(x, y, strict=True))
    szy = sum((a - mz) * (b - my) for a, b in zip(z, y, strict=True))
    if sxx * szz > sxz**2:
        det = sxx * szz - sxz**2
        bx, bz = (sxy * szz - szy * sxz) / det, (szy * sxx - sxy * sxz) / det
    else:
        bx, bz = 0.0, szy / szz if szz else 0.0
    rest = [a - bx * b - bz * c for a, b, c in zip(y, x, z, strict=True)]
    mean = fmean(rest)
    error = sqrt(sum((each - mean) ** 2 for each in rest) / (len(rest) - 3) / len(rest))
    return mean, error


def main() -> None:
    """Print a line for each setting."""
    for load in LOADS:
        for counters in range(2, 21):
            textbook = mean_wait(counters, load * counters, 1.0)
            found: list[tuple[float, float, float]] = []
            for batch in batches(counters, load):
                found.append(batch)
                if len(found) % 20 or len(found) < FEWEST:
                    continue
                mean, error = controlled(found)
                if error <= ERROR * textbook or len(found) * BATCH >= MOST_VISITORS:
                    break
            off, unsure = 100 * (mean / textbook - 1), 100 * error / textbook
            print(f"{load} {counters:2d} {off:+.2f} % +- {unsure:.2f} n={len(found) * BATCH}")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
