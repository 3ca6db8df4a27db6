"""A printer at the end of a serial line: a pseudo-terminal, whose other end behaves as told."""

import os
import select
import threading
import tty
from dataclasses import dataclass, field
from typing import Any

from tests.printers.decoder import commands, picture
from tests.printers.fake_tcp import CUT, FINE, QUESTION


@dataclass
class FakeSerialPrinter:
    """Start it with `with`. answers: None is silence; reads: False takes no bytes any more."""

    answers: dict[int, int] | None = field(default_factory=lambda: FINE)
    reads: bool = True
    data: bytes = b""

    def __enter__(self) -> "FakeSerialPrinter":
        self._near, self._far = os.openpty()
        tty.setraw(self._far)
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        self._thread.join(5)
        os.close(self._near)
        os.close(self._far)

    @property
    def spec(self) -> str:
        return f"serial:{os.ttyname(self._far)}?timeout=0.5&baud=115200"

    @property
    def pictures(self) -> list[Any]:
        """Return the tickets that came out whole."""
        return [picture(job + CUT) for job in self.data.split(CUT)[:-1]]

    def _serve(self) -> None:
        pending = b""
        while not self._closing.is_set():
            if not self.reads or not select.select([self._near], [], [], 0.05)[0]:
                self._closing.wait(0.01)
                continue
            pending += os.read(self._near, 4096)
            for command in commands(pending):
                pending = pending[len(command) :]
                self._take(command)

    def _take(self, command: bytes) -> None:
        if command[:2] != QUESTION:
            self.data += command
        elif self.answers is not None:
            os.write(self._near, bytes((self.answers[command[2]],)))
