"""The textbook's formulas against published values, and against one another."""

from math import factorial, inf, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.erlang import (
    ClassLoad,
    accumulating_waits,
    counters_for,
    erlang_b,
    erlang_c,
    mean_wait,
    share_within,
    square_root_staffing,
)


def erlang_b_by_sum(counters: int, load: float) -> float:
    terms = [load**k / factorial(k) for k in range(counters + 1)]
    return terms[-1] / sum(terms)


@pytest.mark.parametrize(
    ("counters", "load", "blocked"),
    # The published tables of Erlang B: the load at which so many circuits block so much.
    [
        (1, 0.0101, 0.01),
        (2, 0.153, 0.01),
        (5, 1.36, 0.01),
        (10, 4.46, 0.01),
        (20, 12.03, 0.01),
        (50, 37.9, 0.01),
        (100, 84.1, 0.01),
        (10, 5.08, 0.02),
        (20, 13.2, 0.02),
        (5, 2.22, 0.05),
    ],
)
def test_erlang_b_is_that_of_the_tables(counters: int, load: float, blocked: float) -> None:
    assert erlang_b(counters, load) == pytest.approx(blocked, rel=0.02)


@given(counters=st.integers(1, 60), load=st.floats(0.01, 60))
def test_the_recursion_is_the_sum(counters: int, load: float) -> None:
    assert erlang_b(counters, load) == pytest.approx(erlang_b_by_sum(counters, load), rel=1e-9)


@given(counters=st.integers(1, 40), share=st.floats(0.01, 0.99))
def test_erlang_c_is_the_sum_of_its_states(counters: int, share: float) -> None:
    load = counters * share
    waiting = load**counters / factorial(counters) / (1 - share)
    serving = sum(load**k / factorial(k) for k in range(counters))

    assert erlang_c(counters, load) == pytest.approx(waiting / (waiting + serving), rel=1e-9)


def test_one_counter_is_the_textbooks_first_chapter() -> None:
    assert erlang_c(1, 0.8) == pytest.approx(0.8)
    assert mean_wait(1, 0.8, 300.0) == pytest.approx(0.8 / 0.2 * 300)
    # Two counters: C = 2 r^2 / (1 + r), W = r^2 / (1 - r^2) of a visit.
    assert erlang_c(2, 1.5) == pytest.approx(2 * 0.75**2 / 1.75)
    assert mean_wait(2, 1.5, 60.0) == pytest.approx(0.75**2 / (1 - 0.75**2) * 60)


def test_a_hall_that_cannot_keep_up_waits_for_ever() -> None:
    assert (erlang_c(3, 3.0), mean_wait(3, 3.0, 60.0), share_within(3, 4.0, 60.0, 600.0)) == (
        1,
        inf,
        0,
    )
    assert (erlang_c(3, 0.0), mean_wait(3, 0.0, 60.0)) == (0, 0)


def test_the_known_call_centre() -> None:
    """Forty calls of three minutes in half an hour, 80 % in 20 s: four of load, six agents."""
    assert erlang_c(6, 4.0) == pytest.approx(0.2848, abs=5e-5)
    assert share_within(6, 4.0, 180.0, 20.0) == pytest.approx(0.772, abs=5e-4)
    assert counters_for(4.0, 180.0, 20.0, 0.8) == 7


@given(load=st.floats(0.05, 80), minutes=st.floats(0, 60), share=st.floats(0.5, 0.99))
def test_counters_for_is_the_fewest(load: float, minutes: float, share: float) -> None:
    found = counters_for(load, 300.0, 60 * minutes, share)

    assert share_within(found, load, 300.0, 60 * minutes) >= share
    assert found == 1 or share_within(found - 1, load, 300.0, 60 * minutes) < share


@given(load=st.floats(1, 100))
def test_the_square_root_rule_lets_few_wait(load: float) -> None:
    """At a grade of 1 the limit is 0.223 (Halfin and Whitt); in small halls up to a third."""
    counters = square_root_staffing(load, 1.0)

    assert load + sqrt(load) <= counters < load + sqrt(load) + 1
    assert erlang_c(counters, load) < 0.34


def test_rates_that_are_alike_are_first_come_first_served() -> None:
    classes = [ClassLoad(0.3, 1.0, 2.0, rate=2.0), ClassLoad(0.4, 1.0, 2.0, rate=2.0)]

    assert accumulating_waits(classes) == pytest.approx([mean_wait(1, 0.7, 1.0)] * 2)


def test_a_rate_out_of_reach_is_strict_priority() -> None:
    """Cobham 1954: W0 / (1 - r1) and W0 / (1 - r1) (1 - r1 - r2)."""
    classes = [ClassLoad(0.3, 1.0, 2.0, rate=1e12), ClassLoad(0.4, 1.0, 2.0, rate=1.0)]

    assert accumulating_waits(classes) == pytest.approx([0.7 / 0.7, 0.7 / (0.7 * 0.3)])


@given(
    st.lists(
        st.tuples(st.floats(0.01, 0.2), st.floats(0.2, 2.0), st.floats(0.1, 10)),
        min_size=1,
        max_size=4,
    ).filter(lambda classes: sum(a * m for a, m, _ in classes) < 0.95)
)
def test_priorities_only_share_out_the_wait(classes: list[tuple[float, float, float]]) -> None:
    """Kleinrock's conservation law: the waits, weighted by load, are those of one line."""
    known = [ClassLoad(a, mean, 2 * mean**2, rate) for a, mean, rate in classes]
    waits = accumulating_waits(known)
    load = sum(each.load for each in known)
    left = sum(each.arrivals * each.mean_square / 2 for each in known)

    weighted = sum(each.load * wait for each, wait in zip(known, waits, strict=True))

    assert weighted == pytest.approx(load * left / (1 - load), rel=1e-9)
