"""Who is next (rules Q1-Q4, Q7-Q10)."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.choose import (
    Head,
    Other,
    Reason,
    out_of_turn,
    pick_next,
    ranking,
    without_ticket,
)
from server.domain.errors import QueueEmpty
from server.domain.hall import Place

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


NO_CAP = 100_000


def head(
    ticket_id: int,
    minutes: float,
    rate: float = 1.0,
    place: Place = Place.BY_ARRIVAL,
    tier: int = 0,
    after_minutes: float | None = None,
) -> Head:
    """A head that has waited some minutes at nine o'clock."""
    came = NINE - timedelta(minutes=minutes)
    number = f"A-{ticket_id:03}"
    return Head(ticket_id, number, 1, "standard", rate, came, place, tier, after_minutes)


def pick(heads: list[Head], now: datetime = NINE, cap: float = NO_CAP) -> tuple[int, str]:
    chosen, reason = pick_next(heads, now, cap)
    return chosen.ticket_id, reason.rule


def test_the_longest_wait_goes_first_within_a_rate() -> None:
    assert pick([head(1, 5), head(2, 9), head(3, 1)]) == (2, "highest_score")


def test_a_rate_lets_a_later_visitor_catch_up_but_not_at_once() -> None:
    standard, elderly = head(1, 10), head(2, 4, rate=2)

    early, _ = pick([standard, elderly])
    late, _ = pick([standard, elderly], NINE + timedelta(minutes=3))

    assert (early, late) == (1, 2)  # 10 against 8, then 13 against 14


def test_equal_scores_go_by_arrival_then_by_id() -> None:
    assert pick([head(2, 5), head(1, 5)])[0] == 1


def test_nobody_waiting_is_an_empty_queue() -> None:
    with pytest.raises(QueueEmpty):
        pick_next([], NINE, NO_CAP)


def test_past_the_cap_the_oldest_goes_first_whatever_the_rates() -> None:
    standards = [head(1, 61), head(2, 70)]
    veteran = head(3, 59, rate=9)

    assert pick([*standards, veteran], cap=60) == (2, "hard_cap")
    assert pick([standards[0], veteran], cap=61) == (3, "highest_score")


def test_who_was_put_first_goes_before_all_but_those_past_the_cap() -> None:
    first = head(1, 1, place=Place.FIRST)

    assert pick([head(2, 50, rate=2), first]) == (1, "put_first")
    assert pick([head(2, 50), first], cap=49) == (2, "hard_cap")


def test_a_lower_tier_waits_for_the_higher_to_be_empty_or_its_own_patience_to_end() -> None:
    higher = head(1, 2)
    lower = head(2, 19, tier=1, after_minutes=20)

    assert pick([higher, lower])[0] == 1
    assert pick([lower])[0] == 2
    assert pick([higher, lower], NINE + timedelta(minutes=2))[0] == 2
    assert pick([higher, head(3, 500, tier=1)])[0] == 1  # no patience set: never before


def test_past_the_cap_a_lower_tier_does_not_wait() -> None:
    assert pick([head(1, 2), head(2, 95, tier=1)], cap=90) == (2, "hard_cap")


def test_out_of_turn_names_whose_turn_it_was() -> None:
    heads = [head(1, 30), head(2, 20), head(3, 10)]

    reason = out_of_turn(heads[2], heads, NINE, NO_CAP, "a child with a fever")

    assert isinstance(reason, Reason)
    assert (reason.rule, reason.words) == ("out_of_turn", "a child with a fever")
    assert [other.number for other in reason.runners_up] == ["A-001", "A-002"]
    assert [other.number for other in reason.passed_over] == ["A-001", "A-002"]


def test_who_was_put_first_competes_by_arrival_with_others_put_first_whatever_the_tier() -> None:
    lines = [
        head(1, 3, rate=9, place=Place.FIRST),
        head(2, 5, place=Place.FIRST, tier=2),
        head(3, 80, rate=9),
    ]

    assert [each.ticket_id for each in ranking(lines, NINE, NO_CAP)] == [2, 1, 3]


def test_the_other_tiers_follow_in_their_order() -> None:
    lines = [head(1, 50, tier=2), head(2, 9, tier=1), head(3, 1), head(4, 11, tier=1)]

    assert [each.ticket_id for each in ranking(lines, NINE, NO_CAP)] == [3, 4, 2, 1]


def test_exactly_at_a_limit_one_has_not_waited_longer_than_it() -> None:
    assert pick([head(1, 2), head(2, 60)], cap=60)[1] == "highest_score"
    assert pick([head(1, 2), head(2, 20, tier=1, after_minutes=20)])[0] == 1


def test_a_clock_behind_the_arrivals_gives_nobody_a_negative_score() -> None:
    early = head(1, -5)

    assert (early.waited(NINE), early.score(NINE)) == (0.0, 0.0)


def test_without_a_ticket_all_who_wait_came_earlier() -> None:
    reason = without_ticket(
        2.0, [head(1, 10), head(2, 20, rate=3)], NINE, NO_CAP, "in a wheelchair"
    )

    others = (
        Other("A-002", 1, "standard", 1200, 3600.0),
        Other("A-001", 1, "standard", 600, 600.0),
    )
    assert reason == Reason(
        rule="without_ticket",
        rate=2.0,
        wait_seconds=0,
        score=0.0,
        passed_over=others,
        runners_up=others,
        words="in a wheelchair",
    )


heads = st.lists(
    st.tuples(st.floats(0, 600), st.sampled_from([1.0, 1.5, 2.0])), min_size=1, max_size=12
).map(lambda rows: [head(at, minutes, rate) for at, (minutes, rate) in enumerate(rows)])


@given(heads)
def test_no_head_has_a_better_score_than_the_chosen(lines: list[Head]) -> None:
    chosen, reason = pick_next(lines, NINE, NO_CAP)

    assert chosen.score(NINE) == max(line.score(NINE) for line in lines)
    assert len(reason.runners_up) == min(3, len(lines) - 1)
    scores = [reason.score, *(other.score for other in reason.runners_up)]
    assert scores == sorted(scores, reverse=True)
    earlier = {line.number for line in lines if line.line_at < chosen.line_at}
    assert {other.number for other in reason.passed_over} == earlier


any_heads = st.lists(
    st.tuples(
        st.floats(0, 200),
        st.sampled_from([0.5, 1.0, 1.5, 2.0]),
        st.sampled_from(Place),
        st.integers(0, 2),
        st.none() | st.floats(1, 60),
    ),
    min_size=1,
    max_size=12,
).map(lambda rows: [head(at, *row) for at, row in enumerate(rows)])


@given(any_heads, st.floats(10, 120))
def test_nobody_past_the_cap_is_passed_over_by_somebody_younger(
    lines: list[Head], cap: float
) -> None:
    order = ranking(lines, NINE, cap)
    late = [line for line in lines if line.waited_longer(cap, NINE)]

    assert order[: len(late)] == sorted(late, key=lambda line: (line.line_at, line.ticket_id))


@given(any_heads, st.floats(10, 120))
def test_the_order_does_not_depend_on_how_the_lines_are_listed(
    lines: list[Head], cap: float
) -> None:
    assert ranking(lines, NINE, cap) == ranking(lines[::-1], NINE, cap)
