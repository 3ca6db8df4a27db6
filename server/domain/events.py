"""What happened, as facts in the past; docs/realtime.md lists what the screens hear of each."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import ClassVar

from server.domain.choose import Reason
from server.domain.hall import Offer
from server.domain.lobby import Look, Sound


@dataclass(frozen=True)
class Event:
    """A fact. Its fields are public, but for those named in `private`.

    changes_setup: after it, the hall has to be read anew; changes_plans: and displays their plan.
    """

    kind: ClassVar[str]
    private: ClassVar[frozenset[str]] = frozenset()
    changes_setup: ClassVar[bool] = False
    changes_plans: ClassVar[bool] = False

    def body(self) -> dict[str, object]:
        """Return all fields as plain data, for the log."""
        return asdict(self)

    def public(self) -> dict[str, object]:
        """Return the fields that every screen of the branch may see."""
        return {name: value for name, value in self.body().items() if name not in self.private}


@dataclass(frozen=True)
class TicketIssued(Event):
    """A visitor took a ticket; taken_at: when, where the log heard of it only later (L2).

    claimed_at: when the agent said it was taken, where that was not to be believed (L5).
    """

    kind: ClassVar[str] = "ticket_issued"
    private: ClassVar[frozenset[str]] = frozenset({"taken_at", "claimed_at"})
    ticket_id: int
    number: str
    service_id: int
    taken_at: str | None = None
    claimed_at: str | None = None


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
    recalls: int = 0


@dataclass(frozen=True)
class TicketRecalled(AtCounter):
    """The call was repeated; recalls: for the how manieth time."""

    kind: ClassVar[str] = "ticket_recalled"
    recalls: int


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
    """The visitor did not come; may_return: and may still come back (rule S5)."""

    kind: ClassVar[str] = "ticket_no_show"
    may_return: bool


@dataclass(frozen=True)
class TicketMoved(Event):
    """A ticket went from one place to another; what it `was`, its class and why stay in the log.

    left_line, joined_line: the service whose waiting line it left or joined.
    """

    private: ClassVar[frozenset[str]] = frozenset(
        {
            "was",
            "was_service_id",
            "priority_class_id",
            "was_priority_class_id",
            "was_line_at",
            "words",
        }
    )
    ticket_id: int
    number: str
    service_id: int
    state: str
    counter_id: int | None
    counter_number: int | None
    left_line: int | None
    joined_line: int | None
    was: str
    was_service_id: int
    priority_class_id: int
    was_priority_class_id: int
    was_line_at: str
    words: str = ""


@dataclass(frozen=True)
class TicketHeld(TicketMoved):
    """Parked at its counter, or for the whole hall."""

    kind: ClassVar[str] = "ticket_held"


@dataclass(frozen=True)
class TicketResumed(TicketMoved):
    """A held ticket is served again."""

    kind: ClassVar[str] = "ticket_resumed"


@dataclass(frozen=True)
class TicketReturned(TicketMoved):
    """A called ticket is back in its line."""

    kind: ClassVar[str] = "ticket_returned"


@dataclass(frozen=True)
class TicketRejoined(TicketMoved):
    """A missed visitor came back."""

    kind: ClassVar[str] = "ticket_rejoined"


@dataclass(frozen=True)
class TicketTransferred(TicketMoved):
    """It waits in another line of the hall."""

    kind: ClassVar[str] = "ticket_transferred"


@dataclass(frozen=True)
class TicketLeftHall(TicketMoved):
    """It was transferred to another hall."""

    kind: ClassVar[str] = "ticket_left_hall"


@dataclass(frozen=True)
class TicketJoinedHall(TicketMoved):
    """It was transferred here from another hall."""

    kind: ClassVar[str] = "ticket_joined_hall"


@dataclass(frozen=True)
class TicketMovedOn(TicketMoved):
    """One service of the visit is done; the next is served, or waited for."""

    kind: ClassVar[str] = "ticket_moved_on"


@dataclass(frozen=True)
class TicketCancelled(TicketMoved):
    """The visitor left, or was told to."""

    kind: ClassVar[str] = "ticket_cancelled"


@dataclass(frozen=True)
class TicketEnded(TicketMoved):
    """A supervisor ended another's service."""

    kind: ClassVar[str] = "ticket_ended"


@dataclass(frozen=True)
class TicketExpired(TicketMoved):
    """The nightly close ended it."""

    kind: ClassVar[str] = "ticket_expired"


@dataclass(frozen=True)
class TicketReopened(TicketMoved):
    """A slip of the hand was taken back."""

    kind: ClassVar[str] = "ticket_reopened"


@dataclass(frozen=True)
class TicketNoted(Event):
    """Something of the visit changed that only clerks see."""

    kind: ClassVar[str] = "ticket_noted"
    ticket_id: int
    number: str


@dataclass(frozen=True)
class TicketDelayed(Event):
    """The visitor asked for more time: not called for a while, with the place kept."""

    kind: ClassVar[str] = "ticket_delayed"
    ticket_id: int
    number: str
    service_id: int


@dataclass(frozen=True)
class CounterEvent(Event):
    """Something happened to a counter."""

    counter_id: int
    counter_number: int


@dataclass(frozen=True)
class CounterOpened(CounterEvent):
    """A clerk sat down."""

    kind: ClassVar[str] = "counter_opened"


@dataclass(frozen=True)
class CounterClosed(CounterEvent):
    """A clerk left."""

    kind: ClassVar[str] = "counter_closed"


