"""What is to be done on a replayed day, and when: pure, from the file's rows (docs/replay.md)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import IntEnum
from statistics import median

from server.cli.replay.day_file import DayRefused, Row, RowKind

# Source: field.md, walking: from the call to the counter with a paper ticket, as measured.
WAY = timedelta(seconds=35)
# The file does not say how long serving took; a municipal visit seldom takes longer than this.
LONGEST_SERVICE = timedelta(minutes=10)
MIDNIGHT = timedelta(days=1)
HALF_MINUTE = timedelta(seconds=30)
MOST_COUNTERS = 999  # a set-up file has no higher number
AT_THE_KIOSK = 0


class StepKind(IntEnum):
    """What is done; the order within one moment of one visit."""

    ISSUE = 0
    CALL = 1
    BEGIN = 2
    FINISH = 3


@dataclass(frozen=True, order=True)
class Step:
    """One thing to do, `at` from the day's midnight; `line` is the row of the file behind it."""

    at: timedelta
    line: int
    kind: StepKind
    queue: str
    ordinal: int
    counter: int = AT_THE_KIOSK


@dataclass(frozen=True)
class Queue:
    """One line of the day: its people, its counters, the minutes a visit will take."""

    letter: str
    name: str
    tickets: int
    calls: int
    counters: tuple[int, ...]
    minutes: float


@dataclass(frozen=True)
class Plan:
    """A day: the queues by letter, and everything to do, in order."""

    queues: tuple[Queue, ...]
    steps: tuple[Step, ...]

    @property
    def tickets(self) -> int:
        """How many tickets the day has."""
        return sum(queue.tickets for queue in self.queues)

    @property
    def calls(self) -> int:
        """How many calls the day has."""
        return sum(queue.calls for queue in self.queues)


@dataclass(frozen=True)
class Visit:
    """A called ticket at its counter, from the call until it is finished."""

    line: int
    queue: str
    ordinal: int
    counter: int
    called: timedelta
    ends: timedelta

    def steps(self) -> tuple[Step, Step, Step]:
        """Return call, begin and finish; the way takes at most half of what there is."""
        begun = self.called + min(WAY, (self.ends - self.called) / 2)
        moments = zip(
            (self.called, begun, self.ends),
            (StepKind.CALL, StepKind.BEGIN, StepKind.FINISH),
            strict=True,
        )
        call, begin, finish = (
            Step(at, self.line, kind, self.queue, self.ordinal, self.counter)
            for at, kind in moments
        )
        return call, begin, finish


def plan_day(rows: Sequence[Row]) -> Plan:
    """Return the plan of a day whose rows `read_day` has checked.

    Raises DayRefused when the day needs more counters than a hall can have.
    """
    queues, steps, counters_before = [], [_issue(r) for r in rows if r.kind is RowKind.ARRIVE], 0
    for letter in sorted({row.queue for row in rows}):
        own = [row for row in rows if row.queue == letter]
        numbers = tuple(counters_before + at for at in range(1, _most_open(own) + 1))
        counters_before += len(numbers)
        visits = plan_visits([row for row in own if row.kind is RowKind.CALL], numbers)
        steps += [step for visit in visits for step in visit.steps()]
        queues.append(_queue(letter, own, numbers, visits))
    if counters_before > MOST_COUNTERS:
        raise DayRefused(f"the day needs {counters_before} counters, a hall has {MOST_COUNTERS}")
    return Plan(tuple(queues), tuple(sorted(steps)))


def plan_visits(calls: Sequence[Row], counters: Sequence[int]) -> list[Visit]:
    """Give each call of one queue a counter; a visit ends early when its counter is needed."""
    newest: dict[int, Visit] = {}
    over = []
    for call in calls:
        counter = _counter_for(call.at, counters, newest)
        if counter in newest:
            before = newest[counter]
            over.append(replace(before, ends=min(before.ends, call.at)))
        ends = min(call.at + WAY + LONGEST_SERVICE, MIDNIGHT)
        newest[counter] = Visit(call.line, call.queue, call.value, counter, call.at, ends)
    return [*over, *newest.values()]


def _counter_for(at: timedelta, counters: Sequence[int], newest: Mapping[int, Visit]) -> int:
    """Return the counter that has been free longest, else the one that has served longest."""
    fresh = [number for number in counters if number not in newest]
    if fresh:
        return fresh[0]
    free = [number for number in counters if newest[number].ends <= at]
    if free:
        return min(free, key=lambda number: (newest[number].ends, number))
    return min(counters, key=lambda number: (newest[number].called, newest[number].line))


def _queue(
    letter: str, rows: Sequence[Row], counters: tuple[int, ...], visits: Sequence[Visit]
) -> Queue:
    return Queue(
        letter=letter,
        name=service_name(letter, rows[0].service),
        tickets=sum(row.kind is RowKind.ARRIVE for row in rows),
        calls=len(visits),
        counters=counters,
        minutes=_usual_minutes(visits),
    )


def service_name(letter: str, written: str) -> str:
    """Return a service's name for people: without `M: ` before it, its parts joined by commas."""
    parts = re.split(r"\s*\|\s*", written.removeprefix(f"{letter}:").strip())
    return " ".join(", ".join(part for part in parts if part).split()) or letter


def _usual_minutes(visits: Sequence[Visit]) -> float:
    """Return the median visit in minutes, to the half minute: what the hall promises by."""
    if not visits:
        return LONGEST_SERVICE / timedelta(minutes=1)
    usual = median((visit.ends - visit.called) / HALF_MINUTE for visit in visits)
    return max(1.0, round(usual) / 2)


def _most_open(rows: Sequence[Row]) -> int:
    """Return the most counters open at once, at least one."""
    return max([1, *(row.value for row in rows if row.kind is RowKind.OPEN_COUNTERS)])


def _issue(row: Row) -> Step:
    return Step(row.at, row.line, StepKind.ISSUE, row.queue, row.value)
