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

SELECT_END = Sql("SELECT seq, setup_seq, at FROM branch_head WHERE branch_id = :branch_id")
LOCK_END = Sql(f"{SELECT_END.text} FOR UPDATE")
ADVANCE_END = Sql(
    "UPDATE branch_head SET seq = :seq, setup_seq = :setup_seq, at = :at"
    " WHERE branch_id = :branch_id"
)


@dataclass(frozen=True)
class LogEnd:
    """The newest event of a branch, and the newest that set it up."""

    branch_id: int
    seq: int
    setup_seq: int
    at: datetime


class LogEnds:
    """Where the branches' logs end."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def get(self, branch_id: int) -> LogEnd:
        """Return where a branch's log stands. Raises NotFound."""
        return self._select(SELECT_END, branch_id)

    def lock(self, branch_id: int) -> LogEnd:
        """Return the same and keep other writers of the branch out until the end."""
        sqlite = self._wire.dialect == "sqlite"  # BEGIN IMMEDIATE has done it
        return self._select(SELECT_END if sqlite else LOCK_END, branch_id)

    def advance(self, end: LogEnd, recorded: Sequence[Recorded]) -> None:
        """Move the end to the last of the recorded events."""
        setups = [item.seq for item in recorded if isinstance(item.event, SetupApplied)]
        self._wire.execute(
            ADVANCE_END,
            {
                "branch_id": end.branch_id,
                "seq": recorded[-1].seq,
                "setup_seq": setups[-1] if setups else end.setup_seq,
                "at": to_micros(recorded[-1].at),
            },
        )

    def _select(self, statement: Sql, branch_id: int) -> LogEnd:
        row = self._wire.execute(statement, {"branch_id": branch_id}).one_or_none()
        if row is None:
            raise NotFound(what="branch", id=branch_id)
        return LogEnd(branch_id, row.seq, row.setup_seq, from_micros(row.at))


class Halls:
    """Remembers each branch's set-up for as long as its `setup_seq` stands."""

    def __init__(self) -> None:
        self._kept: dict[int, Hall] = {}

    def get(self, connection: sa.Connection, end: LogEnd) -> Hall:
        """Return the set-up of a branch."""
        kept = self._kept.get(end.branch_id)
        if kept is None or kept.seq != end.setup_seq:
            kept = _load(connection, end)
            self._kept[end.branch_id] = kept
        return kept


def _load(connection: sa.Connection, end: LogEnd) -> Hall:
    counters = {
        row.id: Counter(row.id, row.number, _service_ids(connection, row.id))
        for row in _active(connection, CounterRow, end.branch_id, "number")
    }
    return Hall(
        seq=end.setup_seq,
        branch=_branch(connection, end.branch_id),
        services={
            row.id: _service(row) for row in _active(connection, ServiceRow, end.branch_id, "place")
        },
        counters=counters,
        priority_classes={
            row.id: _priority_class(row)
            for row in _all(connection, PriorityClassRow, end.branch_id, "place")
        },
    )


def _all(connection: sa.Connection, table: Any, branch_id: int, order: str) -> Sequence[Any]:
    columns = table.__table__.c
    query = sa.select(columns).where(columns.branch_id == branch_id)
    return connection.execute(query.order_by(columns[order])).all()


def _active(connection: sa.Connection, table: Any, branch_id: int, order: str) -> list[Any]:
    return [row for row in _all(connection, table, branch_id, order) if row.active]


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


def _priority_class(row: Any) -> PriorityClass:
    return PriorityClass(row.id, row.code, row.names, row.rate, row.legal_reference, row.active)


def _service_ids(connection: sa.Connection, counter_id: int) -> tuple[int, ...]:
    columns = CounterServiceRow.__table__.c  # type: ignore[attr-defined]
    query = sa.select(columns.service_id).where(columns.counter_id == counter_id)
    return tuple(connection.execute(query.order_by(columns.service_id)).scalars())
