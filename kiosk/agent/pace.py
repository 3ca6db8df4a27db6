"""How long to wait between tries."""

import random

FIRST_SECONDS = 0.5
MOST_SECONDS = 5.0


class Backoff:
    """Waits that double up to five seconds, shaken so that agents do not come all at once."""

    def __init__(self) -> None:
        self._next = FIRST_SECONDS

    def seconds(self) -> float:
        """Return the next wait."""
        wait = self._next
        self._next = min(self._next * 2, MOST_SECONDS)
        return wait * random.uniform(0.8, 1.2)
