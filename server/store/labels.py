"""What the things in the figures are called, also those that are out of use."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from server.domain.hall import Names
from server.store.sql import Rows, Sql, Wire

SERVICES = Sql("SELECT id, code, names FROM service WHERE branch_id = :branch_id")
CLASSES = Sql("SELECT id, code, names FROM priority_class WHERE branch_id = :branch_id")
COUNTERS = Sql("SELECT id, number FROM counter WHERE branch_id = :branch_id")
CLERKS = Sql(
    "SELECT id, name FROM user_account WHERE id IN"
    " (SELECT clerk_id FROM seat_period WHERE branch_id = :branch_id) OR branch_id = :branch_id"
)
BRANCHES = Sql("SELECT id, code, names FROM branch ORDER BY id")


@dataclass(frozen=True)
class Label:
    """A code that stays, and names by language; a person has one name in every language."""

    code: str
    names: Names


class Labels:
    """The names of a database."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def branches(self) -> Mapping[int, Label]:
        """Return all halls."""
        return {row.id: Label(row.code, _names(row.names)) for row in self._rows(BRANCHES, 0)}

    def services(self, branch_id: int) -> Mapping[int, Label]:
        """Return a hall's services."""
        rows = self._rows(SERVICES, branch_id)
        return {row.id: Label(row.code, _names(row.names)) for row in rows}

    def classes(self, branch_id: int) -> Mapping[int, Label]:
        """Return a hall's priority classes."""
        rows = self._rows(CLASSES, branch_id)
        return {row.id: Label(row.code, _names(row.names)) for row in rows}

    def counters(self, branch_id: int) -> Mapping[int, Label]:
        """Return a hall's counters; the code is the number."""
        return {row.id: Label(str(row.number), {}) for row in self._rows(COUNTERS, branch_id)}

    def clerks(self, branch_id: int) -> Mapping[int, Label]:
        """Return who belongs to a hall or has sat in it; the code is the id."""
        rows = self._rows(CLERKS, branch_id)
        return {row.id: Label(str(row.id), {"": row.name}) for row in rows}

    def _rows(self, statement: Sql, branch_id: int) -> Rows:
        return self._wire.execute(statement, {"branch_id": branch_id})


def _names(stored: object) -> Names:
    """Return names as JSON keeps them: text on SQLite, read already on PostgreSQL."""
    found: Names = json.loads(stored) if isinstance(stored, str) else stored  # type: ignore[assignment]
    return found
