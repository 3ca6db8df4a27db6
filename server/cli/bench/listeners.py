"""Helper process: hundreds of screens in one thread. It notes when bytes come and reads them later,
so that reading the first screen's event does not delay the time noted for the last.
"""

import gc
import json
import os
import selectors
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from server.cli.bench.screen import Screen
from server.cli.bench.wire import READ_BYTES

QUIET_SECONDS = 0.002
AWAIT_SECONDS = 10.0
STDIN = 0


@dataclass
class Heard:
    """How many screens have heard a message, when the last of them did, and its size."""

    screens: int = 0
    last_at: float = 0.0
    bytes: int = 0


class Listeners:
    """All the screens of the benchmark."""

    def __init__(self) -> None:
        self._screens: list[Screen] = []
        self._unread: list[tuple[Screen, float, bytes]] = []
        self._heard: dict[str, Heard] = {}
        self._selector = selectors.DefaultSelector()

    def connect(self, *, count: int, port: int, token: str, branch_id: int) -> dict[str, object]:
        """Add screens until there are `count`."""
        while len(self._screens) < count:
            screen = Screen(port, token, branch_id)
            self._screens.append(screen)
            self._selector.register(screen, selectors.EVENT_READ, screen)
            self._listen(0)
            self._digest()
        return {"screens": len(self._screens)}

    def wait(self, *, key: str) -> dict[str, object]:
        """Wait until every screen has heard a message; say when the last one did."""
        until = time.monotonic() + AWAIT_SECONDS
        while time.monotonic() < until and self._count(key) < len(self._screens):
            if not self._listen(QUIET_SECONDS):
                self._digest()
        heard = self._heard.pop(key, Heard())
        return {**vars(heard), "missing": len(self._screens) - heard.screens}

    def serve(self) -> None:
        """Do what standard input asks for; keep the screens alive in between."""
        self._selector.register(STDIN, selectors.EVENT_READ, None)
        commands: dict[str, Callable[..., dict[str, object]]] = {
            "connect": self.connect,
            "wait": self.wait,
        }
        unread = b""
        while data := self._next_data():
            unread += data
            *lines, unread = unread.split(b"\n")
            for line in lines:
                question: dict[str, Any] = json.loads(line)
                answer = commands[question.pop("do")](**question)
                sys.stdout.write(json.dumps(answer) + "\n")
                sys.stdout.flush()

    def _next_data(self) -> bytes:
        while not any(key.fd == STDIN for key, _ in self._selector.select()):
            if not self._listen(QUIET_SECONDS):
                self._digest()
        return os.read(STDIN, READ_BYTES)

    def _listen(self, seconds: float) -> bool:
        """Note what has come, unread; return whether anything had."""
        ready = [key.data for key, _ in self._selector.select(seconds) if key.data is not None]
        for screen in ready:
            data = screen.socket.recv(READ_BYTES)
            self._unread.append((screen, time.monotonic(), data))
        return bool(ready)

    def _digest(self) -> None:
        unread, self._unread = self._unread, []
        for screen, at, data in unread:
            for text in screen.hear(data):
                heard = self._heard.setdefault(_key(text), Heard())
                heard.screens += 1
                heard.last_at = max(heard.last_at, at)
                heard.bytes = len(text)

    def _count(self, key: str) -> int:
        return self._heard[key].screens if key in self._heard else 0


def _key(text: str) -> str:
    """Return the name under which a message is waited for: its kind, and what it is about."""
    name, body = json.loads(text)
    return f"{name}:{body['n']}" if name == "bench" else f"{body['kind']}:{body.get('ticket_id')}"


def main() -> None:
    """Listen until standard input ends."""
    gc.disable()
    Listeners().serve()


if __name__ == "__main__":
    main()
