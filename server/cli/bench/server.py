"""The server under measurement: a process of its own, on a database of its own, on 127.0.0.1."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests

HOST = "127.0.0.1"
START_SECONDS = 30
STOP_SECONDS = 10
LOG_SHOWN = 2_000


class ServerFailed(Exception):
    """The server did not start, or did not do what the benchmark asked."""


@dataclass(frozen=True)
class BenchServer:
    """A running server."""

    port: int
    pid: int

    def memory_mb(self) -> float:
        """Return the resident memory of the workers, which hold all the screens."""
        workers = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return round(sum(_resident_kb(pid) for pid in workers) / 1024, 1)


@contextmanager
def bench_server(folder: Path, url: str) -> Iterator[BenchServer]:
    """Run a server until the end of the block. Raises ServerFailed with its log's end."""
    port, log = _free_port(), folder / "server.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "server.cli", "serve"],
            env=_environment(folder, url, port),
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    try:
        _wait_until_ready(process, port, log)
        yield BenchServer(port, process.pid)
    finally:
        _stop(process)


def _environment(folder: Path, url: str, port: int) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NOBAT_")}
    return kept | {
        "NOBAT_BIND": f"{HOST}:{port}",
        "NOBAT_DATABASE_URL": url,
        "NOBAT_VAR": str(folder),
        "NOBAT_BENCH": "true",
    }


def _wait_until_ready(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while process.poll() is None and time.monotonic() < until:
        try:
            if requests.get(f"http://{HOST}:{port}/readyz", timeout=1).ok:
                return
        except requests.RequestException:
            time.sleep(0.05)
    words = log.read_text(errors="replace")[-LOG_SHOWN:]
    raise ServerFailed(f"the server did not start: {words}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _resident_kb(pid: str) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    return port
