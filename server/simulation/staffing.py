"""How many counters each half hour needs for a target: a start by load, then simulated days."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from server.domain.erlang import counters_for, square_root_staffing
from server.simulation.groups import Group, Offers, groups_of, start_by_load
from server.simulation.run import simulate
from server.simulation.scene import Call, Course, Setting, SimulatedCounter, Span, Visitor, joined

HALF_HOUR = 1800.0
# Where skills overlap: R + 1 x sqrt(R) lets about one in four wait at all (Halfin and Whitt).
GRADE = 1.0
# After the last half hour with arrivals its counters go on until the lines are empty.
TIME_AFTER = 12 * 3600.0
MOST_TRIES = 500
MOST_DAYS = 5

# Counters by half hour and kind.
Plan = dict[tuple[int, Offers], int]
Days = Sequence[Sequence[Visitor]]


@dataclass(frozen=True)
class HalfHour:
    """visitors, load: on the mean; open_counters: as it was; counters: advised, by kind.

    load: the offered load in counters (erlangs). start: by the textbook alone. within: the share
    of the visitors who come in it that waits at most the target, with the advised counters.
    """

    starts_at: float
    visitors: float
    load: float
    open_counters: float
    start: int
    counters: tuple[int, ...]
    within: float | None


@dataclass(frozen=True)
class Advice:
    """For services that share counters; met: whether every half hour keeps the target."""

    group: Group
    half_hours: tuple[HalfHour, ...]
    met: bool


@dataclass(frozen=True)
class Promise:
    """This share of visitors waits at most so many minutes."""

    minutes: float
    share: float


def advise(
    days: Days,
    setting: Setting,
    promise: Promise,
    show: Callable[[int, int], None] = lambda done, of: None,
) -> list[Advice]:
    """Return the fewest counters found that keep a promise in each half hour, group by group.

    show: told how many groups are done, of how many.
    """
    days = days[:MOST_DAYS]
    services = {visitor.service_id for day in days for visitor in day}
    groups = groups_of(services, setting.counters)
    found = []
    for done, group in enumerate(groups):
        show(done, len(groups))
        search = _Search(group, days, setting, promise)
        if search.half_hours:
            found.append(search.advice())
    show(len(groups), len(groups))
    return found


class _Search:
    """The search for one group."""

    def __init__(self, group: Group, days: Days, setting: Setting, promise: Promise) -> None:
        self._group, self._setting, self._promise = group, setting, promise
        ids = set(group.service_ids)
        self._days = [[each for each in day if each.service_id in ids] for day in days]
        came = [int(each.arrives_at // HALF_HOUR) for day in self._days for each in day]
        self._came = Counter(came)
        self.half_hours = range(min(came), max(came) + 1) if came else range(0)
        self._tries = 0

    def advice(self) -> Advice:
        """Return the advice: add where the promise breaks, then take away where it does not."""
        start = self._start()
        plan, met = self._enough(dict(start))
        plan = self._fewer(plan) if met else plan
        within, _ = self._within(plan)
        rows = [self._row(at, start, plan, within.get(at)) for at in self.half_hours]
        return Advice(self._group, tuple(rows), met)

    def _start(self) -> Plan:
        plan: Plan = {}
        for at in self.half_hours:
            loads, seconds = self._loads(at)
            load = sum(loads.values())
            if len(self._group.kinds) == 1:
                target = 60 * self._promise.minutes
                counters = counters_for(load, seconds, target, self._promise.share) if load else 0
            else:
                counters = square_root_staffing(load, GRADE) if load else 0
            shared = start_by_load(self._group, loads, counters)
            plan |= {(at, kind): count for kind, count in shared.items()}
        return plan

    def _loads(self, half_hour: int) -> tuple[dict[int, float], float]:
        """Return the offered load by service, and the mean seconds of a visit."""
        seconds: dict[int, list[float]] = defaultdict(list)
        for day in self._days:
            for each in day:
                if int(each.arrives_at // HALF_HOUR) == half_hour:
                    seconds[each.service_id].append(each.seconds)
        whole = sum(map(sum, seconds.values()))
        loads = {at: sum(each) / HALF_HOUR / len(self._days) for at, each in seconds.items()}
        return loads, whole / max(1, sum(map(len, seconds.values())))

    def _enough(self, plan: Plan) -> tuple[Plan, bool]:
        while self._tries < MOST_TRIES:
            within, late = self._within(plan)
            broken = [at for at in self.half_hours if within.get(at, 1.0) < self._promise.share]
            if not broken:
                return plan, True
            at = broken[0]
            plan[at, self._kind_for(late[at])] += 1
        return plan, False

    def _fewer(self, plan: Plan) -> Plan:
        """Take one away here and there, evenly; what could not be spared once never can."""
        spare = sorted(plan, key=lambda each: -each[0])
        while spare:
            for key in list(spare):
                tried = {**plan, key: plan[key] - 1}
                if self._tries < MOST_TRIES and self._still_kept(tried, key):
                    plan = tried
                else:
                    spare.remove(key)
        return plan

    def _still_kept(self, plan: Plan, changed: tuple[int, Offers]) -> bool:
        if plan[changed] < 0 or not self._somebody_there(plan, changed[0]):
            return False
        within, _ = self._within(plan)
        return min(within.values()) >= self._promise.share

    def _somebody_there(self, plan: Plan, half_hour: int) -> bool:
        """Return whether a half hour with visitors keeps a counter."""
        open_now = sum(plan[half_hour, kind] for kind in self._group.kinds)
        return open_now > 0 or not self._came[half_hour]

    def _kind_for(self, late: Counter[int]) -> Offers:
        """Return the kind of counter that gives most of the late what they came for."""

        def worth(kind: Offers) -> tuple[int, int]:
            return sum(late[offer.service_id] for offer in kind), -len(kind)

        return max(self._group.kinds, key=worth)

    def _within(self, plan: Plan) -> tuple[dict[int, float], dict[int, Counter[int]]]:
        """Return the share in target, and who is late by service, of each half hour."""
        self._tries += 1
        setting = replace(self._setting, counters=tuple(self._counters(plan)))
        late: dict[int, Counter[int]] = defaultdict(Counter)
        for day in self._days:
            for visitor in _late(simulate(day, setting), 60 * self._promise.minutes):
                late[int(visitor.arrives_at // HALF_HOUR)][visitor.service_id] += 1
        shares = {at: 1 - late[at].total() / came for at, came in self._came.items()}
        return shares, late

    def _counters(self, plan: Plan) -> Iterable[SimulatedCounter]:
        number = 0
        for kind in self._group.kinds:
            most = max(plan[at, kind] for at in self.half_hours)
            for place in range(1, most + 1):
                number += 1
                spans = [self._span(at) for at in self.half_hours if plan[at, kind] >= place]
                yield SimulatedCounter(number, kind, joined(spans))

    def _span(self, half_hour: int) -> Span:
        after = TIME_AFTER if half_hour == self.half_hours[-1] else 0.0
        return Span(half_hour * HALF_HOUR, (half_hour + 1) * HALF_HOUR + after)

    def _row(self, at: int, start: Plan, plan: Plan, within: float | None) -> HalfHour:
        span = Span(at * HALF_HOUR, (at + 1) * HALF_HOUR)
        own = [each for each in self._setting.counters if each.offers in self._group.kinds]
        opened = sum(each.overlap(span.opens, span.closes) for one in own for each in one.open)
        return HalfHour(
            starts_at=span.opens,
            visitors=self._came[at] / len(self._days),
            load=sum(self._loads(at)[0].values()),
            open_counters=opened / HALF_HOUR,
            start=sum(start[at, kind] for kind in self._group.kinds),
            counters=tuple(plan[at, kind] for kind in self._group.kinds),
            within=within,
        )


def _late(course: Course, target_seconds: float) -> Iterable[Visitor]:
    yield from (call.visitor for call in course.calls if _is_late(call, target_seconds))
    yield from course.left
    yield from course.never_called


def _is_late(call: Call, target_seconds: float) -> bool:
    return call.wait_seconds > target_seconds
