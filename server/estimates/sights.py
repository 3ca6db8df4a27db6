"""What is known of a line at one moment, and what came of it."""

from dataclasses import dataclass
from datetime import date
from math import nan

# A wait below this is a call at once; it also keeps logarithms finite.
LEAST_WAIT = 0.5


@dataclass(frozen=True, slots=True)
class Sight:
    """A line as the last one in it could know it; NaN where nothing is known.

    minute: of the local day. ahead: calls until it is the last one's turn.
    calls_per_minute: over the last 30 min. last_wait: of the last one called, minutes.
    visit_minutes: set up for the service. announced: a figure that the hall itself shows.
    """

    office: str
    line: str
    minute: float
    ahead: float
    open_counters: float
    calls_per_minute: float = nan
    last_wait: float = nan
    visit_minutes: float = nan
    announced: float = nan

    @property
    def turns(self) -> float:
        """How many calls it takes, at least one."""
        return max(1.0, self.ahead)


@dataclass(frozen=True, slots=True)
class Waited:
    """A sight and the wait that came of it, in minutes."""

    day: date
    sight: Sight
    wait: float

    @property
    def over_at(self) -> float:
        """The minute of the day at which the wait is known."""
        return self.sight.minute + self.wait
