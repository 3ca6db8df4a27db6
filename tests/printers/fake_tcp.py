"""A receipt printer on a TCP port that behaves as told, well or badly."""

import contextlib
import socket
import struct
import threading
import time
from dataclasses import dataclass, field

from PIL import Image

from tests.printers.decoder import commands, picture

FINE = {1: 0x12, 2: 0x12, 4: 0x12}
OUT_OF_PAPER = {1: 0x1A, 2: 0x32, 4: 0x72}
COVER_OPEN = {1: 0x1A, 2: 0x16, 4: 0x12}
PAPER_LOW = {1: 0x12, 2: 0x12, 4: 0x1E}
BROKEN = {1: 0x1A, 2: 0x52, 4: 0x12}
NONSENSE = {1: 0xFF, 2: 0xFF, 4: 0xFF}
QUESTION = b"\x10\x04"
CUT = b"\x1dV\x00"


@dataclass
class FakePrinter:
    """Start it with `with`. What it is told to do may be changed while it runs.

    before, after: its answers before and after the first byte of a job; None is silence.
    closes_at: hangs up after so many bytes of jobs (0: at once, before any question).
    stops_at: takes no more after so many bytes, but stays connected.
    pause_seconds: rests so long after each read of at most 512 bytes.
    """

    before: dict[int, int] | None = field(default_factory=lambda: FINE)
    after: dict[int, int] | None = field(default_factory=lambda: FINE)
    closes_at: int | None = None
    stops_at: int | None = None
    pause_seconds: float = 0.0
    port: int = 0
    jobs: list[bytes] = field(default_factory=list)
    asked_inside: int = 0  # questions that came in the middle of a ticket

    def __enter__(self) -> "FakePrinter":
        self._closing = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", self.port))
        self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self.port = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(5)

    @property
    def spec(self) -> str:
        """Return the agent's name for this printer, with a time-out fit for tests."""
        return f"network:127.0.0.1:{self.port}?timeout=0.5"

    @property
    def pictures(self) -> list[Image.Image]:
        """Return the tickets that came out whole."""
        return [picture(job) for job in self.jobs if job.endswith(CUT)]

    @property
    def received(self) -> int:
        """Return how many bytes of jobs came."""
        return sum(map(len, self.jobs))

    def wait_for(self, size: int, seconds: float = 10.0) -> None:
        """Wait until so many bytes of jobs have come. Raises TimeoutError."""
        until = time.monotonic() + seconds
        while self.received < size:
            if time.monotonic() > until:
                raise TimeoutError(f"{self.received} of {size} bytes came")
            time.sleep(0.005)

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                with connection, contextlib.suppress(OSError):
                    self._attend(connection)

    def _attend(self, connection: socket.socket) -> None:
        connection.settimeout(0.1)
        pending, started = b"", False  # `started`: the first byte of a job has come
        while not self._closing.is_set() and not self._hung_up(connection):
            if self.stops_at is not None and self.received >= self.stops_at:
                self._closing.wait(0.05)
                continue
            try:
                read = connection.recv(512)
            except TimeoutError:
                continue
            if not read:
                return
            pending += read
            for command in commands(pending):
                pending = pending[len(command) :]
                if command[:2] == QUESTION:
                    self._answer(connection, command[2], started)
                else:
                    started = True
                    self._take(command)
            time.sleep(self.pause_seconds)

    def _take(self, command: bytes) -> None:
        if command == b"\x1b@":
            self.jobs.append(b"")
        self.jobs[-1] += command

    def _answer(self, connection: socket.socket, question: int, started: bool) -> None:
        if self.jobs and not self.jobs[-1].endswith(CUT):
            self.asked_inside += 1
        answers = self.after if started else self.before
        if answers is not None:
            connection.sendall(bytes((answers[question],)))

    def _hung_up(self, connection: socket.socket) -> bool:
        """Break the connection off, with a reset as a printer does whose power goes."""
        if self.closes_at is None or self.received < self.closes_at:
            return False
        reset = struct.pack("ii", 1, 0)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, reset)
        return True


def refused_port() -> int:
    """Return a port on which nothing listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])
