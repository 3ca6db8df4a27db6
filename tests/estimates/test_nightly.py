"""What a night teaches, and when it does not."""

import sys

import pytest

from server.domain.estimate import Forecast
from server.estimates.learned import Learned
from server.estimates.live import Live
from server.estimates.nightly import School
from server.estimates.sights import Sight, Waited
from server.estimates.training import LearnerMissing, require_learner

Days = list[list[Waited]]


def test_ten_days_teach_trees_that_beat_the_simple_figure(learned: Learned) -> None:
    assert learned.live
    assert learned.verdict is not None
    assert learned.verdict.learned_error < learned.verdict.simple_error


def test_a_night_teaches_the_same_again(learned: Learned, days: Days) -> None:
    again = School(days[:10]).teach()

    assert (again.trees, again.margins, again.verdict) == (
        learned.trees,
        learned.margins,
        learned.verdict,
    )


def test_too_few_days_teach_no_trees(days: Days) -> None:
    found = School(days[:2]).teach()

    assert (found.trees, found.live) == (None, False)
    assert found.past.waits.count == len(days[0]) + len(days[1])


def test_no_days_at_all_still_tell() -> None:
    found = Live(School().teach()).forecast(Sight("Hall", "A", 600, 6, 2, visit_minutes=8))

    assert found == Forecast(24, 0.4 * 24, 48)


def test_without_the_library_the_simple_figure_is_told(
    days: Days, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "lightgbm", None)

    with pytest.raises(LearnerMissing):
        require_learner()
    found = School(days).teach()

    assert (found.trees, found.live) == (None, False)
    assert Live(found).forecast(days[-1][0].sight) is not None


def test_days_too_old_to_learn_from_still_tell_the_usual_pace(
    days: Days, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.estimates.nightly.MOST_ROWS", sum(map(len, days[-4:])))

    school = School(days)

    assert school.past.waits.count == sum(map(len, days))
    assert [lessons.day for lessons in school.lessons] == [day[0].day for day in days[-4:]]
