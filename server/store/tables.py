"""Every table. Times are `UtcTime`; JSON that only travels is kept as text."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from server.domain.hall import CounterState, DeviceKind, Role
from server.domain.periods import PeriodKind
from server.domain.print_jobs import PrintState
from server.domain.tickets import TicketState
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


def _only_where(condition: str) -> dict[str, Any]:
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


class BranchHeadRow(SQLModel, table=True):
    """The newest event of a branch: the row its writers queue at."""

    __tablename__ = "branch_head"
    branch_id: int = Field(primary_key=True, foreign_key=BRANCH)
    seq: int
    setup_seq: int
    at: datetime = Field(sa_type=UtcTime, nullable=False)


class ServiceRow(SQLModel, table=True):
    """What visitors come for. Never deleted: a service taken out of the set-up is inactive."""

    __tablename__ = "service"
    __table_args__ = (
        sa.UniqueConstraint("branch_id", "code"),
        sa.Index("uq_service_letter", "branch_id", "letter", unique=True, **_only_where("active")),
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
    """A numbered desk, and who sits there now."""

    __tablename__ = "counter"
    __table_args__ = (
        sa.UniqueConstraint("branch_id", "number"),
        sa.Index(
            "uq_counter_clerk", "clerk_id", unique=True, **_only_where("clerk_id IS NOT NULL")
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    branch_id: int = Field(foreign_key=BRANCH)
    number: int
    active: bool
    state: CounterState = Field(sa_type=one_of(CounterState, "state"), nullable=False)
    clerk_id: int | None = Field(default=None, foreign_key="user_account.id")


class CounterServiceRow(SQLModel, table=True):
    """Which services a counter gives."""

    __tablename__ = "counter_service"
    counter_id: int = Field(primary_key=True, foreign_key="counter.id")
    service_id: int = Field(primary_key=True, foreign_key="service.id")


class DeviceRow(SQLModel, table=True):
    """A screen or an agent; it holds a token, we hold the token's hash.

    `seen_at`: when an agent last asked for work.
    """

    __tablename__ = "device"
    __table_args__ = (sa.UniqueConstraint("branch_id", "code"),)
    id: int | None = Field(default=None, primary_key=True)
    branch_id: int = Field(foreign_key=BRANCH)
    code: str = Field(max_length=64)
    kind: DeviceKind = Field(sa_type=one_of(DeviceKind, "kind"), nullable=False)
    printer_id: int | None = Field(default=None, foreign_key="device.id")
    active: bool
    token_hash: str | None = Field(default=None, unique=True, max_length=64)
    pairing_hash: str | None = Field(default=None, unique=True, max_length=64)
    pairing_until: datetime | None = Field(default=None, sa_type=UtcTime, nullable=True)
    seen_at: datetime | None = Field(default=None, sa_type=UtcTime, nullable=True)


class TicketRow(SQLModel, table=True):
    """One visitor's number for one business day (`business_day` as ISO text)."""

    __tablename__ = "ticket"
    __table_args__ = (
        sa.UniqueConstraint("numbered_by_id", "business_day", "ordinal"),
        # The heads of the lines, and nothing but the people who wait, are in this index.
        sa.Index(
            "ix_ticket_line",
            "service_id",
            "business_day",
            "priority_class_id",
            "issued_at",
            "id",
            **_only_where("state = 'waiting'"),
        ),
        # No counter ever holds two tickets.
        sa.Index(
            "uq_ticket_in_hand",
            "counter_id",
            unique=True,
            **_only_where("state IN ('called', 'serving')"),
        ),
        # No number stands on two living tickets of a branch's day.
        sa.Index(
            "uq_ticket_alive_number",
            "branch_id",
            "business_day",
            "number",
            unique=True,
            **_only_where("state IN ('waiting', 'called', 'serving', 'held')"),
        ),
        sa.Index(
            "ix_ticket_clerk", "clerk_id", "business_day", **_only_where("clerk_id IS NOT NULL")
        ),
        sa.Index(
            "ix_ticket_call",
            "branch_id",
            "business_day",
            "call_seq",
            **_only_where("call_seq IS NOT NULL"),
        ),
        sa.Index("ix_ticket_day", "branch_id", "business_day"),
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


class PeriodRow(SQLModel, table=True):
    """One stretch of a ticket's life: the log of waiting and serving."""

    __tablename__ = "period"
    __table_args__ = (
        sa.Index("uq_period_open", "ticket_id", unique=True, **_only_where("ended_at IS NULL")),
        sa.Index("ix_period_ticket", "ticket_id"),
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


class EventRow(SQLModel, table=True):
    """What happened, in the branch's order; `body` is JSON."""

    __tablename__ = "event"
    __table_args__ = (
        sa.Index("ix_event_ticket", "ticket_id", "seq", **_only_where("ticket_id IS NOT NULL")),
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
    """A paper to print, written with the ticket it belongs to; `slip` is JSON."""

    __tablename__ = "print_job"
    __table_args__ = (
        sa.Index(
            "ix_print_job_open",
            "agent_id",
            "id",
            **_only_where("state IN ('queued', 'taken')"),
        ),
    )
    id: int | None = Field(default=None, primary_key=True)
    branch_id: int = Field(foreign_key=BRANCH)
    ticket_id: int = Field(foreign_key="ticket.id")
    kiosk_id: int | None = Field(default=None, foreign_key="device.id")
    agent_id: int = Field(foreign_key="device.id")
    state: PrintState = Field(sa_type=one_of(PrintState, "state"), nullable=False)
    reason: str = Field(max_length=64)
    slip: str
    queued_at: datetime = Field(sa_type=UtcTime, nullable=False)
    changed_at: datetime = Field(sa_type=UtcTime, nullable=False)
