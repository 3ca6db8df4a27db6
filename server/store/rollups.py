"""Writes the hourly figures, in the transaction of whatever they count (rule R1)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import islice
from zoneinfo import ZoneInfo

from server.domain.blocks import around
from server.domain.changes import Change, changes
from server.domain.figures import COUNTS, MEASURES
from server.domain.stays import (
    SLOT_MINUTES,
    RowKey,
    Sitting,
    Stretch,
    Taken,
    fact_of,
    facts_of,
)
from server.store.columns import from_micros, to_micros
from server.store.sql import Sql, Wire

TOKEN_COLUMNS = {"wait": "waits", "way": "ways", "service": "services"}
KEY = RowKey._fields
MOSTS = tuple(f"{measure}_most" for measure in MEASURES)
COLUMNS = (*KEY, *COUNTS, *MOSTS, *TOKEN_COLUMNS.values())
TEXTS = frozenset(TOKEN_COLUMNS.values())
MOST_ROWS = 40
SLOT_MICROS = SLOT_MINUTES * 60 * 1_000_000
DAY_MICROS = 24 * 3_600 * 1_000_000
SLOTS_A_DAY = 24 * 60 // SLOT_MINUTES
FORGET_BLOCK = Sql(
    "DELETE FROM rollup_block WHERE branch_id = :branch_id AND level = :level AND number = :number"
)
# A time that no longer stands was perhaps its hour's longest.
STALE_MOST = " OR ".join(f"{measure}_most <= :{measure}" for measure in MEASURES)
IS_STALE = Sql(
    f"SELECT 1 FROM rollup WHERE {' AND '.join(f'{name} = :{name}' for name in KEY)}"
    f" AND ({STALE_MOST})"
)


class Calendar:
    """How a branch counts its days; closed_day: the newest that is closed, as ISO text."""

    def __init__(self, zone: ZoneInfo, closed_day: str) -> None:
        self.zone = zone
        self.closed_day = closed_day
        self._midnights: dict[str, int | None] = {}

    def slot(self, business_day: str, micros: int) -> int:
        """Return the quarter of an hour of a moment, from the midnight of a business day on."""
        if business_day not in self._midnights:
            self._midnights[business_day] = self._midnight(business_day)
        midnight = self._midnights[business_day]
        if midnight is not None and 0 <= micros - midnight < DAY_MICROS:
            return (micros - midnight) // SLOT_MICROS
        local = from_micros(micros).astimezone(self.zone)
        days = (local.date() - date.fromisoformat(business_day)).days
        return days * SLOTS_A_DAY + (60 * local.hour + local.minute) // SLOT_MINUTES

    def day(self, micros: int) -> str:
        """Return the business day of a moment."""
        return from_micros(micros).astimezone(self.zone).date().isoformat()

    def _midnight(self, business_day: str) -> int | None:
        """Return when a day begins, or None for one on which the clocks change."""
        day = date.fromisoformat(business_day)
        begins, ends = (
            to_micros(datetime.combine(each, time(0), self.zone))
            for each in (day, day + timedelta(days=1))
        )
        return begins if ends - begins == DAY_MICROS else None


class Rollups:
    """The hourly figures of a database, as they are written."""

    def __init__(
        self,
        wire: Wire,
        calendar_of: Callable[[int], Calendar],
        mend: Callable[[RowKey], None],
    ) -> None:
        self._wire = wire
        self._calendar_of = calendar_of
        self._mend = mend

    def begin(self, first: Stretch, taken: Taken) -> None:
        """Count a ticket that was taken."""
        self.write(dict(changes({}, facts_of([first], taken, self._slot))))

    def move(self, before: Sequence[Stretch], after: Sequence[Stretch]) -> None:
        """Count what a ticket's periods are now instead of what they were."""
        settled = len(before) - 1  # at most the last one was changed
        old = facts_of(before, None, self._slot, settled)
        new = facts_of(after, None, self._slot, settled)
        self.write(dict(changes(old, new)))

    def speak(self, periods: Sequence[Stretch], was: Taken, now: Taken) -> None:
        """Count a ticket for another language."""
        old, new = (facts_of(periods, each, self._slot) for each in (was, now))
        self.write(dict(changes(old, new)))

    def sit(self, sitting: Sitting) -> None:
        """Count a stretch that a clerk sat at a counter, or paused."""
        day = self._calendar_of(sitting.branch_id).day(sitting.started_at)
        self.write(dict(changes({}, fact_of(sitting, day, self._slot))))

    def write(self, changed: Mapping[RowKey, Change]) -> None:
        """Add changes to their rows, all by one statement."""
        if not changed:
            return
        for some in _apart(changed):
            write_rows(self._wire, some)
        for key, change in changed.items():
            if change.taken_out and self._is_stale(key, change):
                self._mend(key)
        for branch_id, day in {(key.branch_id, key.business_day) for key in changed}:
            if day <= self._calendar_of(branch_id).closed_day:
                self._forget_blocks(branch_id, day)

    def _slot(self, branch_id: int, business_day: str, micros: int) -> int:
        return self._calendar_of(branch_id).slot(business_day, micros)

    def _is_stale(self, key: RowKey, change: Change) -> bool:
        longest = {measure: change.taken_out.get(measure, -1) for measure in MEASURES}
        return bool(self._wire.execute(IS_STALE, key._asdict() | longest))

    def _forget_blocks(self, branch_id: int, day: str) -> None:
        for block in around(date.fromisoformat(day)):
            values = {"branch_id": branch_id, "level": block.level, "number": block.number}
            self._wire.execute(FORGET_BLOCK, values)


