"""`nobat estimate`: how well waits are told."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import click
from rich import box
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from server.cli.options import json_option
from server.estimates.backtest import LONG_LINE, Backtest, backtest
from server.estimates.scores import Score
from server.estimates.sights import Waited
from server.estimates.training import LearnerMissing, require_learner
from server.estimates.wait_file import WaitsRefused, count_of, read_waits

WIDTH = 110
DIGITS = 4
NAMES = {
    "nobat": "Nobat",
    "median_of_three": "median of three",
    "queue_mean": "queue mean",
    "queue_length": "queue length",
    "last_wait": "last wait",
    "published": "published",
}
HEADINGS = ("mean error", "median", "bias", "in 5 min", "in 10 min", "in range", "range width")
WITHOUT = "The trees are not there: pip install 'nobat[learned]'. The median of three is told."
CSV = click.Path(exists=True, dir_okay=False, path_type=Path)


@dataclass(frozen=True)
class File:
    """One of the two files, as it is named in what is printed."""

    name: str
    days: int
    first: date
    last: date
    waits: int


@click.group()
def estimate() -> None:
    """Measure how well waits are told."""


@estimate.command(name="backtest")
@click.option("--train", type=CSV, required=True, help="Waits of the days that are learnt from.")
@click.argument("file", type=CSV)
@json_option
def backtest_command(train: Path, file: Path, as_json: bool) -> None:
    """Tell the waits of FILE, all days after those of --train, as they would have been told."""
    before, days = _read(train), _read(file)
    _refuse_overlap(train, before, file, days)
    missing = _missing_learner()
    with _progress() as show:
        found = backtest(before, days, show)
    files = (_file(train, before), _file(file, days))
    if as_json:
        click.echo(json.dumps(_as_json(found, files, missing), default=str, ensure_ascii=False))
    else:
        _print(found, files, missing)


def _read(path: Path) -> list[list[Waited]]:
    try:
        return read_waits(path)
    except WaitsRefused as error:
        raise click.ClickException(str(error)) from error


def _refuse_overlap(
    train: Path, before: Sequence[Sequence[Waited]], file: Path, days: Sequence[Sequence[Waited]]
) -> None:
    last, first = before[-1][0].day, days[0][0].day
    if first <= last:
        raise click.ClickException(
            f"{file.name} begins on {first}, but {train.name} goes on to {last}:"
            " what is learnt from must be over by then"
        )


def _missing_learner() -> str | None:
    try:
        require_learner()
    except LearnerMissing as error:
        return str(error)
    return None


def _file(path: Path, days: Sequence[Sequence[Waited]]) -> File:
    return File(path.name, len(days), days[0][0].day, days[-1][0].day, count_of(days))


@contextmanager
def _progress() -> Iterator[Callable[[str, float], None]]:
    """Show on a terminal how far it is; say nothing to a pipe."""
    console = Console(stderr=True)
    columns = (TextColumn("{task.description:34}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        task = progress.add_task("", total=1.0)
        yield lambda step, done: progress.update(task, description=step, completed=done)


def _as_json(found: Backtest, files: tuple[File, File], missing: str | None) -> dict[str, Any]:
    return {
        "train": asdict(files[0]),
        "test": asdict(files[1]),
        "learner_missing": missing,
        "all": _scores(found.all),
        f"ahead_{LONG_LINE}": _scores(found.long_lines),
        "nights": [_rounded(asdict(night)) for night in found.nights],
    }


def _scores(scores: Mapping[str, Score | None]) -> dict[str, dict[str, Any] | None]:
    return {name: _rounded(asdict(score)) if score else None for name, score in scores.items()}


def _rounded(figures: dict[str, Any]) -> dict[str, Any]:
    return {k: round(v, DIGITS) if isinstance(v, float) else v for k, v in figures.items()}


def _print(found: Backtest, files: tuple[File, File], missing: str | None) -> None:
    console = Console() if sys.stdout.isatty() else Console(width=WIDTH)
    train, test = files
    console.print(f"Learnt from {_said(train)}; told anew each night of {_said(test)}.")
    if missing:
        console.print(WITHOUT)
    console.print(_table("All waits", found.all))
    console.print(_table(f"At least {LONG_LINE} people ahead", found.long_lines))
    console.print(_nights(found))
    console.print(
        "Minutes. Bias above 0: told too long. Range: four of five waits are to end in it."
    )


def _said(file: File) -> str:
    span = str(file.first) if file.days == 1 else f"{file.first} to {file.last}"
    return f"{file.name} ({span}: {file.days} days, {file.waits} waits)"


def _table(title: str, scores: Mapping[str, Score | None]) -> Table:
    counted = next((score.waits for score in scores.values() if score), 0)
    table = _empty_table(f"{title}: {counted}", "", *HEADINGS)
    for name, score in scores.items():
        if score is not None:
            table.add_row(NAMES[name], *_cells(score))
    return table


def _cells(score: Score) -> tuple[str, ...]:
    return (
        f"{score.mean_error:.1f}",
        f"{score.median_error:.1f}",
        f"{score.bias:+.1f}",
        f"{score.within_5:.0%}",
        f"{score.within_10:.0%}",
        "" if score.coverage is None else f"{score.coverage:.1%}",
        "" if score.width is None else f"{score.width:.1f}",
    )


def _nights(found: Backtest) -> Table:
    table = _empty_table("Nobat by day", "", "waits", "mean error", "in range", "range width", "by")
    for night in found.nights:
        table.add_row(
            str(night.day),
            str(night.waits),
            f"{night.mean_error:.1f}",
            f"{night.coverage:.1%}",
            f"{night.width:.1f}",
            "trees" if night.learned else "median of three",
        )
    return table


def _empty_table(title: str, *headings: str) -> Table:
    table = Table(
        box=box.SIMPLE, title=title, title_justify="left", padding=(0, 1, 0, 0), pad_edge=False
    )
    for heading in headings:
        table.add_column(heading, justify="right" if heading else "left", no_wrap=True)
    return table
