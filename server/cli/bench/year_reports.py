"""Times every report of a year: of many tickets and, in turns, of a hundredth as many."""

import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from server.bus import Bus
from server.cli.bench.made_year import YEAR, add_up_year, make_halls, make_year
from server.cli.bench.plan import Step
from server.reports.comparison import LEAST_VISITS, Unit, comparison
from server.reports.day_shape import heat_map, queue_lengths, ways_taken
from server.reports.grouped import By, report
from server.store.database import Database
from server.store.migrate import migrate

FEWER = 100
ROUNDS = 9
MOST_MS, MOST_TIMES = 300.0, 1.3
BEFORE_THE_YEAR = datetime.fromisoformat("2026-03-01T06:00:00+00:00")
Read = Callable[[Database, list[int]], object]


@dataclass(frozen=True)
class Timed:
    """One report: its median with many tickets and with few, and how many times as long.

    ms: of CPU time, which other work on the machine does not lengthen much; it waits for nothing
    else, since the figures stay in memory once they were read. wall_ms: as it was here.
    """

    report: str
    halls: int
    ms: float
    ms_with_few: float
    times: float
    wall_ms: float

    @property
    def met(self) -> bool:
        """Whether both budgets hold."""
        return self.ms <= MOST_MS and self.times <= MOST_TIMES


@dataclass(frozen=True)
class ReportFigures:
    """All reports, and what the figures of the year weigh."""

    tickets: int
    few: int
    halls: int
    making_seconds: float
    megabytes: float
    reports: tuple[Timed, ...]

    @property
    def met(self) -> bool:
        """Whether every report holds its budgets."""
        return all(each.met for each in self.reports)


@dataclass(frozen=True)
class Took:
    """What one reading took."""

    cpu_ms: float
    wall_ms: float


@dataclass(frozen=True)
class Made:
    """A made-up year."""

    db: Database
    branch_ids: list[int]


def measure_reports(tickets: int, halls: int, folder: Path | None, step: Step) -> ReportFigures:
    """Make both years in a folder that goes again, and time every report."""
    began = time.monotonic()
    with TemporaryDirectory(prefix="nobat-bench-", dir=folder) as made:
        few = _make(Path(made) / "few.db", max(1, tickets // FEWER), halls, step, 0.0, 0.05)
        many = _make(Path(made) / "many.db", tickets, halls, step, 0.05, 0.9)
        making = time.monotonic() - began
        timed = _time_all(many, few, step)
        megabytes = (Path(made) / "many.db").stat().st_size / 1e6
        for year in (few, many):
            year.db.close()
    return ReportFigures(
        tickets, max(1, tickets // FEWER), halls, round(making, 1), round(megabytes, 1), timed
    )


def _make(path: Path, tickets: int, halls: int, step: Step, start: float, share: float) -> Made:
    url = f"sqlite:///{path}"
    migrate(url)
    db = Database(url, Bus())
    branch_ids = make_halls(db, halls, BEFORE_THE_YEAR)
    name = f"{tickets:,} tickets"
    make_year(db, branch_ids, tickets, lambda part: step(name, start + share * 0.7 * part))
    add_up_year(
        db, branch_ids, lambda part: step(f"{name}: adding up", start + share * (0.7 + 0.3 * part))
    )
    return Made(db, branch_ids)


def _time_all(many: Made, few: Made, step: Step) -> tuple[Timed, ...]:
    wants = [(name, read, halls) for name, read in READS.items() for halls in (1, 0)]
    found = []
    for at, (name, read, halls) in enumerate(wants):
        step(f"report by {name}", 0.95 + 0.05 * at / len(wants))
        found.append(_time(name, read, halls, many, few))
    return tuple(found)


def _time(name: str, read: Read, halls: int, many: Made, few: Made) -> Timed:
    took: dict[bool, list[Took]] = {True: [], False: []}
    for _ in range(ROUNDS + 1):
        for is_many, year in ((True, many), (False, few)):
            took[is_many].append(_took(read, year.db, year.branch_ids[: halls or None]))
    # The first round warms up.
    ms, with_few = (median(each.cpu_ms for each in took[which][1:]) for which in (True, False))
    return Timed(
        report=name,
        halls=halls or len(many.branch_ids),
        ms=round(ms, 1),
        ms_with_few=round(with_few, 1),
        times=round(ms / with_few, 2),
        wall_ms=round(median(each.wall_ms for each in took[True][1:]), 1),
    )


def _took(read: Read, db: Database, branch_ids: list[int]) -> Took:
    wall, cpu = time.perf_counter(), time.process_time()
    json.dumps(asdict(read(db, branch_ids)), default=str)  # type: ignore[call-overload]
    return Took(1_000 * (time.process_time() - cpu), 1_000 * (time.perf_counter() - wall))


def _grouped(by: By) -> Read:
    return lambda db, branch_ids: report(db, branch_ids, YEAR, by)


def _compared(by: Unit) -> Read:
    return lambda db, branch_ids: comparison(db, branch_ids, YEAR, by, LEAST_VISITS)


READS: dict[str, Read] = {
    **{by.value: _grouped(by) for by in By},
    "heat map": lambda db, branch_ids: heat_map(db, branch_ids, YEAR),
    "queue": lambda db, branch_ids: queue_lengths(db, branch_ids, YEAR),
    "ways": lambda db, branch_ids: ways_taken(db, branch_ids, YEAR),
    **{f"comparison of {unit.value}s": _compared(unit) for unit in Unit},
}
