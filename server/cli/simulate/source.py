"""Where the simulated day comes from: a file, a day of the log, or what a weekday is like."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import click

from server.cli.common import branch_id_of, open_database
from server.cli.options import config_with
from server.cli.replay.day_file import DayRefused, read_day
from server.cli.simulate.from_file import picture_of_file
from server.cli.simulate.wishes import Wishes, shares_of
from server.clock import utc_now
from server.simulation.changes import with_shares
from server.simulation.forecast import WEEKDAYS, forecast_of, read_weekday
from server.simulation.from_log import picture_of
from server.simulation.logged import read_day as read_logged_day
from server.simulation.picture import Picture

USUAL_RUNS = 20
MOST_VISITORS = 500_000  # about a minute, and half a gigabyte


@dataclass(frozen=True)
class Source:
    """What the command line says of the day."""

    file: Path | None
    day: date | None
    forecast: str | None
    branch: str | None
    database: str | None
    share: tuple[str, ...]
    runs: int | None
    seed: int


def read_picture(source: Source, wishes: Wishes) -> Picture:
    """Return the day, as often as chance asks for. Raises click.ClickException, NotFound."""
    _refuse_mixed(source)
    shares = shares_of(source.share)
    picture = _read(source)
    if source.forecast is None and (shares or wishes.arrivals != 1):
        picture = replace(picture, days=picture.days * (source.runs or USUAL_RUNS))
    _refuse_too_many(picture, wishes.arrivals)
    if not shares:
        return picture
    rates = {**dict.fromkeys(shares, 1.0), **picture.setting.rates}
    return replace(
        picture,
        days=with_shares(picture.days, shares, source.seed),
        setting=replace(picture.setting, rates=rates),
    )


def _refuse_too_many(picture: Picture, arrivals: float) -> None:
    visitors = round(sum(map(len, picture.days)) * max(1.0, arrivals))
    if visitors > MOST_VISITORS:
        raise click.UsageError(
            f"That would be {visitors} visitors in {len(picture.days)} runs, more than"
            f" {MOST_VISITORS}: take fewer --runs."
        )


def _refuse_mixed(source: Source) -> None:
    of_the_log = (source.day, source.forecast, source.branch, source.database)
    if source.file is not None and of_the_log != (None,) * len(of_the_log):
        raise click.UsageError("A file needs no --day, --forecast, --branch or --database.")
    if source.day is not None and source.forecast is not None:
        raise click.UsageError("--day is a day that was, --forecast one that may be: not both.")


def _read(source: Source) -> Picture:
    if source.file is not None:
        return _from_file(source.file)
    db = open_database(config_with(source.database))
    branch_id, now = branch_id_of(db, source.branch), utc_now()
    if source.forecast is not None:
        logs = read_weekday(db, branch_id, WEEKDAYS.index(source.forecast), now)
        if not logs:
            raise click.ClickException(f"no {source.forecast} in the log on which anybody came")
        return forecast_of(logs, source.runs or USUAL_RUNS, source.seed)
    log = read_logged_day(db, branch_id, source.day, now)
    if log is None:
        raise click.ClickException(f"nobody took a ticket {_on(source.day)}")
    return picture_of(log)


def _on(day: date | None) -> str:
    return "yet: there is no day to simulate" if day is None else f"on {day}"


def _from_file(file: Path) -> Picture:
    try:
        lines = file.read_text(encoding="utf-8-sig").splitlines()
        return picture_of_file(read_day(lines, file.name), file.name)
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{file.name}: is not UTF-8 text") from error
    except DayRefused as error:
        raise click.ClickException(str(error)) from error
