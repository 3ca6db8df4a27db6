"""What is tried: counters, tiers, rates, lengths, numbers of visitors."""

from statistics import fmean

from server.domain.hall import Offer
from server.simulation.changes import (
    Changes,
    Closing,
    changed_setting,
    changed_visitors,
    with_shares,
)
from server.simulation.scene import Span
from tests.simulation.days import A, B, counter, setting, visitor

DAY = tuple(visitor(n, 480 + n % 400, (A, B)[n % 2], takes=5 + n % 10) for n in range(1, 2001))


def test_counters_are_added_closed_and_give_something_else() -> None:
    before = setting(counter(1, A), counter(2, A), elderly=2.0)
    changes = Changes(
        added=(counter(3, B),),
        closings=(Closing(1, Span(3600, 7200)),),
        offers={2: (Offer(A), Offer(B, 1))},
        rates={"elderly": 3.0},
        hard_cap_minutes=45,
    )

    after = changed_setting(before, changes)

    assert after == setting(
        counter(1, A, open_at=((0, 60), (120, 1440))),
        counter(2, A, Offer(B, 1)),
        counter(3, B),
        cap=45,
        elderly=3.0,
    )


def test_nothing_changed_is_the_same_hall_and_day() -> None:
    hall = setting(counter(1, A))

    assert changed_setting(hall, Changes()) == hall
    assert changed_visitors([DAY], Changes(), seed=1) == (DAY,)


def test_more_visitors_keep_the_shape_of_the_day() -> None:
    (more,) = changed_visitors([DAY], Changes(arrivals=2.5), seed=1)

    assert abs(len(more) / len(DAY) - 2.5) < 0.05
    assert [each.id for each in more] == list(range(1, len(more) + 1))
    assert abs(fmean(v.arrives_at for v in more) - fmean(v.arrives_at for v in DAY)) < 60
    assert min(v.arrives_at for v in more) >= 480 * 60 - 900


def test_fewer_visitors_are_some_of_those_who_came() -> None:
    (fewer,) = changed_visitors([DAY], Changes(arrivals=0.25), seed=1)

    assert abs(len(fewer) / len(DAY) - 0.25) < 0.03
    assert {each.arrives_at for each in fewer} <= {each.arrives_at for each in DAY}


def test_chance_is_the_same_for_the_same_seed() -> None:
    once, again, other = (
        changed_visitors([DAY], Changes(arrivals=1.3), seed=seed) for seed in (7, 7, 8)
    )

    assert once == again
    assert once != other


def test_visits_become_as_long_as_wished() -> None:
    (after,) = changed_visitors([DAY], Changes(visit_minutes={B: 4}), seed=1)

    assert round(fmean(v.seconds for v in after if v.service_id == B), 6) == 240
    assert [v for v in after if v.service_id == A] == [v for v in DAY if v.service_id == A]


def test_shares_make_classes_by_chance() -> None:
    (day,) = with_shares([DAY], {"elderly": 0.2, "veteran": 0.1}, seed=1)

    counts = [sum(v.priority_class == code for v in day) for code in ("elderly", "veteran")]
    assert abs(counts[0] / len(day) - 0.2) < 0.03
    assert abs(counts[1] / len(day) - 0.1) < 0.03
