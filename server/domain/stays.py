"""What a ticket adds to the figures: its stays at services and at desks (rules R1, R4-R8).

Everything follows from the ticket's periods, so that a recount gives the same.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import NamedTuple

LINE, DESK, QUEUE, SEAT = "line", "desk", "queue", "seat"
CHANNEL, LANGUAGE = "channel:", "language:"
SLOT_MINUTES = 15
NOBODY = 0
KIND_OF_MEASURE = {"wait": "waiting", "way": "called", "service": "serving"}
# What a move counts as; one that was taken back counts as nothing (rule R6).
COUNT_OF_ENDING = {
    "no_show": "misses",
    "held": "holds",
    "returned": "returns",
    "transferred": "transferred",
}
OUTCOME_OF_ENDING = {
    "finished": "served",
    "moved_on": "served",
    "no_show": "no_shows",
    "cancelled": "cancelled",
    "expired": "expired",
}
REOPENED = "reopened"


class Stretch(NamedTuple):
    """A period as the figures read it; times in microseconds, texts as they are stored."""

    id: int
    branch_id: int
    business_day: str
    kind: str
    service_id: int
    priority_class_id: int
    counter_id: int | None
    clerk_id: int | None
    started_at: int
    ended_at: int | None
    suspect: bool
    ending: str
    target_seconds: int | None

    @property
    def length(self) -> int:
        """Microseconds of a closed stretch."""
        return 0 if self.ended_at is None else self.ended_at - self.started_at


class Sitting(NamedTuple):
    """A stretch that a clerk sat at a counter, or paused; times in microseconds."""

    branch_id: int
    counter_id: int
    clerk_id: int
    state: str
    started_at: int
    ended_at: int


class RowKey(NamedTuple):
    """One row of the hourly figures.

    first_id, second_id: service and class of a line, counter and clerk of a desk or seat, service
    and quarter of the day of a queue.
    """

    branch_id: int
    business_day: str
    hour: int
    part: str
    first_id: int = NOBODY
    second_id: int = NOBODY


@dataclass
class Tally:
    """What is added to one row: sums by name, and the exact times of each measure, in microseconds.

    Plain dictionaries: this is worked out twice for each move of a ticket.
    """

    sums: dict[str, int] = field(default_factory=dict)
    times: dict[str, list[int]] = field(default_factory=dict)

    def count(self, name: str, by: int = 1) -> None:
        """Add to a sum."""
        self.sums[name] = self.sums.get(name, 0) + by

    def put(self, measure: str, micros: int) -> None:
        """Add one time."""
        self.times.setdefault(measure, []).append(micros)
        self.count(f"{measure}_count")
        self.count(f"{measure}_micros", micros)

    def add(self, other: "Tally") -> None:
        """Add another tally to this one."""
        for name, value in other.sums.items():
            self.count(name, value)
        for measure, times in other.times.items():
            self.times.setdefault(measure, []).extend(times)


class Taken(NamedTuple):
    """How a ticket was taken."""

    channel: str
    language: str


Facts = dict[RowKey, Tally]
# The quarter of an hour of a moment, counted from the midnight of a branch's business day.
SlotOf = Callable[[int, str, int], int]


def facts_of(
    stretches: Sequence[Stretch], taken: Taken | None, slot_of: SlotOf, settled: int = 0
) -> Facts:
    """Return all that a ticket adds, by row.

    What a move leaves as it was may be left out on both of its sides: how the ticket was taken
    (None), and how long the queue was made by the first periods (`settled` of them).
    """
    facts: Facts = {}
    moves = _moves(stretches)
    stays = groupby(range(len(stretches)), lambda at: service_of(stretches[at]))
    for number, (_, places) in enumerate(stays):
        stay = [(stretches[at], moves[at]) for at in places]
        row = _add_stay(facts, stay, slot_of)
        if number == 0:
            _add_ticket(facts, row, taken)
    _add_queue(facts, stretches[settled:], slot_of)
    return facts


def fact_of(sitting: Sitting, day: str, slot_of: SlotOf) -> Facts:
    """Return what a stretch at a counter adds: in the hour in which it began."""
    hour = slot_of(sitting.branch_id, day, sitting.started_at) * SLOT_MINUTES // 60
    key = RowKey(sitting.branch_id, day, hour, SEAT, sitting.counter_id, sitting.clerk_id)
    tally = Tally()
    paused = sitting.state == "paused"
    name = "paused_micros" if paused else "open_micros"
    tally.count(name, sitting.ended_at - sitting.started_at)
    tally.count("pauses", int(paused))
    return {key: tally}


def row_at(part: str, stretch: Stretch, slot_of: SlotOf, first: int = 0, second: int = 0) -> RowKey:
    """Return the row of the hour in which a stretch began."""
    slot = slot_of(stretch.branch_id, stretch.business_day, stretch.started_at)
    hour = slot * SLOT_MINUTES // 60 % 24
    return RowKey(stretch.branch_id, stretch.business_day, hour, part, first, second)


def service_of(stretch: Stretch) -> tuple[int, str, int]:
    """Return what a stay is at: a service, of a hall, on a business day."""
    return stretch.branch_id, stretch.business_day, stretch.service_id


def _moves(stretches: Sequence[Stretch]) -> list[str]:
    """Return how each stretch ended, '' for what goes on or was taken back."""
    endings = [each.ending for each in stretches]
    following = [*endings[1:], ""]
    return ["" if then == REOPENED else how for how, then in zip(endings, following, strict=False)]


Moved = tuple[Stretch, str]


def _add_ticket(facts: Facts, row: RowKey, taken: Taken | None) -> None:
    """Count a ticket with its first stay, whose row that is."""
    facts[row].count("tickets")
    if taken is not None:
        for part in (CHANNEL + taken.channel, LANGUAGE + taken.language):
            way = row._replace(part=part, first_id=NOBODY, second_id=NOBODY)
            _tally(facts, way).count("tickets")


def _add_stay(facts: Facts, stay: list[Moved], slot_of: SlotOf) -> RowKey:
    first, last = stay[0][0], stay[-1][0]
    key = row_at(LINE, first, slot_of, last.service_id, last.priority_class_id)
    line = _tally(facts, key)
    line.count("stays")
    _count(line, stay)
    if any(stretch.kind == "called" for stretch, _ in stay):
        _put_wait(line, stay)
    _put_times(line, stay)
    for before, desk in _desks(stay):
        _add_desk(facts, before, desk, slot_of)
    return key


def _add_desk(facts: Facts, before: list[Moved], desk: list[Moved], slot_of: SlotOf) -> None:
    """Add a stay at a desk; `before`: what came before it in the same service."""
    at = desk[0][0]
    row = row_at(DESK, at, slot_of, at.counter_id or NOBODY, at.clerk_id or NOBODY)
    tally = _tally(facts, row)
    tally.count("stays")
    _count(tally, desk)
    if before and before[-1][0].kind == "waiting":
        _put_wait(tally, before)
    _put_times(tally, desk)


def _desks(stay: list[Moved]) -> Iterator[tuple[list[Moved], list[Moved]]]:
    """Return each run of a stay at one desk with one clerk, and what came before it."""
    done = 0
    for desk, run in groupby(stay, lambda moved: _desk(moved[0])):
        length = len(list(run))
        if desk is not None:
            yield stay[:done], stay[done : done + length]
        done += length


def _desk(stretch: Stretch) -> tuple[int, int] | None:
    if stretch.kind == "waiting" or stretch.counter_id is None:
        return None
    return stretch.counter_id, stretch.clerk_id or NOBODY


def _count(tally: Tally, run: list[Moved]) -> None:
    for stretch, move in run:
        if stretch.kind == "called":
            tally.count("calls")
        if move in COUNT_OF_ENDING:
            tally.count(COUNT_OF_ENDING[move])
    outcome = OUTCOME_OF_ENDING.get(run[-1][1])
    if outcome is not None:
        tally.count(outcome)
    if any(stretch.suspect for stretch, _ in run):
        tally.count("suspect")


def _put_wait(tally: Tally, run: list[Moved]) -> None:
    waits = _closed(run, "waiting")
    if not waits or any(each.suspect for each in waits):
        return
    micros = sum(each.length for each in waits)
    tally.put("wait", micros)
    target = next((e.target_seconds for e in reversed(waits) if e.target_seconds is not None), None)
    if target is not None:
        tally.count("wait_measured")
        tally.count("wait_within", int(micros <= target * 1_000_000))


def _put_times(tally: Tally, run: list[Moved]) -> None:
    for measure in ("way", "service"):
        found = _closed(run, KIND_OF_MEASURE[measure])
        if found and not any(each.suspect for each in found):
            tally.put(measure, sum(each.length for each in found))


def _closed(run: list[Moved], kind: str) -> list[Stretch]:
    return [each for each, _ in run if each.kind == kind and each.ended_at is not None]


def _add_queue(facts: Facts, stretches: Sequence[Stretch], slot_of: SlotOf) -> None:
    for stretch in stretches:
        if stretch.kind != "waiting":
            continue
        for name, at in (("joined", stretch.started_at), ("departed", stretch.ended_at)):
            if at is not None:
                slot = slot_of(stretch.branch_id, stretch.business_day, at)
                key = RowKey(stretch.branch_id, stretch.business_day, 0, QUEUE, stretch.service_id)
                _tally(facts, key._replace(second_id=slot)).count(name)


def _tally(facts: Facts, key: RowKey) -> Tally:
    return facts.setdefault(key, Tally())
