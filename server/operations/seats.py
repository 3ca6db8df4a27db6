"""A clerk sits down at a counter, or leaves it."""

from datetime import datetime

from server.domain.errors import CounterTaken, TicketInHand
from server.domain.events import CounterClosed, CounterOpened
from server.domain.hall import CounterState
from server.operations.once import Command, once
from server.operations.views import SeatView
from server.store.counters import Desk
from server.store.database import Database, Transaction


def open_counter(
    db: Database, *, branch_id: int, clerk_id: int, counter_id: int, command: Command, now: datetime
) -> SeatView:
    """Seat the clerk at a counter; a counter they had before is closed. Nobody is called.

    Raises NotFound, CounterTaken, TicketInHand (at the counter before).
    """
    with db.transaction(branch_id, now=now, actor=command.actor) as tx:
        return once(tx, command, SeatView, lambda: _open(tx, clerk_id, counter_id))


def close_counter(
    db: Database,
    *,
    branch_id: int,
    clerk_id: int | None,
    counter_id: int,
    command: Command,
    now: datetime,
) -> SeatView:
    """Close the clerk's own counter; without a clerk, whoever's it is (a supervisor asks).

    Raises NotFound, CounterTaken, TicketInHand.
    """
    with db.transaction(branch_id, now=now, actor=command.actor) as tx:
        return once(tx, command, SeatView, lambda: _close(tx, clerk_id, counter_id))


def _open(tx: Transaction, clerk_id: int, counter_id: int) -> SeatView:
    desk = _desk(tx, counter_id)
    if desk.clerk_id not in (None, clerk_id):
        raise CounterTaken(clerk=desk.clerk_name, counter_number=desk.number)
    before = tx.counters.of_clerk(tx.branch_id, clerk_id)
    if before is not None and before.counter_id != counter_id:
        _leave(tx, before)
    if desk.clerk_id is None:
        tx.counters.seat(counter_id, clerk_id)
        tx.record(CounterOpened(counter_id, desk.number))
    return SeatView(counter_id=counter_id, counter_number=desk.number, state=CounterState.OPEN)


def _close(tx: Transaction, clerk_id: int | None, counter_id: int) -> SeatView:
    desk = _desk(tx, counter_id)
    if clerk_id is not None and desk.clerk_id not in (None, clerk_id):
        raise CounterTaken(clerk=desk.clerk_name, counter_number=desk.number)
    if desk.clerk_id is not None:
        _leave(tx, desk)
    return SeatView(counter_id=counter_id, counter_number=desk.number, state=CounterState.CLOSED)


def _leave(tx: Transaction, desk: Desk) -> None:
    held = tx.tickets.in_hand(desk.counter_id)
    if held is not None:
        raise TicketInHand(ticket={"id": held.id, "number": held.number, "state": held.state.value})
    tx.counters.seat(desk.counter_id, None)
    tx.record(CounterClosed(desk.counter_id, desk.number))


def _desk(tx: Transaction, counter_id: int) -> Desk:
    tx.branch_hall.counter(counter_id)
    return tx.counters.get(tx.branch_id, counter_id)
