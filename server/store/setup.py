"""Writes what a set-up file says; rows that stay the same are not touched."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import text

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

PEOPLE_IN_SERVICE = text(
    "SELECT count(*) FROM ticket WHERE service_id = :id"
    " AND state IN ('waiting', 'called', 'serving', 'held')"
)
PEOPLE_AT_COUNTER = text(
    "SELECT count(*) FROM ticket WHERE counter_id = :id AND state IN ('called', 'serving')"
)
Values = Mapping[str, object]


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
        """Write a device and return its id."""
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

    def put_counter(self, branch_id: int, number: int, service_ids: frozenset[int]) -> int:
        """Write a counter with its services and return its id."""
        keys = {"branch_id": branch_id, "number": number}
        counter_id = self._put(_table(CounterRow), keys, {"active": True}, {"state": "closed"})
        links = _table(CounterServiceRow)
        of_counter = links.c.counter_id == counter_id
        query = sa.select(links.c.service_id).where(of_counter)
        if set(self._connection.execute(query).scalars()) != service_ids:
            self._connection.execute(links.delete().where(of_counter))
            for service_id in sorted(service_ids):
                row = {"counter_id": counter_id, "service_id": service_id}
                self._connection.execute(links.insert().values(row))
            self.changes += 1
        return counter_id

    def retire_services(self, branch_id: int, kept: set[int]) -> list[tuple[str, int]]:
        """Take the other services out of use; return those that cannot go: code and people."""
        return self._retire(_table(ServiceRow), "code", branch_id, kept, PEOPLE_IN_SERVICE)

    def retire_counters(self, branch_id: int, kept: set[int]) -> list[tuple[str, int]]:
        """Take the other counters out of use; return those that cannot go: number and people."""
        stuck = self._retire(_table(CounterRow), "number", branch_id, kept, PEOPLE_AT_COUNTER)
        counters = _table(CounterRow)
        empty = {"state": "closed", "clerk_id": None}
        gone = sa.and_(counters.c.branch_id == branch_id, sa.not_(counters.c.active))
        self._connection.execute(counters.update().where(gone).values(**empty))
        return stuck

    def retire_rest(
        self, branch_id: int, *, classes: set[int], users: set[int], devices: set[int]
    ) -> None:
        """Take the other priority classes, people and devices of the branch out of use."""
        self._retire(_table(PriorityClassRow), "code", branch_id, classes)
        self._retire(_table(UserRow), "username", branch_id, users)
        self._retire(_table(DeviceRow), "code", branch_id, devices)

    def _retire(
        self,
        table: sa.Table,
        name: str,
        branch_id: int,
        kept: set[int],
        people: sa.TextClause | None = None,
    ) -> list[tuple[str, int]]:
        query = sa.select(table.c.id, table.c[name]).where(
            table.c.branch_id == branch_id, table.c.active, table.c.id.not_in(kept)
        )
        stuck = []
        for row in self._connection.execute(query).all():
            count = people is not None and self._connection.execute(people, {"id": row.id}).scalar()
            if count:
                stuck.append((str(row[1]), count))
            self._connection.execute(
                table.update().where(table.c.id == row.id).values(active=False)
            )
            self.changes += 1
        return stuck

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
