"""Clerks' calls for the supervisor."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from server.domain.errors import NotFound
from server.store.columns import from_micros, to_micros
from server.store.sql import Sql, Wire

HELP_CALL = (
    "SELECT h.id, h.counter_id, c.number AS counter_number, h.clerk_id, k.name AS clerk, h.note,"
    " h.asked_at, h.answered_at, a.name AS answered_by, h.ended_at FROM help_call h"
    " JOIN counter c ON c.id = h.counter_id JOIN user_account k ON k.id = h.clerk_id"
    " LEFT JOIN user_account a ON a.id = h.answered_by_id"
)
SELECT_HELP = Sql(f"{HELP_CALL} WHERE h.branch_id = :branch_id AND h.id = :help_id")
SELECT_OPEN = Sql(
    f"{HELP_CALL} WHERE h.branch_id = :branch_id AND h.ended_at IS NULL ORDER BY h.id"
)
ADD_HELP = Sql(
    "INSERT INTO help_call (branch_id, counter_id, clerk_id, note, asked_at)"
    " VALUES (:branch_id, :counter_id, :clerk_id, :note, :now) RETURNING id"
)
ANSWER_HELP = Sql(
    "UPDATE help_call SET answered_at = :now, answered_by_id = :user_id WHERE id = :help_id"
)
END_HELP = Sql("UPDATE help_call SET ended_at = :now WHERE id = :help_id")


@dataclass(frozen=True)
class HelpCall:
    """A clerk asked the supervisor to come."""

    id: int
    counter_id: int
    counter_number: int
    clerk_id: int
    clerk: str
    note: str
    asked_at: datetime
    answered_at: datetime | None
    answered_by: str | None
    ended_at: datetime | None


class HelpCalls:
    """The calls for help of a database."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def get(self, branch_id: int, help_id: int) -> HelpCall:
        """Return a call for help of the branch. Raises NotFound."""
        values = {"branch_id": branch_id, "help_id": help_id}
        row = self._wire.execute(SELECT_HELP, values).one_or_none()
        if row is None:
            raise NotFound(what="help_call", id=help_id)
        return _help_call(row)

    def open(self, branch_id: int) -> Sequence[HelpCall]:
        """Return the calls that have not ended, oldest first."""
        rows = self._wire.execute(SELECT_OPEN, {"branch_id": branch_id})
        return [_help_call(row) for row in rows]

    def of_counter(self, branch_id: int, counter_id: int) -> HelpCall | None:
        """Return the open call of a counter."""
        return next((h for h in self.open(branch_id) if h.counter_id == counter_id), None)

    def add(
        self, branch_id: int, counter_id: int, clerk_id: int, note: str, now: datetime
    ) -> HelpCall:
        """Keep a new call."""
        values = {
            "branch_id": branch_id,
            "counter_id": counter_id,
            "clerk_id": clerk_id,
            "note": note,
            "now": to_micros(now),
        }
        return self.get(branch_id, self._wire.execute(ADD_HELP, values).scalar())

    def answer(self, help_id: int, user_id: int, now: datetime) -> None:
        """Note who comes."""
        values = {"help_id": help_id, "user_id": user_id, "now": to_micros(now)}
        self._wire.execute(ANSWER_HELP, values)

    def end(self, help_id: int, now: datetime) -> None:
        """Note that the help is over."""
        self._wire.execute(END_HELP, {"help_id": help_id, "now": to_micros(now)})


def _help_call(row: Any) -> HelpCall:
    return HelpCall(
        id=row.id,
        counter_id=row.counter_id,
        counter_number=row.counter_number,
        clerk_id=row.clerk_id,
        clerk=row.clerk,
        note=row.note,
        asked_at=from_micros(row.asked_at),
        answered_at=None if row.answered_at is None else from_micros(row.answered_at),
        answered_by=row.answered_by,
        ended_at=None if row.ended_at is None else from_micros(row.ended_at),
    )
