"""What a wait is judged by: a row of numbers, the same when learning and when asked."""

from collections.abc import Callable
from typing import NamedTuple

from server.estimates.past import LinePast, Past
from server.estimates.sights import Sight
from server.estimates.simple import simple_wait
from server.estimates.today import LineToday, OfficeToday, Today

# Beyond the whole day.
ALL_DAY = 1440.0
# A pace over fewer minutes says nothing.
LEAST_SPAN = 8.0
# How strongly the usual pace holds against today's own, in minutes of today.
USUAL_PACE_MINUTES = 60.0
LEAST_SCALE = 0.05
FEW, MANY = 5, 20
NAN = float("nan")


class Known(NamedTuple):
    """All that the groups of features read."""

    sight: Sight
    line: LineToday
    office: OfficeToday
    past: LinePast
    calls: float
    simple: float
    passage: float


class Judged(NamedTuple):
    """A row of features, with the simple figures that the day's running errors are kept of."""

    row: tuple[float, ...]
    simple: float
    passage: float


def judge(sight: Sight, today: Today, past: Past) -> Judged:
    """Return the features of a sight that is not taken in yet."""
    line, before = today.line(sight), past.line(sight.office, sight.line)
    simple, passage = simple_wait(sight, before), before.passage(sight.minute, sight.turns)
    office = today.office(sight)
    known = Known(sight, line, office, before, line.calls_at(sight), simple, passage)
    row: list[float] = []
    for group in GROUPS.values():
        row.extend(group(known))
    return Judged(tuple(row), simple, passage)


def _own(known: Known) -> tuple[float, ...]:
    s = known.sight
    each_counter = s.turns / s.open_counters if s.open_counters > 0 else NAN
    return (
        s.minute,
        s.turns,
        s.open_counters,
        s.calls_per_minute,
        s.last_wait,
        s.visit_minutes,
        s.announced,
        each_counter,
        each_counter * s.announced,
    )


def _usual(known: Known) -> tuple[float, ...]:
    past, here = known.past, known.past.around(known.sight.minute)
    total = past.total
    return (
        here.mean_pace,
        here.mean_wait,
        here.mean_ahead,
        here.minutes_each,
        total.mean_pace,
        total.mean_wait,
        total.minutes_each,
        past.median_wait,
        past.last_minute - known.sight.minute,
        float(total.count),
    )


def _alike(known: Known) -> tuple[float, ...]:
    return known.past.alike(known.sight.minute, known.sight.turns)


def _pace_today(known: Known) -> tuple[float, ...]:
    line, minute = known.line, known.sight.minute
    gap = minute - line.minutes[-1] if line.minutes else NAN
    return (
        line.since(minute),
        gap,
        known.calls,
        _pace(known, 15),
        _pace(known, 60),
        _pace(known, 120),
        _pace(known, ALL_DAY),
        _grown(known, 15),
        _grown(known, 30),
        _grown(known, 60),
        minute - line.changed_at(known.sight),
    )


def _oldest_waiting(known: Known) -> tuple[float, ...]:
    """How long the longest-waiting known one has stood there, and what it still lacks."""
    line, sight = known.line, known.sight
    if line.oldest >= len(line.minutes):
        return (0.0, sight.turns, sight.turns, 0.0, _over(sight.turns, sight.calls_per_minute))
    minute, turns = line.minutes[line.oldest], line.turns[line.oldest]
    lacks = turns - (known.calls - line.calls[line.oldest])
    joined = sight.turns - lacks
    return (sight.minute - minute, turns, lacks, joined, _over(lacks, sight.calls_per_minute))


def _newest_done(known: Known) -> tuple[float, ...]:
    done, minute = known.line.done, known.sight.minute
    if not done:
        return (NAN,) * 9
    last, few, many = done[-1], done[-FEW:], done[-MANY:]
    each_few = sum(d.wait for d in few) / sum(d.turns for d in few)
    each_many = sum(d.wait for d in many) / sum(d.turns for d in many)
    return (
        minute - last.minute,
        last.wait,
        last.turns,
        minute - last.minute - last.wait,
        last.wait / last.turns,
        sum(d.wait for d in few) / len(few),
        each_few,
        each_few * known.sight.turns,
        each_many * known.sight.turns,
    )


def _rules(known: Known) -> tuple[float, ...]:
    sight, past = known.sight, known.past
    turns = sight.turns
    return (
        known.simple,
        known.passage,
        past.passage(sight.minute, turns, _scale(known)),
        turns * past.total.minutes_each,
        _over(turns, sight.calls_per_minute),
        _over(turns, _pace(known, 60)),
        _over(turns, _pace(known, ALL_DAY)),
    )


def _errors(known: Known) -> tuple[float, ...]:
    line, office = known.line.drifts, known.office.drifts
    return (line.simple.mean, office.simple.mean, line.passage.mean, office.passage.mean)


def _office(known: Known) -> tuple[float, ...]:
    fresh = known.office.fresh(known.sight)
    paces = (s.calls_per_minute for s in fresh)
    return (sum(s.ahead for s in fresh), sum(p for p in paces if p == p), float(len(fresh)))


GROUPS: dict[str, Callable[[Known], tuple[float, ...]]] = {
    "own": _own,
    "usual": _usual,
    "alike": _alike,
    "pace today": _pace_today,
    "oldest waiting": _oldest_waiting,
    "newest done": _newest_done,
    "rules": _rules,
    "errors today": _errors,
    "office": _office,
}

# How many numbers a row has.
WIDTH = 63


def _pace(known: Known, span: float) -> float:
    """Return the calls a minute over the last `span` minutes that today knows."""
    line, minute = known.line, known.sight.minute
    if not line.minutes:
        return NAN
    place = max(0, line.place_before(minute - span + 2))
    over = minute - line.minutes[place]
    return (known.calls - line.calls[place]) / over if over >= LEAST_SPAN else NAN


def _grown(known: Known, span: float) -> float:
    """Return by how many the line has grown over so many minutes."""
    place = known.line.place_before(known.sight.minute - span + 2)
    return known.sight.turns - known.line.turns[place] if place >= 0 else NAN


def _scale(known: Known) -> float:
    """Return today's pace over the usual one, held towards 1 while the day is young."""
    pace, usual = _pace(known, ALL_DAY), known.past.around(known.sight.minute).mean_pace
    if pace != pace or not usual > 0:
        return 1.0
    since = known.line.since(known.sight.minute)
    held = (pace * since + usual * USUAL_PACE_MINUTES) / (usual * (since + USUAL_PACE_MINUTES))
    return max(LEAST_SCALE, held)


def _over(turns: float, pace: float) -> float:
    return turns / pace if pace > 0 else NAN
