"""A network printer as the benchmark needs it: always well, and it notes when a paper began."""

import re
import socket
import threading
import time
from contextlib import suppress

from server.cli.bench.wire import READ_BYTES

HOST = "127.0.0.1"
QUESTION = b"\x10\x04"  # DLE EOT n
WELL = b"\x12"  # the answer to each: ready, cover shut, paper there
# Nobody asks in the middle of a paper: a question comes first, behind the cut, or behind another.
ASKED = re.compile(rb"(?:\A|\x1dV\x00|\x10\x04.)\x10\x04.\Z", re.DOTALL)
LONGEST = 6  # bytes of a cut and a question


class Receipts(threading.Thread):
    """Takes one paper at a time on a port of its own."""

    def __init__(self) -> None:
        super().__init__(name="receipts", daemon=True)
        self._listener = socket.create_server((HOST, 0))
        self.port = int(self._listener.getsockname()[1])
        self._begun_at: list[float] = []

    def run(self) -> None:
        """Take papers until the process ends."""
        while True:
            connection, _ = self._listener.accept()
            with connection, suppress(OSError):
                self._take(connection)

    def begun(self, count: int, within_seconds: float) -> list[float]:
        """Wait for so many papers; return when the first byte of each came, and forget them."""
        until = time.monotonic() + within_seconds
        while len(self._begun_at) < count and time.monotonic() < until:
            time.sleep(0.002)
        begun, self._begun_at = self._begun_at, []
        return begun

    def _take(self, connection: socket.socket) -> None:
        tail, begun = b"", False
        while data := connection.recv(READ_BYTES):
            came_at = time.monotonic()
            if not begun and not data.startswith(QUESTION):
                begun = True
                self._begun_at.append(came_at)
            tail = (tail + data)[-LONGEST:]
            if ASKED.search(tail):
                connection.sendall(WELL)
