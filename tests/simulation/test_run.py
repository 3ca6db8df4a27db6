"""A simulated day goes by the product's rules Q1-Q3, Q7, Q8."""

from server.domain import choose
from server.domain.hall import Offer
from server.simulation import run
from server.simulation.run import simulate
from tests.simulation.days import A, B, counter, setting, told, visitor


def test_the_rule_is_the_products_own() -> None:
    assert run.ranking is choose.ranking


def test_who_comes_is_called_by_the_counter_that_has_been_free_longest() -> None:
    people = [visitor(1, 0, takes=5), visitor(2, 1, takes=2), visitor(3, 8), visitor(4, 9)]

    course = simulate(people, setting(counter(1, A), counter(2, A)))

    # Counter 2 is free at 3, counter 1 at 5.
    assert told(course.calls) == [(1, 1, 0), (2, 2, 1), (3, 2, 8), (4, 1, 9)]


def test_a_rate_lets_a_later_visitor_catch_up_but_not_at_once() -> None:
    """As in tests/domain/test_choose.py: 10 against 8 at ten, 13 against 14 at thirteen."""
    early, late = (
        simulate(
            [visitor(1, 0, takes=minutes), visitor(2, 0.5), visitor(3, 6.5, code="elderly")],
            setting(counter(1, A), elderly=2.0),
        )
        for minutes in (10, 14)
    )

    assert [who for who, _, _ in told(early.calls)] == [1, 2, 3]
    assert [who for who, _, _ in told(late.calls)] == [1, 3, 2]


def test_past_the_hard_cap_nobody_is_passed_over() -> None:
    people = [visitor(1, 0, takes=40), visitor(2, 1), visitor(3, 20, code="elderly")]

    by_score = simulate(people, setting(counter(1, A), cap=60, elderly=9.0))
    by_cap = simulate(people, setting(counter(1, A), cap=30, elderly=9.0))

    assert [who for who, _, _ in told(by_score.calls)] == [1, 3, 2]
    assert [who for who, _, _ in told(by_cap.calls)] == [1, 2, 3]


def test_a_lower_tier_waits_for_the_higher_one_or_for_its_limit() -> None:
    people = [visitor(1, 0), visitor(2, 1, B), visitor(3, 2), visitor(4, 3)]

    patient = simulate(people, setting(counter(1, A, Offer(B, tier=1))))
    limited = simulate(people, setting(counter(1, A, Offer(B, tier=1, after_minutes=15))))

    assert [who for who, _, _ in told(patient.calls)] == [1, 3, 4, 2]
    assert [who for who, _, _ in told(limited.calls)] == [1, 3, 2, 4]


def test_a_counter_calls_in_its_hours_only_and_ends_the_visit_it_is_at() -> None:
    people = [visitor(1, 0), visitor(2, 28, takes=20), visitor(3, 29), visitor(4, 70)]

    course = simulate(people, setting(counter(1, A, open_at=((5, 30), (40, 60)))))

    assert told(course.calls) == [(1, 1, 5), (2, 1, 28), (3, 1, 48)]
    assert [each.id for each in course.never_called] == [4]


def test_who_gives_up_is_not_called() -> None:
    people = [visitor(1, 0, takes=30), visitor(2, 1, leaves=20), visitor(3, 2)]

    course = simulate(people, setting(counter(1, A)))

    assert told(course.calls) == [(1, 1, 0), (3, 1, 30)]
    assert ([each.id for each in course.left], course.never_called) == ([2], ())


def test_a_turn_counts_from_the_first_arrival_a_wait_from_this_one() -> None:
    moved = visitor(9, 5)
    moved = type(moved)(9, moved.arrives_at, A, "standard", 600, line_at=0.0)

    course = simulate([visitor(1, 0), visitor(2, 1), moved], setting(counter(1, A)))

    assert told(course.calls) == [(1, 1, 0), (9, 1, 10), (2, 1, 20)]
    assert course.calls[1].wait_seconds == 300


def test_nobody_comes_and_nobody_is_there() -> None:
    assert simulate([], setting(counter(1, A))).calls == ()
    assert len(simulate([visitor(1, 0)], setting()).never_called) == 1


def test_the_same_day_goes_the_same_way() -> None:
    people = [visitor(n, n % 7, (A, B)[n % 2], takes=3 + n % 5) for n in range(40)]
    hall = setting(counter(1, A, B), counter(2, B), counter(3, A, Offer(B, 1)))

    assert simulate(people, hall) == simulate(reversed(people), hall)
