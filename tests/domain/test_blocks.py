"""A span is covered by few blocks, each day once, whatever has been added up."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.blocks import Block, Days, around, cover, ended
from server.domain.errors import SpanTooLong, SpanWrong
from server.domain.span import span_of

YEAR = Days(date(2026, 3, 21), date(2027, 3, 20))
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


def test_a_year_is_some_twenty_blocks() -> None:
    every = set(ended(Days(date(2025, 1, 1), date(2027, 12, 31))))

    blocks, bare = cover(YEAR, every)

    assert bare == []
    assert len(blocks) <= 24
    assert sum((block.last - block.first).days + 1 for block in blocks) == 365


@given(DAYS, st.integers(0, 400), st.randoms(use_true_random=False))
def test_every_day_is_covered_once(first: date, length: int, random) -> None:  # type: ignore[no-untyped-def]
    last = date.fromordinal(min(date.max.toordinal(), first.toordinal() + length))
    kept = {block for block in ended(Days(first, last)) if random.random() < 0.7}

    blocks, bare = cover(Days(first, last), kept)

    days = [day for block in blocks for day in each_day(block.first, block.last)]
    days += [day for run in bare for day in each_day(run.first, run.last)]
    assert sorted(days) == each_day(first, last)


def test_a_day_is_in_one_block_of_each_level() -> None:
    blocks = around(date(2026, 11, 23))

    assert [block.level for block in blocks] == [0, 1, 2, 3, 4]
    assert all(block.first <= date(2026, 11, 23) <= block.last for block in blocks)
    assert blocks[0] == Block(0, date(2026, 11, 23).toordinal())


def test_without_days_a_span_is_the_last_thirty() -> None:
    today = date(2026, 11, 23)

    assert span_of(None, None, today) == Days(date(2026, 10, 25), today)
    assert span_of(None, date(1, 1, 3), today) == Days(date(1, 1, 1), date(1, 1, 3))
    with pytest.raises(SpanTooLong):
        span_of(date(1926, 1, 1), date(2025, 12, 31), today)
    with pytest.raises(SpanWrong):
        span_of(date(2026, 11, 24), None, today)


def each_day(first: date, last: date) -> list[date]:
    return [first + timedelta(days=at) for at in range((last - first).days + 1)]
