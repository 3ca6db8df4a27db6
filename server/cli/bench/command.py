"""The command `nobat bench`."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from server.cli.bench.measure import measure
from server.cli.bench.plan import FULL, QUICK, Step
from server.cli.bench.server import ServerFailed
from server.cli.bench.shown import tables
from server.cli.options import json_option


@click.group(invoke_without_command=True)
@click.pass_context
@json_option
@click.option(
    "--seconds",
    type=click.FloatRange(0.5, 120),
    help="Seconds of each measurement by HTTP; pushes get four times that at most.",
)
@click.option("--quick", is_flag=True, help="Only try that everything runs; no figure to quote.")
def bench(context: click.Context, as_json: bool, seconds: float | None, quick: bool) -> None:
    """Measure tickets, calls and pushes, each beside its floor, on a server made for it."""
    if context.invoked_subcommand is not None:
        return
    plan = (QUICK if quick else FULL).lasting(seconds)
    try:
        with _progress() as step:
            figures = measure(plan, step)
    except (ServerFailed, OSError) as error:
        raise click.ClickException(f"the benchmark broke off: {error}") from error
    if as_json:
        click.echo(json.dumps(asdict(figures), ensure_ascii=False))
        return
    console = Console()
    for part in tables(figures):
        console.print(part)


@bench.command()
@json_option
@click.option("--tickets", type=click.IntRange(1, 50_000_000), default=5_000_000, show_default=True)
@click.option("--halls", type=click.IntRange(1, 200), default=12, show_default=True)
@click.option(
    "--folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Where the made-up years are written, and deleted again.",
)
def reports(as_json: bool, tickets: int, halls: int, folder: Path | None) -> None:
    """Make a year of tickets and one of a hundredth as many; time every report of both."""
    from server.cli.bench.year_reports import measure_reports
    from server.cli.bench.year_shown import report_table

    with _progress() as step:
        figures = measure_reports(tickets, halls, folder, step)
    if as_json:
        click.echo(json.dumps(asdict(figures) | {"met": figures.met}))
        return
    Console().print(report_table(figures))


@contextmanager
def _progress() -> Iterator[Step]:
    """Show on a terminal how far it is; say nothing to a pipe."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description:40}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=1.0)

        def step(name: str, done: float) -> None:
            progress.update(task, description=name, completed=done)

        yield step
