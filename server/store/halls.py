"""Set-ups as the domain reads them, kept in memory until the next `setup_applied`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import sqlalchemy as sa

from server.domain.errors import NotFound
from server.domain.events import Recorded
from server.domain.hall import (
    Branch,
    Choice,
    Closure,
    Counter,
    Group,
    Hall,
    Offer,
    PriorityClass,
    Rules,
    Service,
    express_takes,
)
from server.domain.hours import Span, WeekHours
from server.domain.identity import IdentityKind
from server.domain.numbers import NumberRange
from server.languages.holidays import jalali_days
from server.store.columns import from_micros, to_micros
from server.store.sql import Sql, Wire
from server.store.tables import (
    BranchRow,
    ClosureRow,
    CounterRow,
    CounterServiceRow,
    PriorityClassRow,
    ServiceRow,
)

JALALI_YEARS = (1400, 1460)
SELECT_END = Sql(
    "SELECT seq, setup_seq, plan_seq, at, closed_day FROM branch_head WHERE branch_id = :branch_id"
)
SELECT_BRANCHES = Sql("SELECT id FROM branch ORDER BY id")
SET_CLOSED_DAY = Sql("UPDATE branch_head SET closed_day = :closed_day WHERE branch_id = :branch_id")
LOCK_END = Sql(f"{SELECT_END.text} FOR UPDATE")
ADVANCE_END = Sql(
    "UPDATE branch_head SET seq = :seq, setup_seq = :setup_seq, plan_seq = :plan_seq, at = :at"
    " WHERE branch_id = :branch_id"
)


@dataclass(frozen=True)
class LogEnd:
    """The newest event of a branch, the newest that set it up, the newest that changed plans.

    closed_day: the newest business day, as ISO text, that the nightly close has ended.
    """

    branch_id: int
    seq: int
    setup_seq: int
    plan_seq: int
    at: datetime
    closed_day: str


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
        setups = [item.seq for item in recorded if item.event.changes_setup]
        plans = [item.seq for item in recorded if item.event.changes_plans]
        self._wire.execute(
            ADVANCE_END,
            {
                "branch_id": end.branch_id,
                "seq": recorded[-1].seq,
                "setup_seq": setups[-1] if setups else end.setup_seq,
                "plan_seq": plans[-1] if plans else end.plan_seq,
                "at": to_micros(recorded[-1].at),
            },
        )

    def close_day(self, branch_id: int, day: date) -> None:
        """Note that the nightly close has ended a business day."""
        values = {"branch_id": branch_id, "closed_day": day.isoformat()}
        self._wire.execute(SET_CLOSED_DAY, values)

    def branch_ids(self) -> list[int]:
        """Return all branches."""
        return list(self._wire.execute(SELECT_BRANCHES, {}).scalars())

    def _select(self, statement: Sql, branch_id: int) -> LogEnd:
        row = self._wire.execute(statement, {"branch_id": branch_id}).one_or_none()
        if row is None:
            raise NotFound(what="branch", id=branch_id)
        at = from_micros(row.at)
        return LogEnd(branch_id, row.seq, row.setup_seq, row.plan_seq, at, row.closed_day)


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
    branch = _branch(connection, end.branch_id)
    services = {
        row.id: _service(row, branch.rules)
        for row in _active(connection, ServiceRow, end.branch_id, "place")
    }
    return Hall(
        seq=end.setup_seq,
        branch=branch,
        services=services,
        counters={
            row.id: _counter(row, _offers(connection, row.id), services)
            for row in _active(connection, CounterRow, end.branch_id, "number")
        },
        priority_classes={
            row.id: _priority_class(row)
            for row in _all(connection, PriorityClassRow, end.branch_id, "place")
        },
        closures=tuple(
            Closure(row.id, date.fromisoformat(row.business_day), row.service_id, row.reason)
            for row in _all(connection, ClosureRow, end.branch_id, "id")
            if row.ended_at is None
        ),
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
        closed_days=_closed_days(row.holidays),
        rules=Rules(**row.rules),
        outcomes=tuple(Choice(**each) for each in row.outcomes),
        pause_reasons=tuple(Choice(**each) for each in row.pause_reasons),
        groups=tuple(Group(**each) for each in row.service_groups),
    )


def _closed_days(holidays: Sequence[Mapping[str, Any]]) -> frozenset[date]:
    """Return the days off, those that come back each year for as long as we may live."""
    single = {date.fromisoformat(each["date"]) for each in holidays if "date" in each}
    yearly = (jalali_days(each["jalali"], *JALALI_YEARS) for each in holidays if "jalali" in each)
    return frozenset(single.union(*yearly))


def _week(stored: dict[str, list[list[str]]]) -> WeekHours:
    return {
        int(day): tuple(Span(time.fromisoformat(a), time.fromisoformat(b)) for a, b in spans)
        for day, spans in stored.items()
    }


def _service(row: Any, rules: Rules) -> Service:
    return Service(
        id=row.id,
        code=row.code,
        names=row.names,
        color=row.color,
        numbers=NumberRange(row.letter, row.first_number, row.last_number),
        expected_minutes=row.expected_minutes,
        target_minutes=row.target_minutes or rules.target_minutes,
        documents=tuple(row.documents),
        daily_quota=row.daily_quota,
        last_ticket=row.last_ticket,
        group=row.group_code,
        icon=row.icon,
        steps=tuple(row.steps),
        fee=row.fee or None,
        place=row.place_names or None,
        in_charge=row.in_charge or None,
        identity=IdentityKind(row.identity),
        per_person=row.per_person,
    )


def _counter(row: Any, offers: tuple[Offer, ...], services: Mapping[int, Service]) -> Counter:
    known = [offer for offer in offers if offer.service_id in services]
    return Counter(
        id=row.id,
        number=row.number,
        offers=offers,
        express_minutes=row.express_minutes,
        service_ids=tuple(
            offer.service_id
            for offer in known
            if express_takes(row.express_minutes, services[offer.service_id])
        ),
    )


def _priority_class(row: Any) -> PriorityClass:
    return PriorityClass(
        id=row.id,
        code=row.code,
        names=row.names,
        rate=row.rate,
        legal_reference=row.legal_reference,
        asks_proof=row.asks_proof,
        active=row.active,
        at_kiosk=row.at_kiosk,
    )


def _offers(connection: sa.Connection, counter_id: int) -> tuple[Offer, ...]:
    columns = CounterServiceRow.__table__.c  # type: ignore[attr-defined]
    query = sa.select(columns).where(columns.counter_id == counter_id)
    rows = connection.execute(query.order_by(columns.tier, columns.service_id))
    return tuple(Offer(row.service_id, row.tier, row.after_minutes) for row in rows)
