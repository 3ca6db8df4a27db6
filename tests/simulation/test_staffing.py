"""Counters advised for each half hour."""

from random import Random

from server.domain.erlang import counters_for
from server.domain.hall import Offer
from server.simulation.figures import figures_of
from server.simulation.groups import groups_of
from server.simulation.run import simulate
from server.simulation.scene import SimulatedCounter, Span, Visitor
from server.simulation.staffing import MOST_DAYS, Advice, HalfHour, Promise, advise
from tests.simulation.days import A, B, C, counter, setting, visitor

HALF_HOUR = 1800.0


def poisson_days(
    per_half_hour: list[float], minutes: float, service: int = A
) -> list[list[Visitor]]:
    days = []
    for seed in range(MOST_DAYS):
        chance, day = Random(seed), []
        for at, mean in enumerate(per_half_hour):
            moment = chance.expovariate(mean / HALF_HOUR)
            while moment < HALF_HOUR:
                length = chance.expovariate(1 / (60 * minutes))
                day.append(Visitor(len(day), at * HALF_HOUR + moment, service, "standard", length))
                moment += chance.expovariate(mean / HALF_HOUR)
        days.append(day)
    return days


def as_counters(advice: Advice) -> list[SimulatedCounter]:
    """The advised counters, each for its half hour alone."""
    found = []
    for row in advice.half_hours:
        for kind, count in zip(advice.group.kinds, row.counters, strict=True):
            last = HALF_HOUR * (1 if row is not advice.half_hours[-1] else 20)
            span = Span(row.starts_at, row.starts_at + last)
            found += [SimulatedCounter(0, kind, (span,)) for _ in range(count)]
    return [SimulatedCounter(at, each.offers, each.open) for at, each in enumerate(found)]


def test_services_that_share_counters_are_staffed_together() -> None:
    counters = [counter(1, A), counter(2, A, Offer(B, 1)), counter(3, C), counter(4, C)]

    found = groups_of({A, B, C, 9}, counters)

    assert [(each.service_ids, len(each.kinds)) for each in found] == [
        ((A, B), 2),
        ((C,), 1),
        ((9,), 1),
    ]


def test_one_line_starts_with_erlangs_counters_and_keeps_its_promise() -> None:
    days, hall = poisson_days([12, 30, 30, 12], 5), setting(counter(1, A))

    (advice,) = advise(days, hall, Promise(minutes=5, share=0.8))

    assert advice.met
    for row in advice.half_hours:
        mean = row.load * HALF_HOUR / row.visitors
        assert row.start == counters_for(row.load, mean, 300, 0.8)
        assert row.within is None or row.within >= 0.8
        assert row.counters[0] <= row.start + 2
    counters = as_counters(advice)
    courses = [simulate(day, setting(*counters)) for day in days]
    share = figures_of(courses, counters, 5).total.within_target
    assert share is not None
    assert share >= 0.8


def test_overlapping_skills_need_no_more_than_separate_ones() -> None:
    a, b = poisson_days([15, 15], 8, A), poisson_days([15, 15], 8, B)
    days = [[*one, *other] for one, other in zip(a, b, strict=True)]
    promise = Promise(minutes=10, share=0.8)

    separate = advise(days, setting(counter(1, A), counter(2, B)), promise)
    (shared,) = advise(days, setting(counter(1, A, B)), promise)

    assert shared.met
    assert all(each.met for each in separate)
    assert total([shared]) <= total(separate)


def total(advice: list[Advice]) -> int:
    return sum(sum(row.counters) for each in advice for row in each.half_hours)


def test_a_service_that_no_counter_gives_is_advised_one() -> None:
    (advice,) = advise([[visitor(1, 480)]], setting(), Promise(minutes=5, share=0.8))

    assert advice.half_hours == (
        HalfHour(
            starts_at=28_800.0,
            visitors=1,
            load=1 / 3,
            open_counters=0,
            start=2,  # the textbook knows no day, only a stream of such visitors
            counters=(1,),
            within=1.0,
        ),
    )


def test_nobody_needs_no_advice() -> None:
    assert advise([[]], setting(counter(1, A)), Promise(5, 0.8)) == []
