"""What the command line asks to be tried, read against the day that it is tried on."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import click

from server.cli.simulate.typed import LONGEST_WAIT_MINUTES, number, pair, span_of
from server.domain.hall import Offer
from server.simulation.changes import Changes, Closing
from server.simulation.picture import Picture
from server.simulation.scene import SimulatedCounter, Span

OFFERED = re.compile(r"([A-Za-z]{1,4}|\*)(?:\+(.+))?")
NUMBERS = re.compile(r"(\d{1,3})(?:-(\d{1,3}))?")
MOST_RATE = 100.0  # as in a set-up file
LONGEST_VISIT_MINUTES = 480.0

EVERYTHING = "*"
EVERY_COUNTER = "all"
Found = TypeVar("Found")


@dataclass(frozen=True)
class Wishes:
    """The options as they were typed."""

    add: Sequence[str] = ()
    close: Sequence[str] = ()
    offer: Sequence[str] = ()
    rate: Sequence[str] = ()
    minutes: Sequence[str] = ()
    arrivals: float = 1.0
    hard_cap: float | None = None

    @property
    def any(self) -> bool:
        """Whether anything else than what was is asked for."""
        return self != Wishes()


def changes_of(wishes: Wishes, picture: Picture) -> Changes:
    """Return the changes that are wished for. Raises click.BadParameter."""
    reader = _Reader(picture)
    added = list(_each("--add", wishes.add, reader.added))
    first = max((each.number for each in picture.setting.counters), default=0) + 1
    return Changes(
        added=tuple(
            SimulatedCounter(place, offers, (span,))
            for place, (offers, span) in enumerate(added, start=first)
        ),
        closings=tuple(c for many in _each("--close", wishes.close, reader.closings) for c in many),
        offers={n: o for many in _each("--offer", wishes.offer, reader.offers) for n, o in many},
        rates=dict(_each("--rate", wishes.rate, reader.rate)),
        hard_cap_minutes=wishes.hard_cap,
        arrivals=wishes.arrivals,
        visit_minutes=dict(_each("--minutes", wishes.minutes, reader.minutes)),
    )


def shares_of(texts: Iterable[str]) -> Mapping[str, float]:
    """Return which share of the visitors is of which class. Raises click.BadParameter."""
    shares = dict(_each("--share", texts, lambda text: pair(text, 0.0, 1.0)))
    if sum(shares.values()) > 1:
        raise click.BadParameter("the shares are more than 1 together", param_hint="--share")
    return shares


def _each(option: str, texts: Iterable[str], read: Callable[[str], Found]) -> Iterator[Found]:
    for text in texts:
        try:
            yield read(text)
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint=option) from error


class _Reader:
    """Reads the words of one option against the services, counters and classes of a day."""

    def __init__(self, picture: Picture) -> None:
        self._services = {label.letter: at for at, label in picture.services.items()}
        self._counters = picture.setting.counters
        self._rates = picture.setting.rates

    def added(self, text: str) -> tuple[tuple[Offer, ...], Span]:
        """Read `A,C/B+10@09:00-12:00`: a counter, and when it is open."""
        offered, _, span = text.partition("@")
        return self._offered(offered), span_of(span) if span else self._whole_day()

    def closings(self, text: str) -> list[Closing]:
        """Read `3`, `2-5`, `A` or `all`, with `@09:00-12:00` or for the day."""
        counters, _, span = text.partition("@")
        closed = span_of(span) if span else span_of("00:00-24:00")
        return [Closing(each, closed) for each in self._numbers(counters)]

    def offers(self, text: str) -> list[tuple[int, tuple[Offer, ...]]]:
        """Read `3=A,C/B+10`: what counters give."""
        counters, _, offered = text.partition("=")
        return [(each, self._offered(offered)) for each in self._numbers(counters)]

    def rate(self, text: str) -> tuple[str, float]:
        """Read `elderly=2`."""
        code, rate = pair(text, 0.0, MOST_RATE)
        if code not in self._rates:
            raise ValueError(f"{code} is not a class here ({', '.join(sorted(self._rates))})")
        if rate == 0:
            raise ValueError(f"{text}: a rate is more than 0")
        return code, rate

    def minutes(self, text: str) -> tuple[int, float]:
        """Read `A=8`."""
        letter, minutes = pair(text, 0.1, LONGEST_VISIT_MINUTES)
        return self._service(letter), minutes

    def _whole_day(self) -> Span:
        spans = [span for counter in self._counters for span in counter.open]
        if not spans:
            return span_of("00:00-24:00")
        return Span(min(each.opens for each in spans), max(each.closes for each in spans))

    def _numbers(self, text: str) -> list[int]:
        found = NUMBERS.fullmatch(text)
        if text == EVERY_COUNTER:
            return [each.number for each in self._counters]
        if found is None:
            service_id = self._service(text)
            return [each.number for each in self._counters if service_id in each.service_ids]
        asked = range(int(found[1]), int(found[2] or found[1]) + 1)
        numbers = [each.number for each in self._counters if each.number in asked]
        if len(numbers) < max(1, len(asked)):
            raise ValueError(f"counter {text} is not there ({self._known()})")
        return numbers

    def _known(self) -> str:
        numbers = sorted(each.number for each in self._counters)
        return f"{numbers[0]} to {numbers[-1]}" if numbers else "there is none"

    def _offered(self, text: str) -> tuple[Offer, ...]:
        found: dict[int, Offer] = {}
        for tier, services in enumerate(text.split("/")):
            for offer in (each for one in services.split(",") for each in self._offer(one, tier)):
                found.setdefault(offer.service_id, offer)
        return tuple(found.values())

    def _offer(self, text: str, tier: int) -> list[Offer]:
        found = OFFERED.fullmatch(text.strip())
        if found is None:
            raise ValueError(f"{text or 'nothing'} is not a service such as A, or A+10 in a tier")
        after = None if found[2] is None else number(found[2], 0.0, LONGEST_WAIT_MINUTES)
        every = self._services.values()
        ids = every if found[1] == EVERYTHING else [self._service(found[1])]
        return [Offer(service_id, tier, after) for service_id in ids]

    def _service(self, letter: str) -> int:
        known = letter.strip().upper()
        if known not in self._services:
            raise ValueError(f"{letter} is not a service here ({', '.join(self._services)})")
        return self._services[known]
