"""`nobat report`: what the log says of a day."""

import json
from dataclasses import asdict
from datetime import datetime

import click
from rich.console import Console
from rich.table import Table

from server.cli.common import branch_id_of, open_database
from server.cli.options import branch_option, config_with, database_option, json_option
from server.reports.day import DayReport, Row, Spread, day_report

COLUMNS = ("count", "mean", "median", "p90", "most")


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
    console = Console()
    console.print(_summary(found))
    console.print(_table("By service", found.services, found.total))
    console.print(_table("By counter", found.counters, found.total))


def _summary(found: DayReport) -> str:
    total = found.total
    return (
        f"{found.branch}, {found.day}: {total.tickets} tickets, {total.served} served,"
        f" {total.no_shows} no-shows, {total.suspect} with a suspect time"
    )


def _table(title: str, rows: tuple[Row, ...], total: Row) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column("")
    table.add_column("tickets", justify="right")
    for kind in ("wait", "service"):
        for column in COLUMNS:
            table.add_column(f"{kind}\n{column}", justify="right")
    for row in (row for row in rows if row.tickets):
        table.add_row(row.code, str(row.tickets), *_cells(row.wait), *_cells(row.service))
    table.add_section()
    table.add_row("all", str(total.tickets), *_cells(total.wait), *_cells(total.service))
    return table


def _cells(spread: Spread | None) -> list[str]:
    if spread is None:
        return ["", "", "", "", ""]
    times = (spread.mean, spread.median, spread.p90, spread.most)
    return [str(spread.count), *(_minutes(seconds) for seconds in times)]


def _minutes(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"
