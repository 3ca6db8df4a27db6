"""The simple figure stands from the first visitor on (rule E4)."""

from datetime import date
from math import nan

from server.estimates.past import Past
from server.estimates.sights import Sight, Waited
from server.estimates.simple import simple_wait

NOTHING = Past().line("Hall", "A")


def _sight(**more: float) -> Sight:
    return Sight("Hall", "A", 600, **{"ahead": 6, "open_counters": 2, **more})


def test_before_anything_is_known_it_is_the_set_up_time() -> None:
    assert simple_wait(_sight(visit_minutes=8), NOTHING) == 24


def test_it_is_the_median_of_set_up_last_wait_and_calls() -> None:
    sight = _sight(visit_minutes=8, last_wait=40, calls_per_minute=0.2)

    assert simple_wait(sight, NOTHING) == 30


def test_what_the_line_showed_replaces_the_set_up() -> None:
    waits = [
        Waited(date(2026, 1, 3), Sight("Hall", "A", 600, ahead, 2), 10 * ahead)
        for ahead in [1, 2, 5, 7] * 5
    ]
    line = Past(waits).line("Hall", "A")

    assert round(simple_wait(_sight(visit_minutes=8), line), 6) == 60


def test_it_is_never_nothing() -> None:
    assert simple_wait(_sight(ahead=0, visit_minutes=0.1, calls_per_minute=9), NOTHING) == 3
    assert simple_wait(_sight(open_counters=0, calls_per_minute=0, last_wait=nan), NOTHING) == 60
