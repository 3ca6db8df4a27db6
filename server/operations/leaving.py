"""What becomes of a counter that nobody sits at any more."""

from dataclasses import replace

from server.domain.events import CounterClosed, HelpEnded, TicketHeld
from server.domain.hall import HoldScope
from server.operations.record import note_move
from server.store.counters import Desk
from server.store.database import Transaction


def leave_counter(tx: Transaction, desk: Desk) -> None:
    """Close a counter that holds nobody called or served.

    Whom it held for itself, any counter may resume from now on (rule S4); its call for help ends.
    """
    for ticket in tx.lines.held(tx.branch_id):
        if ticket.counter_id == desk.counter_id and ticket.held_for is HoldScope.COUNTER:
            freed = replace(ticket, held_for=HoldScope.HALL)
            tx.tickets.save_scope(freed)
            note_move(tx, TicketHeld, ticket, freed)
    help_call = tx.help_calls.of_counter(tx.branch_id, desk.counter_id)
    if help_call is not None:
        tx.help_calls.end(help_call.id, tx.now)
        tx.record(HelpEnded(desk.counter_id, desk.number))
    tx.counters.leave(desk.counter_id, tx.now)
    tx.record(CounterClosed(desk.counter_id, desk.number))
