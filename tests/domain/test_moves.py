"""What each move makes of a ticket (rules S1-S9)."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from server.domain.errors import OutOfReturns, RecallsUsedUp, TooLateToReopen, WrongState
from server.domain.hall import HoldScope, Place, Rules
from server.domain.moves import (
    Slip,
    Target,
    back_until,
    called,
    held,
    missed,
    moved_on,
    over,
    plainly,
    recalled,
    rejoined,
    reopened,
    resumed,
    returned,
    transferred,
)
from server.domain.tickets import ALIVE, MOVES, Action, Ticket, TicketState, move

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
TEN = NINE + timedelta(hours=1)
WAITING = Ticket(
    id=7,
    branch_id=1,
    service_id=1,
    priority_class_id=1,
    business_day=date(2026, 11, 23),
    ordinal=7,
    number="A-007",
    state=TicketState.WAITING,
    language="fa",
    token="token",
    issued_at=NINE,
    line_at=NINE,
)
CALLED = replace(WAITING, state=TicketState.CALLED, counter_id=3, clerk_id=5)
SERVING = replace(CALLED, state=TicketState.SERVING)
MISSED = replace(CALLED, state=TicketState.NO_SHOW, misses=1)


def test_a_call_takes_the_ticket_out_of_every_line_and_begins_to_count_its_recalls() -> None:
    placed = replace(
        WAITING, place=Place.FIRST, for_counter_id=3, not_before=NINE, recalls=4, misses=1
    )

    assert called(placed, 3, 5) == replace(CALLED, misses=1)


def test_a_recall_counts_up_to_the_halls_rule() -> None:
    rules = Rules(most_recalls=2)
    twice = recalled(recalled(CALLED, rules), rules)

    assert twice == replace(CALLED, recalls=2)
    with pytest.raises(RecallsUsedUp) as refusal:
        recalled(twice, rules)
    assert refusal.value.details == {"most": 2}


def test_a_miss_is_counted_and_stays_with_its_counter() -> None:
    assert missed(CALLED) == MISSED


def test_one_who_returns_to_the_line_keeps_age_and_class_unless_it_was_not_proved() -> None:
    assert returned(CALLED) == WAITING
    assert returned(CALLED, 2) == replace(WAITING, priority_class_id=2)


@pytest.mark.parametrize(
    ("rule", "minutes_later", "line_at", "not_before"),
    [
        ("by_arrival", 2, NINE, TEN + timedelta(minutes=5)),
        ("by_arrival", 5, NINE, None),
        ("last", 2, TEN + timedelta(minutes=2), TEN + timedelta(minutes=5)),
        ("last", 30, TEN + timedelta(minutes=30), None),
    ],
)
def test_one_who_comes_back_joins_by_the_halls_rule_after_the_rest(
    rule: str, minutes_later: int, line_at: datetime, not_before: datetime | None
) -> None:
    now = TEN + timedelta(minutes=minutes_later)

    back = rejoined(MISSED, TEN, Rules(rejoin=rule), now)

    assert back == replace(WAITING, misses=1, line_at=line_at, not_before=not_before)


def test_one_comes_back_until_the_grace_is_over_and_not_after_too_many_misses() -> None:
    rules = Rules(grace_minutes=30, most_misses=2)
    last_moment = TEN + timedelta(minutes=30)

    assert rejoined(MISSED, TEN, rules, last_moment).state is TicketState.WAITING
    with pytest.raises(OutOfReturns):
        rejoined(MISSED, TEN, rules, last_moment + timedelta(microseconds=1))
    with pytest.raises(OutOfReturns):
        rejoined(replace(MISSED, misses=2), TEN, rules, TEN)
    assert back_until(MISSED, TEN, rules) == last_moment
    assert back_until(replace(MISSED, misses=2), TEN, rules) is None


def test_a_hold_keeps_the_counter_and_a_resumption_may_be_elsewhere() -> None:
    parked = held(SERVING, HoldScope.HALL)

    assert parked == replace(SERVING, state=TicketState.HELD, held_for=HoldScope.HALL)
    assert resumed(parked, 9, 8) == replace(SERVING, counter_id=9, clerk_id=8)


def test_the_next_service_of_a_visit_is_served_at_the_same_counter() -> None:
    assert moved_on(SERVING, 2) == replace(SERVING, service_id=2)


@pytest.mark.parametrize(
    ("place", "line_at", "kept"),
    [
        (Place.FIRST, NINE, Place.FIRST),
        (Place.BY_ARRIVAL, NINE, Place.BY_ARRIVAL),
        (Place.LAST, TEN, Place.BY_ARRIVAL),
    ],
)
def test_a_transfer_leads_to_a_place_in_another_line(
    place: Place, line_at: datetime, kept: Place
) -> None:
    sent = transferred(SERVING, Target(2, 4, place), TEN)

    assert sent == replace(WAITING, service_id=2, for_counter_id=4, line_at=line_at, place=kept)


@pytest.mark.parametrize("state", sorted(set(TicketState) - ALIVE))
def test_what_is_over_is_not_transferred(state: TicketState) -> None:
    with pytest.raises(WrongState):
        transferred(replace(CALLED, state=state), Target(2), TEN)


def slip(**more: object) -> Slip:
    made = Slip(was=TicketState.SERVING, counter_id=3, clerk_id=5, service_id=1, at=TEN)
    return replace(made, **more)


def test_a_slip_is_taken_back_as_it_stood() -> None:
    sent = transferred(SERVING, Target(2, 4, Place.FIRST), TEN)

    assert reopened(sent, slip(), 5, TEN) == SERVING


def test_a_miss_taken_back_is_no_miss() -> None:
    back = reopened(MISSED, slip(was=TicketState.CALLED), 5, TEN)

    assert back == CALLED


@pytest.mark.parametrize(
    ("made", "clerk_id", "state"),
    [
        (None, 5, TicketState.DONE),
        (slip(at=TEN - timedelta(minutes=2, microseconds=1)), 5, TicketState.DONE),
        (slip(), 6, TicketState.DONE),
        (slip(was=TicketState.HELD), 5, TicketState.CANCELLED),
        (slip(was=TicketState.WAITING), 5, TicketState.CANCELLED),
        (slip(), 5, TicketState.EXPIRED),
        (slip(), 5, TicketState.SERVING),
    ],
)
def test_what_is_no_slip_is_not_taken_back(
    made: Slip | None, clerk_id: int, state: TicketState
) -> None:
    with pytest.raises(TooLateToReopen):
        reopened(replace(SERVING, state=state), made, clerk_id, TEN)


def test_two_minutes_to_the_second_are_still_a_slip() -> None:
    done = plainly(SERVING, Action.FINISH)

    assert reopened(done, slip(at=TEN - timedelta(minutes=2)), 5, TEN) == SERVING


@pytest.mark.parametrize("state", TicketState)
@pytest.mark.parametrize("action", Action)
def test_every_move_is_in_the_table_or_refused_with_the_state(
    state: TicketState, action: Action
) -> None:
    if (state, action) in MOVES:
        assert move(state, action) is MOVES[state, action]
        return
    with pytest.raises(WrongState) as refusal:
        move(state, action)
    assert refusal.value.details == {"state": state.value, "action": action.value}


def test_nothing_but_coming_back_leads_out_of_an_end() -> None:
    out = {pair for pair in MOVES if pair[0] not in ALIVE}

    assert out == {(TicketState.NO_SHOW, Action.REJOIN)}


def test_whoever_leaves_while_parked_is_parked_no_more() -> None:
    parked = replace(SERVING, state=TicketState.HELD, held_for=HoldScope.HALL)

    assert over(parked, Action.CANCEL) == replace(SERVING, state=TicketState.CANCELLED)
