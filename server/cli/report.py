"""`nobat report`: what the log says of a day."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime

import click
from rich import box
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from server.cli.common import branch_id_of, open_database
from server.cli.options import branch_option, config_with, database_option, json_option
from server.clock import utc_now
from server.operations.recount import Recount
from server.operations.recount import recount as recount_figures
from server.reports.day import DayReport, Row, Spread, day_report
from server.store.database import Database

WIDTH = 110
NAME_WIDTH = 18
TIMES = ("mean", "median", "p90", "most")


@click.group()
def report() -> None:
    """Print what the log says."""


@report.command()
@click.argument("date", type=click.DateTime(["%Y-%m-%d"]), required=False)
@branch_option
@database_option
@json_option
def day(date: datetime | None, branch: str | None, database: str | None, as_json: bool) -> None:
    """Print the wait and service times of DATE (the newest day with a ticket when absent)."""
    db = open_database(config_with(database))
    found = day_report(db, branch_id_of(db, branch), date.date() if date else None)
    if as_json:
        click.echo(json.dumps(asdict(found), default=str, ensure_ascii=False))
        return
    console = Console() if sys.stdout.isatty() else Console(width=WIDTH)
    console.print(_summary(found))
    console.print(_table("Service", found.services, found.total))
    console.print(_table("Counter", found.counters, found.total))


@report.command()
@branch_option
@database_option
@json_option
@click.option("--repair", is_flag=True, help="Make the figures what the periods say.")
def recount(branch: str | None, database: str | None, as_json: bool, repair: bool) -> None:
    """Count every hour's figures anew from the periods, of all halls or of one.

    The exit code is 1 when they were not equal and are not repaired.
    """
    db = open_database(config_with(database))
    branch_ids = [branch_id_of(db, branch)] if branch else _all_halls(db)
    with _progress() as show:
        found = recount_figures(db, branch_ids=branch_ids, repair=repair, now=utc_now(), show=show)
    if as_json:
        click.echo(json.dumps(asdict(found) | {"equal": found.equal}, ensure_ascii=False))
    else:
        _tell(found)
    if not found.equal and not repair:
        sys.exit(1)


def _all_halls(db: Database) -> list[int]:
    with db.reader() as reader:
        return reader.log.branch_ids()


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """Show on a terminal how far it is; say nothing to a pipe."""
    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("days", total=None)
        yield lambda done, of: progress.update(task, completed=done, total=of)


def _tell(found: Recount) -> None:
    if found.equal:
        click.echo(f"{found.days} days of {found.halls} halls: every figure is equal")
        return
    done = "repaired" if found.repaired else "not equal; --repair makes them so"
    click.echo(
        f"{found.unequal} figures on {found.unequal_days} of {found.days} days of"
        f" {found.halls} halls: {done}"
    )
    for each in found.differences:
        click.echo(f"  {each.key}: {each.column} {each.kept!r}, counted {each.counted!r}")


def _summary(found: DayReport) -> str:
    total = found.total
    return (
        f"{found.branch}, {found.day}: {total.tickets} tickets, {total.served} served,"
        f" {total.no_shows} no-shows, {total.suspect} with a suspect time"
    )


def _table(kind: str, rows: tuple[Row, ...], total: Row) -> Table:
    busy = [row for row in rows if row.tickets]
    idle = len(rows) - len(busy)
    caption = f"{idle} without visits" if idle else None
    table = Table(
        box=box.SIMPLE,
        padding=(0, 1, 0, 0),
        pad_edge=False,
        caption=caption,
        caption_justify="left",
    )
    table.add_column(kind, no_wrap=True)
    for heading in ("tickets", "waits", *TIMES, "served", *TIMES):
        table.add_column(heading, justify="right", no_wrap=True)
    for row in busy:
        table.add_row(_name(row), str(row.tickets), *_cells(row.wait), *_cells(row.service))
    table.add_section()
    table.add_row("all", str(total.tickets), *_cells(total.wait), *_cells(total.service))
    return table


def _name(row: Row) -> str:
    name = f"{row.code} {row.names.get('en', '')}".strip()
    return name if len(name) <= NAME_WIDTH else f"{name[: NAME_WIDTH - 1]}…"


def _cells(spread: Spread | None) -> list[str]:
    if spread is None:
        return [""] * (1 + len(TIMES))
    times = (spread.mean, spread.median, spread.p90, spread.most)
    return [str(spread.count), *map(_clock, times)]


def _clock(seconds: float) -> str:
    whole = round(seconds)
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02d}:{whole % 60:02d}" if hours else f"{minutes}:{whole % 60:02d}"
