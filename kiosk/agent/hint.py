"""Listens for the server's `print_job`, so that paper need not wait for the next poll."""

import logging
import threading
from collections.abc import Callable
from contextlib import suppress

import socketio

from kiosk.agent.link import Link
from kiosk.agent.pace import Backoff

log = logging.getLogger("nobat.agent")
NAMESPACE = "/screens"


class Hint(threading.Thread):
    """Rings on each hint and each connection; a lost link costs only the poll's delay."""

    def __init__(self, link: Link, ring: Callable[[], None]) -> None:
        super().__init__(name="hint", daemon=True)
        self._link = link
        self._stopping = threading.Event()
        self._client = socketio.Client(reconnection=False, handle_sigint=False)
        self._client.on("connect", ring, namespace=NAMESPACE)
        self._client.on("print_job", lambda *_: ring(), namespace=NAMESPACE)

    def run(self) -> None:
        """Stay connected until stopped."""
        backoff = Backoff()
        while not self._stopping.is_set():
            try:
                self._connect()
                backoff = Backoff()
                if not self._stopping.is_set():
                    self._client.wait()
            except Exception:  # a hint less is no harm; whatever it was, connect again
                log.debug("no hints", exc_info=True)
            self._stopping.wait(backoff.seconds())

    def stop(self) -> None:
        """Hang up, without waiting for the server's goodbye; the threads end by themselves."""
        self._stopping.set()
        threading.Thread(target=self._hang_up, daemon=True).start()

    def _hang_up(self) -> None:
        with suppress(AttributeError, OSError):  # a client that is just connecting trips here
            self._client.disconnect()

    def _connect(self) -> None:
        self._client.connect(
            self._link.server,
            headers={"Authorization": str(self._link.session.headers["Authorization"])},
            transports=["websocket"],
            namespaces=[NAMESPACE],
            wait_timeout=5,
        )
