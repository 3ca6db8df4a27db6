"""Ticket numbers (rules N1-N3)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.errors import RangeUsedUp
from server.domain.numbers import NumberRange, next_ordinal

ONE_TO_THREE = NumberRange("A", 1, 3)


def test_numbers_carry_the_letter_and_three_digits() -> None:
    assert [NumberRange("B", 100, 199).number(n) for n in (1, 100, 101)] == [
        "B-100",
        "B-199",
        "B-100",
    ]


def test_a_living_number_is_passed_over() -> None:
    assert next_ordinal(ONE_TO_THREE, 3, {"A-001"}.__contains__) == 5


def test_a_range_full_of_living_numbers_is_used_up() -> None:
    with pytest.raises(RangeUsedUp):
        next_ordinal(ONE_TO_THREE, 3, {"A-001", "A-002", "A-003"}.__contains__)


@given(st.integers(1, 50), st.integers(0, 500), st.sets(st.integers(1, 50)))
def test_the_next_number_is_never_alive_and_none_is_skipped(
    size: int, last: int, living: set[int]
) -> None:
    numbers = NumberRange("A", 1, size)
    alive = frozenset(f"A-{value:03}" for value in living if value < size)

    ordinal = next_ordinal(numbers, last, alive.__contains__)

    skipped = [numbers.number(n) for n in range(last + 1, ordinal)]
    assert numbers.number(ordinal) not in alive
    assert all(number in alive for number in skipped)


def test_a_kiosks_own_numbers_carry_its_letter_and_never_wrap() -> None:
    numbers = NumberRange("A", 1, 9)

    assert [numbers.number_in_block("K", at) for at in (1, 9, 10, 1000)] == [
        "AK-001",
        "AK-009",
        "AK-010",
        "AK-1000",
    ]
