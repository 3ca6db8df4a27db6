"""What if: other counters, tiers, rates, lengths or numbers of visitors."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from statistics import fmean

from server.domain.hall import Offer
from server.simulation.scene import Setting, SimulatedCounter, Span, Visitor, joined

# A copy of a visitor comes within this time of them, so that the day keeps its shape.
COPY_WITHIN_SECONDS = 900.0


@dataclass(frozen=True)
class Closing:
    """A counter calls nobody for a time."""

    number: int
    span: Span


@dataclass(frozen=True)
class Changes:
    """What is tried; what is left out stays as it was.

    offers: by counter number. rates: by priority class. arrivals: so many times as many visitors.
    visit_minutes: the mean length of a service's visits.
    """

    added: tuple[SimulatedCounter, ...] = ()
    closings: tuple[Closing, ...] = ()
    offers: Mapping[int, tuple[Offer, ...]] = field(default_factory=dict)
    rates: Mapping[str, float] = field(default_factory=dict)
    hard_cap_minutes: float | None = None
    arrivals: float = 1.0
    visit_minutes: Mapping[int, float] = field(default_factory=dict)


def changed_setting(setting: Setting, changes: Changes) -> Setting:
    """Return the setting with the changes."""
    counters = [*setting.counters, *changes.added]
    cap = changes.hard_cap_minutes
    return Setting(
        counters=tuple(_changed_counter(counter, changes) for counter in counters),
        rates={**setting.rates, **changes.rates},
        hard_cap_minutes=setting.hard_cap_minutes if cap is None else cap,
    )


def changed_visitors(
    days: Sequence[Sequence[Visitor]], changes: Changes, seed: int
) -> tuple[tuple[Visitor, ...], ...]:
    """Return the days with more or fewer visitors, of other lengths; the same for a same seed."""
    scales = _scales([visitor for day in days for visitor in day], changes.visit_minutes)
    return tuple(
        tuple(
            replace(visitor, seconds=visitor.seconds * scales.get(visitor.service_id, 1.0))
            for visitor in more_visitors(day, changes.arrivals, Random(f"{seed} {place}"))
        )
        for place, day in enumerate(days)
    )


def more_visitors(day: Sequence[Visitor], times: float, chance: Random) -> list[Visitor]:
    """Return so many times as many visitors; copies come within a quarter of an hour."""
    found = []
    for visitor in day:
        copies = int(times) + (chance.random() < times % 1)
        for copy in range(copies):
            found.append(visitor if copy == 0 else _copied(visitor, chance))
    return [replace(visitor, id=place) for place, visitor in enumerate(found, start=1)]


def with_shares(
    days: Iterable[Sequence[Visitor]], shares: Mapping[str, float], seed: int
) -> tuple[tuple[Visitor, ...], ...]:
    """Return the days with visitors of other classes: each class gets its share, by chance."""
    return tuple(
        tuple(_of_some_class(visitor, shares, chance) for visitor in day)
        for place, day in enumerate(days)
        for chance in [Random(f"shares {seed} {place}")]
    )


def _changed_counter(counter: SimulatedCounter, changes: Changes) -> SimulatedCounter:
    spans = counter.open
    for closing in changes.closings:
        if closing.number == counter.number:
            spans = _without(spans, closing.span)
    offers = changes.offers.get(counter.number, counter.offers)
    return SimulatedCounter(counter.number, offers, spans)


def _without(spans: Iterable[Span], gone: Span) -> tuple[Span, ...]:
    halves = [
        half
        for span in spans
        for half in (
            Span(span.opens, min(span.closes, gone.opens)),
            Span(max(span.opens, gone.closes), span.closes),
        )
        if half.closes > half.opens
    ]
    return joined(halves)


def _scales(visitors: Iterable[Visitor], minutes: Mapping[int, float]) -> dict[int, float]:
    lengths: dict[int, list[float]] = {}
    for visitor in visitors:
        lengths.setdefault(visitor.service_id, []).append(visitor.seconds)
    return {
        service_id: 60 * wished / mean
        for service_id, wished in minutes.items()
        if (mean := fmean(lengths.get(service_id, [0.0]))) > 0
    }


def _copied(visitor: Visitor, chance: Random) -> Visitor:
    shift = chance.uniform(-COPY_WITHIN_SECONDS, COPY_WITHIN_SECONDS)
    shift = max(shift, -visitor.arrives_at)
    return replace(
        visitor,
        arrives_at=visitor.arrives_at + shift,
        line_at=None if visitor.line_at is None else visitor.line_at + shift,
        leaves_at=visitor.leaves_at + shift,
    )


def _of_some_class(visitor: Visitor, shares: Mapping[str, float], chance: Random) -> Visitor:
    point = chance.random()
    for code, share in shares.items():
        if point < share:
            return replace(visitor, priority_class=code)
        point -= share
    return visitor
