"""One hall as it is set up: what a branch offers, at which counters, to whom first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo

from server.domain import hours
from server.domain.errors import NotFound
from server.domain.identity import IdentityKind
from server.domain.numbers import NumberRange

Names = Mapping[str, str]
MAIN_PRINTER = "main"  # of an agent that names none
KIOSK_INCHES = 21.5
COMPLETED = "completed"  # the outcome of a hall that has set up none


class CounterState(StrEnum):
    """Whether somebody serves at a counter; PAUSED: a clerk sits there and takes no calls."""

    OPEN = "open"
    PAUSED = "paused"
    CLOSED = "closed"


class HoldScope(StrEnum):
    """Who may resume a held ticket: its own counter, or any of the hall."""

    COUNTER = "counter"
    HALL = "hall"


class Place(StrEnum):
    """Where a ticket joins a line."""

    FIRST = "first"
    BY_ARRIVAL = "by_arrival"
    LAST = "last"


class DeviceKind(StrEnum):
    """What a paired device may do."""

    KIOSK = "kiosk"
    DISPLAY = "display"
    AGENT = "agent"


class Role(StrEnum):
    """What a person may do."""

    CLERK = "clerk"
    SUPERVISOR = "supervisor"
    INSPECTOR = "inspector"
    ADMIN = "admin"


@dataclass(frozen=True)
class Rules:
    """What a hall decides for itself; minutes may be fractions (docs/setup.md).

    rest: a missed ticket is not offered again for so long; grace: it may come back within.
    undo: how long a kiosk takes a ticket back; idle: how long it waits for a finger; more: how long
    a visitor who asks for time is not called, most_delays times.
    """

    hard_cap_minutes: float = 90
    target_minutes: float = 20
    rest_minutes: float = 5
    grace_minutes: float = 60
    rejoin: str = Place.BY_ARRIVAL
    most_misses: int = 3
    most_recalls: int = 5
    services_per_ticket: int = 3
    undo_seconds: int = 20
    idle_seconds: int = 45
    more_minutes: float = 10
    most_delays: int = 2
    nightly_close: str = "03:00"


@dataclass(frozen=True)
class Choice:
    """One of a list that the hall has set up: an outcome, a reason to pause."""

    code: str
    names: Names


@dataclass(frozen=True)
class Group:
    """Services that a visitor finds together; parent: the code of the group it stands in."""

    code: str
    names: Names
    icon: str | None
    parent: str | None


@dataclass(frozen=True)
class Branch:
    """One hall."""

    id: int
    code: str
    names: Names
    time_zone: str
    languages: tuple[str, ...]
    week: hours.WeekHours
    ticker: Names
    closed_days: frozenset[date]
    rules: Rules
    outcomes: tuple[Choice, ...]
    pause_reasons: tuple[Choice, ...]
    groups: tuple[Group, ...] = ()

    @property
    def zone(self) -> ZoneInfo:
        """The branch's time zone."""
        return ZoneInfo(self.time_zone)

    def business_day(self, moment: datetime) -> date:
        """Return the branch's day at a moment."""
        return hours.business_day(moment, self.zone)

    def midnight(self, day: date) -> datetime:
        """Return when a business day begins."""
        return datetime.combine(day, time(0), self.zone)


@dataclass(frozen=True)
class Service:
    """What visitors come for.

    fee, place, in_charge: what it costs, where it is given and who is in charge, where set up.
    identity, per_person: what a visitor has to tell, and how many tickets a day that gives.
    """

    id: int
    code: str
    names: Names
    color: str
    numbers: NumberRange
    expected_minutes: float
    target_minutes: float
    documents: tuple[Names, ...] = ()
    daily_quota: int | None = None
    last_ticket: str | None = None
    group: str | None = None
    icon: str | None = None
    steps: tuple[Names, ...] = ()
    fee: Names | None = None
    place: Names | None = None
    in_charge: Names | None = None
    identity: IdentityKind = IdentityKind.NONE
    per_person: int | None = None


@dataclass(frozen=True)
class Offer:
    """A service at a counter: those of tier 0 first, lower ones as rule Q8 says."""

    service_id: int
    tier: int = 0
    after_minutes: float | None = None


