"""Who sits where, since when, and whether calls are taken; what a counter serves is `Hall`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from server.domain.hall import CounterState, Offer
from server.domain.stays import Sitting
from server.store.columns import from_micros, to_micros
from server.store.rollups import Rollups
from server.store.sql import Sql, Wire

DESK_COLUMNS = (
    "SELECT c.id, c.number, c.state, c.clerk_id, c.since, c.pause_reason, u.name AS clerk_name"
    " FROM counter c LEFT JOIN user_account u ON u.id = c.clerk_id"
)
SELECT_DESKS = Sql(f"{DESK_COLUMNS} WHERE c.branch_id = :branch_id AND c.active ORDER BY c.number")
SELECT_NUMBERS = Sql("SELECT id, number FROM counter WHERE branch_id = :branch_id")
SELECT_DESK = Sql(f"{DESK_COLUMNS} WHERE c.branch_id = :branch_id AND c.id = :counter_id")
SELECT_DESK_OF = Sql(f"{DESK_COLUMNS} WHERE c.branch_id = :branch_id AND c.clerk_id = :clerk_id")
SELECT_DESK_ANYWHERE = Sql(f"{DESK_COLUMNS} WHERE c.clerk_id = :clerk_id")
SEAT = Sql(
    "UPDATE counter SET state = :state, clerk_id = :clerk_id, since = :now,"
    " pause_reason = :reason WHERE id = :counter_id"
)
END_SEAT_PERIOD = Sql(
    "UPDATE seat_period SET ended_at = :now WHERE counter_id = :counter_id AND ended_at IS NULL"
    " RETURNING branch_id, counter_id, clerk_id, state, started_at, ended_at"
)
BEGIN_SEAT_PERIOD = Sql(
    "INSERT INTO seat_period (branch_id, counter_id, clerk_id, state, reason, note, started_at)"
    " SELECT branch_id, id, :clerk_id, :state, :reason, :note, :now FROM counter"
    " WHERE id = :counter_id"
)
PAUSED_MICROS = Sql(
    "SELECT sum(coalesce(ended_at, :now) - started_at) FROM seat_period"
    " WHERE clerk_id = :clerk_id AND started_at >= :since AND state = 'paused'"
)
OPEN_COUNTERS = Sql(
    "SELECT c.id, t.id AS ticket_id FROM counter c"
    " LEFT JOIN ticket t ON t.counter_id = c.id AND t.state IN ('called', 'serving')"
    " WHERE c.branch_id = :branch_id AND c.state = 'open'"
)
IN_HAND = Sql(
    "SELECT t.counter_id, t.id, p.started_at FROM counter c"
    " JOIN ticket t ON t.counter_id = c.id AND t.state IN ('called', 'serving')"
    " JOIN period p ON p.ticket_id = t.id AND p.ended_at IS NULL"
    " WHERE c.branch_id = :branch_id"
)
LAST_ENDED = Sql(
    "SELECT max(p.ended_at) FROM ticket t JOIN period p ON p.ticket_id = t.id"
    " WHERE t.clerk_id = :clerk_id AND p.counter_id = :counter_id AND p.ended_at >= :since"
    " AND p.kind IN ('called', 'serving')"
)
DROP_OFFERS = Sql("DELETE FROM counter_service WHERE counter_id = :counter_id")
ADD_OFFER = Sql(
    "INSERT INTO counter_service (counter_id, service_id, tier, after_minutes)"
    " VALUES (:counter_id, :service_id, :tier, :after_minutes)"
)
SET_EXPRESS = Sql("UPDATE counter SET express_minutes = :minutes WHERE id = :counter_id")


@dataclass(frozen=True)
class Desk:
    """A counter as it stands now; `since`: in this state, None when never opened."""

    counter_id: int
    number: int
    state: CounterState
    clerk_id: int | None
    clerk_name: str | None
    since: datetime | None
    pause_reason: str


@dataclass(frozen=True)
class DeskStates:
    """Ids of the counters that are open, and of those among them that hold no ticket."""

    open: frozenset[int]
    free: frozenset[int]


@dataclass(frozen=True)
class InHand:
    """A ticket that a counter holds, and since when it stands as it does."""

    ticket_id: int
    since: datetime


class Counters:
    """The counters of a database."""

    def __init__(self, wire: Wire, rollups: Rollups | None = None) -> None:
        self._wire = wire
        self._rollups = rollups

    def all(self, branch_id: int) -> list[Desk]:
        """Return a branch's counters by number."""
        return [_desk(r) for r in self._wire.execute(SELECT_DESKS, {"branch_id": branch_id})]

    def numbers(self, branch_id: int) -> dict[int, int]:
        """Return the numbers of a branch's counters by id, also of those that are no more."""
        rows = self._wire.execute(SELECT_NUMBERS, {"branch_id": branch_id})
        return {row.id: row.number for row in rows}

    def get(self, branch_id: int, counter_id: int) -> Desk:
        """Return one counter that the set-up has named."""
        values = {"branch_id": branch_id, "counter_id": counter_id}
        return _desk(self._wire.execute(SELECT_DESK, values).one())

    def find(self, branch_id: int, counter_id: int | None) -> Desk | None:
        """Return a counter of the branch, or None: a ticket may come from another hall's."""
        values = {"branch_id": branch_id, "counter_id": counter_id}
        row = self._wire.execute(SELECT_DESK, values).one_or_none()
        return None if row is None else _desk(row)

    def of_clerk(self, branch_id: int, clerk_id: int) -> Desk | None:
        """Return the counter where a clerk sits."""
        values = {"branch_id": branch_id, "clerk_id": clerk_id}
        row = self._wire.execute(SELECT_DESK_OF, values).one_or_none()
        return None if row is None else _desk(row)

    def anywhere(self, clerk_id: int) -> Desk | None:
        """Return the counter where a clerk sits, in whatever hall."""
        row = self._wire.execute(SELECT_DESK_ANYWHERE, {"clerk_id": clerk_id}).one_or_none()
        return None if row is None else _desk(row)

    def seat(self, counter_id: int, clerk_id: int, now: datetime) -> None:
        """Open a counter for a clerk, or take calls again after a pause."""
        self._change(counter_id, clerk_id, CounterState.OPEN, now)

    def pause(self, counter_id: int, clerk_id: int, reason: str, note: str, now: datetime) -> None:
        """Take no calls at a counter for a while."""
        self._change(counter_id, clerk_id, CounterState.PAUSED, now, reason, note)

    def leave(self, counter_id: int, now: datetime) -> None:
        """Close a counter."""
        self._change(counter_id, None, CounterState.CLOSED, now)

    def states(self, branch_id: int) -> DeskStates:
        """Return which counters of a branch are open, and which of these hold no ticket."""
        rows = self._wire.execute(OPEN_COUNTERS, {"branch_id": branch_id})
        return DeskStates(
            open=frozenset(row.id for row in rows),
            free=frozenset(row.id for row in rows if row.ticket_id is None),
        )

    def in_hand(self, branch_id: int) -> dict[int, InHand]:
        """Return what the counters of a branch hold, by counter."""
        rows = self._wire.execute(IN_HAND, {"branch_id": branch_id})
        return {row.counter_id: InHand(row.id, from_micros(row.started_at)) for row in rows}

    def free_since(self, desk: Desk) -> datetime | None:
        """Return since when an open counter without a ticket has had none."""
        if desk.since is None:
            return None
        values = {
            "counter_id": desk.counter_id,
            "clerk_id": desk.clerk_id,
            "since": to_micros(desk.since),
        }
        micros = self._wire.execute(LAST_ENDED, values).scalar()
        return desk.since if micros is None else from_micros(micros)

    def assign(
        self, counter_id: int, offers: Sequence[Offer], express_minutes: float | None
    ) -> None:
        """Let a counter give other services."""
        self._wire.execute(DROP_OFFERS, {"counter_id": counter_id})
        for offer in offers:
            self._wire.execute(ADD_OFFER, vars(offer) | {"counter_id": counter_id})
        values = {"counter_id": counter_id, "minutes": express_minutes}
        self._wire.execute(SET_EXPRESS, values)

    def paused_seconds(self, clerk_id: int, since: datetime, now: datetime) -> int:
        """Return for how long a clerk has paused since a moment."""
        values = {"clerk_id": clerk_id, "since": to_micros(since), "now": to_micros(now)}
        return round(float(self._wire.execute(PAUSED_MICROS, values).scalar() or 0) / 1_000_000)

    def _change(
        self,
        counter_id: int,
        clerk_id: int | None,
        state: CounterState,
        now: datetime,
        reason: str = "",
        note: str = "",
    ) -> None:
        """Write how a counter stands; the clerk's log moves with it."""
        values = {
            "counter_id": counter_id,
            "clerk_id": clerk_id,
            "state": state.value,
            "reason": reason,
            "now": to_micros(now),
        }
        self._wire.execute(SEAT, values)
        for ended in self._wire.execute(END_SEAT_PERIOD, values):
            assert self._rollups is not None  # who only reads moves nothing
            self._rollups.sit(Sitting(*ended))
        if clerk_id is not None:
            self._wire.execute(BEGIN_SEAT_PERIOD, values | {"note": note})


def _desk(row: Any) -> Desk:
    return Desk(
        counter_id=row.id,
        number=row.number,
        state=CounterState(row.state),
        clerk_id=row.clerk_id,
        clerk_name=row.clerk_name,
        since=None if row.since is None else from_micros(row.since),
        pause_reason=row.pause_reason,
    )
