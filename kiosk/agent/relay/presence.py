"""Whether the server is there, as every request to it tells."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime

from kiosk.agent.relay.hall_clock import HallClock

log = logging.getLogger("nobat.agent")


class Presence:
    """Away from the first request that fails; back only when all that waited has been handed over.

    Starts as away: what an earlier run left to hand over must go first.
    """

    def __init__(self, clock: HallClock) -> None:
        self.clock = clock
        self.lock = threading.RLock()  # held while a ticket is given here, and while coming back
        self.away = True
        self.since: datetime | None = clock.contact
        self._heard = -float("inf")

    def heard(self, told: str, sent: float, received: float) -> None:
        """Take note of an answer, which tells the server's time."""
        self._heard = received
        self.clock.hear(datetime.fromisoformat(told), sent, received)

    def silent_seconds(self) -> float:
        """Return how long ago the server last answered."""
        return self.clock.ticks() - self._heard

    def lost(self, why: object) -> None:
        """Take note of a request without an answer."""
        with self.lock:
            if not self.away:
                log.warning("the server is away, this kiosk gives its own numbers: %s", why)
                self.since = self.clock.now()
            self.away = True

    def back(self, nothing_waits: Callable[[], bool]) -> bool:
        """The server is there again, unless something waits; return whether it is."""
        with self.lock:
            if not nothing_waits():
                return False
            if self.away:
                log.info("the server is there")
            self.away, self.since = False, None
        return True
