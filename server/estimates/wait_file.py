"""Waits as a CSV file, plain or gzip: checked whole, refused with the line and the reason."""

import csv
import gzip
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from io import StringIO
from itertools import groupby
from math import isfinite, nan
from pathlib import Path

from server.estimates.sights import Sight, Waited

# What each column may hold at most, where it is a number.
MOST = {
    "minute": 1_439.99,
    "ahead": 100_000.0,
    "open_counters": 10_000.0,
    "published_estimate": 100_000.0,
    "calls_per_minute_30": 1_000.0,
    "last_wait": 1_440.0,
    "wait_minutes": 1_440.0,
}
COLUMNS = ("office", "queue", "date", *MOST)
MAY_BE_EMPTY = frozenset({"published_estimate", "calls_per_minute_30", "last_wait"})
GZIP_BEGINS = b"\x1f\x8b"


class WaitsRefused(Exception):
    """The file is wrong: one line, `file:line: reason`."""


def read_waits(path: Path) -> list[list[Waited]]:
    """Return the waits day by day. Raises WaitsRefused with the first fault."""
    # newline="": a quoted cell may hold one, and the CSV reader counts lines by itself.
    reader = csv.DictReader(StringIO(_text(path), newline=""))
    waits: list[Waited] = []
    try:
        _require_columns(reader.fieldnames)
        for cells in reader:
            waits.append(_waited(cells))
            _require_order(waits)
        if not waits:
            raise ValueError("there are no waits in this file")
    except (ValueError, csv.Error) as error:
        raise WaitsRefused(f"{path.name}:{max(1, reader.line_num)}: {error}") from error
    return [list(day) for _, day in groupby(waits, key=lambda waited: waited.day)]


def _text(path: Path) -> str:
    try:
        content = path.read_bytes()
        if content.startswith(GZIP_BEGINS):
            content = gzip.decompress(content)
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise WaitsRefused(f"{path.name}: is not UTF-8 text") from error
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise WaitsRefused(f"{path.name}: is a damaged gzip file ({error})") from error
    except OSError as error:
        raise WaitsRefused(f"{path.name}: cannot be read ({error.strerror})") from error


def _require_columns(found: Sequence[str] | None) -> None:
    if not found:
        raise ValueError("the file is empty")
    missing = [column for column in COLUMNS if column not in found]
    if len(missing) == len(COLUMNS):
        raise ValueError(f"the first line is no heading (needs: {', '.join(COLUMNS)})")
    if missing:
        raise ValueError(f"the column {missing[0]} is missing (needs: {', '.join(COLUMNS)})")
    twice = [column for column, count in Counter(found).items() if count > 1 and column in COLUMNS]
    if twice:
        raise ValueError(f"the column {twice[0]} is there twice")


def _require_order(waits: Sequence[Waited]) -> None:
    if len(waits) < 2:
        return
    before, newest = waits[-2:]
    if (newest.day, newest.sight.minute) < (before.day, before.sight.minute):
        raise ValueError("is earlier than the row before: the file is not in the order of time")


def _waited(cells: Mapping[str | None, str | None]) -> Waited:
    if None in cells:
        raise ValueError("has more cells than the heading")
    number = {column: _number(cells, column) for column in MOST}
    sight = Sight(
        office=_words(cells, "office"),
        line=_words(cells, "queue"),
        minute=number["minute"],
        ahead=number["ahead"],
        open_counters=number["open_counters"],
        calls_per_minute=number["calls_per_minute_30"],
        last_wait=number["last_wait"],
        announced=number["published_estimate"],
    )
    return Waited(_day(cells), sight, number["wait_minutes"])


def _words(cells: Mapping[str | None, str | None], column: str) -> str:
    text = (cells[column] or "").strip()
    if not text:
        raise ValueError(f"the {column} is empty")
    return text


def _day(cells: Mapping[str | None, str | None]) -> date:
    text = _words(cells, "date")
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ValueError(f"the date {text} is not a date such as 2020-01-10") from error


def _number(cells: Mapping[str | None, str | None], column: str) -> float:
    if column in MAY_BE_EMPTY and not (cells[column] or "").strip():
        return nan
    text = _words(cells, column)
    try:
        value = float(text)
    except ValueError as error:
        raise ValueError(f"the {column} {text} is not a number") from error
    if not isfinite(value) or not 0 <= value <= MOST[column]:
        raise ValueError(f"the {column} {text} is not a number from 0 to {MOST[column]:g}")
    return value


def count_of(days: Iterable[Sequence[Waited]]) -> int:
    """Return how many waits there are."""
    return sum(map(len, days))
