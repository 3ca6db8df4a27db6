"""Who is next (rules Q1-Q4)."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.choose import Head, pick_next
from server.domain.errors import QueueEmpty

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def head(ticket_id: int, minutes: float, rate: float = 1.0) -> Head:
    """A head that has waited some minutes at nine o'clock."""
    issued = NINE - timedelta(minutes=minutes)
    return Head(ticket_id, f"A-{ticket_id:03}", 1, "standard", rate, issued)


def test_the_longest_wait_goes_first_within_a_rate() -> None:
    chosen, _ = pick_next([head(1, 5), head(2, 9), head(3, 1)], NINE)

    assert chosen.ticket_id == 2


def test_a_rate_lets_a_later_visitor_catch_up_but_not_at_once() -> None:
    standard, elderly = head(1, 10), head(2, 4, rate=2)

    early, _ = pick_next([standard, elderly], NINE)
    late, _ = pick_next([standard, elderly], NINE + timedelta(minutes=3))

    assert (early.ticket_id, late.ticket_id) == (1, 2)  # 10 against 8, then 13 against 14


def test_equal_scores_go_by_arrival_then_by_id() -> None:
    chosen, _ = pick_next([head(2, 5), head(1, 5)], NINE)

    assert chosen.ticket_id == 1


def test_nobody_waiting_is_an_empty_queue() -> None:
    with pytest.raises(QueueEmpty):
        pick_next([], NINE)


heads = st.lists(
    st.tuples(st.floats(0, 600), st.sampled_from([1.0, 1.5, 2.0])), min_size=1, max_size=12
).map(lambda rows: [head(at, minutes, rate) for at, (minutes, rate) in enumerate(rows)])


@given(heads)
def test_no_head_has_a_better_score_than_the_chosen(lines: list[Head]) -> None:
    chosen, reason = pick_next(lines, NINE)

    assert chosen.score(NINE) == max(line.score(NINE) for line in lines)
    assert len(reason.runners_up) == min(3, len(lines) - 1)
    scores = [reason.score, *(other.score for other in reason.runners_up)]
    assert scores == sorted(scores, reverse=True)
    earlier = {line.number for line in lines if line.issued_at < chosen.issued_at}
    assert {other.number for other in reason.passed_over} == earlier
