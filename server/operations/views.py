"""What operations give back: the bodies of docs/api.md, kept word for word as first answers."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, PlainSerializer

from server.clock import iso
from server.domain.choose import Reason
from server.domain.estimate import Estimate
from server.domain.hall import CounterState, DeviceKind, HoldScope, Place, Role
from server.domain.print_jobs import PaperKind, PrintState
from server.domain.printers import PrinterState
from server.domain.tickets import TicketState

Moment = Annotated[datetime, PlainSerializer(iso, return_type=str)]


class View(BaseModel):
    """Plain data for a screen."""

    model_config = ConfigDict(frozen=True)


class TicketView(View):
    """A ticket, as the visitor who took it sees it."""

    id: int
    number: str
    service_id: int
    state: TicketState
    issued_at: Moment
    ahead: int
    estimate: Estimate | None
    prints: bool
    token: str
    phone_qr: str | None
    services: tuple[int, ...] = ()
    undo_until: Moment | None = None
    provisional: bool = False


class WithdrawnView(View):
    """A ticket that its visitor gave back at once."""

    id: int
    number: str
    state: TicketState


class NoteView(View):
    """What somebody of the staff wrote about a visit."""

    text: str
    at: Moment
    by: str
    counter_number: int | None


class VisitServiceView(View):
    """One service of a visit, and how it came out."""

    service_id: int
    outcome: str | None
    finished_at: Moment | None


class CallView(View):
    """A ticket in a clerk's hands. Times of the open period count up to the answer."""

    id: int
    number: str
    service_id: int
    state: TicketState
    counter_id: int | None
    counter_number: int | None
    priority_class: str
    language: str
    issued_at: Moment
    called_at: Moment | None
    begun_at: Moment | None
    held_at: Moment | None
    ended_at: Moment | None
    recalls: int
    misses: int
    held_for: HoldScope | None
    for_counter_id: int | None
    wait_seconds: int
    way_seconds: int
    service_seconds: int
    reason: Reason | None
    notes: tuple[NoteView, ...]
    services: tuple[VisitServiceView, ...]


class SeatView(View):
    """A counter that was opened or closed."""

    counter_id: int
    counter_number: int
    state: CounterState


class JobReportView(View):
    """A print job after its agent's report."""

    id: int
    state: PrintState


class JobTemplateView(View):
    """How a paper looks; source: None for the built-in template of that name."""

    name: PaperKind
    source: str | None


class JobView(View):
    """A paper for an agent to print, on one of its printers."""

    id: int
    number: str
    queued_at: Moment
    slip: Mapping[str, object]
    kind: PaperKind
    printer: str
    template: JobTemplateView


class TakenView(View):
    """What an agent has to print next, if anything."""

    job: JobView | None


class UserView(View):
    """A person who is logged in."""

    id: int
    username: str
    name: str
    role: Role
    branch_id: int | None


class DeviceView(View):
    """A paired device."""

    id: int
    code: str
    kind: DeviceKind
    branch_id: int


class BranchView(View):
    """The hall, and whether it is open."""

    id: int
    code: str
    names: Mapping[str, str]
    time_zone: str
    languages: tuple[str, ...]
    open: bool
    opens_at: Moment | None
    closes_at: Moment | None


class IssuingView(View):
    """Whether a ticket of a service can be taken now; `why` not, and until or from when."""

    open: bool
    why: str | None
    until: Moment | None
    opens_at: Moment | None


class ServiceLineView(View):
    """A service, the people who wait for it, and what a newcomer may expect."""

    id: int
    code: str
    letter: str
    names: Mapping[str, str]
    color: str
    waiting: int
    oldest_at: Moment | None
    open_counters: int
    estimate: Estimate | None
    issuing: IssuingView


class CounterView(View):
    """A counter as the lobby sees it."""

    id: int
    number: int
    state: CounterState
    service_ids: tuple[int, ...]


class RecentCallView(View):
    """A ticket that was called, with its newest call or recall; recalls: 0 for a call."""

    ticket_id: int
    number: str
    service_id: int
    counter_id: int | None
    counter_number: int | None
    state: TicketState
    called_at: Moment
    seq: int
    recalls: int


class DeskCounterView(View):
    """A counter as clerks see it: with the name of who sits there."""

    id: int
    number: int
    state: CounterState
    clerk: str | None
    service_ids: tuple[int, ...]