@dataclass(frozen=True)
class CounterPaused(CounterEvent):
    """The counter takes no calls for a while; the reason stays in the clerk's log."""

    kind: ClassVar[str] = "counter_paused"
    private: ClassVar[frozenset[str]] = frozenset({"reason"})
    reason: str


@dataclass(frozen=True)
class CounterResumed(CounterEvent):
    """The counter takes calls again."""

    kind: ClassVar[str] = "counter_resumed"


@dataclass(frozen=True)
class CounterAssigned(CounterEvent):
    """The counter gives other services now; which ones stays in the log."""

    kind: ClassVar[str] = "counter_assigned"
    private: ClassVar[frozenset[str]] = frozenset({"offers", "express_minutes"})
    changes_setup: ClassVar[bool] = True
    offers: tuple[Offer, ...]
    express_minutes: float | None


@dataclass(frozen=True)
class HelpCalled(CounterEvent):
    """A clerk asks the supervisor to come."""

    kind: ClassVar[str] = "help_called"


@dataclass(frozen=True)
class HelpAnswered(CounterEvent):
    """A supervisor is on the way."""

    kind: ClassVar[str] = "help_answered"


@dataclass(frozen=True)
class HelpEnded(CounterEvent):
    """The help is over, or no longer needed."""

    kind: ClassVar[str] = "help_ended"


@dataclass(frozen=True)
class ClosureEvent(Event):
    """The hall, or one service, closes or opens again for today; the reason stays in the log."""

    private: ClassVar[frozenset[str]] = frozenset({"reason"})
    changes_setup: ClassVar[bool] = True
    service_id: int | None
    reason: str


@dataclass(frozen=True)
class ClosureBegun(ClosureEvent):
    """Closed for today."""

    kind: ClassVar[str] = "closure_begun"


@dataclass(frozen=True)
class ClosureEnded(ClosureEvent):
    """Open again."""

    kind: ClassVar[str] = "closure_ended"


@dataclass(frozen=True)
class DayClosed(Event):
    """The nightly close ended what was left of a business day."""

    kind: ClassVar[str] = "day_closed"
    business_day: str


@dataclass(frozen=True)
class PrintFailed(Event):
    """A paper did not come, or nobody knows whether it did; without a ticket: not a visitor's."""

    kind: ClassVar[str] = "print_failed"
    ticket_id: int | None
    number: str
    state: str
    reason: str
    kiosk_id: int | None


@dataclass(frozen=True)
class PaperQueued(Event):
    """Staff asked for a paper: printed again, or one that is no ticket."""

    kind: ClassVar[str] = "paper_queued"
    ticket_id: int | None
    number: str
    paper: str
    agent_id: int
    printer: str


@dataclass(frozen=True)
class PrinterChanged(Event):
    """A printer is in another state."""

    kind: ClassVar[str] = "printer_changed"
    agent_id: int
    printer: str
    state: str
    reason: str


@dataclass(frozen=True)
class TemplateChanged(Event):
    """A paper looks different from now on; what it looks like stays in the log as a digest.

    digest: '' when it is the built-in one again.
    """

    kind: ClassVar[str] = "template_changed"
    private: ClassVar[frozenset[str]] = frozenset({"digest"})
    name: str
    width: int | None
    service_id: int | None
    language: str | None
    digest: str


@dataclass(frozen=True)
class DisplayEvent(Event):
    """Something is to happen on one display."""

    changes_plans: ClassVar[bool] = True
    display_id: int


@dataclass(frozen=True)
class LookChanged(DisplayEvent):
    """A display looks or speaks differently from now on; how stays in the log."""

    kind: ClassVar[str] = "look_changed"
    private: ClassVar[frozenset[str]] = frozenset({"look"})
    look: Look


@dataclass(frozen=True)
class DisplayReloadAsked(DisplayEvent):
    """A display is to load its page again."""

    kind: ClassVar[str] = "display_reload_asked"


@dataclass(frozen=True)
class DisplayIdentifyAsked(DisplayEvent):
    """A display is to show which one it is."""

    kind: ClassVar[str] = "display_identify_asked"


@dataclass(frozen=True)
class SoundChanged(Event):
    """The hall sounds differently from now on; how stays in the log."""

    kind: ClassVar[str] = "sound_changed"
    changes_plans: ClassVar[bool] = True
    private: ClassVar[frozenset[str]] = frozenset({"sound"})
    sound: Sound


@dataclass(frozen=True)
class MediaChanged(Event):
    """A medium was added, changed or taken away; which one and what was done stays in the log."""

    kind: ClassVar[str] = "media_changed"
    changes_plans: ClassVar[bool] = True
    private: ClassVar[frozenset[str]] = frozenset({"medium_id", "deed", "name", "sha256"})
    medium_id: int
    deed: str
    name: str
    sha256: str | None


@dataclass(frozen=True)
class NoticeMade(Event):
    """A supervisor tells the lobby something; until: as ISO text."""

    kind: ClassVar[str] = "notice_made"
    notice_id: int
    texts: Mapping[str, str]
    spoken: bool
    shown: bool
    until: str | None


@dataclass(frozen=True)
class NoticeEnded(Event):
    """A notice was taken away."""

    kind: ClassVar[str] = "notice_ended"
    notice_id: int


@dataclass(frozen=True)
class SetupApplied(Event):
    """The hall's set-up changed; the digest of what was applied stays in the log."""

    kind: ClassVar[str] = "setup_applied"
    private: ClassVar[frozenset[str]] = frozenset({"digest"})
    changes_setup: ClassVar[bool] = True
    changes_plans: ClassVar[bool] = True
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
