"""What a line showed on the days before: its usual pace, by the time of the day."""

from bisect import bisect_left, insort
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, field
from itertools import accumulate
from math import exp, log, nan
from operator import mul
from typing import Any, NamedTuple

from server.estimates.sights import LEAST_WAIT, Waited

SLOT_MINUTES = 15
SLOTS_OF_A_DAY = 96
# So many of a line's newest waits are kept to be compared with; more cost time at each estimate.
MOST_SAMPLES = 300
# A slot's own pace counts fully only beside so many slots of the line's mean pace.
PACE_PRIOR = 2
# How far in minutes, and in the logarithm of people ahead, another wait counts as alike.
ALIKE_MINUTES = 45.0
ALIKE_AHEAD = 0.35
SHARES = (0.1, 0.5, 0.9)


@dataclass(slots=True)
class Tally:
    """Sums over some waits of a line."""

    count: int = 0
    wait: float = 0.0
    ahead: float = 0.0
    log_each: float = 0.0
    paces: int = 0
    pace: float = 0.0

    def add(self, waited: Waited) -> None:
        """Count a wait."""
        sight = waited.sight
        self.count += 1
        self.wait += waited.wait
        self.ahead += sight.ahead
        self.log_each += log(max(waited.wait, LEAST_WAIT) / sight.turns)
        if sight.calls_per_minute == sight.calls_per_minute:
            self.paces += 1
            self.pace += sight.calls_per_minute

    @property
    def mean_wait(self) -> float:
        return self.wait / self.count if self.count else nan

    @property
    def mean_ahead(self) -> float:
        return self.ahead / self.count if self.count else nan

    @property
    def minutes_each(self) -> float:
        """The usual (geometric mean) minutes for each one ahead."""
        return exp(self.log_each / self.count) if self.count else nan

    @property
    def mean_pace(self) -> float:
        """Calls a minute."""
        return self.pace / self.paces if self.paces else nan


class Alike(NamedTuple):
    """Waits of other days like the one in question: their weight, mean, and 10/50/90 % points."""

    weight: float = nan
    mean: float = nan
    low: float = nan
    middle: float = nan
    high: float = nan


class _Sample(NamedTuple):
    wait: float
    minute: float
    turns: float


# The waits, least first, and beside them what they are compared by.
_Columns = tuple[list[float], list[tuple[float, float]]]


