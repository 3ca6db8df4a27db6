"""What a simulated day is made of. Moments are seconds since the day's midnight."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import inf

from server.domain.hall import Offer


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the day."""

    opens: float
    closes: float

    def overlap(self, start: float, end: float) -> float:
        """Return the seconds that lie in both."""
        return max(0.0, min(self.closes, end) - max(self.opens, start))


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return spans in order, those that touch as one, without empty ones."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda each: each.opens):
        if found and span.opens <= found[-1].closes:
            before = found.pop()
            span = Span(before.opens, max(before.closes, span.closes))
        if span.closes > span.opens:
            found.append(span)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who comes for one service.

    seconds: how long a counter is taken, from the call to the finish. line_at: what their turn
    counts from, when that is not the arrival (a transfer keeps the first one). leaves_at: when they
    give up unless they were called.
    """

    id: int
    arrives_at: float
    service_id: int
    priority_class: str
    seconds: float
    line_at: float | None = None
    leaves_at: float = inf

    @property
    def since(self) -> float:
        """What the turn counts from."""
        return self.arrives_at if self.line_at is None else self.line_at


@dataclass(frozen=True)
class SimulatedCounter:
    """A counter: what it gives, in which tiers, and when somebody calls there."""

    number: int
    offers: tuple[Offer, ...]
    open: tuple[Span, ...]

    @property
    def open_seconds(self) -> float:
        """How long it is open."""
        return sum(span.closes - span.opens for span in self.open)

    @property
    def service_ids(self) -> frozenset[int]:
        """The services it gives, of whatever tier."""
        return frozenset(offer.service_id for offer in self.offers)


@dataclass(frozen=True)
class Setting:
    """How a hall works on a simulated day; rates by priority class (rules Q1, Q7, Q8)."""

    counters: tuple[SimulatedCounter, ...]
    rates: Mapping[str, float]
    hard_cap_minutes: float


@dataclass(frozen=True, slots=True)
class Call:
    """A visitor was called to a counter."""

    visitor: Visitor
    counter: int
    called_at: float

    @property
    def wait_seconds(self) -> float:
        """From the arrival to the call."""
        return self.called_at - self.visitor.arrives_at

    @property
    def ends_at(self) -> float:
        """When the counter is free again."""
        return self.called_at + self.visitor.seconds


@dataclass(frozen=True)
class Course:
    """How the day went: the calls in their order, who gave up, whom nobody called."""

    calls: tuple[Call, ...]
    left: tuple[Visitor, ...]
    never_called: tuple[Visitor, ...]
