"""The estimate in use: asked at any moment, told what came of its promises."""

from collections import defaultdict
from dataclasses import dataclass
from heapq import heappop, heappush

from server.domain.estimate import Forecast
from server.estimates.features import Judged, judge
from server.estimates.learned import Learned
from server.estimates.lessons import Lessons, Points
from server.estimates.margins import Margins
from server.estimates.sights import Sight
from server.estimates.today import Seen, Today


@dataclass(slots=True)
class Promise:
    """What one visitor was told, with all that is needed to learn from it later."""

    seen: Seen
    judged: Judged
    forecast: Forecast
    points: Points | None
    ranged: Forecast | None
    late: bool = False


class Live:
    """One day of one hall (or of several that learn together), from what the night taught."""

    def __init__(self, learned: Learned) -> None:
        self._learned = learned
        self._today = Today()
        self._margins: defaultdict[str, Margins] = defaultdict(lambda: learned.margins)
        self._due: list[tuple[float, int, Promise]] = []
        self._count = 0

    def forecast(self, sight: Sight) -> Forecast | None:
        """Return a newcomer's wait, who is not taken in; None when no counter serves the line."""
        if sight.open_counters < 1:
            return None
        self._notice_late(sight.minute)
        return self._told(sight, judge(sight, self._today, self._learned.past))[0]

    def promise(self, sight: Sight) -> Promise:
        """Take in a visitor who begins to wait; returns what they are told, whoever serves."""
        self._notice_late(sight.minute)
        judged = judge(sight, self._today, self._learned.past)
        told, points, ranged = self._told(sight, judged)
        seen = self._today.see(sight, simple=judged.simple, passage=judged.passage)
        promise = Promise(seen, judged, told, points, ranged)
        if ranged is not None:
            self._count += 1
            heappush(self._due, (sight.minute + ranged.high, self._count, promise))
        return promise

    def learn(self, promise: Promise, wait: float) -> None:
        """Take in the wait of a visitor who was called."""
        self._today.learn(promise.seen, wait)
        if promise.ranged is not None and not promise.late:
            promise.late = wait > promise.ranged.high
            self._move(promise, below=wait < promise.ranged.low, above=promise.late)

    def margins(self, office: str) -> Margins:
        """Return how far the ranges of an office are stretched now."""
        return self._margins[office]

    def _told(
        self, sight: Sight, judged: Judged
    ) -> tuple[Forecast, Points | None, Forecast | None]:
        """Return what is said; with what the trees say, also while they only run beside."""
        learned, simple = self._learned, self._learned.spread.around(judged.simple)
        if learned.trees is None:
            return simple, None, None
        points = learned.trees.points(judged.row)
        ranged = self.margins(sight.office).stretch(points)
        return (ranged if learned.live else simple), points, ranged

    def _notice_late(self, minute: float) -> None:
        """Count whoever waits beyond their range at once: else only short waits teach early on."""
        while self._due and self._due[0][0] < minute:
            _, _, promise = heappop(self._due)
            seen = promise.seen
            if not promise.late and not self._today.line(seen.sight).over[seen.place]:
                promise.late = True
                self._move(promise, below=False, above=True)

    def _move(self, promise: Promise, *, below: bool, above: bool) -> None:
        office = promise.seen.sight.office
        self._margins[office] = self._margins[office].moved(below=below, above=above)


def keep(lessons: Lessons, promise: Promise, wait: float) -> None:
    """Keep for the night what a promise was made of and what came of it."""
    lessons.add(promise.judged, wait, promise.points)
