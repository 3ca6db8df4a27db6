"""What a day of the week is like, from the days of that kind in the log."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from server.simulation.from_log import labels_of, setting_of, visitors_of, work_of
from server.simulation.logged import LoggedDay, read_day
from server.simulation.picture import Picture
from server.simulation.scene import Visitor
from server.store.database import Database

HALF_HOUR = 1800.0
DAYS_READ = 8
WEEKS_LOOKED_AT = 26
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

# By service, class and half hour.
Kind = tuple[int, str, int]


def read_weekday(db: Database, branch_id: int, weekday: int, now: datetime) -> list[LoggedDay]:
    """Return the last days of a weekday with visitors, the newest first; today is not over."""
    with db.reader() as reader:
        today = reader.hall(branch_id).branch.business_day(now)
        newest = reader.times.last_day(branch_id)
    if newest is None:
        return []
    last = min(newest, today - timedelta(days=1))
    last -= timedelta(days=(last.weekday() - weekday) % len(WEEKDAYS))
    found: list[LoggedDay] = []
    for week in range(WEEKS_LOOKED_AT):
        day = last - timedelta(weeks=week)
        log = read_day(db, branch_id, day, now)
        if log is not None:
            found.append(log)
        if len(found) == DAYS_READ:
            break
    return found


def forecast_of(logs: Sequence[LoggedDay], runs: int, seed: int) -> Picture:
    """Return days of chance: each half hour as many visitors as on the mean of some days (Poisson).

    Each is like one of those who came in that half hour. Counters are open as on the first day.
    """
    came: dict[Kind, list[Visitor]] = defaultdict(list)
    for log in logs:
        for visitor in visitors_of(log, work_of(log)):
            half_hour = int(visitor.arrives_at // HALF_HOUR)
            came[visitor.service_id, visitor.priority_class, half_hour].append(visitor)
    newest, weekday = logs[0], WEEKDAYS[logs[0].day.weekday()]
    counters = {*newest.hall.counters, *newest.seats}
    return Picture(
        title=f"{newest.hall.branch.code}, {weekday} as {_days(len(logs))} to {newest.day}",
        services=labels_of(logs),
        days=tuple(_day(came, len(logs), Random(f"day {seed} {run}")) for run in range(runs)),
        setting=setting_of(newest, {at: tuple(newest.seats.get(at, ())) for at in counters}),
        target_minutes=newest.hall.branch.rules.target_minutes,
    )


def _days(count: int) -> str:
    return "the one" if count == 1 else f"the {count}"


def _day(came: Mapping[Kind, Sequence[Visitor]], days: int, chance: Random) -> tuple[Visitor, ...]:
    coming = [
        _like(chance.choice(alike), moment)
        for (_, _, half_hour), alike in sorted(came.items())
        for moment in _moments(half_hour, len(alike) / days, chance)
    ]
    coming.sort(key=lambda each: each.arrives_at)
    return tuple(replace(visitor, id=place) for place, visitor in enumerate(coming, start=1))


def _moments(half_hour: int, mean: float, chance: Random) -> Iterator[float]:
    moment = chance.expovariate(mean / HALF_HOUR)
    while moment < HALF_HOUR:
        yield half_hour * HALF_HOUR + moment
        moment += chance.expovariate(mean / HALF_HOUR)


def _like(visitor: Visitor, moment: float) -> Visitor:
    shift = moment - visitor.arrives_at
    return replace(
        visitor,
        arrives_at=moment,
        line_at=visitor.since + shift,
        leaves_at=visitor.leaves_at + shift,
    )