@dataclass(slots=True)
class LinePast:
    """One line's days before."""

    slots: dict[int, Tally] = field(default_factory=dict)
    total: Tally = field(default_factory=Tally)
    last_minute: float = nan
    _newest: deque[_Sample] = field(default_factory=deque)
    _sorted: list[_Sample] = field(default_factory=list)
    _paces: list[float] = field(default_factory=list)
    _columns: _Columns | None = None

    def add(self, waited: Waited) -> None:
        """Count a wait of a day that is over."""
        slot = self.slots.setdefault(slot_of(waited.sight.minute), Tally())
        slot.add(waited)
        self.total.add(waited)
        later = waited.sight.minute > self.last_minute
        if later or self.last_minute != self.last_minute:
            self.last_minute = waited.sight.minute
        self._keep(_Sample(waited.wait, waited.sight.minute, waited.sight.turns))
        self._paces.clear()

    def around(self, minute: float) -> Tally:
        """Return the sums over the quarter of an hour and its two neighbours."""
        middle, found = slot_of(minute), Tally()
        for slot in (middle - 1, middle, middle + 1):
            part = self.slots.get(slot)
            if part is not None:
                _pour(part, found)
        return found

    @property
    def median_wait(self) -> float:
        """The middle one of the newest waits."""
        return self._sorted[len(self._sorted) // 2].wait if self._sorted else nan

    def passage(self, minute: float, turns: float, scale: float = 1.0) -> float:
        """Return the minutes until so many calls, at the days' usual pace times `scale`."""
        paces, at, left = self._pace_by_slot(), minute, turns
        if not paces:
            return nan
        for slot in range(slot_of(minute), SLOTS_OF_A_DAY):
            end = (slot + 1) * SLOT_MINUTES
            pace = paces[slot] * scale
            if pace > 0 and pace * (end - at) >= left:
                return at + left / pace - minute
            left -= pace * (end - at)
            at = end
        return at - minute

    def alike(self, minute: float, turns: float) -> Alike:
        """Return what came of waits at this time of the day with as many people ahead."""
        if not self._sorted:
            return Alike()
        waits, keys = self._columns or self._fill_columns()
        at, ahead = exp(minute / ALIKE_MINUTES), turns ** (1 / ALIKE_AHEAD)
        # exp(-|a - b|) as the smaller ratio of exp(a) and exp(b): asked for each sample each time.
        weights = [
            (a / at if a < at else at / a) * (b / ahead if b < ahead else ahead / b)
            for a, b in keys
        ]
        sums = list(accumulate(weights))
        total = sums[-1]
        if total <= 0:
            return Alike(0.0)
        mean = sum(map(mul, weights, waits)) / total
        last = len(waits) - 1
        low, middle, high = (waits[min(last, bisect_left(sums, share * total))] for share in SHARES)
        return Alike(total, mean, low, middle, high)

    def _fill_columns(self) -> _Columns:
        keys = [
            (exp(sample.minute / ALIKE_MINUTES), sample.turns ** (1 / ALIKE_AHEAD))
            for sample in self._sorted
        ]
        self._columns = ([sample.wait for sample in self._sorted], keys)
        return self._columns

    def as_plain(self) -> list[Any]:
        """Return plain lists for a file."""
        slots = [[slot, *astuple(tally)] for slot, tally in self.slots.items()]
        return [slots, self.last_minute, [list(sample) for sample in self._newest]]

    @classmethod
    def from_plain(cls, plain: Sequence[Any]) -> "LinePast":
        """Return a line's days from such lists."""
        slots, last_minute, samples = plain
        past = cls({slot: Tally(*sums) for slot, *sums in slots}, last_minute=last_minute)
        for tally in past.slots.values():
            _pour(tally, past.total)
        for sample in samples:
            past._keep(_Sample(*sample))
        return past

    def _keep(self, sample: _Sample) -> None:
        self._columns = None
        self._newest.append(sample)
        insort(self._sorted, sample)
        if len(self._newest) > MOST_SAMPLES:
            self._sorted.remove(self._newest.popleft())

    def _pace_by_slot(self) -> list[float]:
        if not self._paces and self.total.paces:
            self._paces = [self._pace_in(slot) for slot in range(SLOTS_OF_A_DAY)]
        return self._paces

    def _pace_in(self, slot: int) -> float:
        # A pace is that of the half hour before it was seen, so the next slot's tells of this one.
        tally = self.slots.get(slot + 1) or self.slots.get(slot) or Tally()
        prior = PACE_PRIOR * self.total.mean_pace
        return (tally.pace + prior) / (tally.paces + PACE_PRIOR)


class Past:
    """The days before, line by line."""

    def __init__(self, waits: Iterable[Waited] = ()) -> None:
        self._lines: dict[tuple[str, str], LinePast] = {}
        self.waits = Tally()
        for waited in waits:
            self.add(waited)

    def add(self, waited: Waited) -> None:
        """Count a wait of a day that is over."""
        key = (waited.sight.office, waited.sight.line)
        self._lines.setdefault(key, LinePast()).add(waited)
        self.waits.add(waited)

    def line(self, office: str, line: str) -> LinePast:
        """Return a line's days; an empty one when it was never seen."""
        return self._lines.get((office, line)) or LinePast()

    def as_plain(self) -> list[list[Any]]:
        """Return plain lists for a file."""
        return [[*key, *line.as_plain()] for key, line in self._lines.items()]

    @classmethod
    def from_plain(cls, plain: Sequence[Sequence[Any]]) -> "Past":
        """Return the days from such lists."""
        past = cls()
        for office, line, *found in plain:
            past._lines[office, line] = LinePast.from_plain(found)
            _pour(past._lines[office, line].total, past.waits)
        return past


def slot_of(minute: float) -> int:
    """Return the quarter of an hour of the day."""
    return int(minute // SLOT_MINUTES)


def _pour(part: Tally, whole: Tally) -> None:
    whole.count += part.count
    whole.wait += part.wait
    whole.ahead += part.ahead
    whole.log_each += part.log_each
    whole.paces += part.paces
    whole.pace += part.pace
