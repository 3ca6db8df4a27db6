"""Days told again know at each moment only what was known then."""

from dataclasses import replace

import pytest

from server.estimates.backtest import Backtest, backtest
from server.estimates.baselines import BASELINES
from server.estimates.sights import Waited

Days = list[list[Waited]]
LEARNT = 10


@pytest.fixture(scope="module")
def found(days: Days) -> Backtest:
    return backtest(days[:LEARNT], days[LEARNT:])


def test_every_wait_is_told_by_everyone(found: Backtest, days: Days) -> None:
    waits = sum(map(len, days[LEARNT:]))

    assert len(found.told) == waits
    assert set(found.all) == {"nobat", *BASELINES}
    assert {score.waits for score in found.all.values() if score} == {waits}
    assert [night.learned for night in found.nights] == [True, True]


def test_nothing_of_later_leaks(found: Backtest, days: Days) -> None:
    """Every outcome that was still open at a moment may be another, and rows after it too."""
    last = days[-1]
    moment = last[len(last) // 2].sight.minute
    changed = [_other(waited, moment) for waited in last]
    assert sum(one != other for one, other in zip(last, changed, strict=True)) > len(last) // 3

    again = backtest(days[:LEARNT], [*days[LEARNT:-1], changed])

    told = sum(map(len, days[LEARNT:-1])) + sum(w.sight.minute <= moment for w in last)
    ours = [(one.said, one.low, one.high) for one in found.told]
    theirs = [(one.said, one.low, one.high) for one in again.told]
    assert theirs[:told] == ours[:told]
    assert theirs[told:] != ours[told:]


def test_a_file_cut_short_tells_the_same_until_there(found: Backtest, days: Days) -> None:
    short = days[LEARNT][:60]

    assert backtest(days[:LEARNT], [short]).told == found.told[: len(short)]


def _other(waited: Waited, moment: float) -> Waited:
    """Return the row with all changed that was not known yet at a moment."""
    if waited.sight.minute > moment:
        sight = replace(waited.sight, ahead=waited.sight.ahead + 9, last_wait=77.0)
        return replace(waited, sight=sight, wait=waited.wait * 2 + 11)
    if waited.over_at >= moment:
        return replace(waited, wait=waited.wait * 2 + moment - waited.sight.minute + 11)
    return waited
