"""A body that never ends takes no more of the server than a bound, from whoever sends it."""

import socket
from collections.abc import Iterator

import pytest
import requests

from server.security.fences import MOST_REST_BYTES
from tests.harness.server import RunningServer

PIECE = b"x" * 65_536
ON_THE_WAY_BYTES = 32_000_000  # what the two systems may hold between sender and server
HEAD = "POST /api/v1/branches/1/media HTTP/1.1\r\nHost: 127.0.0.1\r\n"


@pytest.mark.parametrize(
    ("length", "piece"),
    [
        ("Transfer-Encoding: chunked", b"%x\r\n%s\r\n" % (len(PIECE), PIECE)),
        (f"Content-Length: {10**12}", PIECE),
    ],
)
def test_the_connection_of_a_sender_who_never_ends_is_closed(
    server: RunningServer, length: str, piece: bytes
) -> None:
    server.start()
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as sender:
        sender.sendall(f"{HEAD}{length}\r\n\r\n".encode())

        taken = sum(sent(sender, piece))

    assert MOST_REST_BYTES <= taken < MOST_REST_BYTES + ON_THE_WAY_BYTES
    assert requests.get(f"{server.url}/healthz", timeout=30).ok


def test_who_sends_a_little_too_much_hears_why_and_goes_on_with_the_same_connection(
    server: RunningServer,
) -> None:
    server.start()
    with requests.Session() as session:
        refused = session.post(
            f"{server.url}/api/v1/branches/1/media", data=PIECE * 100, timeout=30
        )
        again = session.get(f"{server.url}/healthz", timeout=30)

    assert (refused.status_code, again.ok) == (401, True)
    assert refused.headers["Connection"] == again.headers["Connection"] == "keep-alive"


def sent(sender: socket.socket, piece: bytes) -> Iterator[int]:
    """Give the size of each piece until the other end takes no more; a time-out is a failure."""
    for _ in range(4 * (MOST_REST_BYTES + ON_THE_WAY_BYTES) // len(piece)):
        try:
            sender.sendall(piece)
        except (ConnectionError, BrokenPipeError):
            return
        yield len(piece)
