"""The estimate in use: cheap to ask, honest when nobody serves."""

from dataclasses import replace

import pytest

from server.domain.estimate import Forecast
from server.estimates.features import WIDTH, judge
from server.estimates.learned import Learned, Spread, Verdict
from server.estimates.live import Live
from server.estimates.past import Past
from server.estimates.sights import Sight, Waited
from server.estimates.today import Today

Days = list[list[Waited]]


def test_no_counter_no_number(learned: Learned, days: Days) -> None:
    nobody_serves = replace(days[-1][0].sight, open_counters=0.0)

    assert Live(learned).forecast(nobody_serves) is None


def test_asking_changes_nothing(learned: Learned, days: Days) -> None:
    quiet, asked = Live(learned), Live(learned)
    told = []
    for waited in days[-1]:
        for _ in range(3):
            shown = asked.forecast(waited.sight)
        told.append((quiet.promise(waited.sight).forecast, asked.promise(waited.sight).forecast))
        assert shown == told[-1][1]

    assert all(one == other for one, other in told)


def test_a_hall_without_a_past_tells_the_simple_figure() -> None:
    sight = Sight("Hall", "A", 600, ahead=6, open_counters=2, visit_minutes=8)

    assert Live(Learned(Past(), Spread(0.5, 2))).forecast(sight) == Forecast(24, 12, 48)


def test_trees_that_lost_the_last_week_are_not_told(learned: Learned, days: Days) -> None:
    loses = replace(learned, verdict=Verdict(500, simple_error=6, learned_error=7))
    sight = days[-1][5].sight
    simple = judge(sight, Today(), learned.past).simple

    assert Live(loses).forecast(sight) == loses.spread.around(simple)
    assert Live(loses).promise(sight).points == Live(learned).promise(sight).points


def test_whoever_still_waits_beyond_the_range_widens_it(learned: Learned, days: Days) -> None:
    first = days[-1][0].sight
    later = replace(first, minute=first.minute + 200)
    late, served = Live(learned), Live(learned)
    late.promise(first)
    served.learn(served.promise(first), 3.0)

    for live in (late, served):
        live.forecast(later)

    assert late.margins("Hall").high > learned.margins.high > served.margins("Hall").high


def test_a_late_visitor_counts_once(learned: Learned, days: Days) -> None:
    first = days[-1][0].sight
    live = Live(learned)
    promise = live.promise(first)
    live.forecast(replace(first, minute=first.minute + 200))
    noticed = live.margins("Hall")

    live.learn(promise, 210)

    assert live.margins("Hall") == noticed


def test_a_row_has_its_width(days: Days) -> None:
    seen = judge(days[0][0].sight, Today(), Past())
    known = judge(days[-1][0].sight, Today(), Past(w for day in days[:-1] for w in day))

    assert (len(seen.row), len(known.row)) == (WIDTH, WIDTH)


@pytest.mark.parametrize("ahead", [0, 1, 500])
def test_any_line_is_answered(learned: Learned, ahead: float) -> None:
    found = Live(learned).forecast(Sight("Hall", "never seen", 600, ahead, 1))

    assert found is not None
    assert 0 <= found.low <= found.median <= found.high
    assert found.median >= 1
