"""`nobat up`: a whole hall on this machine, the server and a print agent as child processes."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import FrameType

import click
import requests

from server.cli.options import bind_option, config_with, database_option
from server.config import Config

STOP_SECONDS = 8
READY_SECONDS = 60
LOOK_EACH_SECONDS = 0.1
PR_SET_PDEATHSIG = 1  # linux/prctl.h


@click.command()
@database_option
@bind_option
@click.option("--demo", is_flag=True, help="Apply halls/demo.yaml first, and show its log-ins.")
def up(database: str | None, bind: str | None, demo: bool) -> None:
    """Run a whole hall on this machine: the server and a print agent."""
    config = config_with(database, bind=bind)
    os.environ |= config.environment()
    hall = RunningHall(config)
    hall.obey_signals()
    hall.start("serve")
    # Read while the server starts: what these need takes longer to load than the server to listen.
    from server.cli.welcome import prepare

    sys.exit(hall.look_after(lambda: prepare(config, demo=demo)))


@dataclass
class RunningHall:
    """The child processes; when one of them ends, or we are told to stop, all end."""

    config: Config
    children: list[subprocess.Popen[bytes]] = field(default_factory=list)
    stopping: bool = False

    def obey_signals(self) -> None:
        """Stop on SIGTERM and Ctrl-C."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop_soon)

    def start(self, *command: str) -> None:
        """Start `nobat command` as a child; Ctrl-C reaches it through us, not by itself."""
        line = [sys.executable, "-m", "server.cli", *command]
        child = subprocess.Popen(line, start_new_session=True, preexec_fn=_end_with_parent)
        self.children.append(child)

    def look_after(self, prepare: Callable[[], tuple[bool, list[str]]]) -> int:
        """Wait for the server, prepare the hall, and stay until the end. Return the exit code."""
        if self._becomes_ready():
            has_agent, lines = prepare()
            if has_agent:
                self.start("agent")
            click.echo("\n".join(lines))
            while self._all_live():
                time.sleep(LOOK_EACH_SECONDS)
        self._stop()
        return 0 if self.stopping else 1

    def _becomes_ready(self) -> bool:
        until = time.monotonic() + READY_SECONDS
        while self._all_live() and time.monotonic() < until:
            if _answers(f"http://{self.config.bind}/readyz"):
                return True
            time.sleep(LOOK_EACH_SECONDS)
        return False

    def _all_live(self) -> bool:
        return not self.stopping and all(child.poll() is None for child in self.children)

    def _stop_soon(self, _signal: int, _frame: FrameType | None) -> None:
        self.stopping = True

    def _stop(self) -> None:
        for child in self.children:
            child.terminate()
        for child in self.children:
            try:
                child.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def _end_with_parent() -> None:
    """Ask Linux for SIGTERM when our parent is gone, even by kill -9: no server is left behind."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _answers(address: str) -> bool:
    try:
        return requests.get(address, timeout=1).ok
    except requests.RequestException:
        return False
