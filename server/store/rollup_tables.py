"""The tables of the figures: hours as they are counted, days added up (docs/reports.md)."""

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

BRANCH = "branch.id"


def _count() -> int:
    """Return a column of a sum."""
    count: int = Field(default=0, sa_type=sa.BigInteger, sa_column_kwargs={"server_default": "0"})
    return count


def _tokens() -> str:
    tokens: str = Field(default="", sa_column_kwargs={"server_default": ""})
    return tokens


class RollupRow(SQLModel, table=True):
    """One hour of a branch's business day: of a line, a desk, a seat, a queue, a way to a ticket.

    part: line (service, class), desk and seat (counter, clerk), queue (service, quarter of the
    day), `channel:kiosk`, `language:fa`. `waits`, `ways`, `services`: each time's bucket
    (`domain/histogram.py`). Micros: BIGINT of microseconds.
    """

    __tablename__ = "rollup"
    branch_id: int = Field(primary_key=True, foreign_key=BRANCH)
    business_day: str = Field(primary_key=True, max_length=10)
    part: str = Field(primary_key=True, max_length=24)
    hour: int = Field(primary_key=True)
    first_id: int = Field(primary_key=True)
    second_id: int = Field(primary_key=True)
    tickets: int = _count()
    stays: int = _count()
    calls: int = _count()
    served: int = _count()
    no_shows: int = _count()
    cancelled: int = _count()
    expired: int = _count()
    transferred: int = _count()
    misses: int = _count()
    holds: int = _count()
    returns: int = _count()
    suspect: int = _count()
    joined: int = _count()
    departed: int = _count()
    open_micros: int = _count()
    paused_micros: int = _count()
    pauses: int = _count()
    wait_count: int = _count()
    wait_micros: int = _count()
    wait_measured: int = _count()
    wait_within: int = _count()
    way_count: int = _count()
    way_micros: int = _count()
    service_count: int = _count()
    service_micros: int = _count()
    wait_most: int = _count()
    way_most: int = _count()
    service_most: int = _count()
    waits: str = _tokens()
    ways: str = _tokens()
    services: str = _tokens()


class RollupBlockRow(SQLModel, table=True):
    """The figures of 4^level business days, added up by one of the ways reports group them.

    `cells` is `pack_cells` of `domain/figures.py`. A block that is missing is read from smaller
    ones, or from the hours: it is a shortcut, never the only place of a figure.
    """

    __tablename__ = "rollup_block"
    branch_id: int = Field(primary_key=True, foreign_key=BRANCH)
    cube: str = Field(primary_key=True, max_length=16)
    level: int = Field(primary_key=True)
    number: int = Field(primary_key=True)
    cells: bytes
