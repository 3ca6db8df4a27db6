"""A made-up hall: two lines with one counter each, quicker and slower by the hour and the day."""

import csv
import gzip
from collections.abc import Sequence
from datetime import date, timedelta
from io import StringIO
from math import nan
from pathlib import Path
from random import Random

from server.estimates.sights import Sight, Waited
from server.estimates.wait_file import COLUMNS

FIRST_DAY = date(2026, 1, 3)
OPENS, CLOSES = 480.0, 900.0
VISIT_MINUTES = {"A": 5.0, "B": 7.0}


def made_up_days(count: int, seed: int = 2) -> list[list[Waited]]:
    """Return so many days, each in the order of time; always the same for a seed."""
    chance = Random(seed)
    return [_day(FIRST_DAY + timedelta(place), chance) for place in range(count)]


def write_waits(
    path: Path, days: Sequence[Sequence[Waited]], columns: Sequence[str] = COLUMNS
) -> Path:
    """Write days as the file that the backtest reads; packed when it is named .gz."""
    text = StringIO()
    writer = csv.DictWriter(text, columns, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(_cells(waited) for day in days for waited in day)
    content = text.getvalue().encode()
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path


def _cells(waited: Waited) -> dict[str, object]:
    sight = waited.sight
    figures = {
        "minute": sight.minute,
        "ahead": sight.ahead,
        "open_counters": sight.open_counters,
        "published_estimate": sight.announced,
        "calls_per_minute_30": sight.calls_per_minute,
        "last_wait": sight.last_wait,
        "wait_minutes": waited.wait,
    }
    shown = {column: "" if value != value else value for column, value in figures.items()}
    return {"office": sight.office, "queue": sight.line, "date": waited.day, **shown}


def _day(day: date, chance: Random) -> list[Waited]:
    waits = [w for line in VISIT_MINUTES for w in _line(day, line, chance)]
    return sorted(waits, key=lambda waited: waited.sight.minute)


def _line(day: date, line: str, chance: Random) -> list[Waited]:
    """First come, first served; whoever finds the counter free does not wait and is no row."""
    mood = chance.uniform(0.9, 1.1)
    at, free_at = OPENS, OPENS
    starts: list[tuple[float, float]] = []
    waits = []
    while (at := at + chance.expovariate(1 / VISIT_MINUTES[line])) < CLOSES:
        start = max(at, free_at)
        hour = 2.0 if 690 < start < 750 else 0.75
        free_at = start + chance.uniform(0.5, 1.5) * VISIT_MINUTES[line] * mood * hour
        starts.append((start, start - at))
        if start > at:
            waits.append(Waited(day, _sight(line, at, starts), round(start - at, 2)))
    return waits


def _sight(line: str, at: float, starts: Sequence[tuple[float, float]]) -> Sight:
    at = round(at, 2)
    called = [(start, wait) for start, wait in starts if start <= at]
    lately = sum(start > at - 30 for start, _ in called)
    return Sight(
        office="Hall",
        line=line,
        minute=at,
        ahead=float(len(starts) - len(called)),
        open_counters=1.0,
        calls_per_minute=round(lately / 30, 4),
        last_wait=round(called[-1][1], 2) if called else nan,
        announced=10.0,
    )
