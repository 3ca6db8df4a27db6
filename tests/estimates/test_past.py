"""What the days before tell of a line."""

from datetime import date
from math import isnan

import pytest

from server.estimates.past import MOST_SAMPLES, Past
from server.estimates.sights import Sight, Waited

DAY = date(2026, 1, 3)


def _waited(minute: float, wait: float, ahead: float = 4, pace: float = 0.5) -> Waited:
    return Waited(DAY, Sight("Hall", "A", minute, ahead, 1, calls_per_minute=pace), wait)


def test_a_line_never_seen_tells_nothing() -> None:
    line = Past().line("Hall", "A")

    assert isnan(line.passage(600, 3))
    assert isnan(line.median_wait)
    assert isnan(line.around(600).mean_wait)
    assert isnan(line.alike(600, 3).middle)


def test_the_passage_at_an_even_pace_is_people_over_pace() -> None:
    line = Past(_waited(minute, 8) for minute in range(480, 900, 5)).line("Hall", "A")

    assert line.passage(601, 20) == pytest.approx(40)
    assert line.passage(601, 20, scale=2) == pytest.approx(20)


def test_the_passage_ends_with_the_day_when_nobody_is_called() -> None:
    line = Past([_waited(600, 8, pace=0)]).line("Hall", "A")

    assert line.passage(1_400, 5) == 40


def test_waits_alike_weigh_by_hour_and_people_ahead() -> None:
    morning = [_waited(540, 10, ahead=2) for _ in range(20)]
    noon = [_waited(720, 60, ahead=12) for _ in range(20)]
    line = Past(morning + noon).line("Hall", "A")

    assert (line.alike(540, 2).middle, line.alike(720, 12).middle) == (10, 60)


def test_only_the_newest_waits_are_compared_with() -> None:
    old = [_waited(600, 90) for _ in range(MOST_SAMPLES)]
    new = [_waited(600, 5) for _ in range(MOST_SAMPLES)]

    assert Past(old + new).line("Hall", "A").alike(600, 4).high == 5


def test_days_survive_their_file(days: list[list[Waited]]) -> None:
    past = Past(waited for day in days for waited in day)

    again = Past.from_plain(past.as_plain())

    for name in ("A", "B"):
        line, copy = past.line("Hall", name), again.line("Hall", name)
        assert copy.alike(600, 3) == line.alike(600, 3)
        assert copy.passage(600, 3) == pytest.approx(line.passage(600, 3))
        assert copy.median_wait == line.median_wait
        assert copy.total.count == line.total.count
