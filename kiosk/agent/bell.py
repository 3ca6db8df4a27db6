"""What wakes a resting agent: a hint from the server, or the wish to stop."""

from contextlib import suppress
from queue import Empty, SimpleQueue


class Bell:
    """Rung from any thread or signal handler; the worker rests on it.

    A SimpleQueue, because an Event that is set in a signal handler may wait for its own lock.
    """

    def __init__(self) -> None:
        self._rings: SimpleQueue[None] = SimpleQueue()
        self.stopping = False

    def ring(self) -> None:
        """Wake the agent: there may be something to print."""
        self._rings.put(None)

    def stop(self) -> None:
        """Wake the agent to end, after the job in hand."""
        self.stopping = True
        self.ring()

    def rest(self, seconds: float) -> bool:
        """Wait so long, or until it rings, and tell whether it rang since the last rest."""
        try:
            self._rings.get(timeout=max(0.0, seconds))
        except Empty:
            return False
        with suppress(Empty):
            while True:
                self._rings.get_nowait()
        return True
