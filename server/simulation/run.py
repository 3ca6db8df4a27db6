"""One day, event by event: somebody arrives, or a counter calls. No chance in here."""

from collections.abc import Iterable, Sequence
from heapq import heapify, heappop, heappush
from math import inf

from server.domain.choose import ranking
from server.simulation.lines import Line, moment
from server.simulation.scene import Call, Course, Setting, SimulatedCounter, Visitor

Offered = tuple[Line, int, float | None]


def simulate(visitors: Iterable[Visitor], setting: Setting) -> Course:
    """Return how the day of these visitors goes in this setting."""
    return _Day(visitors, setting).course()


class _Desk:
    """A counter at work, and the lines that it calls from, each with its tier (rule Q8)."""

    def __init__(self, counter: SimulatedCounter, place: int) -> None:
        self.number = counter.number
        self.place = place
        self.service_ids = counter.service_ids
        self.lines: list[Offered] = []
        self.free_at = -inf
        self._spans = sorted(counter.open, key=lambda span: span.opens)
        self._at = 0

    def is_open(self, now: float) -> bool:
        """Return whether somebody calls here; asked with moments that go forward."""
        while self._at < len(self._spans) and self._spans[self._at].closes <= now:
            self._at += 1
        return self._at < len(self._spans) and self._spans[self._at].opens <= now


class _Day:
    """The day under way."""

    def __init__(self, visitors: Iterable[Visitor], setting: Setting) -> None:
        self._coming = sorted(visitors, key=lambda each: (each.arrives_at, each.id))
        self._cap = setting.hard_cap_minutes
        self._lines = _lines(self._coming, setting)
        self._desks = [_Desk(each, place) for place, each in enumerate(setting.counters)]
        for desk, counter in zip(self._desks, setting.counters, strict=True):
            desk.lines = _offered(counter, self._lines)
        # When a counter opens, or has finished; the place is that in _desks.
        self._turns = [(span.opens, at) for at, c in enumerate(setting.counters) for span in c.open]
        heapify(self._turns)
        # Who has been free longest stands first, and calls the next who comes.
        self._free: dict[_Desk, None] = {}
        self._calls: list[Call] = []
        self._left: list[Visitor] = []

    def course(self) -> Course:
        """Let the day pass."""
        for visitor in self._coming:
            self._pass_until(visitor.arrives_at)
            self._lines[visitor.service_id, visitor.priority_class].join(visitor)
            desk = self._free_desk_for(visitor)
            if desk is not None:
                self._call_next(desk, visitor.arrives_at)
        self._pass_until(inf)
        waiting = [visitor for line in self._lines.values() for visitor in line.rest()]
        left = [*self._left, *(each for each in waiting if each.leaves_at < inf)]
        never = [each for each in waiting if each.leaves_at == inf]
        return Course(tuple(self._calls), tuple(left), tuple(never))

    def _pass_until(self, end: float) -> None:
        """Let counters open and come free, up to and with a moment."""
        while self._turns and self._turns[0][0] <= end:
            now, place = heappop(self._turns)
            desk = self._desks[place]
            # One that opens while the visit before still goes on calls when that is over.
            if desk.free_at <= now and desk.is_open(now):
                self._call_next(desk, now)

    def _free_desk_for(self, visitor: Visitor) -> _Desk | None:
        closed, found = [], None
        for desk in self._free:
            if not desk.is_open(visitor.arrives_at):
                closed.append(desk)
            elif visitor.service_id in desk.service_ids:
                found = desk
                break
        for desk in closed:
            del self._free[desk]
        return found

    def _call_next(self, desk: _Desk, now: float) -> None:
        """Call whom the product's own rule puts first, or stay free."""
        for line, _, _ in desk.lines:
            self._left.extend(line.take_who_left(now))
        offered = [each for each in desk.lines if each[0]]
        if not offered:
            self._free[desk] = None
            return
        self._free.pop(desk, None)
        visitor = self._first(offered, now).take()
        self._calls.append(Call(visitor, desk.number, now))
        desk.free_at = now + visitor.seconds
        heappush(self._turns, (desk.free_at, desk.place))

    def _first(self, offered: Sequence[Offered], now: float) -> Line:
        if len(offered) == 1:
            return offered[0][0]  # one head is first by whatever rule
        heads = [line.head(tier, after_minutes) for line, tier, after_minutes in offered]
        first = ranking(heads, moment(now), self._cap)[0]
        return next(each[0] for each, head in zip(offered, heads, strict=True) if head is first)


def _lines(visitors: Iterable[Visitor], setting: Setting) -> dict[tuple[int, str], Line]:
    kinds = sorted({(each.service_id, each.priority_class) for each in visitors})
    return {(service, code): Line(setting.rates[code]) for service, code in kinds}


def _offered(counter: SimulatedCounter, lines: dict[tuple[int, str], Line]) -> list[Offered]:
    return [
        (line, offer.tier, offer.after_minutes)
        for offer in counter.offers
        for (service_id, _), line in lines.items()
        if service_id == offer.service_id
    ]