class DeskSeatView(CounterView):
    """The clerk's own counter."""

    since: Moment | None
    pause_reason: str
    express_minutes: float | None


class WaitingView(View):
    """A ticket in a line; resting_until: not called before then, since nobody came."""

    id: int
    number: str
    service_id: int
    priority_class: str
    issued_at: Moment
    place: Place
    for_counter_id: int | None
    resting_until: Moment | None


class LineView(View):
    """A line as its clerks see it: the first tickets in order."""

    service_id: int
    tier: int
    waiting: int
    oldest_at: Moment | None
    target_minutes: float
    tickets: tuple[WaitingView, ...]


class HeldView(View):
    """A parked visitor, and who parked them."""

    id: int
    number: str
    service_id: int
    priority_class: str
    held_at: Moment
    held_for: HoldScope
    counter_id: int | None
    counter_number: int | None
    clerk: str | None
    note: str


class MissedView(View):
    """A visitor who did not come; until: may come back, None when not any more."""

    id: int
    number: str
    service_id: int
    priority_class: str
    missed_at: Moment
    misses: int
    until: Moment | None


class FinishedView(View):
    """What a clerk has brought to an end; reopen_until: a slip can be taken back."""

    id: int
    number: str
    service_id: int
    state: TicketState
    outcome: str | None
    ended_at: Moment
    service_seconds: int
    reopen_until: Moment | None


class HelpView(View):
    """A clerk's call for the supervisor."""

    id: int
    counter_id: int
    counter_number: int
    clerk: str
    note: str
    asked_at: Moment
    answered_at: Moment | None
    answered_by: str | None
    ended_at: Moment | None


class ClosureView(View):
    """Closed for today: one service, or (None) the hall."""

    id: int
    business_day: date
    service_id: int | None
    reason: str
    ended_at: Moment | None


class StrandedView(View):
    """People whom no open counter can call; counter_id: they wait for that counter alone."""

    service_id: int
    counter_id: int | None
    waiting: int


class DeskServiceView(View):
    """A service as clerks see it."""

    id: int
    code: str
    letter: str
    names: Mapping[str, str]
    color: str
    expected_minutes: float
    target_minutes: float
    documents: tuple[Mapping[str, str], ...]


class PriorityClassView(View):
    """A priority class by name."""

    code: str
    names: Mapping[str, str]
    rate: float
    asks_proof: bool
    legal_reference: str


class ChoiceView(View):
    """An outcome, or a reason to pause."""

    code: str
    names: Mapping[str, str]


class TodayView(View):
    """A clerk's own figures of the business day; means leave suspect periods out."""

    served: int
    no_shows: int
    mean_wait_seconds: int | None
    mean_service_seconds: int | None
    paused_seconds: int


class DeskView(View):
    """Everything a clerk's screen shows."""

    seq: int
    user: UserView
    counter: DeskSeatView | None
    ticket: CallView | None
    lines: tuple[LineView, ...]
    directed: tuple[WaitingView, ...]
    held: tuple[HeldView, ...]
    missed: tuple[MissedView, ...]
    finished: tuple[FinishedView, ...]
    help: HelpView | None
    counters: tuple[DeskCounterView, ...]
    services: tuple[DeskServiceView, ...]
    priority_classes: tuple[PriorityClassView, ...]
    outcomes: tuple[ChoiceView, ...]
    pause_reasons: tuple[ChoiceView, ...]
    stranded: tuple[StrandedView, ...]
    most_recalls: int
    today: TodayView


class HallView(View):
    """A hall that somebody may look into."""

    id: int
    code: str
    names: Mapping[str, str]
    time_zone: str


class HallsView(View):
    """The halls that somebody may look into."""

    branches: tuple[HallView, ...]


class TargetServiceView(View):
    """A service that a visitor can be sent to."""

    id: int
    letter: str
    names: Mapping[str, str]
    color: str
    waiting: int


class TargetBranchView(View):
    """A hall that a visitor can be sent to."""

    id: int
    names: Mapping[str, str]
    services: tuple[TargetServiceView, ...]


class TargetsView(View):
    """Where visitors can be sent; one's own hall first."""

    branches: tuple[TargetBranchView, ...]


