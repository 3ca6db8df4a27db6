"""Small days written by hand; minutes from the day's beginning."""

from math import inf

from server.domain.hall import Offer
from server.simulation.scene import Call, Setting, SimulatedCounter, Span, Visitor

A, B, C = 1, 2, 3
ALL_DAY = (0, 1440)


def visitor(
    number: int,
    minute: float,
    service: int = A,
    code: str = "standard",
    takes: float = 10,
    leaves: float = inf,
) -> Visitor:
    return Visitor(number, 60 * minute, service, code, 60 * takes, leaves_at=60 * leaves)


def counter(
    number: int, *offers: Offer | int, open_at: tuple[tuple[float, float], ...] = (ALL_DAY,)
) -> SimulatedCounter:
    given = tuple(each if isinstance(each, Offer) else Offer(each) for each in offers)
    spans = tuple(Span(60 * opens, 60 * closes) for opens, closes in open_at)
    return SimulatedCounter(number, given, spans)


def setting(*counters: SimulatedCounter, cap: float = 1440, **rates: float) -> Setting:
    return Setting(counters, {"standard": 1.0, **rates}, cap)


def told(calls: tuple[Call, ...]) -> list[tuple[int, int, float]]:
    """Who was called to which counter, and when."""
    return [(call.visitor.id, call.counter, call.called_at / 60) for call in calls]
