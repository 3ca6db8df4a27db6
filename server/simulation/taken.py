"""How long a visit takes its counter: what a log does not say, people who went on waiting do."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from server.simulation.scene import Span, joined

# At the moment when a line becomes empty, who called its last one was there, not one free since.
BREATH = 0.001


class Waiting:
    """When anybody waited in some lines."""

    def __init__(self, waits: Iterable[tuple[float, float]]) -> None:
        self._spans: list[Span] = []
        for start, end in sorted(waits):
            if self._spans and start <= self._spans[-1].closes + BREATH:
                before = self._spans.pop()
                self._spans.append(Span(before.opens, max(before.closes, end)))
            else:
                self._spans.append(Span(start, end))
        self._starts = [span.opens for span in self._spans]

    def until_empty(self, moment: float) -> float:
        """Return when, from a moment on, nobody waited for the first time."""
        place = bisect_right(self._starts, moment) - 1
        if place < 0 or self._spans[place].closes + BREATH <= moment:
            return moment
        return self._spans[place].closes + BREATH

    def without(self, start: float, end: float) -> Iterator[Span]:
        """Yield the stretches of a time in which nobody waited."""
        now = self.until_empty(start)
        while now < end:
            place = bisect_right(self._starts, now)
            closes = min(end, self._starts[place]) if place < len(self._starts) else end
            yield Span(now, closes)
            now = self.until_empty(closes) if closes < end else end


def taken_until(finished_at: float, next_call_at: float, waiting: Waiting) -> float:
    """Return until when a counter was taken.

    A counter that does not call while people wait for it is taken, by the visit, by what comes
    after it, or by another errand; once nobody waits it is free.
    """
    return min(next_call_at, waiting.until_empty(min(finished_at, next_call_at)))


def open_spans(seats: Iterable[Span], visits: Iterable[Span], waiting: Waiting) -> tuple[Span, ...]:
    """Return when a counter was at its own lines: with visitors, or free while nobody waited.

    While people waited and it did not call it was elsewhere: at another queue, or away.
    """
    busy = joined(visits)
    free = [gap for seat in seats for gap in _gaps(seat, busy)]
    idle = [span for gap in free for span in waiting.without(gap.opens, gap.closes)]
    return joined([*busy, *idle])


def _gaps(seat: Span, busy: Iterable[Span]) -> Iterator[Span]:
    now = seat.opens
    for visit in busy:
        if visit.closes <= seat.opens or visit.opens >= seat.closes:
            continue
        if visit.opens > now:
            yield Span(now, visit.opens)
        now = max(now, visit.closes)
    if now < seat.closes:
        yield Span(now, seat.closes)
