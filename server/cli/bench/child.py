"""A helper process: one JSON line in, one JSON line out, so that load never runs in our process."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from server.cli.bench.server import ServerFailed


class Child:
    """A running helper."""

    def __init__(self, module: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", module], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def ask(self, **question: object) -> Any:
        """Return the helper's answer. Raises ServerFailed when it has none."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps(question) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            raise ServerFailed(f"a helper of the benchmark ended: {question.get('do')}")
        return json.loads(line)

    def stop(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.kill()
        self.process.wait()


@contextmanager
def child(module: str) -> Iterator[Child]:
    """Run a helper until the end of the block."""
    helper = Child(module)
    try:
        yield helper
    finally:
        helper.stop()
