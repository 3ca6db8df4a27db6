"""The command itself: reads the day and the wishes, tries them out, and shows both."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import click
from rich.console import Console
from rich.progress import Progress

from server.cli.options import branch_option, database_option, json_option
from server.cli.simulate.as_json import tried_as_json
from server.cli.simulate.options import simulate_options
from server.cli.simulate.shown import WIDTH, show
from server.cli.simulate.source import Source, read_picture
from server.cli.simulate.wishes import Wishes, changes_of
from server.simulation.staffing import Advice, Promise, advise
from server.simulation.tried import Show, Tried, try_out


@click.command()
@simulate_options
@branch_option
@database_option
@json_option
def simulate(
    file: Path | None,
    day: datetime | None,
    forecast: str | None,
    share: tuple[str, ...],
    add: tuple[str, ...],
    close: tuple[str, ...],
    offer: tuple[str, ...],
    rate: tuple[str, ...],
    minutes: tuple[str, ...],
    arrivals: float,
    hard_cap: float | None,
    target: float | None,
    staff: float | None,
    runs: int | None,
    seed: int,
    branch: str | None,
    database: str | None,
    as_json: bool,
) -> None:
    """Live through a day again with other counters, tiers or rates.

    The day is that of FILE, or one of the hall's own log.
    """
    wishes = Wishes(add, close, offer, rate, minutes, arrivals, hard_cap)
    of_day = day.date() if day else None
    source = Source(file, of_day, forecast, branch, database, share, runs, seed)
    picture = read_picture(source, wishes)
    changes = changes_of(wishes, picture) if wishes.any else None
    target_minutes = picture.target_minutes if target is None else target
    with _progress("days") as progress:
        tried = try_out(picture, changes, target_minutes, seed, progress)
    advice = [] if staff is None else _advice(tried, staff)
    if as_json:
        click.echo(json.dumps(tried_as_json(tried, advice), ensure_ascii=False, allow_nan=False))
        return
    show(Console() if sys.stdout.isatty() else Console(width=WIDTH), tried, advice)


def _advice(tried: Tried, share: float) -> list[Advice]:
    promise = Promise(tried.target_minutes, share)
    with _progress("counters for each half hour") as progress:
        return advise(tried.days, tried.setting, promise, progress)


@contextmanager
def _progress(what: str) -> Iterator[Show]:
    """Show how far it is, on a terminal only."""
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(what)
        yield lambda done, of: progress.update(task, completed=done, total=of)
