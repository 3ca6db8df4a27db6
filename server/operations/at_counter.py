"""What a clerk does with tickets: call, recall, begin, finish, no-show."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from server.domain.choose import Reason, pick_next
from server.domain.errors import CounterNeeded, NotYourTicket, TicketInHand
from server.domain.events import (
    AtCounter,
    ServiceBegun,
    TicketCalled,
    TicketFinished,
    TicketNoShow,
    TicketRecalled,
)
from server.domain.tickets import IN_HAND, Action, Ticket, move
from server.operations.once import Command, once
from server.operations.views import CallView
from server.operations.visit import call_view
from server.store.counters import Desk
from server.store.database import Database, Transaction

EVENT_OF: dict[Action, type[AtCounter]] = {
    Action.RECALL: TicketRecalled,
    Action.BEGIN: ServiceBegun,
    Action.FINISH: TicketFinished,
    Action.MARK_NO_SHOW: TicketNoShow,
}


def call_next(
    db: Database, *, branch_id: int, clerk_id: int, command: Command, now: datetime
) -> CallView:
    """Call the next ticket to the clerk's counter.

    Raises CounterNeeded, TicketInHand, QueueEmpty.
    """
    with db.transaction(branch_id, now=now, actor=command.actor) as tx:
        return once(tx, command, CallView, lambda: _call_next(tx, clerk_id))


def recall(
    db: Database, *, branch_id: int, clerk_id: int, ticket_id: int, command: Command, now: datetime
) -> CallView:
    """Ring and show a called ticket again; neither its state nor its wait changes.

    Raises WrongState, NotYourTicket, NotFound.
    """

    def act(tx: Transaction, ticket: Ticket) -> CallView:
        again = replace(ticket, state=move(ticket.state, Action.RECALL), recalls=ticket.recalls + 1)
        tx.tickets.save_call(again, tx.next_seq, tx.now)
        return _record(tx, again, TicketRecalled)

    return _with_own_ticket(db, branch_id, clerk_id, ticket_id, command, now, act)


def begin_service(
    db: Database, *, branch_id: int, clerk_id: int, ticket_id: int, command: Command, now: datetime
) -> CallView:
    """The visitor is at the counter: serving begins. Raises WrongState, NotYourTicket, NotFound."""
    return _move(db, branch_id, clerk_id, ticket_id, command, now, Action.BEGIN)


def finish(
    db: Database, *, branch_id: int, clerk_id: int, ticket_id: int, command: Command, now: datetime
) -> CallView:
    """The visitor was served. Raises WrongState, NotYourTicket, NotFound."""
    return _move(db, branch_id, clerk_id, ticket_id, command, now, Action.FINISH)


def mark_no_show(
    db: Database, *, branch_id: int, clerk_id: int, ticket_id: int, command: Command, now: datetime
) -> CallView:
    """The visitor did not come. Raises WrongState, NotYourTicket, NotFound."""
    return _move(db, branch_id, clerk_id, ticket_id, command, now, Action.MARK_NO_SHOW)


def _call_next(tx: Transaction, clerk_id: int) -> CallView:
    desk = _desk_of(tx, clerk_id)
    held = tx.tickets.in_hand(desk.counter_id)
    if held is not None:
        raise TicketInHand(ticket={"id": held.id, "number": held.number, "state": held.state.value})
    day = tx.branch_hall.branch.business_day(tx.now)
    head, reason = pick_next(tx.tickets.heads(tx.branch_id, desk.counter_id, day), tx.now)
    ticket = tx.tickets.get(tx.branch_id, head.ticket_id)
    called = replace(
        ticket,
        state=move(ticket.state, Action.CALL),
        counter_id=desk.counter_id,
        clerk_id=clerk_id,
    )
    tx.tickets.save_move(called, tx.now)
    tx.tickets.save_call(called, tx.next_seq, tx.now)
    return _record_call(tx, called, desk, reason)


def _record_call(tx: Transaction, ticket: Ticket, desk: Desk, reason: Reason) -> CallView:
    tx.record(
        TicketCalled(
            ticket.id, ticket.number, ticket.service_id, desk.counter_id, desk.number, reason
        )
    )
    return call_view(tx, ticket, tx.branch_hall, tx.now, reason)


def _move(
    db: Database,
    branch_id: int,
    clerk_id: int,
    ticket_id: int,
    command: Command,
    now: datetime,
    action: Action,
) -> CallView:
    def act(tx: Transaction, ticket: Ticket) -> CallView:
        moved = replace(ticket, state=move(ticket.state, action))
        tx.tickets.save_move(moved, tx.now)
        return _record(tx, moved, EVENT_OF[action])

    return _with_own_ticket(db, branch_id, clerk_id, ticket_id, command, now, act)


def _with_own_ticket(
    db: Database,
    branch_id: int,
    clerk_id: int,
    ticket_id: int,
    command: Command,
    now: datetime,
    act: Callable[[Transaction, Ticket], CallView],
) -> CallView:
    """Run an action on a ticket of the clerk's own counter, once."""

    def guarded() -> CallView:
        ticket = tx.tickets.get(branch_id, ticket_id)
        desk = tx.counters.of_clerk(branch_id, clerk_id)
        if ticket.state in IN_HAND and (desk is None or desk.counter_id != ticket.counter_id):
            raise NotYourTicket(state=ticket.state.value)
        return act(tx, ticket)

    with db.transaction(branch_id, now=now, actor=command.actor) as tx:
        return once(tx, command, CallView, guarded)


def _record(tx: Transaction, ticket: Ticket, event: type[AtCounter]) -> CallView:
    hall = tx.branch_hall
    assert ticket.counter_id is not None  # a ticket that was called knows where
    number = tx.counters.get(tx.branch_id, ticket.counter_id).number
    tx.record(event(ticket.id, ticket.number, ticket.service_id, ticket.counter_id, number))
    return call_view(tx, ticket, hall, tx.now, None)


def _desk_of(tx: Transaction, clerk_id: int) -> Desk:
    desk = tx.counters.of_clerk(tx.branch_id, clerk_id)
    if desk is None:
        raise CounterNeeded
    return desk
