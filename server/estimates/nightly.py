"""The night's work: learn from the days so far, and judge whether the trees earn their place."""

from collections.abc import Sequence

from server.estimates.learned import Learned, Spread, Trees, Verdict
from server.estimates.lessons import Lessons, lessons_of
from server.estimates.margins import LEAST_WAIT, margins_of
from server.estimates.past import Past
from server.estimates.sights import Waited
from server.estimates.training import MOST_ROWS, LearnerMissing, grow, require_learner

# The first days are judged by one another, so that none is learnt from as if it had no past.
FIRST_DAYS = 7
# "Last week's days": what the trees are judged and the ranges are set by.
JUDGED_DAYS = 7
# With fewer days or waits nothing is learnt; the simple figure is said.
LEAST_DAYS = 3
LEAST_WAITS = 1_000
# One in so many days is kept apart when the trees have not lived through any yet.
APART_SHARE = 3
TENTH = 0.1


class School:
    """A hall's days, as far as they are over."""

    def __init__(self, days: Sequence[Sequence[Waited]] = ()) -> None:
        self.past = Past()
        self.lessons: list[Lessons] = []
        skipped = _older(days)
        for day in days[:skipped]:
            self._remember(day)
        first = [] if skipped else days[:FIRST_DAYS]
        self._begin(first)
        for day in days[skipped + len(first) :]:
            self.end_day(day)

    def end_day(self, day: Sequence[Waited], lessons: Lessons | None = None) -> None:
        """Take in a day that is over; lessons: what its promises were made of, when they were."""
        self.lessons.append(lessons or lessons_of(day, self.past))
        self._remember(day)
        while sum(map(len, self.lessons)) > MOST_ROWS and len(self.lessons) > 1:
            del self.lessons[0]

    def teach(self) -> Learned:
        """Return what the next day begins with."""
        spread = _spread(self.lessons[-JUDGED_DAYS:])
        if not self._can_learn():
            return Learned(self.past, spread)
        judged = self._judged_days()
        points = [p for lessons in judged for p in lessons.points]
        waits = [w for lessons in judged for w in lessons.waits]
        simple = [s for lessons in judged for s in lessons.simple]
        return Learned(
            self.past,
            spread,
            Trees(*grow(self.lessons)),
            margins_of(points, waits),
            _verdict(waits, simple, [p[1] ** 2 for p in points]),
        )

    def _begin(self, days: Sequence[Sequence[Waited]]) -> None:
        """Take in the very first days, each with the others as its past."""
        for place, day in enumerate(days):
            others = (w for n, other in enumerate(days) if n != place for w in other)
            self.lessons.append(lessons_of(day, Past(others)))
        for day in days:
            self._remember(day)

    def _can_learn(self) -> bool:
        if len(self.lessons) < LEAST_DAYS or sum(map(len, self.lessons)) < LEAST_WAITS:
            return False
        try:
            require_learner()
        except LearnerMissing:
            return False
        return True

    def _judged_days(self) -> list[Lessons]:
        """Return the last days on which trees of the days before them have spoken."""
        if not any(lessons.points for lessons in self.lessons[-JUDGED_DAYS:]):
            self._let_speak(min(JUDGED_DAYS, max(1, len(self.lessons) // APART_SHARE)))
        return [lessons for lessons in self.lessons[-JUDGED_DAYS:] if lessons.points]

    def _let_speak(self, days: int) -> None:
        """Keep the last days apart for once, so that there is something to be judged by."""
        trees = Trees(*grow(self.lessons[:-days]))
        for lessons in self.lessons[-days:]:
            lessons.points = [trees.points(row) for row in lessons.each()]

    def _remember(self, day: Sequence[Waited]) -> None:
        for waited in day:
            self.past.add(waited)


def _older(days: Sequence[Sequence[Waited]]) -> int:
    """Return how many of the first days are too old to teach anything but a line's usual pace."""
    rows = 0
    for place in reversed(range(len(days))):
        rows += len(days[place])
        if rows > MOST_ROWS:
            return place + 1
    return 0


def _verdict(waits: list[float], simple: list[float], learned: list[float]) -> Verdict:
    told = [max(LEAST_WAIT, wait) for wait in learned]
    return Verdict(len(waits), _mean_error(simple, waits), _mean_error(told, waits))


def _mean_error(said: list[float], waits: list[float]) -> float:
    return sum(abs(s - w) for s, w in zip(said, waits, strict=True)) / len(waits)


def _spread(days: Sequence[Lessons]) -> Spread:
    """Return what four of five of the last days' waits were of the simple figure."""
    ratios = sorted(
        wait / simple
        for lessons in days
        for wait, simple in zip(lessons.waits, lessons.simple, strict=True)
    )
    if len(ratios) < LEAST_WAITS:
        return Spread()
    last = len(ratios) - 1
    return Spread(ratios[round(TENTH * last)], ratios[round((1 - TENTH) * last)])
