"""`nobat up`, `nobat serve` and `nobat agent`: the programs that run all day."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

import click
import requests

from server.cli.common import branch_id_of, config_with, database_option, open_database
from server.clock import utc_now
from server.config import Config
from server.domain.hall import DeviceKind
from server.operations.apply_setup import apply_setup
from server.operations.pair_device import offer_pairing, pair_device
from server.operations.setup_file import SetupFile, read_setup
from server.security.tokens import write_secret
from server.store.database import Database

DEMO = Path(__file__).parents[2] / "halls" / "demo.yaml"
CONNECTIONS = 4_000
STOP_SECONDS = 8
READY_SECONDS = 30


@click.command()
@database_option
@click.option("--bind", metavar="HOST:PORT", help="Listen here instead of the configured address.")
def serve(database: str | None, bind: str | None) -> None:
    """Run the server alone: one gevent worker, as SQLite wants it."""
    config = config_with(database, bind=bind)
    open_database(config).close()
    os.environ |= _environment(config)
    os.execv(sys.executable, _gunicorn(config))


@click.command()
@click.option("--server", default=None, metavar="URL", help="The server's address.")
@click.option("--token-file", type=click.Path(path_type=Path), help="Where the device token is.")
@click.option("--printer", default=None, metavar="SPEC", help="virtual:DIR, file:PATH, ...")
@click.option("--journal", type=click.Path(path_type=Path), help="Where the agent keeps its place.")
@click.option("--code", default=None, help="Pair with this code first.")
def agent(
    server: str | None,
    token_file: Path | None,
    printer: str | None,
    journal: Path | None,
    code: str | None,
) -> None:
    """Run a print agent: it takes jobs from the server and prints them."""
    from kiosk.agent import main as program

    config = config_with()
    settings = program.AgentSettings(
        server=server or f"http://{config.bind}",
        token_file=token_file or config.var / "agent.token",
        printer=printer or f"virtual:{config.var / 'printed'}",
        journal=journal or config.var / "agent.journal",
    )
    if code:
        program.pair(settings.server, code, settings.token_file)
    sys.exit(program.run(settings))


@click.command()
@database_option
@click.option("--bind", metavar="HOST:PORT", help="Listen here instead of the configured address.")
@click.option("--demo", is_flag=True, help="Apply halls/demo.yaml first, and show its log-ins.")
def up(database: str | None, bind: str | None, demo: bool) -> None:
    """Run a whole hall on this machine: the server and a print agent."""
    config = config_with(database, bind=bind)
    db = open_database(config)
    setup = _apply_demo(db) if demo else None
    agent_settings = _provide_agent(db, config)
    lines = _welcome(db, config, setup)
    db.close()
    os.environ |= _environment(config)
    children = [subprocess.Popen(_gunicorn(config))]
    if agent_settings:
        children.append(subprocess.Popen([sys.executable, "-m", "server.cli", *agent_settings]))
    sys.exit(_look_after(children, config, lines))


def _gunicorn(config: Config) -> list[str]:
    """Return the command of the server process."""
    return [
        sys.executable,
        *("-m", "gunicorn", "server.wsgi:app", "--worker-class", "gevent", "--workers", "1"),
        *("--bind", config.bind, "--worker-connections", str(CONNECTIONS)),
        *("--max-requests", "0", "--no-control-socket", "--graceful-timeout", "2"),
        *("--log-level", "warning", "--keep-alive", "30"),
    ]


def _environment(config: Config) -> dict[str, str]:
    """Return what a child process must be told of these settings."""
    return {
        "NOBAT_BIND": config.bind,
        "NOBAT_DATABASE_URL": config.database_url,
        "NOBAT_VAR": str(config.var),
    }


def _apply_demo(db: Database) -> SetupFile:
    setup = read_setup(DEMO.read_text(encoding="utf-8"), str(DEMO))
    apply_setup(db, setup, now=utc_now())
    return setup


def _provide_agent(db: Database, config: Config) -> list[str] | None:
    """Give this machine's own agent a token; return its command, or None without an agent."""
    with db.reader() as reader:
        branches = reader.setup.branches()
        agents = [
            device
            for branch_id in branches.values()
            for device in reader.devices.of_branch(branch_id)
            if device.kind is DeviceKind.AGENT
        ]
    if len(agents) != 1:
        return None
    code = offer_pairing(
        db, branch_id=agents[0].branch_id, device_code=agents[0].code, now=utc_now()
    )
    _, token = pair_device(db, code=code, now=utc_now())
    write_secret(config.var / "agent.token", token)
    return ["agent", "--server", f"http://{config.bind}"]


def _welcome(db: Database, config: Config, setup: SetupFile | None) -> list[str]:
    """Return the lines to show when the hall is up."""
    address = f"http://{config.bind}"
    lines = [f"Nobat is up at {address}", f"  counter  {address}/counter"]
    if setup is None:
        return [*lines, "  pair a screen with: nobat pair DEVICE"]
    branch_id = branch_id_of(db, setup.branch.code)
    for device in setup.devices:
        if device.kind is not DeviceKind.AGENT:
            code = offer_pairing(db, branch_id=branch_id, device_code=device.code, now=utc_now())
            lines.append(f"  {device.kind.value:8} {address}/{device.kind.value}?code={code}")
    lines.append(f"  paper    {config.var / 'printed'}/")
    lines.append("Log-ins:")
    lines += [f"  {user.username:12} {user.password:16} {user.role.value}" for user in setup.users]
    return [*lines, "Each link pairs one browser, once; nobat pair DEVICE makes another."]


def _look_after(
    children: Sequence[subprocess.Popen[bytes]], config: Config, lines: list[str]
) -> int:
    """Wait until a child ends or we are told to stop, then stop all. Return the exit code."""
    stopping = False

    def stop(_signal: int, _frame: FrameType | None) -> None:
        nonlocal stopping
        stopping = True

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    shown = False
    started = time.monotonic()
    while not stopping and all(child.poll() is None for child in children):
        if not shown and _ready(config):
            click.echo("\n".join(lines))
            shown = True
        if not shown and time.monotonic() - started > READY_SECONDS:
            click.echo("The server does not answer; its log says why.", err=True)
            break
        time.sleep(0.1 if not shown else 0.5)
    _stop(children)
    return 0 if stopping else 1


def _ready(config: Config) -> bool:
    try:
        return requests.get(f"http://{config.bind}/readyz", timeout=1).ok
    except requests.RequestException:
        return False


def _stop(children: Sequence[subprocess.Popen[bytes]]) -> None:
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
