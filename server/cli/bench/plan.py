"""How much is measured, and how we say how far we are."""

from collections.abc import Callable
from dataclasses import dataclass, replace

Step = Callable[[str, float], None]  # what is done now, and how much of all is done: 0 to 1


@dataclass(frozen=True)
class Plan:
    """The size of one benchmark; everything in it is bounded."""

    seconds: float
    slice_seconds: float
    clients: tuple[int, ...]
    screens: tuple[int, ...]
    rounds: int
    screens_for_memory: int
    waiting: tuple[int, int]
    calls: int

    def lasting(self, seconds: float | None) -> "Plan":
        """Return the plan with another length, or itself when none is given."""
        return self if seconds is None else replace(self, seconds=seconds)

    @property
    def slices(self) -> int:
        """How often the floor and what stands on it take turns."""
        return max(1, round(self.seconds / self.slice_seconds))

    @property
    def touch_rounds(self) -> int:
        """How often every kiosk is touched, once in five seconds."""
        return max(1, round(1.6 * self.seconds))

    @property
    def push_seconds(self) -> float:
        """How long pushes to one number of screens are measured at most."""
        return 4 * self.seconds


FULL = Plan(
    seconds=8,
    slice_seconds=1,
    clients=(1, 16),
    screens=(50, 500),
    rounds=300,
    screens_for_memory=1_000,
    waiting=(100, 100_000),
    calls=300,
)
QUICK = Plan(
    seconds=0.5,
    slice_seconds=0.5,
    clients=(1, 16),
    screens=(5, 20),
    rounds=5,
    screens_for_memory=30,
    waiting=(10, 200),
    calls=10,
)