class OpenDayView(View):
    """A day on which a service is given; open_spans: from, to."""

    day: date
    open_spans: tuple[tuple[Moment, Moment], ...]


class OpenDaysView(View):
    """The days on which a service is given, as far as an appointment is made ahead."""

    days: tuple[OpenDayView, ...]


class BoardLineView(View):
    """A line as the supervisor sees it; late: how many wait past the target."""

    service_id: int
    waiting: int
    oldest_at: Moment | None
    target_minutes: float
    late: int
    open_counters: int
    issuing: IssuingView
    tickets: tuple[WaitingView, ...]


class OfferView(View):
    """A service at a counter, and when it is offered."""

    service_id: int
    tier: int
    after_minutes: float | None


class InHandView(View):
    """The ticket that a counter holds; since: in this state."""

    id: int
    number: str
    service_id: int
    priority_class: str
    state: TicketState
    since: Moment
    expected_minutes: float


class BoardCounterView(View):
    """A counter as the supervisor sees it; idle_since: open, and people wait whom it could call."""

    id: int
    number: int
    state: CounterState
    since: Moment | None
    pause_reason: str
    clerk_id: int | None
    clerk: str | None
    service_ids: tuple[int, ...]
    services: tuple[OfferView, ...]
    express_minutes: float | None
    ticket: InHandView | None
    idle_since: Moment | None
    could_serve: int


class ClerkView(View):
    """Somebody who may sit at a counter, and where they sit."""

    id: int
    name: str
    counter_number: int | None


class HallTodayView(View):
    """A hall's business day so far; within_target: the share of first waits, None without any."""

    issued: int
    waiting: int
    served: int
    no_shows: int
    cancelled: int
    mean_wait_seconds: int | None
    mean_service_seconds: int | None
    within_target: float | None


class TemplateView(View):
    """A hall's own template; None: for any width (dots), service or language."""

    name: PaperKind
    width: int | None
    service_id: int | None
    language: str | None
    source: str
    changed_at: Moment
    by: str


class BuiltInView(View):
    """A template that every hall has."""

    name: PaperKind
    source: str


class TemplatesView(View):
    """A hall's own templates, the built-in ones, and what one can be for."""

    templates: tuple[TemplateView, ...]
    built_in: tuple[BuiltInView, ...]
    services: tuple[DeskServiceView, ...]
    languages: tuple[str, ...]
    widths: tuple[int, ...]


class PrinterView(View):
    """A printer as the supervisor sees it; since: in this state, None when never heard of."""

    agent_id: int
    agent: str
    printer: str
    state: PrinterState
    reason: str
    since: Moment | None
    kiosks: tuple[str, ...]


class PrintersView(View):
    """The printers of a hall."""

    printers: tuple[PrinterView, ...]


class BoardView(View):
    """Everything a supervisor's live board shows."""

    seq: int
    now: Moment
    branch: BranchView
    closures: tuple[ClosureView, ...]
    help: tuple[HelpView, ...]
    stranded: tuple[StrandedView, ...]
    lines: tuple[BoardLineView, ...]
    counters: tuple[BoardCounterView, ...]
    held: tuple[HeldView, ...]
    missed: tuple[MissedView, ...]
    clerks: tuple[ClerkView, ...]
    services: tuple[DeskServiceView, ...]
    priority_classes: tuple[PriorityClassView, ...]
    pause_reasons: tuple[ChoiceView, ...]
    printers: tuple[PrinterView, ...]
    today: HallTodayView


class VisitView(View):
    """A visit as its visitor follows it from a phone; ahead: None unless waiting."""

    seq: int
    number: str
    state: TicketState
    hall: Mapping[str, str]
    service: Mapping[str, str]
    language: str
    counter_number: int | None
    ahead: int | None
    estimate: Estimate | None
    issued_at: Moment
    called_at: Moment | None
    may_leave: bool
    may_delay: bool
    delays_left: int
    alive: bool
    provisional: bool


class MeView(View):
    """Who the server takes the asker for."""

    devices: tuple[DeviceView, ...]
    user: UserView | None


class LoggedInView(View):
    """The person who has just logged in."""

    user: UserView


class PairedView(View):
    """The device that has just been paired; an agent gets its token, a screen gets a cookie."""

    device: DeviceView
    token: str | None


class TimeView(View):
    """The server's time."""

    now: Moment
