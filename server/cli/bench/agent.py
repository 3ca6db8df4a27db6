"""The print agent under measurement: `nobat agent`, a process of its own."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from server.cli.bench.server import HOST, LOG_SHOWN, BenchServer, ServerFailed, environment, stop


@contextmanager
def bench_agent(folder: Path, server: BenchServer, token: str, printer: int) -> Iterator[int]:
    """Run an agent with a network printer until the end of the block; yield its process id.

    printer: its port. Raises ServerFailed with the log's end when the agent has ended by itself.
    """
    token_file, log = folder / "agent.token", folder / "agent.log"
    token_file.write_text(token)
    with log.open("wb") as out:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "server.cli", "agent"),
                *("--server", f"http://{HOST}:{server.port}"),
                *("--token-file", str(token_file)),
                *("--journal", str(folder / "agent.journal")),
                *("--printer", f"network:{HOST}:{printer}"),
            ],
            env=environment(folder),
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    try:
        yield process.pid
        if process.poll() is not None:
            words = log.read_text(errors="replace")[-LOG_SHOWN:]
            raise ServerFailed(f"the agent ended: {words}")
    finally:
        stop(process)
