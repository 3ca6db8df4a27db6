"""What the day itself shows."""

from math import isnan

import pytest

from server.estimates.sights import Sight
from server.estimates.today import Drift, LineToday, Today


def _sight(minute: float, pace: float, ahead: float = 3, line: str = "A") -> Sight:
    return Sight("Hall", line, minute, ahead, 1, calls_per_minute=pace)


def test_calls_are_put_together_from_half_hours() -> None:
    line = LineToday()
    # A call each two minutes since the first sight; until 30 minutes on, over the time open.
    for minute in range(480, 605, 5):
        line.add(_sight(minute, 0.5 if minute > 480 else 0))

    assert line.calls[-1] == pytest.approx(60)


def test_calls_never_go_back() -> None:
    line = LineToday()
    for minute, pace in ((480, 0), (490, 0.5), (495, 0), (500, float("nan"))):
        line.add(_sight(minute, pace))

    assert line.calls == [0, 5, 5, 5]


def test_the_oldest_waiting_moves_on_as_waits_end() -> None:
    line = LineToday()
    places = [line.add(_sight(minute, 0.1)) for minute in (480, 485, 490)]

    line.finish(places[1], 3)
    kept = line.oldest
    line.finish(places[0], 10)

    assert (kept, line.oldest) == (0, 2)


def test_the_running_error_forgets() -> None:
    drift = Drift(0.5)
    before = drift.mean
    for error in (1, float("nan"), 0, 0, 0):
        drift.add(error)

    assert isnan(before)
    assert drift.mean == pytest.approx(1 / 15)


def test_a_wait_teaches_its_line_and_its_office() -> None:
    today = Today()
    seen = today.see(_sight(480, 0), simple=10, passage=float("nan"))
    today.see(_sight(480, 0, line="B"), simple=10, passage=10)

    today.learn(seen, 20)

    assert today.line(_sight(500, 0)).drifts.simple.mean == pytest.approx(0.693, abs=0.001)
    assert isnan(today.line(_sight(500, 0, line="B")).drifts.simple.mean)
    assert today.office(_sight(500, 0)).drifts.simple.mean == pytest.approx(0.693, abs=0.001)
    assert isnan(today.office(_sight(500, 0)).drifts.passage.mean)


def test_only_lines_seen_just_now_count_as_the_office() -> None:
    today = Today()
    for minute, line in ((480, "A"), (495, "B"), (500, "C")):
        today.see(_sight(minute, 0, line=line), simple=10, passage=10)

    fresh = today.office(_sight(500, 0)).fresh(_sight(500, 0, line="C"))

    assert sorted(sight.line for sight in fresh) == ["B", "C"]
