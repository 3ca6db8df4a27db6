"""The figures of simulated days."""

import pytest

from server.simulation.figures import CounterFigures, Waits, figures_of
from server.simulation.run import simulate
from tests.simulation.days import A, B, counter, setting, visitor


def test_waits_by_class_and_service_and_idle_time() -> None:
    people = [
        visitor(1, 0),
        visitor(2, 1, code="elderly"),
        visitor(3, 2, leaves=15),
        visitor(4, 100, B, takes=30),
        visitor(5, 101, B),
    ]
    hall = setting(counter(1, A, B, open_at=((0, 120),)), elderly=2.0)

    found = figures_of([simulate(people, hall)], hall.counters, target_minutes=5)

    assert found.total == Waits(5, 3, 1, 1, 3.0, 0.0, 9.0, 0.4)
    assert found.classes["elderly"] == Waits(1, 1, 0, 0, 9.0, 9.0, 9.0, 0.0)
    assert found.services[B] == Waits(2, 1, 0, 1, 0.0, 0.0, 0.0, 0.5)
    # Open for two hours: twenty minutes for two visits, twenty of the one that goes on after.
    assert found.counters == (CounterFigures(1, (A, B), 120.0, 80.0, 3),)


def test_several_days_are_one_mean_day() -> None:
    hall = setting(counter(1, A))
    busy, calm = [visitor(1, 0), visitor(2, 0), visitor(3, 0)], [visitor(1, 0)]

    found = figures_of([simulate(day, hall) for day in (busy, calm)], hall.counters, 10)

    assert (found.total.visitors, found.total.mean, found.total.within_target) == (2, 7.5, 0.75)
    assert found.counters[0].calls == 2


def test_nobody_is_no_figure_and_no_nan() -> None:
    hall = setting(counter(1, A, open_at=()))

    found = figures_of([simulate([], hall)], hall.counters, 10)
    unserved = figures_of([simulate([visitor(1, 0)], hall)], hall.counters, 10)

    assert found.total == Waits(0, 0, 0, 0, None, None, None, None)
    assert unserved.total == Waits(1, 0, 0, 1, None, None, None, 0.0)
    assert found.counters[0] == CounterFigures(1, (A,), pytest.approx(0), pytest.approx(0), 0)
