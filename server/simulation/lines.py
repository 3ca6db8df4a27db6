"""The waiting lines of a simulated hall: one for each service and class, as in the store (Q3)."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush

from server.domain.choose import Head
from server.simulation.scene import Visitor

# Any day will do: the rule sees only how long people have waited.
MIDNIGHT = datetime(2000, 1, 1, tzinfo=UTC)


def moment(seconds: float) -> datetime:
    """Return a moment of the simulated day as the rule takes it."""
    return MIDNIGHT + timedelta(seconds=seconds)


class Line:
    """The people of one class who wait for one service, the first arrival in front."""

    def __init__(self, rate: float) -> None:
        self._rate = rate
        self._waiting: list[tuple[float, int, Visitor]] = []
        self._heads: dict[tuple[int, float | None], Head] = {}

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def join(self, visitor: Visitor) -> None:
        """Let somebody wait."""
        heappush(self._waiting, (visitor.since, visitor.id, visitor))
        if self._waiting[0][2] is visitor:
            self._heads.clear()

    def take(self) -> Visitor:
        """Take the first one out."""
        self._heads.clear()
        return heappop(self._waiting)[2]

    def take_who_left(self, now: float) -> Iterable[Visitor]:
        """Take out those in front who have given up by now."""
        while self._waiting and self._waiting[0][2].leaves_at <= now:
            yield self.take()

    def head(self, tier: int, after_minutes: float | None) -> Head:
        """Return the first one as the rule sees them at a counter with this offer."""
        offered = tier, after_minutes
        if offered not in self._heads:
            first = self._waiting[0][2]
            self._heads[offered] = Head(
                ticket_id=first.id,
                number="",
                service_id=first.service_id,
                priority_class=first.priority_class,
                rate=self._rate,
                line_at=moment(first.since),
                tier=tier,
                after_minutes=after_minutes,
            )
        return self._heads[offered]

    def rest(self) -> Sequence[Visitor]:
        """Return who still waits, in order."""
        return [visitor for _, _, visitor in sorted(self._waiting, key=lambda each: each[:2])]
