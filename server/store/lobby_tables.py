"""The lobby's tables: displays, what plays on them, notices."""

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from server.domain.lobby import Layout, MediumKind, Wish
from server.store.columns import UtcTime, one_of
from server.store.tables import BRANCH, only_where


class DisplayLookRow(SQLModel, table=True):
    """How a display looks, where somebody chose; one a zone speaks. Lists are JSON."""

    __tablename__ = "display_look"
    __table_args__ = (
        sa.Index(
            "uq_display_look_speaking", "branch_id", "zone", unique=True, **only_where("speaks")
        ),
    )
    device_id: int = Field(primary_key=True, foreign_key="device.id")
    branch_id: int = Field(foreign_key=BRANCH)
    layout: Layout = Field(sa_type=one_of(Layout, "layout"), nullable=False)
    languages: str
    inches: float
    viewing_metres: float
    service_ids: str
    counter_id: int | None = Field(default=None, foreign_key="counter.id")
    zone: str = Field(max_length=64)
    speaks: bool


class DisplayStatusRow(SQLModel, table=True):
    """What a display said last of itself; `reported` is JSON."""

    __tablename__ = "display_status"
    device_id: int = Field(primary_key=True, foreign_key="device.id")
    seen_at: datetime = Field(sa_type=UtcTime, nullable=False)
    reported: str


class DisplayWishRow(SQLModel, table=True):
    """What a display was asked for last; `seq` is that of the event."""

    __tablename__ = "display_wish"
    device_id: int = Field(primary_key=True, foreign_key="device.id")
    wish: Wish = Field(sa_type=one_of(Wish, "wish"), primary_key=True)
    seq: int
    asked_at: datetime = Field(sa_type=UtcTime, nullable=False)


class MediumRow(SQLModel, table=True):
    """An image, a video or a slide; its file is kept by its SHA-256. Lists and texts are JSON."""

    __tablename__ = "medium"
    __table_args__ = (sa.Index("ix_medium_branch", "branch_id", **only_where("ended_at IS NULL")),)
    id: int | None = Field(default=None, primary_key=True)
    branch_id: int = Field(foreign_key=BRANCH)
    kind: MediumKind = Field(sa_type=one_of(MediumKind, "kind"), nullable=False)
    name: str = Field(max_length=120)
    texts: str
    mime: str | None = Field(default=None, max_length=64)
    bytes: int | None = Field(default=None, sa_type=sa.BigInteger)
    sha256: str | None = Field(default=None, max_length=64)
    seconds: int | None = Field(default=None)
    first_day: str | None = Field(default=None, max_length=10)
    last_day: str | None = Field(default=None, max_length=10)
    weekdays: str
    from_time: str | None = Field(default=None, max_length=5)
    until_time: str | None = Field(default=None, max_length=5)
    place: int
    sound: bool
    made_at: datetime = Field(sa_type=UtcTime, nullable=False)
    made_by_id: int = Field(foreign_key="user_account.id")
    ended_at: datetime | None = Field(default=None, sa_type=UtcTime, nullable=True)


class NoticeRow(SQLModel, table=True):
    """A supervisor's words to the lobby; `texts` is JSON, `seq` that of its event."""

    __tablename__ = "notice"
    __table_args__ = (sa.Index("ix_notice_branch", "branch_id", **only_where("ended_at IS NULL")),)
    id: int | None = Field(default=None, primary_key=True)
    branch_id: int = Field(foreign_key=BRANCH)
    seq: int
    texts: str
    spoken: bool
    shown: bool
    made_at: datetime = Field(sa_type=UtcTime, nullable=False)
    made_by_id: int = Field(foreign_key="user_account.id")
    until: datetime | None = Field(default=None, sa_type=UtcTime, nullable=True)
    ended_at: datetime | None = Field(default=None, sa_type=UtcTime, nullable=True)
