"""Papers that have just failed, so that the kiosk can say so to whoever still stands there.

No socket passes the relay, and the server tells of failed papers by socket only.
"""

import threading
from collections import deque
from collections.abc import Callable

from kiosk.agent.job import Job, Outcome

TOLD_SECONDS = 60.0
MOST = 20
TROUBLE = ("failed", "unknown")


class FailedPapers:
    """The newest ones, for many threads."""

    def __init__(self, ticks: Callable[[], float]) -> None:
        self._ticks = ticks
        self._lock = threading.Lock()
        self._failed: deque[tuple[float, dict[str, str]]] = deque(maxlen=MOST)

    def note(self, job: Job, outcome: Outcome) -> None:
        """Take note of what came of a paper; only a visitor's ticket is waited for."""
        if outcome.state not in TROUBLE or job.kind != "ticket":
            return
        told = {"number": job.number, "state": outcome.state, "reason": outcome.reason}
        with self._lock:
            self._failed.append((self._ticks(), told))

    def recent(self) -> list[dict[str, str]]:
        """Return those of the last minute, oldest first."""
        since = self._ticks() - TOLD_SECONDS
        with self._lock:
            return [told for at, told in self._failed if at >= since]
