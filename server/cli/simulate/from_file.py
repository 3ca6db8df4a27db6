"""A day file as a simulated day: who came, how long each took a counter, when counters called."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count
from math import inf
from statistics import fmean

from server.cli.replay.day_file import Row, RowKind
from server.cli.replay.plan import LONGEST_SERVICE, MIDNIGHT, WAY, service_name
from server.domain.hall import Offer
from server.operations.issue_ticket import STANDARD
from server.simulation.picture import Label, Picture
from server.simulation.scene import Setting, SimulatedCounter, Span, Visitor, joined
from server.simulation.taken import Waiting, taken_until

LONGEST_SECONDS = (WAY + LONGEST_SERVICE).total_seconds()
DAY_SECONDS = MIDNIGHT.total_seconds()
NO_CAP = DAY_SECONDS / 60


@dataclass
class _Desk:
    """A counter of one queue, since it opened last."""

    number: int
    opened_at: float
    called_at: float = -inf
    ordinal: int = 0


def picture_of_file(rows: Sequence[Row], title: str) -> Picture:
    """Return the day of a file that `read_day` has checked."""
    visitors: list[Visitor] = []
    counters: list[SimulatedCounter] = []
    letters = sorted({row.queue for row in rows})
    names: dict[int, Label] = {}
    for service_id, letter in enumerate(letters, start=1):
        own = [row for row in rows if row.queue == letter]
        names[service_id] = Label(letter, service_name(letter, own[0].service))
        queue = _Queue(own, service_id, len(counters))
        visitors += queue.visitors(len(visitors))
        counters += queue.counters()
    setting = Setting(tuple(counters), {STANDARD: 1.0}, NO_CAP)
    waits = [wait for letter in letters for wait in _waits(rows, letter)]
    return Picture(title, names, (tuple(visitors),), setting, tuple(waits))


def _waits(rows: Iterable[Row], letter: str) -> list[float]:
    arrived, called = _moments(rows, letter, RowKind.ARRIVE), _moments(rows, letter, RowKind.CALL)
    return [call - arrive for arrive, call in zip(arrived, called, strict=False)]


def _moments(rows: Iterable[Row], letter: str, kind: RowKind) -> list[float]:
    return [row.at.total_seconds() for row in rows if row.queue == letter and row.kind is kind]


class _Queue:
    """One queue of the file, gone through once: which counter called whom, and until when."""

    def __init__(self, rows: Sequence[Row], service_id: int, counters_before: int) -> None:
        self._service_id = service_id
        self._arrived = _moments(rows, rows[0].queue, RowKind.ARRIVE)
        called = _moments(rows, rows[0].queue, RowKind.CALL)
        never = [inf] * (len(self._arrived) - len(called))
        self._waiting = Waiting(zip(self._arrived, [*called, *never], strict=True))
        self._seconds: dict[int, float] = {}
        self._spans: dict[int, list[Span]] = {}
        self._numbers = count(counters_before + 1)
        self._shut_numbers: list[int] = []
        self._open: list[_Desk] = []
        for row in rows:
            at = row.at.total_seconds()
            if row.kind is RowKind.OPEN_COUNTERS:
                self._open_so_many(row.value, at)
            elif row.kind is RowKind.CALL:
                self._call(row.value, at)
        self._open_so_many(0, DAY_SECONDS)

    def visitors(self, before: int) -> list[Visitor]:
        """Return who came; one whom nobody called would take as long as the others do."""
        usual = fmean(self._seconds.values()) if self._seconds else LONGEST_SECONDS
        return [
            Visitor(before + place, at, self._service_id, STANDARD, self._seconds.get(place, usual))
            for place, at in enumerate(self._arrived, start=1)
        ]

    def counters(self) -> list[SimulatedCounter]:
        """Return the counters, each with when it called or would have."""
        return [
            SimulatedCounter(number, (Offer(self._service_id),), joined(spans))
            for number, spans in sorted(self._spans.items())
        ]

    def _open_so_many(self, value: int, now: float) -> None:
        while len(self._open) > value:
            desk = min(self._open, key=lambda each: each.called_at)
            self._open.remove(desk)
            self._shut(desk, now)
        while len(self._open) < value:
            self._open.append(_Desk(self._number(), now))

    def _number(self) -> int:
        return heappop(self._shut_numbers) if self._shut_numbers else next(self._numbers)

    def _shut(self, desk: _Desk, now: float) -> None:
        heappush(self._shut_numbers, desk.number)
        self._finish(desk, now)

    def _call(self, ordinal: int, now: float) -> None:
        """Let the counter call that called longest ago; the file does not say which."""
        if not self._open:
            self._open_so_many(1, now)
        desk = min(self._open, key=lambda each: (each.called_at, each.number))
        self._finish(desk, now)
        desk.called_at, desk.ordinal = now, ordinal

    def _finish(self, desk: _Desk, now: float) -> None:
        """Keep what the counter did until it calls or closes now: a visit, and who came was free.

        While people waited and it did not call it was elsewhere, most likely at another queue.
        """
        spans = self._spans.setdefault(desk.number, [])
        free_at = desk.opened_at
        if desk.ordinal:
            free_at = taken_until(desk.called_at + LONGEST_SECONDS, now, self._waiting)
            self._seconds[desk.ordinal] = free_at - desk.called_at
            spans.append(Span(desk.called_at, free_at))
        spans.extend(self._waiting.without(free_at, now))
