"""Writes what a set-up file says; rows that stay the same are not touched."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import text

from server.domain.hall import Offer
from server.store.tables import (
    BranchHeadRow,
    BranchRow,
    CounterRow,
    CounterServiceRow,
    DeviceRow,
    PriorityClassRow,
    ServiceRow,
    UserRow,
)

PEOPLE = (
    "SELECT count(*) FROM ticket WHERE {column} = :id"
    " AND state IN ('waiting', 'called', 'serving', 'held')"
)
PEOPLE_IN_SERVICE = text(PEOPLE.format(column="service_id"))
PEOPLE_IN_CLASS = text(PEOPLE.format(column="priority_class_id"))
PEOPLE_AT_COUNTER = text(PEOPLE.format(column="coalesce(for_counter_id, counter_id)"))
NUMBERED_TODAY = text(
    "SELECT id, code, letter, first_number, last_number FROM service WHERE id IN"
    " (SELECT DISTINCT numbered_by_id FROM ticket"
    "  WHERE branch_id = :branch_id AND business_day = :today)"
)
LOST_SEATS = text(
    "SELECT c.id, c.number FROM counter c JOIN user_account u ON u.id = c.clerk_id"
    " WHERE c.branch_id = :branch_id"
    " AND (NOT c.active OR NOT u.active OR u.role NOT IN ('clerk', 'supervisor'))"
)
NO_TOKENS = {"token_hash": None, "pairing_hash": None, "pairing_until": None}
Values = Mapping[str, object]


@dataclass(frozen=True)
class Stuck:
    """Something that cannot go out of use now: its name, and how many people are in it."""

    name: str
    people: int


@dataclass(frozen=True)
class NumberedService:
    """A service that has given a number today, with the numbers it gives."""

    code: str
    letter: str
    first_number: int
    last_number: int


class Setup:
    """The rows of the set-up; `changes` counts the rows written so far."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self.changes = 0

    def branch_id(self, code: str, now: datetime) -> int:
        """Return the id of a branch, made empty when it is new."""
        found = self.find_branch(code)
        if found is not None:
            return found
        names: Values = {"code": code, "names": {}, "ticker": {}}
        empty = {"time_zone": "UTC", "languages": [], "week": {}}
        branch_id = self._insert(_table(BranchRow), {**names, **empty})
        head = {"branch_id": branch_id, "seq": 0, "setup_seq": 0, "at": now}
        self._connection.execute(_table(BranchHeadRow).insert().values(head))
        return branch_id

    def find_branch(self, code: str) -> int | None:
        """Return the id of a branch, or None when there is none of that code."""
        columns = _table(BranchRow).c
        query = sa.select(columns.id).where(columns.code == code)
        return self._connection.execute(query).scalar_one_or_none()

    def branches(self) -> dict[str, int]:
        """Return the ids of all branches by code."""
        columns = _table(BranchRow).c
        rows = self._connection.execute(sa.select(columns.code, columns.id).order_by(columns.id))
        return {row.code: row.id for row in rows}

    def put_branch(self, branch_id: int, values: Values) -> None:
        """Write a branch's own fields."""
        self._put(_table(BranchRow), {"id": branch_id}, values)

    def put_service(self, branch_id: int, code: str, values: Values) -> int:
        """Write a service and return its id."""
        return self._put(_table(ServiceRow), {"branch_id": branch_id, "code": code}, values)

    def put_priority_class(self, branch_id: int, code: str, values: Values) -> int:
        """Write a priority class and return its id."""
        return self._put(_table(PriorityClassRow), {"branch_id": branch_id, "code": code}, values)

    def put_device(self, branch_id: int, code: str, values: Values) -> int:
        """Write a device and return its id; one that becomes another kind has to pair anew."""
        self._forget_tokens(branch_id, code, values["kind"])
        return self._put(_table(DeviceRow), {"branch_id": branch_id, "code": code}, values)

    def put_user(self, username: str, values: Values, first_password_hash: str) -> int:
        """Write a person and return the id; the password is set only when the person is new."""
        new = {"password_hash": first_password_hash}
        return self._put(_table(UserRow), {"username": username}, values, new)

    def branch_of_user(self, username: str) -> int | None:
        """Return the branch a person belongs to already, or None."""
        columns = _table(UserRow).c
        query = sa.select(columns.branch_id).where(columns.username == username)
        return self._connection.execute(query).scalar_one_or_none()

    def has_user(self, username: str) -> bool:
        """Return whether a person of that name is known."""
        columns = _table(UserRow).c
        query = sa.select(columns.id).where(columns.username == username)
        return self._connection.execute(query).first() is not None

    def put_counter(
        self,
        branch_id: int,
        number: int,
        offers: Collection[Offer],
        express_minutes: float | None,
    ) -> int:
        """Write a counter with its services and return its id."""
        keys = {"branch_id": branch_id, "number": number}
        values: Values = {"active": True, "express_minutes": express_minutes}
        new = {"state": "closed", "pause_reason": ""}
        counter_id = self._put(_table(CounterRow), keys, values, new)
        links = _table(CounterServiceRow)
        of_counter = links.c.counter_id == counter_id
        query = sa.select(links).where(of_counter)
        kept = {
            Offer(row.service_id, row.tier, row.after_minutes)
            for row in self._connection.execute(query)
        }
        if kept != set(offers):
            self._connection.execute(links.delete().where(of_counter))
            for offer in offers:
                row = {"counter_id": counter_id, **vars(offer)}
                self._connection.execute(links.insert().values(row))
            self.changes += 1
        return counter_id

    def retire_services(self, branch_id: int, kept: Collection[str]) -> list[Stuck]:
        """Take services of other codes out of use; return those with people in them."""
        return self._stuck(self._retire(ServiceRow, "code", branch_id, kept), PEOPLE_IN_SERVICE)

    def retire_classes(self, branch_id: int, kept: Collection[str]) -> list[Stuck]:
        """Take priority classes of other codes out of use; return those with people in them."""
        return self._stuck(self._retire(PriorityClassRow, "code", branch_id, kept), PEOPLE_IN_CLASS)

    def retire_counters(self, branch_id: int, kept: Collection[int]) -> list[Stuck]:
        """Take counters of other numbers out of use; return those with people at them."""
        return self._stuck(self._retire(CounterRow, "number", branch_id, kept), PEOPLE_AT_COUNTER)

    def retire_users(self, branch_id: int, kept: Collection[str]) -> None:
        """Take people of other names out of use."""
        self._retire(UserRow, "username", branch_id, kept)

    def retire_devices(self, branch_id: int, kept: Collection[str]) -> tuple[str, ...]:
        """Take devices of other codes out of use and return their codes.

        Their tokens never work again.
        """
        retired = self._retire(DeviceRow, "code", branch_id, kept)
        table = _table(DeviceRow)
        gone = sa.and_(table.c.branch_id == branch_id, sa.not_(table.c.active))
        self._connection.execute(table.update().where(gone).values(**NO_TOKENS))
        return tuple(str(row.code) for row in retired)

    def _forget_tokens(self, branch_id: int, code: str, kind: object) -> None:
        table = _table(DeviceRow)
        other = sa.and_(table.c.branch_id == branch_id, table.c.code == code, table.c.kind != kind)
        self._connection.execute(table.update().where(other).values(**NO_TOKENS))

    def numbered_today(self, branch_id: int, today: date) -> list[NumberedService]:
        """Return the services, also those out of use, that have given a number today."""
        values = {"branch_id": branch_id, "today": today.isoformat()}
        return [
            NumberedService(row.code, row.letter, row.first_number, row.last_number)
            for row in self._connection.execute(NUMBERED_TODAY, values)
        ]

    def free_letters(self, branch_id: int, letters: Mapping[str, str]) -> None:
        """Let services that change their letter (code to letter) give up the old one first."""
        table = _table(ServiceRow)
        query = sa.select(table.c.id, table.c.code, table.c.letter).where(
            table.c.branch_id == branch_id, table.c.active
        )
        for row in self._connection.execute(query).all():
            if letters.get(row.code, row.letter) != row.letter:
                parked = table.update().where(table.c.id == row.id).values(letter=f"~{row.id}")
                self._connection.execute(parked)

    def lost_seats(self, branch_id: int) -> list[tuple[int, int]]:
        """Return id and number of counters whose clerk, or which themselves, are out of use."""
        rows = self._connection.execute(LOST_SEATS, {"branch_id": branch_id})
        return [(row.id, row.number) for row in rows]

    def _retire(
        self, row_type: Any, name: str, branch_id: int, kept: Collection[Any]
    ) -> Sequence[Any]:
        table = _table(row_type)
        query = sa.select(table.c.id, table.c[name]).where(
            table.c.branch_id == branch_id, table.c.active, table.c[name].not_in(kept)
        )
        rows = self._connection.execute(query).all()
        for row in rows:
            retired = table.update().where(table.c.id == row.id).values(active=False)
            self._connection.execute(retired)
            self.changes += 1
        return rows

    def _stuck(self, rows: Sequence[Any], people: sa.TextClause) -> list[Stuck]:
        counted = [Stuck(str(row[1]), self._people(row.id, people)) for row in rows]
        return [stuck for stuck in counted if stuck.people]

    def _people(self, row_id: int, people: sa.TextClause) -> int:
        return int(self._connection.execute(people, {"id": row_id}).scalar_one())

    def _put(
        self, table: sa.Table, keys: Values, values: Values, only_new: Values | None = None
    ) -> int:
        match = sa.and_(*(table.c[name] == value for name, value in keys.items()))
        row = self._connection.execute(sa.select(table).where(match)).mappings().one_or_none()
        if row is None:
            return self._insert(table, {**keys, **values, **(only_new or {})})
        if any(row[name] != value for name, value in values.items()):
            self._connection.execute(table.update().where(match).values(**values))
            self.changes += 1
        row_id: int = row["id"]
        return row_id

    def _insert(self, table: sa.Table, values: Values) -> int:
        self.changes += 1
        key = self._connection.execute(table.insert().values(**values)).inserted_primary_key
        assert key is not None
        row_id: int = key[0]
        return row_id


def _table(row: Any) -> sa.Table:
    table: sa.Table = row.__table__
    return table
