"""A wire between a kiosk and its server that can be cut, also in the middle of an answer."""

import contextlib
import select
import socket
import threading
from dataclasses import dataclass, field
from typing import Literal

Health = Literal["whole", "cut", "answers_lost", "dead"]


@dataclass
class Wire:
    """Listens on a port of its own. What it does may be changed at any time.

    whole: all passes.  cut: nothing is taken.  answers_lost: questions arrive, answers do not.
    dead: connections are taken, and nothing ever comes back.
    """

    port_behind: int
    health: Health = "whole"
    lost: list[bytes] = field(default_factory=list)

    def __enter__(self) -> "Wire":
        self._closing = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        self._listener.close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._listener.accept()
                threading.Thread(target=self._join, args=(near,), daemon=True).start()

    def _join(self, near: socket.socket) -> None:
        with near, contextlib.suppress(OSError):
            if self.health == "cut":
                return
            with socket.create_connection(("127.0.0.1", self.port_behind), 5) as far:
                self._carry(near, far)

    def _carry(self, near: socket.socket, far: socket.socket) -> None:
        while not self._closing.is_set() and self.health != "cut":
            for end in select.select([near, far], [], [], 0.05)[0]:
                data = end.recv(65536)
                if not data or not self._pass(data, end is near, near, far):
                    return

    def _pass(
        self, data: bytes, is_question: bool, near: socket.socket, far: socket.socket
    ) -> bool:
        """Carry some bytes on; return whether the connection stays."""
        if self.health == "dead":
            return True
        if is_question:
            far.sendall(data)
            return True
        if self.health == "answers_lost":
            self.lost.append(data)
            return False
        near.sendall(data)
        return True
