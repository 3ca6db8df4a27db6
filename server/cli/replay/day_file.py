"""A real day as a CSV file: checked whole, refused with the line and the reason."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal, InvalidOperation
from enum import StrEnum

COLUMNS = ("minute", "event", "queue", "service", "value")
MINUTES_OF_A_DAY = 24 * 60
MICROSECONDS_OF_A_MINUTE = 60_000_000
LETTER = re.compile(r"[A-Z]{1,2}")
WHOLE = re.compile(r"[0-9]{1,6}")


class DayRefused(Exception):
    """The file is wrong: one line, `file:line: reason`."""


class RowKind(StrEnum):
    """What a row of the file says happened."""

    ARRIVE = "arrive"
    CALL = "call"
    OPEN_COUNTERS = "open_counters"


@dataclass(frozen=True)
class Row:
    """One row. `at` counts from the day's midnight; `value` is an ordinal or open counters."""

    line: int
    at: timedelta
    kind: RowKind
    queue: str
    service: str
    value: int


def read_day(lines: Iterable[str], name: str) -> tuple[Row, ...]:
    """Return the rows of a day. Raises DayRefused with the first fault."""
    reader = csv.DictReader(lines)
    order, rows = _Order(), []
    try:
        _require_columns(reader.fieldnames or ())
        for cells in reader:
            rows.append(_row(reader.line_num, cells))
            order.check(rows[-1])
        if not order.arrived:
            raise ValueError("nobody arrives in this file")
    except (ValueError, csv.Error) as error:
        raise DayRefused(f"{name}:{max(1, reader.line_num)}: {error}") from error
    return tuple(rows)


class _Order:
    """Keeps what has to hold between the rows: time goes on, and each queue is first come first."""

    def __init__(self) -> None:
        self.at = timedelta(0)
        self.arrived: Counter[str] = Counter()
        self.called: Counter[str] = Counter()

    def check(self, row: Row) -> None:
        """Raises ValueError when a row cannot follow those before it."""
        if row.at < self.at:
            raise ValueError("is earlier than the row before: the file is not sorted by minute")
        self.at = row.at
        if row.kind is RowKind.ARRIVE:
            _require_next(row, self.arrived, "arrives")
        elif row.kind is RowKind.CALL:
            if row.value > self.arrived[row.queue]:
                raise ValueError(f"{row.queue} {row.value} is called, but it never arrived")
            _require_next(row, self.called, "is called")


def _require_next(row: Row, counted: Counter[str], what: str) -> None:
    counted[row.queue] += 1
    if row.value != counted[row.queue]:
        raise ValueError(f"{row.queue} {row.value} {what} where {counted[row.queue]} is next")


def _require_columns(found: Iterable[str]) -> None:
    missing = [column for column in COLUMNS if column not in found]
    if missing:
        raise ValueError(f"the column {missing[0]} is missing (needs: {', '.join(COLUMNS)})")


def _row(line: int, cells: Mapping[str | None, str | None]) -> Row:
    minute, kind, queue, service, value = (_cell(cells, column) for column in COLUMNS)
    if None in cells:
        raise ValueError("has more cells than the heading")
    if kind not in set(RowKind):
        raise ValueError(f"{kind} is not an event (one of: {', '.join(RowKind)})")
    if not LETTER.fullmatch(queue):
        raise ValueError(f"the queue {queue} is not a letter A to Z, or two")
    if not WHOLE.fullmatch(value):
        raise ValueError(f"the value {value} is not a whole number")
    return Row(line, _since_midnight(minute), RowKind(kind), queue, service, int(value))


def _cell(cells: Mapping[str | None, str | None], column: str) -> str:
    text = (cells[column] or "").strip()
    if not text:
        raise ValueError(f"the {column} is empty")
    return text


def _since_midnight(minute: str) -> timedelta:
    # Decimal, not float: 480.42 minutes are 28,825.2 seconds, exactly.
    try:
        value = Decimal(minute)
    except InvalidOperation as error:
        raise ValueError(f"the minute {minute} is not a number") from error
    if not value.is_finite() or not 0 <= value < MINUTES_OF_A_DAY:
        raise ValueError(f"the minute {minute} is not a minute of a day, 0 to 1439.99")
    return timedelta(microseconds=int(value * MICROSECONDS_OF_A_MINUTE))
