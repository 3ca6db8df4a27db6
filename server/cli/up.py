"""`nobat up`: a whole hall on this machine, the server and a print agent as child processes."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType

import click
import requests

from server.cli.options import bind_option, config_with, database_option
from server.config import Config

STOP_SECONDS = 8
READY_SECONDS = 60
LOOK_EACH_SECONDS = 0.1
AGENT_AGAIN_SECONDS = 5
WHY_NO_PAPER = {  # by the agent's exit code, docs/printing.md; its own line on it stands above
    2: "its agent cannot start, for the reason above; it is tried again.",
    3: "the server refuses its agent's token; pair it anew, as docs/agent.md says.",
}
PR_SET_PDEATHSIG = 1  # linux/prctl.h


@click.command()
@database_option
@bind_option
@click.option("--demo", is_flag=True, help="Apply halls/demo.yaml first, and show its log-ins.")
@click.option("--listen", metavar="HOST:PORT", help="Let the agent relay for a kiosk here.")
def up(database: str | None, bind: str | None, demo: bool, listen: str | None) -> None:
    """Run a whole hall on this machine: the server and a print agent."""
    config = config_with(database, bind=bind)
    if demo and not config.public_url:
        # On one machine the visitor's page can be opened here; a real hall says where it is.
        config = config_with(database, bind=bind, public_url=f"http://{config.bind}")
    os.environ |= config.environment()
    hall = RunningHall(config, server=start_child("serve"), listen=listen)
    hall.obey_signals()
    # Read while the server starts: what these need takes longer to load than the server to listen.
    from server.cli.welcome import prepare

    sys.exit(hall.look_after(lambda: prepare(config, demo=demo)))


@dataclass
class RunningHall:
    """The child processes. The hall ends with its server; an agent that ends is started again."""

    config: Config
    server: subprocess.Popen[bytes]
    agent: subprocess.Popen[bytes] | None = None
    listen: str | None = None
    agent_again_at: float = 0.0
    agent_trouble: int = 0
    stopping: bool = False

    def obey_signals(self) -> None:
        """Stop on SIGTERM and Ctrl-C."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop_soon)

    def look_after(self, prepare: Callable[[], tuple[bool, list[str]]]) -> int:
        """Wait for the server, prepare the hall, and stay until the end. Return the exit code."""
        if self._becomes_ready():
            has_agent, lines = prepare()
            click.echo("\n".join(lines))
            while self._lives():
                if has_agent:
                    self._keep_agent()
                time.sleep(LOOK_EACH_SECONDS)
        self._stop()
        return 0 if self.stopping else 1

    def _becomes_ready(self) -> bool:
        until = time.monotonic() + READY_SECONDS
        while self._lives() and time.monotonic() < until:
            if _answers(f"http://{self.config.bind}/readyz"):
                return True
            time.sleep(LOOK_EACH_SECONDS)
        return False

    def _lives(self) -> bool:
        return not self.stopping and self.server.poll() is None

    def _keep_agent(self) -> None:
        if self.agent is not None:
            if (code := self.agent.poll()) is None:
                return
            self._tell_agent_trouble(code)
        if time.monotonic() >= self.agent_again_at:
            more = ("--listen", self.listen) if self.listen else ()
            self.agent = start_child("agent", *more)
            self.agent_again_at = time.monotonic() + AGENT_AGAIN_SECONDS

    def _tell_agent_trouble(self, code: int) -> None:
        """Say once, however often it is tried again, that the agent cannot begin."""
        if code in WHY_NO_PAPER and code != self.agent_trouble:
            click.echo(f"This machine does not print: {WHY_NO_PAPER[code]}")
            self.agent_trouble = code

    def _stop_soon(self, _signal: int, _frame: FrameType | None) -> None:
        self.stopping = True

    def _stop(self) -> None:
        children = [child for child in (self.server, self.agent) if child is not None]
        for child in children:
            child.terminate()
        for child in children:
            try:
                child.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def start_child(*command: str) -> subprocess.Popen[bytes]:
    """Start `nobat command` as a child; Ctrl-C reaches it through us, not by itself."""
    line = [sys.executable, "-m", "server.cli", *command]
    return subprocess.Popen(line, start_new_session=True, preexec_fn=_end_with_parent)


def _end_with_parent() -> None:
    """Ask Linux for SIGTERM when our parent is gone, even by kill -9: no server is left behind."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _answers(address: str) -> bool:
    try:
        return requests.get(address, timeout=1).ok
    except requests.RequestException:
        return False
