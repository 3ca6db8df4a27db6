"""The product's rule in the simulator against the theory of accumulating priority (must hold 4).

Linear accumulation is all the theory knows, so the hall has one tier and no hard cap in reach.
The control variate is the wait of the same visitors in one line, first come first served, whose
mean is Pollaczek and Khinchine's; it knows nothing of classes.
"""

from collections.abc import Callable
from dataclasses import replace
from random import Random
from statistics import fmean

import pytest

from server.domain.erlang import ClassLoad, accumulating_waits, mean_wait
from server.simulation.run import simulate
from server.simulation.scene import Visitor
from tests.simulation.paths import (
    Mean,
    controlled_mean,
    hall,
    poisson,
    waits_at_one_fast_counter,
)

WARM_UP, BATCHES = 2_000, 40
SLOW, FAST = "slow", "fast"
Length = Callable[[Random], float]


def exponential(mean: float) -> Length:
    return lambda chance: chance.expovariate(1 / mean)


def always(seconds: float) -> Length:
    return lambda chance: seconds


def visitors_of_two_classes(
    count: int, arrivals: dict[str, float], lengths: dict[str, Length], seed: str
) -> list[Visitor]:
    """A Poisson stream of both classes."""
    chance, whole = Random(seed), sum(arrivals.values())
    found = []
    for visitor in poisson(count, whole, chance):
        code = SLOW if chance.random() * whole < arrivals[SLOW] else FAST
        found.append(replace(visitor, priority_class=code, seconds=lengths[code](chance)))
    return found


def mean_waits(
    visitors: list[Visitor], counters: int, rates: dict[str, float], first_come: float
) -> dict[str, Mean]:
    """The mean wait of each class, from batches of equal length."""
    calls = simulate(visitors, hall(counters, **rates)).calls
    waits = {call.visitor.id: call.wait_seconds for call in calls}
    one_line = waits_at_one_fast_counter(visitors, counters)
    size = (len(visitors) - WARM_UP) // BATCHES
    starts = [WARM_UP + size * at for at in range(BATCHES)]
    controls = [fmean(one_line[at : at + size]) for at in starts]
    found = {}
    for code in (SLOW, FAST):
        batches = [
            fmean(waits[v.id] for v in visitors[at : at + size] if v.priority_class == code)
            for at in starts
        ]
        found[code] = controlled_mean(batches, controls, first_come)
    return found


@pytest.mark.parametrize(
    ("slow", "fast", "times"),
    [(0.3, 0.3, 2.0), (0.4, 0.4, 3.0), (0.6, 0.3, 2.0), (0.2, 0.7, 5.0), (0.7, 0.2, 1.25)],
)
def test_two_classes_wait_as_the_theory_says(slow: float, fast: float, times: float) -> None:
    arrivals, seed = {SLOW: slow, FAST: fast}, f"{slow} {fast} {times}"
    visitors = visitors_of_two_classes(
        80_000, arrivals, {SLOW: exponential(1), FAST: exponential(1)}, seed
    )

    found = mean_waits(visitors, 1, {SLOW: 1.0, FAST: times}, mean_wait(1, slow + fast, 1.0))

    theory = accumulating_waits([ClassLoad(slow, 1.0, 2.0, 1.0), ClassLoad(fast, 1.0, 2.0, times)])
    assert found[SLOW].is_within(0.03, theory[0])
    assert found[FAST].is_within(0.03, theory[1])


@pytest.mark.parametrize("kind", ["exponential", "always"])
def test_classes_with_visits_of_their_own_length(kind: str) -> None:
    """Kleinrock's formula holds for any lengths: here the favoured come for twice as long."""
    make, squares = {"exponential": (exponential, 2.0), "always": (always, 1.0)}[kind]
    arrivals, lengths = {SLOW: 0.4, FAST: 0.2}, {SLOW: make(1.0), FAST: make(2.0)}
    classes = [ClassLoad(0.4, 1.0, squares, 1.0), ClassLoad(0.2, 2.0, 4 * squares, 3.0)]
    visitors = visitors_of_two_classes(80_000, arrivals, lengths, kind)
    alike = [replace(each, rate=1.0) for each in classes]

    found = mean_waits(visitors, 1, {SLOW: 1.0, FAST: 3.0}, accumulating_waits(alike)[0])

    theory = accumulating_waits(classes)
    assert found[SLOW].is_within(0.03, theory[0])
    assert found[FAST].is_within(0.03, theory[1])


def test_several_counters_share_out_erlangs_wait_in_the_same_way() -> None:
    """With equal exponential visits only the line's length counts (Sharif et al. 2014)."""
    counters, slow, fast, times = 3, 0.45, 0.4, 3.0
    arrivals = {SLOW: slow * counters, FAST: fast * counters}
    visitors = visitors_of_two_classes(
        120_000, arrivals, {SLOW: exponential(1), FAST: exponential(1)}, "three counters"
    )
    pooled = mean_wait(1, slow + fast, 1 / counters)

    found = mean_waits(visitors, counters, {SLOW: 1.0, FAST: times}, pooled)

    one_line = mean_wait(counters, (slow + fast) * counters, 1.0)
    of_slow = one_line / (1 - fast * (1 - 1 / times))
    of_fast = one_line - slow * of_slow * (1 - 1 / times)
    assert found[SLOW].is_within(0.03, of_slow)
    assert found[FAST].is_within(0.03, of_fast)
