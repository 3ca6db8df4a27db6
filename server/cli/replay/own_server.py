"""A server of the replay's own: on a free port, the same database, stopped at the end."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
import requests

from server.config import Config

START_SECONDS = 30
STOP_SECONDS = 10
LOG = "replay-server.log"


@contextmanager
def server_for(config: Config, url: str | None) -> Iterator[str]:
    """Give the address of the server to play on: the one named, or one started for the play."""
    if url is not None:
        yield url.rstrip("/")
        return
    address = f"127.0.0.1:{_free_port()}"
    config.var.mkdir(parents=True, exist_ok=True)
    # Told to end, we unwind like on Ctrl-C, so that no server is left behind.
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    process = _start(config, address)
    try:
        _wait_until_ready(process, f"http://{address}", config.var / LOG)
        yield f"http://{address}"
    finally:
        _stop(process)
        signal.signal(signal.SIGTERM, before)


def _start(config: Config, address: str) -> subprocess.Popen[bytes]:
    environment = {
        "NOBAT_BIND": address,
        "NOBAT_DATABASE_URL": config.database_url,
        "NOBAT_VAR": str(config.var),
    }
    with (config.var / LOG).open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "server.cli", "serve"],
            env=os.environ | environment,
            stdout=log,
            stderr=log,
            start_new_session=True,  # Ctrl-C is ours: the server ends after the last lane
        )


def _wait_until_ready(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            if requests.get(f"{url}/readyz", timeout=1).ok:
                return
        except requests.RequestException:
            time.sleep(0.1)
    raise click.ClickException(f"The server did not start; {log} says why.")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
