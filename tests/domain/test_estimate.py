"""What a newcomer is promised (rules E1-E3)."""

from hypothesis import given
from hypothesis import strategies as st

from server.domain.estimate import Estimate, EstimateKind, estimate


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
