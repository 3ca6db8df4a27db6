"""Reads the figures of a span of days by what a report groups them by (rule R3)."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from server.domain.blocks import LEVELS, STEP, Block, Days, cover
from server.domain.figures import (
    COUNTS,
    MEASURES,
    Figures,
    Stack,
    cells_in,
    counter,
    pack,
    pack_cells,
    unpack,
)
from server.domain.histogram import buckets_in
from server.domain.load import band_of, busy_micros
from server.domain.stays import CHANNEL, DESK, LANGUAGE, LINE, QUEUE, SEAT
from server.store.rollups import COLUMNS, KEY
from server.store.sql import Sql, Wire

DAYS_CELL = "days"
Counted = tuple[Any, Figures]  # a row, and its figures


@dataclass(frozen=True)
class Cube:
    """One way to group the hours: which parts count, and to which group a row belongs.

    parts: how their names begin.
    """

    parts: tuple[str, ...]
    group: Callable[[Any], str]
    histograms: bool = True

    @property
    def condition(self) -> str:
        """SQL: whether a row counts."""
        spans = (f"part >= '{part}' AND part < '{part}~'" for part in self.parts)
        return f"({' OR '.join(spans)})"


def _weekday(row: Any) -> str:
    return str(date.fromisoformat(row.business_day).isoweekday())


CUBES: dict[str, Cube] = {
    "service": Cube((LINE,), lambda row: str(row.first_id)),
    "class": Cube((LINE,), lambda row: str(row.second_id)),
    "hour": Cube((LINE,), lambda row: str(row.hour)),
    "weekday": Cube((LINE,), _weekday),
    "heat": Cube((LINE,), lambda row: f"{_weekday(row)}-{row.hour}", histograms=False),
    "day": Cube((LINE, SEAT), lambda row: str(row.business_day)),
    "counter": Cube((DESK, SEAT), lambda row: str(row.first_id)),
    "clerk": Cube((DESK, SEAT), lambda row: str(row.second_id)),
    "taken": Cube((CHANNEL, LANGUAGE), lambda row: str(row.part), histograms=False),
    "band": Cube(
        (LINE, SEAT),
        lambda row: str(row.first_id) if row.part == LINE else SEAT,
        histograms=False,
    ),
    "queue": Cube((QUEUE,), lambda row: str(row.second_id), histograms=False),
}
HOURS = {
    name: Sql(
        f"SELECT {', '.join(COLUMNS)} FROM rollup WHERE branch_id = :branch_id"
        f" AND business_day >= :first AND business_day <= :last AND {cube.condition}"
        " ORDER BY business_day"
    )
    for name, cube in CUBES.items()
}
ALL_HOURS = Sql(
    f"SELECT {', '.join(COLUMNS)} FROM rollup WHERE branch_id = :branch_id AND business_day = :day"
)
KEPT = Sql(
    "SELECT level, number FROM rollup_block WHERE branch_id = :branch_id AND cube = :cube"
    " AND level = :level AND number >= :first AND number <= :last"
)
CELLS = Sql(
    "SELECT cells FROM rollup_block WHERE branch_id = :branch_id AND cube = :cube"
    " AND level = :level AND number = :number"
)
KEEP = Sql(
    "INSERT INTO rollup_block (branch_id, cube, level, number, cells)"
    " VALUES (:branch_id, :cube, :level, :number, :cells)"
)
FIRST_DAY = Sql("SELECT min(business_day) FROM rollup WHERE branch_id = :branch_id")
FORGET = Sql("DELETE FROM rollup_block WHERE branch_id = :branch_id")


@dataclass(frozen=True)
class Read:
    """Figures by group, and all of them added up."""

    groups: Mapping[str, Figures]
    total: Figures


class Cubes:
    """The figures of a database."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def read(
        self,
        branch_ids: Sequence[int],
        cube: str,
        days: Days,
        name: Callable[[int, str], str] = lambda branch_id, group: group,
    ) -> Read:
        """Return the figures of some halls by group; `name`: what a hall's group is called."""
        stacks: dict[str, Stack] = {}
        total = Stack()
        for branch_id in branch_ids:
            for group, cell in self._cells(branch_id, cube, days):
                stacks.setdefault(name(branch_id, group), Stack()).add(cell)
                total.add(cell)
        groups = {group: unpack(stack.packed()) for group, stack in stacks.items()}
        return Read(groups, unpack(total.packed()))

    def keep(self, branch_id: int, block: Block) -> None:
        """Add up a block of days once and for all; one day's hours are read once for all cubes."""
        rows = self._rows_of_day(branch_id, block.first) if block.level == 0 else []
        for name, cube in CUBES.items():
            own = [each for each in rows if each[0].part.startswith(cube.parts)]
            cells = (
                _packed(name, own)
                if block.level == 0
                else self._cells(branch_id, name, Days(block.first, block.last))
            )
            stacks: dict[str, Stack] = {}
            for group, cell in cells:
                stacks.setdefault(group, Stack()).add(cell)
            piece = pack_cells({group: stack.packed() for group, stack in stacks.items()})
            self._wire.execute(KEEP, _values(branch_id, name, block) | {"cells": piece})

    def _rows_of_day(self, branch_id: int, day: date) -> list[Counted]:
        values = {"branch_id": branch_id, "day": day.isoformat()}
        return [(row, _figures(row)) for row in self._wire.execute(ALL_HOURS, values)]

    def kept(self, branch_id: int, cube: str, days: Days) -> set[Block]:
        """Return the blocks of some days that have been added up."""
        first, last = days.first.toordinal(), days.last.toordinal()
        found: set[Block] = set()
        for level in range(LEVELS):
            values = {
                "branch_id": branch_id,
                "cube": cube,
                "level": level,
                "first": first >> (STEP * level),
                "last": last >> (STEP * level),
            }
            found.update(Block(*row) for row in self._wire.execute(KEPT, values))
        return found

    def first_day(self, branch_id: int) -> date | None:
        """Return the first day with figures."""
        day = self._wire.execute(FIRST_DAY, {"branch_id": branch_id}).scalar()
        return None if day is None else date.fromisoformat(day)

    def forget(self, branch_id: int) -> None:
        """Drop what was added up; it is read from the hours until it is added up again."""
        self._wire.execute(FORGET, {"branch_id": branch_id})

    def _cells(self, branch_id: int, cube: str, days: Days) -> Iterator[tuple[str, bytes]]:
        blocks, bare = cover(days, self.kept(branch_id, cube, days))
        for block in blocks:
            values = _values(branch_id, cube, block)
            yield from cells_in(self._wire.execute(CELLS, values).scalar())
        for run in bare:
            yield from self._hours(branch_id, cube, run)

    def _hours(self, branch_id: int, cube: str, days: Days) -> Iterator[tuple[str, bytes]]:
        values = {
            "branch_id": branch_id,
            "first": days.first.isoformat(),
            "last": days.last.isoformat(),
        }
        rows = self._wire.execute(HOURS[cube], values)
        for _, of_day in groupby(rows, lambda row: row.business_day):
            yield from _packed(cube, [(row, _figures(row)) for row in of_day])


