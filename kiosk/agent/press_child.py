"""Keeps a modest press: started when it is first needed, and again when it has died.

It draws for the agent by a hall's own templates, and for the server previews. The standard library
only, so that whoever keeps one need not load the engine.
"""

import json
import logging
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

log = logging.getLogger("nobat.agent")
READY = b'{"ready": true}\n'
TOO_SLOW = "takes too long"
TOO_LARGE = "needs too much memory"


class PressNotStarted(Exception):
    """No press comes up; says why."""


class PressChild:
    """The child, for one who asks at a time."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = list(command)
        self.process: subprocess.Popen[bytes] | None = None

    def ask(self, request: Mapping[str, object]) -> Any:
        """Return the answer to a request, a fault when the child did not outlive it.

        Raises PressNotStarted.
        """
        child = self._ready()
        answer = b""
        with suppress(BrokenPipeError):
            child.stdin.write(json.dumps(request).encode() + b"\n")
            child.stdin.flush()
            answer = child.stdout.readline()
        return json.loads(answer) if answer.endswith(b"\n") else {"fault": self._died()}

    def end(self) -> int | None:
        """End the child; return its exit code."""
        child, self.process = self.process, None
        if child is None:
            return None
        if child.stdin:
            with suppress(OSError):
                child.stdin.close()
        if child.stdout:
            child.stdout.close()
        with suppress(subprocess.TimeoutExpired):
            return child.wait(1)
        child.kill()
        return child.wait()

    def _ready(self) -> Any:
        """Return a child that has said that it is ready. Raises PressNotStarted."""
        if self.process is not None and self.process.poll() is None:
            return self.process
        self.end()
        try:
            self.process = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
        except OSError as error:
            raise PressNotStarted(str(error)) from error
        if not self.process.stdout or self.process.stdout.readline() != READY:
            log.error("the press does not start: exit code %s", self.end())
            raise PressNotStarted("not ready")
        return self.process

    def _died(self) -> dict[str, object]:
        """Return the fault of a template that the child did not outlive."""
        code = self.end()
        log.warning("the press died: exit code %s", code)
        why = TOO_SLOW if code == -signal.SIGALRM else TOO_LARGE
        return {"line": None, "column": None, "message": why}
