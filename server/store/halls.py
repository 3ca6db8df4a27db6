"""Set-ups as the domain reads them, kept in memory until the next `setup_applied`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

import sqlalchemy as sa

from server.domain.errors import NotFound
from server.domain.events import Recorded, SetupApplied
from server.domain.hall import Branch, Counter, Hall, PriorityClass, Service
from server.domain.hours import Span, WeekHours
from server.domain.numbers import NumberRange
from server.store.columns import from_micros, to_micros
from server.store.sql import Sql, Wire
from server.store.tables import (
    BranchRow,
    CounterRow,
    CounterServiceRow,
    PriorityClassRow,
    ServiceRow,
)

SELECT_HEAD = Sql("SELECT seq, setup_seq, at FROM branch_head WHERE branch_id = :branch_id")
LOCK_HEAD = Sql(f"{SELECT_HEAD.text} FOR UPDATE")
ADVANCE_HEAD = Sql(
    "UPDATE branch_head SET seq = :seq, setup_seq = :setup_seq, at = :at"
    " WHERE branch_id = :branch_id"
)


@dataclass(frozen=True)
class Head:
    """The newest event of a branch, and the newest that set it up."""

    branch_id: int
    seq: int
    setup_seq: int
    at: datetime


class Heads:
    """The heads of the branches' logs."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def get(self, branch_id: int) -> Head:
        """Return where a branch's log stands. Raises NotFound."""
        return self._select(SELECT_HEAD, branch_id)

    def lock(self, branch_id: int) -> Head:
        """Return the same and keep other writers of the branch out until the end."""
        sqlite = self._wire.dialect == "sqlite"  # BEGIN IMMEDIATE has done it
        return self._select(SELECT_HEAD if sqlite else LOCK_HEAD, branch_id)

    def advance(self, head: Head, recorded: Sequence[Recorded]) -> None:
        """Move the head to the last of the recorded events."""
        setups = [item.seq for item in recorded if isinstance(item.event, SetupApplied)]
        self._wire.execute(
            ADVANCE_HEAD,
            {
                "branch_id": head.branch_id,
                "seq": recorded[-1].seq,
                "setup_seq": setups[-1] if setups else head.setup_seq,
                "at": to_micros(recorded[-1].at),
            },
        )

    def _select(self, statement: Sql, branch_id: int) -> Head:
        row = self._wire.execute(statement, {"branch_id": branch_id}).one_or_none()
        if row is None:
            raise NotFound(what="branch", id=branch_id)
        return Head(branch_id, row.seq, row.setup_seq, from_micros(row.at))


class Halls:
    """Remembers each branch's set-up for as long as its `setup_seq` stands."""

    def __init__(self) -> None:
        self._kept: dict[int, Hall] = {}

    def get(self, connection: sa.Connection, head: Head) -> Hall:
        """Return the set-up of a branch."""
        kept = self._kept.get(head.branch_id)
        if kept is None or kept.seq != head.setup_seq:
            kept = _load(connection, head)
            self._kept[head.branch_id] = kept
        return kept


def _load(connection: sa.Connection, head: Head) -> Hall:
    counters = {
        row.id: Counter(row.id, row.number, _service_ids(connection, row.id))
        for row in _active(connection, CounterRow, head.branch_id, "number")
    }
    return Hall(
        seq=head.setup_seq,
        branch=_branch(connection, head.branch_id),
        services={
            row.id: _service(row)
            for row in _active(connection, ServiceRow, head.branch_id, "place")
        },
        counters=counters,
        priority_classes={
            row.id: PriorityClass(row.id, row.code, row.names, row.rate, row.legal_reference)
            for row in _active(connection, PriorityClassRow, head.branch_id, "place")
        },
    )


def _active(connection: sa.Connection, table: Any, branch_id: int, order: str) -> Sequence[Any]:
    columns = table.__table__.c
    query = sa.select(columns).where(columns.branch_id == branch_id, columns.active)
    return connection.execute(query.order_by(columns[order])).all()


def _branch(connection: sa.Connection, branch_id: int) -> Branch:
    columns = BranchRow.__table__.c  # type: ignore[attr-defined]
    row = connection.execute(sa.select(columns).where(columns.id == branch_id)).one()
    return Branch(
        id=row.id,
        code=row.code,
        names=row.names,
        time_zone=row.time_zone,
        languages=tuple(row.languages),
        week=_week(row.week),
        ticker=row.ticker,
    )


def _week(stored: dict[str, list[list[str]]]) -> WeekHours:
    return {
        int(day): tuple(Span(time.fromisoformat(a), time.fromisoformat(b)) for a, b in spans)
        for day, spans in stored.items()
    }


def _service(row: Any) -> Service:
    return Service(
        id=row.id,
        code=row.code,
        names=row.names,
        color=row.color,
        numbers=NumberRange(row.letter, row.first_number, row.last_number),
        expected_minutes=row.expected_minutes,
    )


def _service_ids(connection: sa.Connection, counter_id: int) -> tuple[int, ...]:
    columns = CounterServiceRow.__table__.c  # type: ignore[attr-defined]
    query = sa.select(columns.service_id).where(columns.counter_id == counter_id)
    return tuple(connection.execute(query.order_by(columns.service_id)).scalars())
