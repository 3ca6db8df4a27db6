"""One hall as it is set up: what a branch offers, at which counters, to whom first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from server.domain import hours
from server.domain.errors import NotFound
from server.domain.numbers import NumberRange

Names = Mapping[str, str]


class CounterState(StrEnum):
    """Whether somebody serves at a counter."""

    OPEN = "open"
    CLOSED = "closed"


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
class Branch:
    """One hall."""

    id: int
    code: str
    names: Names
    time_zone: str
    languages: tuple[str, ...]
    week: hours.WeekHours
    ticker: Names

    @property
    def zone(self) -> ZoneInfo:
        """The branch's time zone."""
        return ZoneInfo(self.time_zone)

    def business_day(self, moment: datetime) -> date:
        """Return the branch's day at a moment."""
        return hours.business_day(moment, self.zone)

    def opening(self, moment: datetime) -> hours.Opening:
        """Return whether the branch is open at a moment."""
        return hours.opening(self.week, self.zone, moment)


@dataclass(frozen=True)
class Service:
    """What visitors come for."""

    id: int
    code: str
    names: Names
    color: str
    numbers: NumberRange
    expected_minutes: float


@dataclass(frozen=True)
class Counter:
    """A numbered desk and the services it gives."""

    id: int
    number: int
    service_ids: tuple[int, ...]


@dataclass(frozen=True)
class PriorityClass:
    """Who waits at which rate, and by which law."""

    id: int
    code: str
    names: Names
    rate: float
    legal_reference: str
    active: bool


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
