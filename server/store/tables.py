"""Every table. Times are `UtcTime`; JSON that only travels is kept as text."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from server.domain.hall import MAIN_PRINTER, CounterState, DeviceKind, HoldScope, Role
from server.domain.identity import IdentityKind
from server.domain.periods import PeriodKind
from server.domain.print_jobs import PaperKind, PrintState
from server.domain.printers import PrinterState
from server.domain.tickets import Channel, TicketState
from server.store.columns import UtcTime, one_of

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

Names = dict[str, str]
BRANCH = "branch.id"


def _names() -> Any:
    return Field(sa_type=sa.JSON, nullable=False)


def _json(empty: str) -> Any:
    return Field(sa_type=sa.JSON, nullable=False, sa_column_kwargs={"server_default": empty})


def _filled(value: str, **more: Any) -> Any:
    """Return a column that older rows fill with a plain value."""
    return Field(sa_column_kwargs={"server_default": sa.text(value)}, **more)


def only_where(condition: str) -> dict[str, Any]:
    """Return the keywords of an index that covers only some rows, on both databases."""
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


class BranchRow(SQLModel, table=True):
    """One hall; `parent_id` makes the tree of a city."""

    __tablename__ = "branch"
    id: int | None = Field(default=None, primary_key=True)
    parent_id: int | None = Field(default=None, foreign_key=BRANCH)
    code: str = Field(unique=True, max_length=64)
    names: Names = _names()
    time_zone: str = Field(max_length=64)
    languages: list[str] = Field(sa_type=sa.JSON, nullable=False)
    week: dict[str, list[list[str]]] = Field(sa_type=sa.JSON, nullable=False)
    ticker: Names = _names()
    holidays: list[dict[str, Any]] = _json("[]")
    rules: dict[str, Any] = _json("{}")
    outcomes: list[dict[str, Any]] = _json("[]")
    pause_reasons: list[dict[str, Any]] = _json("[]")
    service_groups: list[dict[str, Any]] = _json("[]")
    sound: dict[str, Any] = _json("{}")


class BranchHeadRow(SQLModel, table=True):
    """The newest event of a branch: the row its writers queue at.

    `closed_day`: the newest business day that the nightly close has ended, '' before the first.
    """

    __tablename__ = "branch_head"
    branch_id: int = Field(primary_key=True, foreign_key=BRANCH)
    seq: int
    setup_seq: int
    plan_seq: int = Field(sa_column_kwargs={"server_default": "0"})
    at: datetime = Field(sa_type=UtcTime, nullable=False)
    closed_day: str = Field(max_length=10, sa_column_kwargs={"server_default": ""})


class ServiceRow(SQLModel, table=True):
    """What visitors come for. Never deleted: a service taken out of the set-up is inactive.

    `place` orders the list; where the service is given stands in `place_names`. No names: {}.
    """

    __tablename__ = "service"
    __table_args__ = (
        sa.UniqueConstraint("branch_id", "code"),
        sa.Index("uq_service_letter", "branch_id", "letter", unique=True, **only_where("active")),
    )
    id: int | None = Field(default=None, primary_key=True)
    branch_id: int = Field(foreign_key=BRANCH)
    code: str = Field(max_length=64)
    names: Names = _names()
    letter: str = Field(max_length=4)
    first_number: int
    last_number: int
    color: str = Field(max_length=16)
    expected_minutes: float
    target_minutes: float | None = Field(default=None)
    documents: list[Names] = _json("[]")
    daily_quota: int | None = Field(default=None)
    last_ticket: str | None = Field(default=None, max_length=5)
    group_code: str | None = Field(default=None, max_length=64)
    icon: str | None = Field(default=None, max_length=32)
    steps: list[Names] = _json("[]")
    fee: Names = _json("{}")
    place_names: Names = _json("{}")
    in_charge: Names = _json("{}")
    identity: IdentityKind = Field(
        sa_type=one_of(IdentityKind, "identity"),
        nullable=False,
        sa_column_kwargs={"server_default": IdentityKind.NONE.value},
    )
    per_person: int | None = Field(default=None)
    place: int
    active: bool


class PriorityClassRow(SQLModel, table=True):
    """Who waits at which rate, and by which law."""

    __tablename__ = "priority_class"
    __table_args__ = (sa.UniqueConstraint("branch_id", "code"),)
    id: int | None = Field(default=None, primary_key=True)
    branch_id: int = Field(foreign_key=BRANCH)
    code: str = Field(max_length=64)
    names: Names = _names()
    rate: float
    legal_reference: str
    asks_proof: bool = _filled("FALSE")
    at_kiosk: bool = _filled("TRUE")
    place: int
    active: bool


class UserRow(SQLModel, table=True):
    """A person who logs in; without a branch: of the whole city."""

    __tablename__ = "user_account"
    id: int | None = Field(default=None, primary_key=True)
    branch_id: int | None = Field(default=None, foreign_key=BRANCH)
    username: str = Field(unique=True, max_length=64)
    name: str = Field(max_length=120)
    role: Role = Field(sa_type=one_of(Role, "role"), nullable=False)
    password_hash: str
    active: bool


class CounterRow(SQLModel, table=True):
    """A numbered desk, and who sits there now; `since`: in this state."""

    __tablename__ = "counter"
    __table_args__ = (
        sa.UniqueConstraint("branch_id", "number"),
        sa.Index("uq_counter_clerk", "clerk_id", unique=True, **only_where("clerk_id IS NOT NULL")),
    )
    id: int | None = Field(default=None, primary_key=True)
    branch_id: int = Field(foreign_key=BRANCH)
    number: int
    active: bool
    state: CounterState = Field(sa_type=one_of(CounterState, "state"), nullable=False)
    clerk_id: int | None = Field(default=None, foreign_key="user_account.id")
    since: datetime | None = Field(default=None, sa_type=UtcTime, nullable=True)
    pause_reason: str = Field(max_length=64, sa_column_kwargs={"server_default": ""})
    express_minutes: float | None = Field(default=None)


class CounterServiceRow(SQLModel, table=True):
    """Which services a counter gives; those of tier 0 first (rule Q8)."""

    __tablename__ = "counter_service"
    counter_id: int = Field(primary_key=True, foreign_key="counter.id")
    service_id: int = Field(primary_key=True, foreign_key="service.id")
    tier: int = _filled("0")
    after_minutes: float | None = Field(default=None)


class SeatPeriodRow(SQLModel, table=True):
    """One stretch of a clerk at a counter, open or paused: the clerk's log."""

    __tablename__ = "seat_period"
    __table_args__ = (
        sa.Index(
            "uq_seat_period_open", "counter_id", unique=True, **only_where("ended_at IS NULL")
        ),
        sa.Index("ix_seat_period_clerk", "clerk_id", "started_at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    branch_id: int = Field(foreign_key=BRANCH)
    counter_id: int = Field(foreign_key="counter.id")
    clerk_id: int = Field(foreign_key="user_account.id")
    state: CounterState = Field(sa_type=one_of(CounterState, "state"), nullable=False)
    reason: str = Field(max_length=64)
    note: str
    started_at: datetime = Field(sa_type=UtcTime, nullable=False)
    ended_at: datetime | None = Field(default=None, sa_type=UtcTime, nullable=True)


class HelpCallRow(SQLModel, table=True):
    """A clerk asked the supervisor to come."""

    __tablename__ = "help_call"
    __table_args__ = (
        sa.Index("uq_help_call_open", "counter_id", unique=True, **only_where("ended_at IS NULL")),
    )
    id: int | None = Field(default=None, primary_key=True)
    branch_id: int = Field(foreign_key=BRANCH)
    counter_id: int = Field(foreign_key="counter.id")
    clerk_id: int = Field(foreign_key="user_account.id")
    note: str
    asked_at: datetime = Field(sa_type=UtcTime, nullable=False)
    answered_at: datetime | None = Field(default=None, sa_type=UtcTime, nullable=True)
    answered_by_id: int | None = Field(default=None, foreign_key="user_account.id")
    ended_at: datetime | None = Field(default=None, sa_type=UtcTime, nullable=True)


class ClosureRow(SQLModel, table=True):
    """Closed for a business day; without a service: the whole hall."""

    __tablename__ = "closure"
    __table_args__ = (sa.Index("ix_closure_day", "branch_id", "business_day"),)
    id: int | None = Field(default=None, primary_key=True)
    branch_id: int = Field(foreign_key=BRANCH)
    business_day: str = Field(max_length=10)
    service_id: int | None = Field(default=None, foreign_key="service.id")
    reason: str
    user_id: int = Field(foreign_key="user_account.id")
    begun_at: datetime = Field(sa_type=UtcTime, nullable=False)
    ended_at: datetime | None = Field(default=None, sa_type=UtcTime, nullable=True)


class DeviceRow(SQLModel, table=True):
    """A screen or an agent; it holds a token, we hold the token's hash.

    A kiosk prints on the printer `printer_code` of the agent `printer_id`; `block` is the letter
    of its own numbers when the link is cut. `printers`: those of an agent. `seen_at`: when an agent
    last asked for work.
    """

    __tablename__ = "device"
    __table_args__ = (sa.UniqueConstraint("branch_id", "code"),)
    id: int | None = Field(default=None, primary_key=True)
    branch_id: int = Field(foreign_key=BRANCH)
    code: str = Field(max_length=64)
    kind: DeviceKind = Field(sa_type=one_of(DeviceKind, "kind"), nullable=False)
    printer_id: int | None = Field(default=None, foreign_key="device.id")
    printer_code: str | None = Field(default=None, max_length=64)
    printers: list[str] = _json("[]")
    inches: float | None = Field(default=None)
    block: str | None = Field(default=None, max_length=1)
    active: bool
    token_hash: str | None = Field(default=None, unique=True, max_length=64)
    pairing_hash: str | None = Field(default=None, unique=True, max_length=64)
    pairing_until: datetime | None = Field(default=None, sa_type=UtcTime, nullable=True)
    seen_at: datetime | None = Field(default=None, sa_type=UtcTime, nullable=True)


class TicketRow(SQLModel, table=True):
    """One visitor's number for one business day (`business_day` as ISO text).

    `line_at` orders the line: the arrival, or when the ticket joined at the end. `place` 0: put
    first. `not_before`: not called before then, after a miss or when the visitor asked for time.
    `block`: the kiosk's own series of numbers, '' for the service's. `kiosk_id`: where it was
    taken.
    """

    __tablename__ = "ticket"
    __table_args__ = (
        sa.UniqueConstraint("numbered_by_id", "business_day", "block", "ordinal"),
        # The heads of the lines, and nothing but the people who wait, are in this index.
        sa.Index(
            "ix_ticket_line",
            "service_id",
            "priority_class_id",
            "line_at",
            "id",
            **only_where("state = 'waiting' AND place = 1 AND for_counter_id IS NULL"),
        ),
        sa.Index(
            "ix_ticket_waiting",
            "service_id",
            "place",
            "line_at",
            "id",
            **only_where("state = 'waiting'"),
        ),
        # Few, each put there by somebody's decision: first in a line, or for one counter alone.
        sa.Index(
            "ix_ticket_placed",
            "branch_id",
            **only_where("state = 'waiting' AND (place = 0 OR for_counter_id IS NOT NULL)"),
        ),
        sa.Index(
            "ix_ticket_missed",
            "branch_id",
            "business_day",
            **only_where("state = 'no_show'"),
        ),
        sa.Index("ix_ticket_held", "branch_id", **only_where("state = 'held'")),
        # No counter ever holds two tickets.
        sa.Index(
            "uq_ticket_in_hand",
            "counter_id",
            unique=True,
            **only_where("state IN ('called', 'serving')"),
        ),
        # No number stands on two living tickets of a branch, also over midnight.
        sa.Index(
            "uq_ticket_alive_number",
            "branch_id",
            "number",
            unique=True,
            **only_where("state IN ('waiting', 'called', 'serving', 'held')"),
        ),
        sa.Index(
            "ix_ticket_clerk", "clerk_id", "business_day", **only_where("clerk_id IS NOT NULL")
        ),
        sa.Index(
            "ix_ticket_call",
            "branch_id",
            "business_day",
            "call_seq",
            **only_where("call_seq IS NOT NULL"),
        ),
        sa.Index(
            "ix_ticket_service_call",
            "service_id",
            "business_day",
            "call_seq",
            **only_where("call_seq IS NOT NULL"),
        ),
        sa.Index("ix_ticket_day", "branch_id", "business_day", "number"),
    )
    id: int | None = Field(default=None, primary_key=True)
    branch_id: int = Field(foreign_key=BRANCH)
    service_id: int = Field(foreign_key="service.id")
    numbered_by_id: int = Field(foreign_key="service.id")
    priority_class_id: int = Field(foreign_key="priority_class.id")
    business_day: str = Field(max_length=10)
    ordinal: int
    number: str = Field(max_length=16)
    state: TicketState = Field(sa_type=one_of(TicketState, "state"), nullable=False)
    language: str = Field(max_length=8)
    token: str = Field(unique=True, max_length=32)
    issued_at: datetime = Field(sa_type=UtcTime, nullable=False)
    counter_id: int | None = Field(default=None, foreign_key="counter.id")
    clerk_id: int | None = Field(default=None, foreign_key="user_account.id")
    recalls: int
    call_seq: int | None = Field(default=None)
    called_at: datetime | None = Field(default=None, sa_type=UtcTime, nullable=True)
    line_at: datetime = _filled("0", sa_type=UtcTime, nullable=False)
    place: int = _filled("1")
    for_counter_id: int | None = Field(default=None, foreign_key="counter.id")
    not_before: datetime | None = Field(default=None, sa_type=UtcTime, nullable=True)
    held_for: HoldScope | None = Field(
        default=None, sa_type=one_of(HoldScope, "held_for"), nullable=True
    )
    misses: int = _filled("0")
    channel: Channel = Field(
        sa_type=one_of(Channel, "channel"),
        nullable=False,
        sa_column_kwargs={"server_default": Channel.KIOSK.value},
    )
    block: str = Field(max_length=1, sa_column_kwargs={"server_default": ""})
    kiosk_id: int | None = Field(default=None, foreign_key="device.id")
    delays: int = _filled("0")


class PersonTicketRow(SQLModel, table=True):
    """Whose ticket it is, as a keyed hash that differs by service and day: for the day's limit.

    Gone when the business day is closed, or the ticket withdrawn.
    """

    __tablename__ = "person_ticket"
    __table_args__ = (
        sa.Index("ix_person_ticket_person", "person", "service_id", "business_day"),
        sa.Index("ix_person_ticket_ticket", "ticket_id"),
    )
    id: int | None = Field(default=None, primary_key=True)
    branch_id: int = Field(foreign_key=BRANCH)
    ticket_id: int = Field(foreign_key="ticket.id")
    service_id: int = Field(foreign_key="service.id")
    business_day: str = Field(max_length=10)
    person: str = Field(max_length=64)


class VisitServiceRow(SQLModel, table=True):
    """One service of a visit that has more than one, or one with its outcome."""

    __tablename__ = "visit_service"
    __table_args__ = (
        sa.UniqueConstraint("ticket_id", "service_id"),
        sa.Index("ix_visit_service_added", "service_id", "added_at"),
    )
    id: int | None = Field(default=None, primary_key=True)
    ticket_id: int = Field(foreign_key="ticket.id")
    service_id: int = Field(foreign_key="service.id")
    added_at: datetime = Field(sa_type=UtcTime, nullable=False)
    outcome: str | None = Field(default=None, max_length=64)
    finished_at: datetime | None = Field(default=None, sa_type=UtcTime, nullable=True)
    counter_id: int | None = Field(default=None, foreign_key="counter.id")
    clerk_id: int | None = Field(default=None, foreign_key="user_account.id")


class NoteRow(SQLModel, table=True):
    """What staff wrote about a visit; it travels with the ticket."""

    __tablename__ = "note"
    __table_args__ = (sa.Index("ix_note_ticket", "ticket_id"),)
    id: int | None = Field(default=None, primary_key=True)
    ticket_id: int = Field(foreign_key="ticket.id")
    user_id: int = Field(foreign_key="user_account.id")
    counter_id: int | None = Field(default=None, foreign_key="counter.id")
    at: datetime = Field(sa_type=UtcTime, nullable=False)
    text: str


class PeriodRow(SQLModel, table=True):
    """One stretch of a ticket's life: the log of waiting and serving.

    `ending`: the move that closed it. `target_seconds`: the wait that the service promised when the
    ticket was called. Empty in rows older than these columns.
    """

    __tablename__ = "period"
    __table_args__ = (
        sa.Index("uq_period_open", "ticket_id", unique=True, **only_where("ended_at IS NULL")),
        sa.Index("ix_period_ticket", "ticket_id"),
        sa.Index("ix_period_day", "branch_id", "business_day", "id"),
        sa.CheckConstraint("ended_at IS NULL OR ended_at >= started_at", name="forward"),
    )
    id: int | None = Field(default=None, primary_key=True)
    branch_id: int = Field(foreign_key=BRANCH)
    ticket_id: int = Field(foreign_key="ticket.id")
    business_day: str = Field(max_length=10)
    kind: PeriodKind = Field(sa_type=one_of(PeriodKind, "kind"), nullable=False)
    service_id: int = Field(foreign_key="service.id")
    counter_id: int | None = Field(default=None, foreign_key="counter.id")
    clerk_id: int | None = Field(default=None, foreign_key="user_account.id")
    started_at: datetime = Field(sa_type=UtcTime, nullable=False)
    ended_at: datetime | None = Field(default=None, sa_type=UtcTime, nullable=True)
    suspect: bool
    priority_class_id: int | None = Field(default=None, foreign_key="priority_class.id")
    ending: str = Field(max_length=16, sa_column_kwargs={"server_default": ""})
    target_seconds: int | None = Field(default=None)


class EventRow(SQLModel, table=True):
    """What happened, in the branch's order; `body` is JSON."""

    __tablename__ = "event"
    __table_args__ = (
        sa.Index("ix_event_ticket", "ticket_id", "seq", **only_where("ticket_id IS NOT NULL")),
    )
    branch_id: int = Field(primary_key=True, foreign_key=BRANCH)
    seq: int = Field(primary_key=True)
    at: datetime = Field(sa_type=UtcTime, nullable=False)
    kind: str = Field(max_length=32)
    ticket_id: int | None = Field(default=None)
    user_id: int | None = Field(default=None, foreign_key="user_account.id")
    device_id: int | None = Field(default=None, foreign_key="device.id")
    body: str


class AnswerRow(SQLModel, table=True):
    """The first answer to a command, by its request_id; `body` is JSON."""

    __tablename__ = "answer"
    branch_id: int = Field(primary_key=True, foreign_key=BRANCH)
    request_id: str = Field(primary_key=True, max_length=64)
    command: str = Field(max_length=120)
    at: datetime = Field(sa_type=UtcTime, nullable=False)
    body: str


class PrintJobRow(SQLModel, table=True):
    """A paper to print; that of a ticket is written with it. `slip` is JSON.

    `printer`: which of the agent's; `requested_by_id`: who of the staff asked for it.
    """

    __tablename__ = "print_job"
    __table_args__ = (
        sa.Index(
            "ix_print_job_open",
            "agent_id",
            "printer",
            "id",
            **only_where("state IN ('queued', 'taken')"),
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    branch_id: int = Field(foreign_key=BRANCH)
    kind: PaperKind = Field(
        sa_type=one_of(PaperKind, "kind"),
        nullable=False,
        sa_column_kwargs={"server_default": PaperKind.TICKET.value},
    )
    number: str = Field(max_length=32, sa_column_kwargs={"server_default": ""})
    ticket_id: int | None = Field(default=None, foreign_key="ticket.id")
    kiosk_id: int | None = Field(default=None, foreign_key="device.id")
    agent_id: int = Field(foreign_key="device.id")
    printer: str = Field(max_length=64, sa_column_kwargs={"server_default": MAIN_PRINTER})
    requested_by_id: int | None = Field(default=None, foreign_key="user_account.id")
    state: PrintState = Field(sa_type=one_of(PrintState, "state"), nullable=False)
    reason: str = Field(max_length=64)
    slip: str
    queued_at: datetime = Field(sa_type=UtcTime, nullable=False)
    changed_at: datetime = Field(sa_type=UtcTime, nullable=False)


class PrinterRow(SQLModel, table=True):
    """What an agent said last of one of its printers; `since`: in this state."""

    __tablename__ = "printer"
    agent_id: int = Field(primary_key=True, foreign_key="device.id")
    code: str = Field(primary_key=True, max_length=64)
    state: PrinterState = Field(sa_type=one_of(PrinterState, "state"), nullable=False)
    reason: str = Field(max_length=64)
    since: datetime = Field(sa_type=UtcTime, nullable=False)
    seen_at: datetime = Field(sa_type=UtcTime, nullable=False)


class TemplateRow(SQLModel, table=True):
    """A hall's own layout of a paper. `width` 0, `service_id` NULL, `language` '': for any."""

    __tablename__ = "template"
    __table_args__ = (
        sa.Index(
            "uq_template_of_hall",
            "branch_id",
            "name",
            "width",
            "language",
            unique=True,
            **only_where("service_id IS NULL"),
        ),
        sa.Index(
            "uq_template_of_service",
            "branch_id",
            "name",
            "width",
            "language",
            "service_id",
            unique=True,
            **only_where("service_id IS NOT NULL"),
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    branch_id: int = Field(foreign_key=BRANCH)
    name: PaperKind = Field(sa_type=one_of(PaperKind, "name"), nullable=False)
    width: int
    service_id: int | None = Field(default=None, foreign_key="service.id")
    language: str = Field(max_length=8)
    source: str
    changed_at: datetime = Field(sa_type=UtcTime, nullable=False)
    user_id: int = Field(foreign_key="user_account.id")
