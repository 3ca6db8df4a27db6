"""Tells the rest of the process what was committed, in the order of the commits."""

from collections.abc import Callable

from server.domain.events import Committed

Handler = Callable[[Committed], None]


class Bus:
    """Hands committed events to its handlers.

    A handler is called while the write lock is held, so that the order is that of the commits:
    it must only put the events somewhere (a queue), never wait.
    """

    def __init__(self) -> None:
        self._handlers: list[Handler] = []

    def subscribe(self, handler: Handler) -> None:
        """Let the handler hear of everything committed from now on."""
        self._handlers.append(handler)

    def publish(self, committed: Committed) -> None:
        """Hand over what one transaction committed."""
        for handler in self._handlers:
            handler(committed)
