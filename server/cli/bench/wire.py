"""One keep-alive HTTP connection, as light as it can be: the load must not be the bottleneck."""

import json
import socket
from collections.abc import Mapping
from dataclasses import dataclass

READ_BYTES = 65_536
TIMEOUT_SECONDS = 30
END_OF_HEAD = b"\r\n\r\n"


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    head: bytes
    body: bytes


class Wire:
    """A connection to the server. `send`, then `read` whenever there is something to read."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=TIMEOUT_SECONDS)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._unread = b""

    def fileno(self) -> int:
        return self.socket.fileno()

    def post(self, path: str, headers: Mapping[str, str], body: Mapping[str, object]) -> Answer:
        """Send a command and wait for its answer."""
        return self._exchange(request("POST", path, headers, json.dumps(body).encode()))

    def get(self, path: str, headers: Mapping[str, str]) -> Answer:
        """Ask for something and wait for it."""
        return self._exchange(request("GET", path, headers, b""))

    def send(self, raw: bytes) -> None:
        """Send a whole request."""
        self.socket.sendall(raw)

    def read(self) -> Answer | None:
        """Read what is there; return the answer when it is whole. Raises ConnectionError."""
        data = self.socket.recv(READ_BYTES)
        if not data:
            raise ConnectionError("the server closed the connection")
        self._unread += data
        head, found, rest = self._unread.partition(END_OF_HEAD)
        if not found or len(rest) < (length := _content_length(head)):
            return None
        self._unread = rest[length:]
        return Answer(int(head[9:12]), head, rest[:length])

    def close(self) -> None:
        self.socket.close()

    def _exchange(self, raw: bytes) -> Answer:
        self.send(raw)
        while (answer := self.read()) is None:
            pass
        return answer


def request(method: str, path: str, headers: Mapping[str, str], content: bytes) -> bytes:
    """Return the bytes of a request with a JSON body."""
    lines = [
        f"{method} {path} HTTP/1.1",
        "Host: 127.0.0.1",
        "Content-Type: application/json",
        f"Content-Length: {len(content)}",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    return "\r\n".join(lines).encode() + END_OF_HEAD + content


def header(answer: Answer, name: str) -> str:
    """Return the first header of a name, empty when there is none."""
    start = f"{name}: ".lower()
    lines = answer.head.decode("latin-1").split("\r\n")
    return next((line[len(start) :] for line in lines if line.lower().startswith(start)), "")


def _content_length(head: bytes) -> int:
    at = head.lower().index(b"content-length:")
    return int(head[at + 15 :].split(b"\r\n", 1)[0])
