"""Keeps the child process that draws papers: `nobat press`.

One request at a time. `subprocess` and `threading` are gevent's in the server (server/wsgi.py), so
that waiting holds nobody up.
"""

import base64
import sys
import threading
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from kiosk.agent.press_child import PressChild, PressNotStarted
from server.domain.print_jobs import PaperKind
from server.domain.templates import PressAway, Sheet, TemplateBroken

TEMPLATES = Path(__file__).parents[2] / "printer_templates"
COMMAND = (sys.executable, "-m", "server.cli", "press")
BUSY_SECONDS = 35  # a little more than a request may take


class ChildPress:
    """Draws by the child; the child ends by itself when a request takes too long or too much."""

    def __init__(self, command: Sequence[str] = COMMAND) -> None:
        self.child = PressChild(command)
        self._lock = threading.Lock()

    def pictures(self, sheets: Sequence[Sheet]) -> list[bytes]:
        """Return each sheet as PNG. Raises TemplateBroken for the first bad one, PressAway."""
        if not self._lock.acquire(timeout=BUSY_SECONDS):
            raise PressAway(why="busy")
        try:
            answer: Any = self.child.ask({"sheets": [asdict(sheet) for sheet in sheets]})
        except PressNotStarted as trouble:
            raise PressAway(why=str(trouble)) from trouble
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
            self.child.end()
