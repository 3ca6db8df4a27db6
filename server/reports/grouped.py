"""The figures of a span of days by service, counter, clerk, class, hour, weekday, day or hall."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from server.domain.blocks import Days
from server.domain.hall import Names
from server.reports.figures import Shown, shown
from server.store.database import Database, Reader
from server.store.labels import Label


class By(StrEnum):
    """What a report groups by."""

    SERVICE = "service"
    CLASS = "class"
    COUNTER = "counter"
    CLERK = "clerk"
    HOUR = "hour"
    WEEKDAY = "weekday"
    DAY = "day"
    HALL = "hall"


@dataclass(frozen=True)
class Hall:
    """A hall that a report is about."""

    id: int
    code: str
    names: Names


@dataclass(frozen=True)
class Group:
    """One group; `hall`: the code of the only hall it can be in, where it is in one."""

    key: str
    hall: str | None
    names: Names
    figures: Shown


@dataclass(frozen=True)
class Report:
    """The figures of some halls in some days: all, and by group."""

    first: date
    last: date
    by: By
    halls: tuple[Hall, ...]
    total: Shown
    groups: tuple[Group, ...]


# Services and classes of several halls count together by their code; a desk is one hall's own.
TOGETHER = (By.SERVICE, By.CLASS)
Told = Mapping[str, tuple[str | None, Label]]


def report(db: Database, branch_ids: Sequence[int], days: Days, by: By) -> Report:
    """Return the figures of halls. Raises NotFound for a hall that is not there."""
    with db.reader() as reader:
        halls = halls_in(reader, branch_ids)
        name, told = _naming(reader, halls, by)
        read = reader.cubes.read(branch_ids, _cube(by), days, name)
        # Not every visitor comes to a desk: the whole is counted by the lines.
        desks = by in (By.COUNTER, By.CLERK)
        whole = reader.cubes.read(branch_ids, "class", days) if desks else read
    groups = [Group(key, *_told(told, key), shown(figures)) for key, figures in read.groups.items()]
    groups.sort(key=_order(by))
    return Report(days.first, days.last, by, halls, shown(whole.total), tuple(groups))


def halls_in(reader: Reader, branch_ids: Sequence[int]) -> tuple[Hall, ...]:
    """Return the halls of some ids. Raises NotFound."""
    labels = reader.labels.branches()
    for branch_id in branch_ids:
        reader.log.get(branch_id)
    return tuple(Hall(each, labels[each].code, labels[each].names) for each in branch_ids)


def _cube(by: By) -> str:
    return "class" if by is By.HALL else by.value


def _naming(
    reader: Reader, halls: Sequence[Hall], by: By
) -> tuple[Callable[[int, str], str], Told]:
    """Return what a hall's group is called in the report, and how that is told to people."""
    if by is By.HALL:
        codes = {hall.id: hall.code for hall in halls}
        told: Told = {each.code: (each.code, Label(each.code, each.names)) for each in halls}
        return lambda branch_id, _: codes[branch_id], told
    if by not in (By.SERVICE, By.CLASS, By.COUNTER, By.CLERK):
        return lambda _, group: group, {}
    keys: dict[tuple[int, str], str] = {}
    found: dict[str, tuple[str | None, Label]] = {}
    for hall in halls:
        for each_id, label in _labels(reader, hall.id, by).items():
            own = len(halls) > 1 and by not in TOGETHER
            key = f"{hall.code}/{label.code}" if own else label.code
            keys[hall.id, str(each_id)] = key
            found.setdefault(key, (None if by in TOGETHER else hall.code, label))
    return lambda branch_id, group: keys.get((branch_id, group), group), found


def _labels(reader: Reader, branch_id: int, by: By) -> Mapping[int, Label]:
    read = {
        By.SERVICE: reader.labels.services,
        By.CLASS: reader.labels.classes,
        By.COUNTER: reader.labels.counters,
        By.CLERK: reader.labels.clerks,
    }
    return read[by](branch_id)


def _told(told: Told, key: str) -> tuple[str | None, Names]:
    hall, label = told.get(key, (None, Label(key, {})))
    return hall, label.names


def _order(by: By) -> Callable[[Group], tuple[object, ...]]:
    if by in (By.HOUR, By.WEEKDAY, By.COUNTER):
        return lambda group: (group.hall or "", *_number(group.key))
    if by is By.DAY:
        return lambda group: (group.key,)
    return lambda group: (-group.figures.stays, group.key)


def _number(key: str) -> tuple[int, str]:
    last = key.rsplit("/", 1)[-1]
    return (int(last) if last.isdecimal() else 0, key)
