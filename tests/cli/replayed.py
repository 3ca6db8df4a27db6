"""What the tests of `nobat replay` stand on: small days written by hand, and the real one."""

import csv
import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from server.cli import main

HEADING = "minute,event,queue,service,value"
REAL_DAY = Path(__file__).parents[3] / "shared" / "data" / "warsaw_day.csv"
LONG_AGO = "2026-01-13"
MICROSECONDS_OF_A_MINUTE = 60_000_000
WAITS = (
    "SELECT t.number, sum(p.ended_at - p.started_at) FROM ticket t JOIN period p"
    " ON p.ticket_id = t.id AND p.kind = 'waiting' AND p.ended_at IS NOT NULL GROUP BY t.number"
)


@dataclass(frozen=True)
class Replayed:
    """A database into which a day was played."""

    url: str
    result: Result

    def rows(self, query: str) -> list[Any]:
        """Ask the log itself, past all of our own code."""
        return log_rows(self.url, query)

    def waits(self) -> dict[str, int]:
        """Return the wait of each called ticket as the log has it, in microseconds."""
        return dict(self.rows(WAITS))


def log_rows(url: str, query: str) -> list[Any]:
    """Return what a query finds in an SQLite database."""
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as connection:
        return connection.execute(query).fetchall()


def lines(*rows: str) -> list[str]:
    """Return a file's lines from rows such as `480.5,call,A,1`."""
    return [HEADING, *(_with_service(*row.split(",")) for row in rows)]


def _with_service(minute: str, event: str, queue: str, value: str) -> str:
    return f"{minute},{event},{queue},{queue}: SERVICE {queue},{value}"


def write_day(folder: Path, *rows: str, name: str = "small_day.csv") -> Path:
    """Write a small day and return its file."""
    path = folder / name
    path.write_text("\n".join([*lines(*rows), ""]))
    return path


def nobat(folder: Path, *arguments: object) -> Result:
    """Run a command in this process, on a var folder of its own."""
    environment = {"NOBAT_VAR": str(folder), "COLUMNS": "200"}
    return CliRunner().invoke(main, [str(word) for word in arguments], env=environment)


def replay(folder: Path, file: Path, *options: object) -> Replayed:
    """Replay a file into the folder's database."""
    url = f"sqlite:///{folder / 'nobat.db'}"
    return Replayed(url, nobat(folder, "replay", file, "--database", url, *options))


def real_day() -> Path:
    """Return the real file; without it the test is skipped, or fails under CI."""
    if not REAL_DAY.exists():
        reason = f"the day of a real hall is not here: {REAL_DAY}"
        pytest.fail(reason) if os.environ.get("CI") == "true" else pytest.skip(reason)
    return REAL_DAY


def waits_in_file(file: Path) -> dict[str, int]:
    """Return the wait of each called ticket as the file has it, in microseconds."""
    moments: dict[tuple[str, str], int] = {}
    with file.open(encoding="utf-8") as opened:
        for row in csv.DictReader(opened):
            number = f"{row['queue']}-{int(row['value']):03d}"
            moments[row["event"], number] = int(Decimal(row["minute"]) * MICROSECONDS_OF_A_MINUTE)
    return {
        number: called - moments["arrive", number]
        for (event, number), called in moments.items()
        if event == "call"
    }
