"""How a day goes: a heat map of weekday and hour, the queue's length, how tickets are taken."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from server.domain.blocks import Days
from server.domain.figures import Figures
from server.domain.stays import CHANNEL, LANGUAGE, SLOT_MINUTES
from server.reports.figures import MICROS, share
from server.reports.grouped import Hall, halls_in
from server.store.cubes import DAYS_CELL
from server.store.database import Database

MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True)
class HeatCell:
    """One hour of a weekday (1: Monday, 7: Sunday); stays are counted by arrival."""

    weekday: int
    hour: int
    stays: int
    mean_wait_seconds: float | None
    most_wait_seconds: float | None
    mean_service_seconds: float | None
    within_target: float | None


@dataclass(frozen=True)
class HeatMap:
    """The week of some halls."""

    first: date
    last: date
    halls: tuple[Hall, ...]
    cells: tuple[HeatCell, ...]


@dataclass(frozen=True)
class Length:
    """How many waited at the end of a quarter of an hour: on a mean day, and at most."""

    time: str
    mean: float
    most: int
    joined: int
    departed: int


@dataclass(frozen=True)
class QueueLengths:
    """The queue over the day; days: on how many there was one (of each hall)."""

    first: date
    last: date
    halls: tuple[Hall, ...]
    days: int
    slots: tuple[Length, ...]


@dataclass(frozen=True)
class Way:
    """How many tickets were taken in one way or language."""

    code: str
    tickets: int
    share: float | None


@dataclass(frozen=True)
class WaysTaken:
    """Tickets by where they were taken and in which language."""

    first: date
    last: date
    halls: tuple[Hall, ...]
    channels: tuple[Way, ...]
    languages: tuple[Way, ...]


def heat_map(db: Database, branch_ids: Sequence[int], days: Days) -> HeatMap:
    """Return the figures of each hour of the week. Raises NotFound."""
    with db.reader() as reader:
        halls = halls_in(reader, branch_ids)
        read = reader.cubes.read(branch_ids, "heat", days)
    cells = [_heat_cell(key, found) for key, found in read.groups.items()]
    cells.sort(key=lambda cell: (cell.weekday, cell.hour))
    return HeatMap(days.first, days.last, halls, tuple(cells))


def queue_lengths(db: Database, branch_ids: Sequence[int], days: Days) -> QueueLengths:
    """Return how many waited over the day, all halls together. Raises NotFound."""
    with db.reader() as reader:
        halls = halls_in(reader, branch_ids)
        groups = dict(reader.cubes.read(branch_ids, "queue", days).groups)
    counted = groups.pop(DAYS_CELL, Figures()).sums["stays"]
    return QueueLengths(days.first, days.last, halls, counted, tuple(_lengths(groups, counted)))


def ways_taken(db: Database, branch_ids: Sequence[int], days: Days) -> WaysTaken:
    """Return tickets by channel and by language. Raises NotFound."""
    with db.reader() as reader:
        halls = halls_in(reader, branch_ids)
        groups = reader.cubes.read(branch_ids, "taken", days).groups
    tickets = {key: found.sums["tickets"] for key, found in groups.items()}
    return WaysTaken(
        days.first, days.last, halls, _ways(tickets, CHANNEL), _ways(tickets, LANGUAGE)
    )


def _heat_cell(key: str, found: Figures) -> HeatCell:
    weekday, hour = map(int, key.split("-"))
    sums = found.sums
    return HeatCell(
        weekday=weekday,
        hour=hour,
        stays=sums["stays"],
        mean_wait_seconds=_mean(found, "wait"),
        most_wait_seconds=found.most["wait"] / MICROS if sums["wait_count"] else None,
        mean_service_seconds=_mean(found, "service"),
        within_target=share(sums["wait_within"], sums["wait_measured"]),
    )


def _mean(found: Figures, measure: str) -> float | None:
    count = found.sums[f"{measure}_count"]
    return round(found.sums[f"{measure}_micros"] / count / MICROS, 1) if count else None


def _lengths(groups: dict[str, Figures], days: int) -> list[Length]:
    """Return the quarters of an hour in which somebody came or was called, and those between."""
    waiting, lengths = 0, []
    slots = sorted(map(int, groups))
    for slot in range(slots[0], slots[-1] + 1) if slots else ():
        found = groups.get(str(slot), Figures())
        waiting += found.sums["joined"] - found.sums["departed"]
        lengths.append(
            Length(
                time=_end_of(slot),
                mean=round(waiting / days, 2),
                most=found.most["wait"],
                joined=found.sums["joined"],
                departed=found.sums["departed"],
            )
        )
    return lengths


def _end_of(slot: int) -> str:
    """Return when a quarter ends, as a clock shows it; past midnight with a plus."""
    minutes = (slot + 1) * SLOT_MINUTES
    days, rest = divmod(minutes, MINUTES_A_DAY)
    return f"{rest // 60:02d}:{rest % 60:02d}" + (f"+{days}" if days else "")


def _ways(tickets: dict[str, int], what: str) -> tuple[Way, ...]:
    found = {key.removeprefix(what): n for key, n in tickets.items() if key.startswith(what)}
    total = sum(found.values())
    ways = [Way(code, n, share(n, total)) for code, n in found.items()]
    return tuple(sorted(ways, key=lambda way: (-way.tickets, way.code)))
