"""What happened, as facts in the past; docs/realtime.md lists what the screens hear of each."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import ClassVar

from server.domain.choose import Reason


@dataclass(frozen=True)
class Event:
    """A fact. Its fields are public, but for those named in `private`."""

    kind: ClassVar[str]
    private: ClassVar[frozenset[str]] = frozenset()

    def body(self) -> dict[str, object]:
        """Return all fields as plain data, for the log."""
        return asdict(self)

    def public(self) -> dict[str, object]:
        """Return the fields that every screen of the branch may see."""
        return {name: value for name, value in self.body().items() if name not in self.private}


@dataclass(frozen=True)
class TicketIssued(Event):
    """A visitor took a ticket."""

    kind: ClassVar[str] = "ticket_issued"
    ticket_id: int
    number: str
    service_id: int


@dataclass(frozen=True)
class AtCounter(Event):
    """Something happened to a ticket at a counter."""

    ticket_id: int
    number: str
    service_id: int
    counter_id: int
    counter_number: int


@dataclass(frozen=True)
class TicketCalled(AtCounter):
    """A ticket was called to a counter; the reason stays in the log."""

    kind: ClassVar[str] = "ticket_called"
    private: ClassVar[frozenset[str]] = frozenset({"reason"})
    reason: Reason


@dataclass(frozen=True)
class TicketRecalled(AtCounter):
    """The call was repeated."""

    kind: ClassVar[str] = "ticket_recalled"


@dataclass(frozen=True)
class ServiceBegun(AtCounter):
    """The visitor is at the counter."""

    kind: ClassVar[str] = "service_begun"


@dataclass(frozen=True)
class TicketFinished(AtCounter):
    """The visitor was served."""

    kind: ClassVar[str] = "ticket_finished"


@dataclass(frozen=True)
class TicketNoShow(AtCounter):
    """The visitor did not come."""

    kind: ClassVar[str] = "ticket_no_show"


@dataclass(frozen=True)
class CounterOpened(Event):
    """A clerk sat down."""

    kind: ClassVar[str] = "counter_opened"
    counter_id: int
    counter_number: int


@dataclass(frozen=True)
class CounterClosed(Event):
    """A clerk left."""

    kind: ClassVar[str] = "counter_closed"
    counter_id: int
    counter_number: int


@dataclass(frozen=True)
class PrintFailed(Event):
    """A ticket's paper did not come, or nobody knows whether it did."""

    kind: ClassVar[str] = "print_failed"
    ticket_id: int
    number: str
    state: str
    reason: str
    kiosk_id: int | None


@dataclass(frozen=True)
class SetupApplied(Event):
    """The hall's set-up changed; the digest of what was applied stays in the log."""

    kind: ClassVar[str] = "setup_applied"
    private: ClassVar[frozenset[str]] = frozenset({"digest"})
    digest: str


@dataclass(frozen=True)
class Actor:
    """Who did it: a person, a device, or (both None) the command line."""

    user_id: int | None = None
    device_id: int | None = None


@dataclass(frozen=True)
class Recorded:
    """An event in its branch's order: `seq` has no gaps, `at` never goes backward."""

    branch_id: int
    seq: int
    at: datetime
    event: Event

    def public(self) -> Mapping[str, object]:
        """Return what every screen of the branch hears, but for the time, which the door writes."""
        return {
            "seq": self.seq,
            "kind": self.event.kind,
            "branch_id": self.branch_id,
            **self.event.public(),
        }


@dataclass(frozen=True)
class Committed:
    """What one transaction left on disk, and the agents (device ids) that have a job from it."""

    branch_id: int
    events: tuple[Recorded, ...]
    agent_ids: frozenset[int]
