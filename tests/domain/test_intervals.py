"""What few counts are worth, and who may be ranked before whom."""

import pytest

from server.domain.intervals import Interval, median_interval, ranks, standardised, wilson


def test_wilsons_interval_is_the_textbooks_and_honest_at_the_ends() -> None:
    found = wilson(8, 10)

    assert found is not None
    assert (found.value, found.low, found.high) == (
        0.8,
        pytest.approx(0.4902, abs=1e-4),
        pytest.approx(0.9433, abs=1e-4),
    )
    all_of_three = wilson(3, 3)
    assert all_of_three is not None
    assert (all_of_three.low < 0.5, all_of_three.high) == (True, 1.0)
    assert wilson(0, 0) is None


def test_a_hall_of_busy_days_is_not_judged_by_its_load() -> None:
    # Both do equally well on quiet and on full days; one of them has more full days.
    lucky = {"quiet": (900, 1_000), "full": (50, 100)}
    busy = {"quiet": (90, 100), "full": (500, 1_000)}
    weights = {"quiet": 1_100, "full": 1_100}

    shares = [standardised(each, weights) for each in (lucky, busy)]

    assert [each and round(each.value, 6) for each in shares] == [0.7, 0.7]


def test_a_band_that_a_unit_does_not_have_counts_for_nothing() -> None:
    assert standardised({"full": (1, 2)}, {"quiet": 500, "full": 2}) == wilson(1, 2)
    assert standardised({}, {"quiet": 5}) is None


def test_who_cannot_be_told_apart_shares_a_rank() -> None:
    best, close, worse = Interval(0.9, 0.85, 0.95), Interval(0.8, 0.7, 0.9), Interval(0.5, 0.4, 0.6)

    assert ranks([worse, best, None, close], least_is_best=False) == [3, 1, None, 1]
    assert ranks([worse, best, close], least_is_best=True) == [1, 2, 2]


def test_a_median_of_few_is_wide_and_of_many_narrow() -> None:
    few, many = [(bucket, 1) for bucket in range(100, 105)], [(b, 400) for b in range(100, 105)]

    wide, narrow = median_interval(few, 5, 20.0), median_interval(many, 2_000, 20.0)

    assert wide.high - wide.low > narrow.high - narrow.low
    assert wide.low <= 20.0 <= wide.high
