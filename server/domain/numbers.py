"""Ticket numbers: a letter and an ordinal that wraps inside the service's range (rules N1-N3)."""

from collections.abc import Callable
from dataclasses import dataclass

from server.domain.errors import RangeUsedUp

DIGITS = 3


@dataclass(frozen=True)
class NumberRange:
    """The numbers a service may give, both ends included."""

    letter: str
    first: int
    last: int

    @property
    def size(self) -> int:
        """How many different numbers there are."""
        return self.last - self.first + 1

    def number(self, ordinal: int) -> str:
        """Return the number of the day's ordinal-th place, ordinals counting from 1: `A-023`."""
        value = self.first + (ordinal - 1) % self.size
        return f"{self.letter}-{value:0{DIGITS}d}"

    def number_in_block(self, block: str, ordinal: int) -> str:
        """Return a number of a kiosk's own series, which never wraps: `AK-001` (L1)."""
        return f"{self.letter}{block}-{ordinal:0{DIGITS}d}"


def next_ordinal(numbers: NumberRange, last_ordinal: int, is_alive: Callable[[str], bool]) -> int:
    """Return the ordinal after the last one, passing over numbers still alive.

    Raises RangeUsedUp when every number of the range is alive.
    """
    for ordinal in range(last_ordinal + 1, last_ordinal + 1 + numbers.size):
        if not is_alive(numbers.number(ordinal)):
            return ordinal
    raise RangeUsedUp(first=numbers.first, last=numbers.last)
