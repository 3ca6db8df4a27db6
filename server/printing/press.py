"""Keeps the child process that draws papers: `nobat press`.

Started when it is first needed, and again when it has died. One request at a time. `subprocess` and
`threading` are gevent's in the server (server/wsgi.py), so that waiting holds nobody up.
"""

import base64
import json
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

import structlog

from server.domain.print_jobs import PaperKind
from server.domain.templates import PressAway, Sheet, TemplateBroken

TEMPLATES = Path(__file__).parents[2] / "printer_templates"
COMMAND = (sys.executable, "-m", "server.cli", "press")
BUSY_SECONDS = 35  # a little more than a request may take
TOO_SLOW = "takes too long: over 10 seconds a page"
TOO_LARGE = "needs too much memory"
log = structlog.get_logger()


class ChildPress:
    """Draws by the child; the child ends by itself when a request takes too long or too much."""

    def __init__(self, command: Sequence[str] = COMMAND) -> None:
        self._command = list(command)
        self._child: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()

    def pictures(self, sheets: Sequence[Sheet]) -> list[bytes]:
        """Return each sheet as PNG. Raises TemplateBroken for the first bad one, PressAway."""
        if not self._lock.acquire(timeout=BUSY_SECONDS):
            raise PressAway(why="busy")
        try:
            answer = self._asked([asdict(sheet) for sheet in sheets])
        finally:
            self._lock.release()
        if "fault" in answer:
            raise TemplateBroken(**answer["fault"])
        return [base64.b64decode(picture) for picture in answer["pictures"]]

    def built_in(self, name: PaperKind) -> str:
        """Return the source of a template that every hall has."""
        return (TEMPLATES / f"{name.value}.typ").read_text(encoding="utf-8")

    def close(self) -> None:
        """End the child."""
        with self._lock:
            self._end()

    def _asked(self, sheets: list[dict[str, Any]]) -> Any:
        child = self._ready_child()
        line = json.dumps({"sheets": sheets}).encode() + b"\n"
        answer = b""
        with suppress(BrokenPipeError):
            child.stdin.write(line)
            child.stdin.flush()
            answer = child.stdout.readline()
        if not answer.endswith(b"\n"):
            return {"fault": self._died()}
        return json.loads(answer)

    def _ready_child(self) -> Any:
        """Return a child that has said that it is ready. Raises PressAway when none will."""
        if self._child is not None and self._child.poll() is None:
            return self._child
        self._end()
        try:
            self._child = subprocess.Popen(
                self._command, stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
        except OSError as error:
            raise PressAway(why=str(error)) from error
        if not self._child.stdout or self._child.stdout.readline() != b'{"ready": true}\n':
            log.error("press_not_ready", code=self._end())
            raise PressAway(why="not ready")
        return self._child

    def _died(self) -> dict[str, object]:
        """Return the fault of a template that the child did not outlive."""
        code = self._end()
        log.warning("press_died", code=code)
        why = TOO_SLOW if code == -signal.SIGALRM else TOO_LARGE
        return {"line": None, "column": None, "message": why}

    def _end(self) -> int | None:
        child, self._child = self._child, None
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
