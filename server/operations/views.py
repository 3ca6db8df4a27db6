"""What operations give back: the bodies of docs/api.md, kept word for word as first answers."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, PlainSerializer

from server.clock import iso
from server.domain.choose import Reason
from server.domain.estimate import Estimate
from server.domain.hall import CounterState, DeviceKind, Role
from server.domain.print_jobs import PrintState
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
    ended_at: Moment | None
    recalls: int
    wait_seconds: int
    way_seconds: int
    service_seconds: int
    reason: Reason | None


class SeatView(View):
    """A counter that was opened or closed."""

    counter_id: int
    counter_number: int
    state: CounterState


class JobReportView(View):
    """A print job after its agent's report."""

    id: int
    state: PrintState


class JobView(View):
    """A paper for an agent to print."""

    id: int
    number: str
    queued_at: Moment
    slip: Mapping[str, object]


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


class CounterView(View):
    """A counter as the lobby sees it."""

    id: int
    number: int
    state: CounterState
    service_ids: tuple[int, ...]


class RecentCallView(View):
    """A ticket called today, with its newest call or recall."""

    ticket_id: int
    number: str
    service_id: int
    counter_id: int | None
    counter_number: int | None
    state: TicketState
    called_at: Moment
    seq: int


class SnapshotView(View):
    """The whole public picture of a branch after event `seq`."""

    seq: int
    branch: BranchView
    services: tuple[ServiceLineView, ...]
    counters: tuple[CounterView, ...]
    calls: tuple[RecentCallView, ...]
    ticker: Mapping[str, str]


class DeskCounterView(View):
    """A counter as clerks see it: with the name of who sits there."""

    id: int
    number: int
    state: CounterState
    clerk: str | None
    service_ids: tuple[int, ...]


class WaitingView(View):
    """A ticket in a line."""

    id: int
    number: str
    priority_class: str
    issued_at: Moment


class LineView(View):
    """A line as its clerks see it: the first tickets by arrival."""

    service_id: int
    waiting: int
    oldest_at: Moment | None
    tickets: tuple[WaitingView, ...]


class DeskServiceView(View):
    """A service as clerks see it."""

    id: int
    code: str
    letter: str
    names: Mapping[str, str]
    color: str
    expected_minutes: float


class PriorityClassView(View):
    """A priority class by name."""

    code: str
    names: Mapping[str, str]


class TodayView(View):
    """A clerk's own figures of the business day; means leave suspect periods out."""

    served: int
    no_shows: int
    mean_wait_seconds: int | None
    mean_service_seconds: int | None


class DeskView(View):
    """Everything a clerk's screen shows."""

    seq: int
    user: UserView
    counter: CounterView | None
    ticket: CallView | None
    lines: tuple[LineView, ...]
    counters: tuple[DeskCounterView, ...]
    services: tuple[DeskServiceView, ...]
    priority_classes: tuple[PriorityClassView, ...]
    today: TodayView


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
