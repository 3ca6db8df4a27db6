"""The simulator against Erlang C: M/M/c with 1 to 20 counters at five loads (must hold 4).

Two ways. Every single wait is that of Kiefer and Wolfowitz's recursion, whose mean is Erlang C by
proof: nothing is left to chance, so it covers also where people wait so seldom (20 counters at a
load of 0.5: one in 270) that no run of a minute could show 2 %. And the mean wait of long runs is
within 2 % of Erlang C, with its whole 95 % interval, where chance allows; the control variates
have known means that are not Erlang C's.
"""

from dataclasses import replace
from itertools import pairwise
from random import Random

import pytest

from server.domain.erlang import mean_wait
from server.simulation.run import simulate
from server.simulation.scene import Visitor
from tests.simulation.paths import (
    Mean,
    controlled_mean,
    hall,
    in_batches,
    poisson,
    waits_at_one_fast_counter,
    waits_by_recursion,
)

LOADS = (0.5, 0.6, 0.7, 0.8, 0.9)
WARM_UP, BATCHES = 2_000, 50


def simulated_waits(visitors: list[Visitor], counters: int, **rates: float) -> list[float]:
    """The waits in the order of arrival."""
    calls = simulate(visitors, hall(counters, **rates)).calls
    assert len(calls) == len(visitors)
    return [call.wait_seconds for call in sorted(calls, key=lambda call: call.visitor.id)]


@pytest.mark.parametrize("load", LOADS)
@pytest.mark.parametrize("counters", range(1, 21))
def test_every_wait_is_that_of_the_recursion(counters: int, load: float) -> None:
    visitors = poisson(1_000, load * counters, Random(f"{counters} {load}"))

    waits = simulated_waits(visitors, counters)

    assert waits == pytest.approx(waits_by_recursion(visitors, counters), abs=1e-9)


@pytest.mark.parametrize("counters", [1, 3, 20])
def test_classes_of_one_rate_are_one_line(counters: int) -> None:
    """The rule chooses between three lines at each call, and it is first come, first served."""
    visitors = [
        replace(visitor, priority_class="abc"[visitor.id % 3])
        for visitor in poisson(1_000, 0.95 * counters, Random(counters))
    ]

    waits = simulated_waits(visitors, counters, a=2.0, b=2.0, c=2.0)

    assert waits == pytest.approx(waits_by_recursion(visitors, counters), abs=1e-9)


def long_run(counters: int, load: float, visitors: int) -> Mean:
    """The mean wait of a long run; what is known of its chance is taken out."""
    people = poisson(WARM_UP + visitors, load * counters, Random(f"long {counters} {load}"))
    waits = in_batches(simulated_waits(people, counters), BATCHES, WARM_UP)
    if counters == 1:
        # How much came in, and how much time it had: as much as the load says.
        gaps = [after.arrives_at - before.arrives_at for before, after in pairwise(people)]
        surplus = [each.seconds - load * gap for each, gap in zip(people[1:], gaps, strict=True)]
        return controlled_mean(waits, in_batches(surplus, BATCHES, WARM_UP - 1), 0.0)
    fast = in_batches(waits_at_one_fast_counter(people, counters), BATCHES, WARM_UP)
    return controlled_mean(waits, fast, mean_wait(1, load, 1 / counters))


@pytest.mark.parametrize(
    ("counters", "load", "visitors"),
    [
        (1, 0.5, 400_000),
        (2, 0.5, 150_000),
        (2, 0.6, 100_000),
        (3, 0.6, 250_000),
        (2, 0.7, 60_000),
        (5, 0.7, 300_000),
        (3, 0.8, 100_000),
        (5, 0.8, 200_000),
        (2, 0.9, 60_000),
        (5, 0.9, 120_000),
        (10, 0.9, 400_000),
        (20, 0.95, 500_000),
    ],
)
def test_the_mean_wait_of_a_long_run_is_erlangs(counters: int, load: float, visitors: int) -> None:
    mean, textbook = long_run(counters, load, visitors), mean_wait(counters, load * counters, 1.0)

    assert mean.is_within(0.02, textbook), (mean, textbook)
