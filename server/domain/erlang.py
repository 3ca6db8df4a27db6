"""The textbook of queues: what a line of Poisson arrivals needs (docs/simulate.md).

load: the offered load in erlangs, arrivals a second times the mean seconds of a visit.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, exp, inf, sqrt

MOST_COUNTERS = 999


def erlang_b(counters: int, load: float) -> float:
    """Return the share of arrivals that find every counter taken, when nobody waits.

    Source: A. K. Erlang 1917, by the recursion in the number of counters.
    """
    blocked = 1.0
    for count in range(1, counters + 1):
        blocked = load * blocked / (count + load * blocked)
    return blocked


def erlang_c(counters: int, load: float) -> float:
    """Return the share of arrivals that have to wait; 1 when the counters cannot keep up."""
    if load <= 0:
        return 0.0
    if load >= counters:
        return 1.0
    blocked = erlang_b(counters, load)
    return blocked / (1 - (load / counters) * (1 - blocked))


def mean_wait(counters: int, load: float, visit_seconds: float) -> float:
    """Return the mean wait in seconds of everybody, those who need not wait with them."""
    if load >= counters:
        return inf
    return erlang_c(counters, load) * visit_seconds / (counters - load)


def share_within(counters: int, load: float, visit_seconds: float, seconds: float) -> float:
    """Return the share of visitors who wait at most so many seconds."""
    if load >= counters:
        return 0.0
    return 1 - erlang_c(counters, load) * exp(-(counters - load) * seconds / visit_seconds)


def counters_for(load: float, visit_seconds: float, seconds: float, share: float) -> int:
    """Return the fewest counters at which that share of visitors waits at most so long."""
    count = max(1, ceil(load))
    while count < MOST_COUNTERS and share_within(count, load, visit_seconds, seconds) < share:
        count += 1
    return count


def square_root_staffing(load: float, grade: float) -> int:
    """Return counters for a load and something for chance: load + grade x its root.

    Source: Halfin and Whitt 1981; field.md section 4.
    """
    return max(1, ceil(load + grade * sqrt(load)))


@dataclass(frozen=True)
class ClassLoad:
    """A priority class: arrivals a second, mean and mean square of its visits, its rate (Q1)."""

    arrivals: float
    mean_seconds: float
    mean_square: float
    rate: float

    @property
    def load(self) -> float:
        """The share of one counter that it takes."""
        return self.arrivals * self.mean_seconds


def accumulating_waits(classes: Sequence[ClassLoad]) -> list[float]:
    """Return the mean wait of each class at one counter under accumulating priority (Q1).

    Source: Kleinrock 1964 (time-dependent priorities), Queueing Systems vol. 2, 3.7; Stanford,
    Taylor and Ziedins 2014 (the accumulating priority queue).
    """
    first_come = _first_come_wait(classes)
    by_rate = sorted(range(len(classes)), key=lambda place: classes[place].rate)
    waits: dict[int, float] = {}
    for place in by_rate:
        own = classes[place]
        slower = [(waits[each], classes[each]) for each in waits if classes[each].rate < own.rate]
        faster = [each for each in classes if each.rate > own.rate]
        gained = sum(each.load * wait * (1 - each.rate / own.rate) for wait, each in slower)
        lost = sum(each.load * (1 - own.rate / each.rate) for each in faster)
        waits[place] = (first_come - gained) / (1 - lost)
    return [waits[place] for place in range(len(classes))]


def _first_come_wait(classes: Sequence[ClassLoad]) -> float:
    """Return the mean wait when all are alike (Pollaczek and Khinchine)."""
    load = sum(each.load for each in classes)
    if load >= 1:
        return inf
    return sum(each.arrivals * each.mean_square for each in classes) / 2 / (1 - load)