@dataclass(frozen=True)
class Counter:
    """A numbered desk and the services it gives.

    offers: as set up; service_ids: those it really gives, since an express counter takes only
    visits that are expected to be short (rule Q11).
    """

    id: int
    number: int
    offers: tuple[Offer, ...]
    express_minutes: float | None
    service_ids: tuple[int, ...]


@dataclass(frozen=True)
class PriorityClass:
    """Who waits at which rate, and by which law."""

    id: int
    code: str
    names: Names
    rate: float
    legal_reference: str
    asks_proof: bool
    active: bool
    at_kiosk: bool = True


@dataclass(frozen=True)
class Closure:
    """Closed for one business day: a service, or (None) the whole hall."""

    id: int
    business_day: date
    service_id: int | None
    reason: str


@dataclass(frozen=True)
class Hall:
    """A branch with everything set up in it; `seq` is the event that set it up last.

    Priority classes out of use stay in, for the tickets that still have them.
    """

    seq: int
    branch: Branch
    services: Mapping[int, Service]
    counters: Mapping[int, Counter]
    priority_classes: Mapping[int, PriorityClass]
    closures: tuple[Closure, ...] = ()

    def service(self, service_id: int) -> Service:
        """Return a service of this hall. Raises NotFound."""
        if service_id not in self.services:
            raise NotFound(what="service", id=service_id)
        return self.services[service_id]

    def counter(self, counter_id: int) -> Counter:
        """Return a counter of this hall. Raises NotFound."""
        if counter_id not in self.counters:
            raise NotFound(what="counter", id=counter_id)
        return self.counters[counter_id]

    def priority_class(self, code: str) -> PriorityClass:
        """Return a priority class of this hall by its code. Raises NotFound."""
        for candidate in self.priority_classes.values():
            if candidate.code == code and candidate.active:
                return candidate
        raise NotFound(what="priority_class", code=code)

    def opening(self, moment: datetime) -> hours.Opening:
        """Return whether the hall is open at a moment, holidays and closures of the day counted."""
        closed = {each.business_day for each in self.closures if each.service_id is None}
        days = self.branch.closed_days | closed if closed else self.branch.closed_days
        return hours.opening(self.branch.week, self.branch.zone, moment, days)

    def issuing(self, service: Service, given_today: int, moment: datetime) -> hours.Issuing:
        """Return whether a ticket of a service is given at a moment."""
        limits = hours.Limits(service.last_ticket, service.daily_quota, given_today)
        day = self.branch.business_day(moment)
        reasons = {(each.service_id, each.business_day): each.reason for each in self.closures}
        found = hours.issuing(
            self.opening(moment),
            moment,
            self.branch.zone,
            limits,
            reasons.get((service.id, day)),
        )
        whole_day = reasons.get((None, day))
        if found.why == "hall_closed" and whole_day is not None:
            return replace(found, details={**found.details, "reason": whole_day})
        return found

    def open_spans(self, service: Service, days: Sequence[date]) -> list[tuple[datetime, datetime]]:
        """Return when a service gives tickets on some days, as far as the set-up tells."""
        closed = {each.business_day for each in self.closures if each.service_id is None}
        closed |= {each.business_day for each in self.closures if each.service_id == service.id}
        days_off = self.branch.closed_days | closed
        return hours.open_spans(
            self.branch.week, self.branch.zone, days, days_off, service.last_ticket
        )

    def outcome(self, code: str | None) -> str:
        """Return a known outcome; without a code, the hall's first. Raises NotFound."""
        if code is None:
            return next((each.code for each in self.branch.outcomes), COMPLETED)
        return _chosen(self.branch.outcomes, code, "outcome")

    def pause_reason(self, code: str) -> str:
        """Return a known reason to pause. Raises NotFound."""
        return _chosen(self.branch.pause_reasons, code, "pause_reason")


def express_takes(express_minutes: float | None, service: Service) -> bool:
    """Return whether a counter takes a service's visits at all (rule Q11)."""
    return express_minutes is None or service.expected_minutes <= express_minutes


def _chosen(choices: Sequence[Choice], code: str, what: str) -> str:
    if code not in [choice.code for choice in choices]:
        raise NotFound(what=what, code=code)
    return code
