"""Buckets of 3 %: never further from a time than 1.5 %, and the same however they are merged."""

from collections import Counter
from math import ceil
from random import Random
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.figures import Figures, Stack, cells_in, pack, pack_cells, unpack
from server.domain.histogram import (
    BUCKETS,
    bucket_of,
    buckets_in,
    median_of,
    quantile_of,
    seconds_of,
    token,
    tokens_of,
)

MICROS = 1_000_000
TIMES = st.integers(0, 20 * 3_600 * MICROS)


@given(st.integers(MICROS, 22 * 3_600 * MICROS))
def test_a_bucket_is_within_one_and_a_half_per_cent_of_its_times(micros: int) -> None:
    assert seconds_of(bucket_of(micros)) == pytest.approx(micros / MICROS, rel=0.0151)


def test_below_a_second_and_beyond_a_day_there_is_a_bucket_too() -> None:
    assert [bucket_of(micros) for micros in (0, 999_999, 10**15)] == [0, 0, BUCKETS - 1]
    assert seconds_of(0) == 0


@given(st.lists(TIMES), st.lists(TIMES))
def test_an_hours_tokens_are_its_times_less_those_taken_out(
    kept: list[int], gone: list[int]
) -> None:
    texts = [token(micros) for micros in kept + gone]
    texts += [token(micros, taken_out=True) for micros in gone]
    Random(len(kept)).shuffle(texts)

    found = buckets_in("".join(texts))

    assert found == Counter(bucket_of(micros) for micros in kept)
    assert buckets_in(tokens_of(found)) == found


@pytest.mark.parametrize("seed", range(20))
def test_median_and_p90_are_within_three_per_cent_of_the_exact_ones(seed: int) -> None:
    random = Random(seed)
    count = random.choice((1, 2, 3, 10, 101, 2_000))
    times = sorted(random.lognormvariate(6, 1.2) + 1 for _ in range(count))
    buckets = sorted(Counter(bucket_of(int(time * MICROS)) for time in times).items())

    assert median_of(buckets, count) == pytest.approx(median(times), rel=0.03)
    exact = times[ceil(0.9 * count) - 1]
    assert quantile_of(buckets, count, 0.9) == pytest.approx(exact, rel=0.03)


@given(st.lists(st.lists(TIMES, max_size=8), max_size=5))
def test_packed_figures_add_up_to_what_they_were(groups: list[list[int]]) -> None:
    stack, total = Stack(), Figures()
    for times in groups:
        figures = Figures(
            sums=Counter({"stays": len(times), "wait_micros": sum(times)}),
            most=Counter({"wait": max(times, default=0)}),
            buckets={"wait": Counter(map(bucket_of, times))},
        )
        stack.add(pack(figures))
        total.add(figures)

    cells = dict(cells_in(pack_cells({"all": stack.packed(), "again": stack.packed()})))

    assert list(cells) == ["all", "again"]
    assert unpack(cells["all"]) == unpack(pack(total))