def write_rows(wire: Wire, changed: Mapping[RowKey, Change]) -> None:
    """Add changes to their rows by one statement, which names only the columns that change."""
    columns = sorted({name for change in changed.values() for name in _cells(change)})
    wire.execute(_upsert(len(changed), tuple(columns)), _values(changed, columns))


@cache
def _upsert(rows: int, columns: tuple[str, ...]) -> Sql:
    """Return the statement that adds to so many rows; the moves make few of them."""
    names = (*KEY, *columns)
    values = ", ".join(f"({', '.join(f':{name}_{at}' for name in names)})" for at in range(rows))
    return Sql(
        f"INSERT INTO rollup ({', '.join(names)}) VALUES {values}"
        f" ON CONFLICT ({', '.join(KEY)}) DO UPDATE SET {', '.join(map(_update, columns))}"
    )


def _update(name: str) -> str:
    if name in MOSTS:
        return (
            f"{name} = CASE WHEN excluded.{name} > rollup.{name} THEN excluded.{name}"
            f" ELSE rollup.{name} END"
        )
    adds = "||" if name in TOKEN_COLUMNS.values() else "+"
    return f"{name} = rollup.{name} {adds} excluded.{name}"


def _cells(change: Change) -> dict[str, object]:
    """Return a change by column."""
    cells: dict[str, object] = dict(change.sums)
    for measure, micros in change.most.items():
        cells[f"{measure}_most"] = micros
    for measure, text in change.tokens.items():
        cells[TOKEN_COLUMNS[measure]] = text
    return cells


def _values(changed: Mapping[RowKey, Change], columns: Sequence[str]) -> dict[str, object]:
    values: dict[str, object] = {}
    for at, (key, change) in enumerate(changed.items()):
        cells = _cells(change)
        for name, value in zip(KEY, key, strict=True):
            values[f"{name}_{at}"] = value
        for name in columns:
            values[f"{name}_{at}"] = cells.get(name, "" if name in TEXTS else 0)
    return values


def _apart(changed: Mapping[RowKey, Change]) -> Iterator[Mapping[RowKey, Change]]:
    """Return changes in lots that one statement takes, most often a single one."""
    if len(changed) <= MOST_ROWS:
        yield changed
        return
    rows = iter(changed.items())
    while some := dict(islice(rows, MOST_ROWS)):
        yield some
