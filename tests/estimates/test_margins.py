"""Ranges keep their word."""

from math import sqrt
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from server.estimates.margins import BELOW, Margins, margins_of

POINT = st.floats(-1, 20)
FACTOR = st.floats(0, 5)


def test_margins_hold_four_of_five_whatever_the_trees_said() -> None:
    chance = Random(1)
    waits = [chance.expovariate(1 / 20) for _ in range(20_000)]
    points = [(4.0, 4.2, 4.4)] * 10_000

    margins = margins_of(points, waits[:10_000])

    ranged = margins.stretch(points[0])
    new = waits[10_000:]
    assert abs(sum(ranged.low <= wait <= ranged.high for wait in new) / 10_000 - 0.8) < 0.015
    assert abs(sum(wait < ranged.low for wait in new) / 10_000 - BELOW) < 0.01


def test_misses_widen_and_hits_narrow_only_their_side() -> None:
    margins = Margins()

    late = margins.moved(below=False, above=True)
    inside = margins.moved(below=False, above=False)

    assert late.high > 1 > late.low
    assert max(inside.high, inside.low) < 1


def test_in_the_long_run_a_side_misses_its_share() -> None:
    chance, margins, late = Random(1), Margins(), 0
    for _ in range(20_000):
        wait = chance.gauss(5, 1) ** 2
        above = wait > margins.stretch((4.9, 5.0, 5.1)).high
        margins, late = margins.moved(below=False, above=above), late + above

    assert abs(late / 20_000 - 0.13) < 0.015


@given(POINT, POINT, POINT, FACTOR, FACTOR)
def test_a_range_is_in_order_and_never_nothing(
    low: float, middle: float, high: float, stretch_low: float, stretch_high: float
) -> None:
    found = Margins(stretch_low, stretch_high).stretch((low, middle, high))

    assert 0 <= found.low <= found.median <= found.high
    assert found.high >= 1


def test_nothing_to_judge_by_stretches_nothing() -> None:
    assert margins_of([], []) == Margins()
    assert margins_of([(1.0, 2.0, 3.0)], [sqrt(2) ** 4]) == Margins(low=0, high=0)
