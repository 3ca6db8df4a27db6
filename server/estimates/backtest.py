"""Days that have happened, told again: at each moment only by what was known then."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from server.estimates.baselines import BASELINES
from server.estimates.lessons import Lessons, Pending
from server.estimates.live import Live, Promise, keep
from server.estimates.nightly import School
from server.estimates.scores import Score, Told, score
from server.estimates.sights import Waited

# The second set of figures is of lines with at least so many people.
LONG_LINE = 5
OURS = "nobat"


@dataclass(frozen=True, slots=True)
class Night:
    """What a day was told by, and how it went."""

    day: date
    waits: int
    learned: bool
    mean_error: float
    coverage: float
    width: float


@dataclass(frozen=True, slots=True)
class Backtest:
    """Every way of telling by its name, over all waits and over those of long lines.

    told: what ours said, wait by wait in the order of the days.
    """

    all: dict[str, Score | None]
    long_lines: dict[str, Score | None]
    nights: tuple[Night, ...]
    told: tuple[Told, ...]


def backtest(
    train: Sequence[Sequence[Waited]],
    days: Sequence[Sequence[Waited]],
    show: Callable[[str, float], None] = lambda step, done: None,
) -> Backtest:
    """Return how well the waits of `days`, all after those of `train`, would have been told."""
    show("learning what the first days show", 0.0)
    school, told, nights = School(train), _Ledger(), []
    for place, day in enumerate(days):
        show(f"telling {day[0].day}", place / len(days))
        nights.append(_live_through(day, school, told))
    return Backtest(told.scores(0), told.scores(LONG_LINE), tuple(nights), told.ours())


class _Ledger:
    """What each way told."""

    def __init__(self) -> None:
        self._told: defaultdict[str, list[tuple[float, Told]]] = defaultdict(list)

    def add(self, name: str, waited: Waited, told: Told) -> None:
        self._told[name].append((waited.sight.ahead, told))

    def ours(self) -> tuple[Told, ...]:
        return tuple(told for _, told in self._told[OURS])

    def scores(self, least_ahead: float) -> dict[str, Score | None]:
        return {
            name: score([one for ahead, one in told if ahead >= least_ahead])
            for name, told in self._told.items()
        }


def _live_through(day: Sequence[Waited], school: School, ledger: _Ledger) -> Night:
    """Tell one day wait by wait, then take it to school."""
    learned = school.teach()
    live, pending, lessons = Live(learned), Pending[Promise](), Lessons(day[0].day)
    told = []
    for waited in day:
        for promise, wait in pending.over_before(waited.sight.minute):
            live.learn(promise, wait)
        promise = live.promise(waited.sight)
        pending.add(waited, promise)
        keep(lessons, promise, waited.wait)
        told.append(Told.by(promise.forecast, waited.wait))
        ledger.add(OURS, waited, told[-1])
        for name, said in BASELINES.items():
            ledger.add(name, waited, Told(said(waited.sight, learned.past), waited.wait))
    school.end_day(day, lessons)
    return _night(day[0].day, learned.live, told)


def _night(day: date, learned: bool, told: Sequence[Told]) -> Night:
    found = score(told)
    assert found is not None and found.coverage is not None and found.width is not None  # noqa: PT018
    return Night(day, found.waits, learned, found.mean_error, found.coverage, found.width)
