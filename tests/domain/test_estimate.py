"""What a newcomer is promised (rules E1-E5)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.estimate import (
    Estimate,
    EstimateKind,
    Forecast,
    estimate,
    median_of_three,
    said,
)


def test_nobody_serving_means_no_number() -> None:
    assert estimate(ahead=3, open_counters=0, free_counters=0, visit_minutes=6) is None


def test_a_free_counter_means_at_once() -> None:
    assert estimate(ahead=0, open_counters=1, free_counters=1, visit_minutes=6) == Estimate(
        EstimateKind.UNDER, 0, 5
    )


def test_more_counters_shorten_the_wait() -> None:
    one = estimate(ahead=7, open_counters=1, free_counters=0, visit_minutes=6)
    four = estimate(ahead=7, open_counters=4, free_counters=0, visit_minutes=6)

    assert (one, four) == (
        Estimate(EstimateKind.RANGE, 32, 64),
        Estimate(EstimateKind.RANGE, 8, 16),
    )


@given(st.integers(0, 500), st.integers(1, 40), st.floats(0.5, 60))
def test_the_range_is_forward_and_never_zero(ahead: int, counters: int, minutes: float) -> None:
    found = estimate(ahead=ahead, open_counters=counters, free_counters=0, visit_minutes=minutes)

    assert found is not None
    assert 0 <= found.low_minutes < found.high_minutes


@pytest.mark.parametrize(
    ("three", "middle"),
    [
        ((10, 30, 20), 20),
        ((10, 30, None), 20),
        ((None, 30, None), 30),
        ((None, None, None), None),
    ],
)
def test_the_middle_of_the_rules_that_are_known(
    three: tuple[float | None, ...], middle: float | None
) -> None:
    by_service, last_wait, by_calls = three

    assert median_of_three(by_service=by_service, last_wait=last_wait, by_calls=by_calls) == middle


def test_a_forecast_is_said_in_whole_minutes_widened_outward() -> None:
    assert said(Forecast(median=17.2, low=11.8, high=24.1)) == Estimate(EstimateKind.RANGE, 11, 25)
    assert said(Forecast(median=1.0, low=0.2, high=3.3)) == Estimate(EstimateKind.UNDER, 0, 5)
