"""Kiosk PCs: each a real agent with its relay in a process of its own, and its browser."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import requests

from tests.faults.wires import Wire
from tests.harness.halls import hall
from tests.harness.server import RunningServer, free_port

PATIENCE_SECONDS = 30
BLOCKS = ("K", "L")


def hall_with_blocks(**more: Any) -> dict[str, Any]:
    """Return a set-up of two kiosks, each with an agent and a series of its own."""
    setup = hall(**more)
    setup["devices"] = [{"code": "lobby-1", "kind": "display"}]
    for at, block in enumerate(BLOCKS, start=1):
        agent, kiosk = f"printer-{at}", f"kiosk-{at}"
        setup["devices"] += [
            {"code": agent, "kind": "agent"},
            {"code": kiosk, "kind": "kiosk", "prints_on": agent, "block": block},
        ]
    return setup


@dataclass
class Taken:
    """A ticket as the visitor got it, and when, by the clock on the wall."""

    ticket: dict[str, Any]
    touch_id: str
    before: datetime
    after: datetime


@dataclass
class Station:
    """One kiosk PC."""

    folder: Path
    kiosk_token: str
    server_url: str
    branch_id: int
    port: int = field(default_factory=free_port)
    agent: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> "Station":
        """Start the agent; it answers when this returns."""
        command = ["-m", "server.cli", "agent", "--server", self.server_url]
        command += ["--listen", f"127.0.0.1:{self.port}"]
        command += ["--token-file", str(self.folder / "agent.token")]
        command += ["--journal", str(self.folder / "agent.journal")]
        command += ["--printer", f"virtual:{self.folder / 'printed'}"]
        log = (self.folder / "agent.log").open("ab")
        self.agent = subprocess.Popen(
            [sys.executable, *command], env=os.environ, stdout=log, stderr=log
        )
        eventually(self.answers)
        return self

    def answers(self) -> bool:
        try:
            return requests.get(f"{self.url}/agent/state", timeout=2).ok
        except requests.RequestException:
            return False

    def kill(self) -> None:
        """kill -9."""
        if self.agent is not None:
            self.agent.send_signal(signal.SIGKILL)
            self.agent.wait(10)
            self.agent = None

    def facts(self) -> dict[str, Any]:
        """Return what the agent says of itself."""
        found: dict[str, Any] = requests.get(f"{self.url}/agent/state", timeout=5).json()
        return found

    def get(self, path: str, **headers: str) -> requests.Response:
        """Ask as the kiosk's browser does."""
        return requests.get(self.url + path, headers=self._headers | headers, timeout=6)

    def post(self, path: str, **body: Any) -> requests.Response:
        """Send a command as the kiosk's browser does."""
        headers = {**self._headers, "Origin": self.url}
        return requests.post(f"{self.url}/api/v1{path}", json=body, headers=headers, timeout=6)

    def open_screen(self) -> None:
        """Load what a kiosk's screen loads at its start."""
        for path in ("/kiosk", self.picture_path, f"/api/v1/branches/{self.branch_id}/guide"):
            answer = self.get(path)
            assert answer.status_code == 200, answer.text

    @property
    def picture_path(self) -> str:
        return f"/api/v1/branches/{self.branch_id}/snapshot"

    def picture(self) -> dict[str, Any]:
        """Return the hall as the screen sees it."""
        found: dict[str, Any] = self.get(self.picture_path).json()
        return found

    def take(self, service_id: int, touch_id: str = "") -> Taken:
        """Touch a service, and get a ticket."""
        touch_id = touch_id or uuid4().hex
        before = datetime.now(UTC)
        answer = self.post("/tickets", request_id=touch_id, service_id=service_id, language="en")
        assert answer.status_code == 201, answer.text
        return Taken(answer.json(), touch_id, before, datetime.now(UTC))

    def printed(self) -> list[str]:
        """Return the numbers that came out on paper."""
        return sorted(p.stem.split("-", 1)[1] for p in self.folder.glob("printed/*.bin"))

    @property
    def _headers(self) -> dict[str, str]:
        return {"Cookie": f"nobat_kiosk={self.kiosk_token}"}


def stations(server: RunningServer, branch_id: int, server_url: str = "") -> list[Station]:
    """Return a paired kiosk PC for each block, not yet started."""
    made = []
    for at in range(1, len(BLOCKS) + 1):
        folder = server.folder / f"kiosk-{at}"
        folder.mkdir()
        (folder / "agent.token").write_text(server.token(branch_id, f"printer-{at}"))
        kiosk = server.token(branch_id, f"kiosk-{at}")
        made.append(Station(folder, kiosk, server_url or server.url, branch_id))
    return made


@contextmanager
def wired(server: RunningServer, wire: Wire, setup: dict[str, Any]) -> Iterator[Station]:
    """Run a kiosk PC at the end of a wire, with all it needs to go on by itself."""
    branch_id = server.apply(setup)
    made = stations(server, branch_id, wire.url)[0]
    server.start()
    made.start().open_screen()
    eventually(lambda: made.facts()["can_go_on"])
    try:
        yield made
    finally:
        made.kill()


def eventually(holds: Callable[[], Any], seconds: float = PATIENCE_SECONDS) -> Any:
    """Wait until something holds, and return it. Raises AssertionError when it never does."""
    until = time.monotonic() + seconds
    while not (found := holds()):
        assert time.monotonic() < until, "it never came to hold"
        time.sleep(0.05)
    return found
