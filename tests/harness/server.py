"""A real server for a test: gunicorn in its own process, killed and started again at will."""

import itertools
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

import requests

from server.bus import Bus
from server.cli.replay.screen import OrderedClient
from server.clock import utc_now
from server.operations.apply_setup import apply_setup
from server.operations.pair_device import offer_pairing, pair_device
from server.operations.printing import take_print_job
from server.operations.setup_file import read_setup
from server.store.database import Database
from server.store.migrate import migrate
from tests.harness.halls import as_text

START_SECONDS = 30
FIRST_PORT = 20_000
PORTS_EACH = 1_500
_ports = itertools.count(os.getpid())


@dataclass
class RunningServer:
    """One server on a database file of its own."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)
    port: int = 0
    process: subprocess.Popen[bytes] | None = None

    def __post_init__(self) -> None:
        self.port = self.port or free_port()
        self.database_url = f"sqlite:///{self.folder / 'nobat.db'}"
        migrate(self.database_url)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def database(self) -> Database:
        """The same database, from the test's own process."""
        return Database(self.database_url, Bus())

    def apply(self, setup: dict[str, Any]) -> int:
        """Set a hall up and return its branch id."""
        parsed = read_setup(as_text(setup), "test.yaml")
        return apply_setup(self.database(), parsed, now=utc_now()).branch_id

    def token(self, branch_id: int, device_code: str) -> str:
        """Pair a device and return its token."""
        db = self.database()
        code = offer_pairing(db, branch_id=branch_id, device_code=device_code, now=utc_now())
        return pair_device(db, code=code, now=utc_now())[1]

    def expect_agent(self, branch_id: int, device_code: str = "printer-1") -> None:
        """Let an agent have asked for work, so far ahead that every ticket queues its paper."""
        db = self.database()
        with db.reader() as reader:
            agent = reader.devices.by_code(branch_id, device_code)
        assert agent is not None
        take_print_job(db, agent=agent, now=utc_now() + timedelta(days=1))

    def start(self) -> "RunningServer":
        log = (self.folder / "server.log").open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "server.cli", "serve"],
            env=os.environ
            | {
                "NOBAT_BIND": f"127.0.0.1:{self.port}",
                "NOBAT_DATABASE_URL": self.database_url,
                "NOBAT_VAR": str(self.folder),
            }
            | self.environment,
            stderr=log,
            stdout=log,
            start_new_session=True,
        )
        self.wait_until_ready()
        return self

    def wait_until_ready(self) -> None:
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            try:
                if requests.get(f"{self.url}/readyz", timeout=1).ok:
                    return
            except requests.RequestException:
                time.sleep(0.05)
        raise TimeoutError((self.folder / "server.log").read_text())

    def kill(self) -> None:
        """kill -9 of the master and its worker at once."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Stop as an operator would."""
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self.process is None:
            return
        os.killpg(self.process.pid, how)
        self.process.wait(15)
        self.process = None


class Client:
    """An HTTP client of one role."""

    def __init__(self, server: RunningServer, token: str | None = None) -> None:
        self.session = requests.Session()
        self.server = server
        if token:
            self.session.headers["Authorization"] = f"Bearer {token}"

    def post(self, path: str, **body: Any) -> requests.Response:
        return self.session.post(f"{self.server.url}/api/v1{path}", json=body, timeout=30)

    def get(self, path: str) -> requests.Response:
        return self.session.get(f"{self.server.url}/api/v1{path}", timeout=30)

    def log_in(self, username: str, password: str) -> "Client":
        answer = self.post("/sessions", username=username, password=password)
        assert answer.status_code == 201, answer.text
        return self


def listen(server: RunningServer, token: str, branch_id: int, events: list[Any]) -> Any:
    """Return a connected screen that keeps every event it hears."""
    screen = OrderedClient(reconnection_delay=0.3, reconnection_delay_max=1)
    screen.on("event", events.append, namespace="/screens")
    screen.connect(
        server.url,
        headers={"Authorization": f"Bearer {token}"},
        transports=["websocket"],
        namespaces=["/screens"],
    )
    answer = screen.call("join", {"branch_id": branch_id}, namespace="/screens")
    assert answer["ok"], answer
    return screen


def free_port() -> int:
    """Return a port nobody listens on, and nobody is given until a server was killed and is back.

    Each process of the tests has ports of its own, below those that the system gives away.
    """
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    while True:
        port = FIRST_PORT + worker * PORTS_EACH + next(_ports) % PORTS_EACH
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
