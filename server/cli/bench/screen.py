"""One screen as the benchmark needs it: a websocket that joins a branch and keeps what it hears.

Engine.IO 4 and Socket.IO 5 over wsproto; a whole client library would cost more than the server.
"""

import json
import socket

from wsproto import ConnectionType, WSConnection
from wsproto.events import AcceptConnection, CloseConnection, RejectConnection, Request, TextMessage

from server.cli.bench.wire import READ_BYTES

NAMESPACE = "/screens"
PING, PONG, CONNECT = "2", "3", f"40{NAMESPACE},"
OPEN, CONNECTED, ACKNOWLEDGED = "0", f"40{NAMESPACE},", f"43{NAMESPACE},"
EVENT = f"42{NAMESPACE},"
TIMEOUT_SECONDS = 30


class Screen:
    """A display that has joined its branch."""

    def __init__(self, port: int, token: str, branch_id: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=TIMEOUT_SECONDS)
        self._branch_id = branch_id
        self._joined = False
        self._text = ""
        self._ws = WSConnection(ConnectionType.CLIENT)
        hello = Request(
            host="127.0.0.1",
            target="/socket.io/?EIO=4&transport=websocket",
            extra_headers=[(b"Authorization", f"Bearer {token}".encode())],
        )
        self.socket.sendall(self._ws.send(hello))
        while not self._joined:
            self.hear(self.socket.recv(READ_BYTES))

    def fileno(self) -> int:
        return self.socket.fileno()

    def hear(self, data: bytes) -> list[str]:
        """Take bytes from the socket; return the events in them as JSON. Raises ConnectionError."""
        self._ws.receive_data(data or None)
        heard = []
        for event in self._ws.events():
            if isinstance(event, RejectConnection | CloseConnection):
                raise ConnectionError(f"the server sent a screen away: {event}")
            if isinstance(event, TextMessage) and (packet := self._whole(event)):
                heard += self._take(packet)
            elif isinstance(event, AcceptConnection):
                continue
        return heard

    def close(self) -> None:
        self.socket.close()

    def _whole(self, event: TextMessage) -> str:
        self._text += event.data
        if not event.message_finished:
            return ""
        packet, self._text = self._text, ""
        return packet

    def _take(self, packet: str) -> list[str]:
        if packet == PING:
            self._send(PONG)
        elif packet.startswith(EVENT):
            return [packet.removeprefix(EVENT)]
        elif packet.startswith(CONNECTED):
            join = json.dumps(["join", {"branch_id": self._branch_id}])
            self._send(f"42{NAMESPACE},0{join}")
        elif packet.startswith(ACKNOWLEDGED):
            self._joined = True
        elif packet.startswith(OPEN):
            self._send(CONNECT)
        return []

    def _send(self, packet: str) -> None:
        self.socket.sendall(self._ws.send(TextMessage(data=packet)))
