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
PUBLIC_URL = "http://192.168.1.10:8000"  # nobody asks there; it is in the tickets' codes
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
        return round(sum(_resident_kb(pid) for pid in self._workers()) / 1024, 1)

    def cpu_seconds(self) -> float:
        """Return the CPU time that the workers have had."""
        return sum(cpu_seconds(pid) for pid in self._workers())

    def _workers(self) -> list[int]:
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text()
        return [int(pid) for pid in children.split()]


@contextmanager
def bench_server(folder: Path, url: str) -> Iterator[BenchServer]:
    """Run a server until the end of the block. Raises ServerFailed with its log's end."""
    port, log = _free_port(), folder / "server.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "server.cli", "serve"],
            env=environment(folder) | _served(url, port),
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    try:
        _wait_until_ready(process, port, log)
        yield BenchServer(port, process.pid)
    finally:
        stop(process)


def environment(folder: Path) -> dict[str, str]:
    """Return the settings of a process of the benchmark: none of this machine's own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("NOBAT_")}
    return kept | {"NOBAT_VAR": str(folder)}


def _served(url: str, port: int) -> dict[str, str]:
    return {
        "NOBAT_BIND": f"{HOST}:{port}",
        "NOBAT_DATABASE_URL": url,
        "NOBAT_BENCH": "true",
        "NOBAT_PUBLIC_URL": PUBLIC_URL,
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


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a process that leads a session of its own, by force if it must be."""
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def cpu_seconds(pid: int) -> float:
    """Return the CPU time that a process has had, in user and in system."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _resident_kb(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmRSS")))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    return port
