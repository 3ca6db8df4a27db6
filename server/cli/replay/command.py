"""The command itself: reads the file, sets the stage, plays, and says what came of it."""

import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import click
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeRemainingColumn,
)

from server.cli.common import open_database
from server.cli.options import config_with, database_option, json_option
from server.cli.replay.day_file import DayRefused, read_day
from server.cli.replay.direct import moment_of, play_directly
from server.cli.replay.figures import Figures, Played, figures_of
from server.cli.replay.hall import TIME_ZONE, Password, hall_code, hall_of
from server.cli.replay.own_server import server_for
from server.cli.replay.plan import Plan, plan_day
from server.cli.replay.stage import Stage, set_stage
from server.cli.replay.through_server import play_through_server
from server.clock import utc_now
from server.config import Config
from server.security.tokens import fingerprint, secret_key
from server.store.database import Database

USUAL_SPEED = 60.0


@dataclass(frozen=True)
class Play:
    """What is to be played, and where."""

    db: Database
    config: Config
    plan: Plan
    code: str
    password: Password


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--direct", is_flag=True, help="Through the operations, with the file's own times.")
@click.option(
    "--speed",
    type=click.FloatRange(min=0.1, max=10_000),
    help="File minutes played in a real minute, through a server.  [default: 60]",
)
@click.option("--server", metavar="URL", help="Play on this server instead of one started for it.")
@click.option(
    "--day",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day it happened on, with --direct.  [default: yesterday]",
)
@database_option
@json_option
def replay(
    file: Path,
    direct: bool,
    speed: float | None,
    server: str | None,
    day: datetime | None,
    database: str | None,
    as_json: bool,
) -> None:
    """Play the day of a real hall from FILE, ticket by ticket and call by call."""
    _refuse_mixed_options(direct, speed, server, day)
    plan = _plan(file)
    config = config_with(database)
    key = secret_key(config.secret_key, config.var)
    play = Play(
        open_database(config),
        config,
        plan,
        hall_code(file.stem),
        # Nobody can guess the log-ins of the hall, and the next replay finds them again.
        lambda username: fingerprint(key, "replay", username),
    )
    if direct:
        figures = _play_directly(play, _past_day(plan, day.date() if day else None))
    else:
        figures = _play_through_server(play, server, speed or USUAL_SPEED)
    _say(figures, as_json)
    sys.exit(0 if figures.complete else 1)


def _refuse_mixed_options(
    direct: bool, speed: float | None, server: str | None, day: datetime | None
) -> None:
    if direct and (speed is not None or server is not None):
        raise click.UsageError("--direct needs no server and no speed.")
    if not direct and day is not None:
        raise click.UsageError("--day goes with --direct; through a server it is always today.")


def _plan(file: Path) -> Plan:
    try:
        return plan_day(read_day(file.read_text(encoding="utf-8-sig").splitlines(), file.name))
    except UnicodeDecodeError as error:
        raise click.ClickException(f"{file.name}: is not UTF-8 text") from error
    except DayRefused as error:
        raise click.ClickException(str(error)) from error


def _past_day(plan: Plan, asked: date | None) -> date:
    """Return the day to play on. It must be over: times in a log never go back (rule D2)."""
    now = utc_now()
    day = asked or now.astimezone(ZoneInfo(TIME_ZONE)).date() - timedelta(days=1)
    if moment_of(day, plan.steps[-1].at) > now:
        raise click.UsageError(f"--day {day} is not over yet.")
    return day


def _play_directly(play: Play, day: date) -> Figures:
    setup = hall_of(play.plan, play.code, play.password)
    opening = moment_of(day, play.plan.steps[0].at)
    with _bar(play.plan) as show:
        stage = set_stage(play.db, play.plan, setup, day=day, now=opening)
        started = time.monotonic()
        account = play_directly(play.db, play.plan, stage, day, show)
        played = Played(account, time.monotonic() - started)
    return figures_of(play.code, day, play.plan, played)


def _play_through_server(play: Play, url: str | None, speed: float) -> Figures:
    setup, now = hall_of(play.plan, play.code, play.password), utc_now()
    day = now.astimezone(ZoneInfo(TIME_ZONE)).date()
    with _bar(play.plan) as show:
        stage = set_stage(play.db, play.plan, setup, day=day, now=now)
        played = _on_a_server(play, stage, url, speed, show)
    return figures_of(play.code, day, play.plan, played)


def _on_a_server(
    play: Play, stage: Stage, url: str | None, speed: float, show: Callable[[int], None]
) -> Played:
    with server_for(play.config, url) as address:
        return play_through_server(
            play.db,
            play.plan,
            stage,
            url=address,
            code=play.code,
            password=play.password,
            speed=speed,
            show=show,
        )


@contextmanager
def _bar(plan: Plan) -> Iterator[Callable[[int], None]]:
    """Show how far the play is, on a terminal only."""
    console = Console(stderr=True)
    # The spinner shows life while the clerks' passwords are hashed and nothing is played yet.
    columns = (SpinnerColumn(), TextColumn("steps"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns, TimeRemainingColumn(), console=console, disable=not console.is_terminal
    ) as progress:
        task = progress.add_task("", total=len(plan.steps))
        yield lambda done: progress.update(task, completed=done)


def _say(figures: Figures, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps(figures.as_json(), ensure_ascii=False))
    else:
        click.echo("\n".join(figures.as_lines()))