def _packed(cube: str, rows: Sequence[Counted]) -> Iterator[tuple[str, bytes]]:
    """Return the cells of one day's hours."""
    groups: dict[str, Figures] = {}
    for row, figures in rows:
        groups.setdefault(CUBES[cube].group(row), Figures()).add(figures)
    if cube == "queue" and groups:
        _note_lengths(groups)
    if cube == "band":
        groups = _in_band(groups)
    for group, figures in groups.items():
        yield group, pack(figures, histograms=CUBES[cube].histograms)


def _figures(row: Any) -> Figures:
    at = len(KEY) + len(COUNTS)
    longest, tokens = row[at : at + len(MEASURES)], row[at + len(MEASURES) :]
    return Figures(
        sums=counter(zip(COUNTS, row[len(KEY) : at], strict=True)),
        most=counter(zip(MEASURES, longest, strict=True)),
        buckets={
            measure: counter(buckets_in(text).items())
            for measure, text in zip(MEASURES, tokens, strict=True)
            if text
        },
    )


def _note_lengths(groups: dict[str, Figures]) -> None:
    """Note how many waited at the end of each quarter of a day, and that it was a day.

    In a queue's cells the longest wait is the longest line; a length cannot be had from the sums
    of several days.
    """
    waiting = 0
    for slot in sorted(map(int, groups)):
        figures = groups[str(slot)]
        waiting += figures.sums["joined"] - figures.sums["departed"]
        figures.most["wait"] = max(0, waiting)
    groups[DAYS_CELL] = Figures(sums=Counter({"stays": 1}))


def _in_band(groups: dict[str, Figures]) -> dict[str, Figures]:
    """Return a day's services and seats under the name of the band that its load was in."""
    total = Figures()
    for found in groups.values():
        total.add(found)
    band = band_of(busy_micros(total), total.sums["open_micros"])
    return {f"{band}/{group}": found for group, found in groups.items()}


def _values(branch_id: int, cube: str, block: Block) -> dict[str, object]:
    return {"branch_id": branch_id, "cube": cube, "level": block.level, "number": block.number}
