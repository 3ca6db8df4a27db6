"""Who sits where. What a counter serves belongs to the set-up (`Hall`)."""

from dataclasses import dataclass
from typing import Any

from server.domain.hall import CounterState
from server.store.sql import Sql, Wire

DESK_COLUMNS = (
    "SELECT c.id, c.number, c.state, c.clerk_id, u.name AS clerk_name FROM counter c"
    " LEFT JOIN user_account u ON u.id = c.clerk_id"
)
SELECT_DESKS = Sql(f"{DESK_COLUMNS} WHERE c.branch_id = :branch_id AND c.active ORDER BY c.number")
SELECT_DESK = Sql(f"{DESK_COLUMNS} WHERE c.branch_id = :branch_id AND c.id = :counter_id")
SELECT_DESK_OF = Sql(f"{DESK_COLUMNS} WHERE c.branch_id = :branch_id AND c.clerk_id = :clerk_id")
SEAT = Sql("UPDATE counter SET state = :state, clerk_id = :clerk_id WHERE id = :counter_id")
OPEN_COUNTERS = Sql(
    "SELECT c.id, t.id AS ticket_id FROM counter c"
    " LEFT JOIN ticket t ON t.counter_id = c.id AND t.state IN ('called', 'serving')"
    " WHERE c.branch_id = :branch_id AND c.state = 'open'"
)


@dataclass(frozen=True)
class Desk:
    """A counter as it stands now."""

    counter_id: int
    number: int
    state: CounterState
    clerk_id: int | None
    clerk_name: str | None


@dataclass(frozen=True)
class DeskStates:
    """Ids of the counters that are open, and of those among them that hold no ticket."""

    open: frozenset[int]
    free: frozenset[int]


class Counters:
    """The counters of a database."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def all(self, branch_id: int) -> list[Desk]:
        """Return a branch's counters by number."""
        return [_desk(r) for r in self._wire.execute(SELECT_DESKS, {"branch_id": branch_id})]

    def get(self, branch_id: int, counter_id: int) -> Desk:
        """Return one counter that the set-up has named."""
        values = {"branch_id": branch_id, "counter_id": counter_id}
        return _desk(self._wire.execute(SELECT_DESK, values).one())

    def of_clerk(self, branch_id: int, clerk_id: int) -> Desk | None:
        """Return the counter where a clerk sits."""
        values = {"branch_id": branch_id, "clerk_id": clerk_id}
        row = self._wire.execute(SELECT_DESK_OF, values).one_or_none()
        return None if row is None else _desk(row)

    def seat(self, counter_id: int, clerk_id: int | None) -> None:
        """Open a counter for a clerk, or close it when there is none."""
        state = CounterState.CLOSED if clerk_id is None else CounterState.OPEN
        values = {"counter_id": counter_id, "clerk_id": clerk_id, "state": state.value}
        self._wire.execute(SEAT, values)

    def states(self, branch_id: int) -> DeskStates:
        """Return which counters of a branch are open, and which of these hold no ticket."""
        rows = self._wire.execute(OPEN_COUNTERS, {"branch_id": branch_id})
        return DeskStates(
            open=frozenset(row.id for row in rows),
            free=frozenset(row.id for row in rows if row.ticket_id is None),
        )


def _desk(row: Any) -> Desk:
    return Desk(row.id, row.number, CounterState(row.state), row.clerk_id, row.clerk_name)
