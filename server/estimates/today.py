"""What the day itself has shown so far, line by line and over the whole office."""

from bisect import bisect_right
from dataclasses import dataclass, field
from math import log, nan

from server.estimates.sights import LEAST_WAIT, Sight

# `calls_per_minute` of a sight covers so long.
PACE_MINUTES = 30.0
# Two sights this near count as of the same moment: snapshots come a little early or late.
SLACK_MINUTES = 3.0
# How much the newest wait weighs in a running error: of one line, and of a whole office.
LINE_MEMORY = 0.25
OFFICE_MEMORY = 0.05
# Another line's last sight tells of now for so long.
FRESH_MINUTES = 6.0


@dataclass(slots=True)
class Drift:
    """A running mean of errors that forgets; NaN before the first."""

    memory: float
    _sum: float = 0.0
    _weight: float = 0.0

    def add(self, error: float) -> None:
        """Take in the newest error; NaN is none."""
        if error == error:
            self._sum += self.memory * (error - self._sum)
            self._weight += self.memory * (1 - self._weight)

    @property
    def mean(self) -> float:
        return self._sum / self._weight if self._weight else nan


@dataclass(slots=True)
class Drifts:
    """How far the simple figure and the usual pace have been off today, as logarithms."""

    simple: Drift
    passage: Drift

    @classmethod
    def remembering(cls, memory: float) -> "Drifts":
        """Return them before the first wait of the day."""
        return cls(Drift(memory), Drift(memory))

    def add(self, wait: float, simple: float, passage: float) -> None:
        """Take in what came of a wait."""
        shown = log(max(wait, LEAST_WAIT))
        self.simple.add(shown - log(simple))
        self.passage.add(shown - log(passage) if passage > 0 else nan)


@dataclass(frozen=True, slots=True)
class Done:
    """A wait of today that is over."""

    minute: float
    turns: float
    wait: float


@dataclass(slots=True)
class LineToday:
    """One line's day. The lists run side by side, a place for each sight."""

    minutes: list[float] = field(default_factory=list)
    turns: list[float] = field(default_factory=list)
    calls: list[float] = field(default_factory=list)
    over: list[bool] = field(default_factory=list)
    done: list[Done] = field(default_factory=list)
    oldest: int = 0
    last_wait: float = nan
    last_wait_at: float = nan
    drifts: Drifts = field(default_factory=lambda: Drifts.remembering(LINE_MEMORY))

    def add(self, sight: Sight) -> int:
        """Take in a sight; returns its place."""
        self.calls.append(self.calls_at(sight))
        self.minutes.append(sight.minute)
        self.turns.append(sight.turns)
        self.over.append(False)
        self.last_wait_at = self.changed_at(sight)
        if sight.last_wait == sight.last_wait:
            self.last_wait = sight.last_wait
        return len(self.over) - 1

    def finish(self, place: int, wait: float) -> None:
        """Take in what came of a sight."""
        self.over[place] = True
        self.done.append(Done(self.minutes[place], self.turns[place], wait))
        while self.oldest < len(self.over) and self.over[self.oldest]:
            self.oldest += 1

    def since(self, minute: float) -> float:
        """Return how long ago the line was first seen today."""
        return minute - self.minutes[0] if self.minutes else 0.0

    def calls_at(self, sight: Sight) -> float:
        """Return the calls since the first sight of the day, put together from half hours."""
        pace, open_for = sight.calls_per_minute, self.since(sight.minute)
        if pace != pace or not self.minutes:
            return self.calls[-1] if self.calls else 0.0
        newest = pace * min(PACE_MINUTES, open_for)
        if open_for > PACE_MINUTES:
            newest += self._calls_before(sight.minute - PACE_MINUTES, pace)
        return max(newest, self.calls[-1])

    def _calls_before(self, minute: float, pace: float) -> float:
        place = self.place_before(minute + SLACK_MINUTES)
        if place < 0:
            return 0.0
        unseen = minute - self.minutes[place]
        return self.calls[place] + (unseen * pace if unseen > SLACK_MINUTES else 0.0)

    def place_before(self, minute: float) -> int:
        """Return the place of the last sight up to then, or -1."""
        return bisect_right(self.minutes, minute) - 1

    def changed_at(self, sight: Sight) -> float:
        """Return when the last wait was last seen to change."""
        known = sight.last_wait == sight.last_wait
        return sight.minute if known and sight.last_wait != self.last_wait else self.last_wait_at


@dataclass(frozen=True, slots=True)
class Seen:
    """A sight that was taken in, and how it was judged by the simple means."""

    sight: Sight
    place: int
    simple: float
    passage: float


@dataclass(slots=True)
class OfficeToday:
    """All the lines of an office: what each was last seen as."""

    latest: dict[str, Sight] = field(default_factory=dict)
    drifts: Drifts = field(default_factory=lambda: Drifts.remembering(OFFICE_MEMORY))

    def fresh(self, sight: Sight) -> list[Sight]:
        """Return the lines as they stand now, this sight among them."""
        least = sight.minute - FRESH_MINUTES
        others = (s for s in self.latest.values() if s.line != sight.line and s.minute >= least)
        return [sight, *others]


class Today:
    """One day, from its first sight on. In memory only: a restart sees the log's day again."""

    def __init__(self) -> None:
        self._lines: dict[tuple[str, str], LineToday] = {}
        self._offices: dict[str, OfficeToday] = {}

    def line(self, sight: Sight) -> LineToday:
        """Return the line of a sight."""
        return self._lines.get((sight.office, sight.line)) or LineToday()

    def office(self, sight: Sight) -> OfficeToday:
        """Return the office of a sight."""
        return self._offices.get(sight.office) or OfficeToday()

    def see(self, sight: Sight, *, simple: float, passage: float) -> Seen:
        """Take in a sight with what the simple means said of it."""
        line = self._lines.setdefault((sight.office, sight.line), LineToday())
        self._offices.setdefault(sight.office, OfficeToday()).latest[sight.line] = sight
        return Seen(sight, line.add(sight), simple, passage)

    def learn(self, seen: Seen, wait: float) -> None:
        """Take in what came of a sight, when its wait is over."""
        line, office = self.line(seen.sight), self.office(seen.sight)
        line.finish(seen.place, wait)
        line.drifts.add(wait, seen.simple, seen.passage)
        office.drifts.add(wait, seen.simple, seen.passage)
