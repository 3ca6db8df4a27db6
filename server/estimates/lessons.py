"""What was known when, with what came of it: the rows that are learnt from."""

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from heapq import heappop, heappush
from typing import Generic, TypeVar

from server.estimates.features import Judged, judge
from server.estimates.past import Past
from server.estimates.sights import Waited
from server.estimates.today import Seen, Today

T = TypeVar("T")

# In square roots of minutes, as the trees see a wait: low end, middle, high end.
Points = tuple[float, float, float]


@dataclass(slots=True)
class Lessons:
    """One day's rows, side by side, in the order they were seen.

    points: what the trees of that day said before, empty when there were none yet.
    """

    day: date
    rows: "array[float]" = field(default_factory=lambda: array("d"))
    waits: "array[float]" = field(default_factory=lambda: array("d"))
    simple: "array[float]" = field(default_factory=lambda: array("d"))
    points: list[Points] = field(default_factory=list)

    def add(self, judged: Judged, wait: float, points: Points | None = None) -> None:
        """Keep one."""
        self.rows.extend(judged.row)
        self.waits.append(wait)
        self.simple.append(judged.simple)
        if points is not None:
            self.points.append(points)

    def __len__(self) -> int:
        return len(self.waits)

    def each(self) -> Iterator[Sequence[float]]:
        """Return the rows of features one by one."""
        width = len(self.rows) // len(self.waits) if self.waits else 0
        return (self.rows[i : i + width] for i in range(0, len(self.rows), width or 1))


def lessons_of(waits: Sequence[Waited], past: Past) -> Lessons:
    """Return what one day in time order teaches; at each moment only what was known then."""
    today, pending = Today(), Pending[Seen]()
    lessons = Lessons(waits[0].day)
    for waited in waits:
        for seen, wait in pending.over_before(waited.sight.minute):
            today.learn(seen, wait)
        judged = judge(waited.sight, today, past)
        lessons.add(judged, waited.wait)
        seen = today.see(waited.sight, simple=judged.simple, passage=judged.passage)
        pending.add(waited, seen)
    return lessons


class Pending(Generic[T]):
    """What came of earlier sights, held back until its time has passed."""

    def __init__(self) -> None:
        self._heap: list[tuple[float, int, T, float]] = []
        self._count = 0

    def add(self, waited: Waited, what: T) -> None:
        """Hold back the wait of something."""
        self._count += 1
        heappush(self._heap, (waited.over_at, self._count, what, waited.wait))

    def over_before(self, minute: float) -> Iterator[tuple[T, float]]:
        """Return, in the order they ended, the waits that were over before a minute."""
        while self._heap and self._heap[0][0] < minute:
            _, _, what, wait = heappop(self._heap)
            yield what, wait
