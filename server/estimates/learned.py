"""What a night has taught: trees, margins and the days before, ready for the next day."""

from collections.abc import Sequence
from dataclasses import dataclass

from server.domain.estimate import Forecast
from server.estimates.forest import Forest, doubled
from server.estimates.lessons import Points
from server.estimates.margins import Margins
from server.estimates.past import Past


@dataclass(frozen=True, slots=True)
class Trees:
    """The forests of the low end, the middle and the high end."""

    low: Forest
    middle: Forest
    high: Forest

    def points(self, row: Sequence[float]) -> Points:
        """Return what the trees say of a row of features."""
        twice = doubled(row)
        return self.low.value(twice), self.middle.value(twice), self.high.value(twice)


@dataclass(frozen=True, slots=True)
class Spread:
    """The range of the simple figure: what four of five waits were of it."""

    low: float = 0.4
    high: float = 2.0

    def around(self, simple: float) -> Forecast:
        """Return the simple figure with its range."""
        return Forecast(simple, min(1.0, self.low) * simple, max(1.0, self.high) * simple)


# Before anything is learnt.
USUAL_SPREAD = Spread()
NO_MARGINS = Margins()


@dataclass(frozen=True, slots=True)
class Verdict:
    """How the trees and the simple figure did on the last days: mean error in minutes."""

    waits: int
    simple_error: float
    learned_error: float

    @property
    def learned_wins(self) -> bool:
        return self.learned_error < self.simple_error


@dataclass(frozen=True, slots=True)
class Learned:
    """Everything that a day begins with. Without trees, or a verdict for them, simple is said."""

    past: Past
    spread: Spread = USUAL_SPREAD
    trees: Trees | None = None
    margins: Margins = NO_MARGINS
    verdict: Verdict | None = None

    @property
    def live(self) -> bool:
        """Whether the trees are said; otherwise they only run beside (rule E5)."""
        return self.trees is not None and self.verdict is not None and self.verdict.learned_wins
