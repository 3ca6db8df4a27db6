"""Writes a move of a ticket with its event: the one place where both meet."""

from server.domain.events import (
    TicketMoved,
    TicketMovedOn,
    TicketRejoined,
    TicketReopened,
    TicketTransferred,
)
from server.domain.periods import Ending
from server.domain.tickets import Ticket, TicketState
from server.operations.views import CallView
from server.operations.visit import call_view
from server.store.database import Transaction
from server.store.periods import Close

# Moves whose target alone does not tell how the period before them ended.
ENDINGS: dict[type[TicketMoved], Ending] = {
    TicketTransferred: Ending.TRANSFERRED,
    TicketMovedOn: Ending.MOVED_ON,
    TicketRejoined: Ending.REJOINED,
    TicketReopened: Ending.REOPENED,
}


def record_move(
    tx: Transaction,
    event: type[TicketMoved],
    before: Ticket,
    after: Ticket,
    *,
    words: str = "",
    suspect: bool = False,
) -> CallView:
    """Save a moved ticket with its event and return how it stands now."""
    tx.tickets.save_move(after, tx.now, Close(suspect=suspect, ending=ENDINGS.get(event)))
    note_move(tx, event, before, after, words)
    return call_view(tx, after, tx.branch_hall, tx.now, None)


def note_move(
    tx: Transaction, event: type[TicketMoved], before: Ticket, after: Ticket, words: str = ""
) -> None:
    """Record the event of a move; the counter is the one it is at, or was at last."""
    desk = tx.counters.find(tx.branch_id, after.counter_id or before.counter_id)
    tx.record(
        event(
            ticket_id=after.id,
            number=after.number,
            service_id=after.service_id,
            state=after.state.value,
            counter_id=desk.counter_id if desk else None,
            counter_number=desk.number if desk else None,
            left_line=_line(before),
            joined_line=_line(after),
            was=before.state.value,
            was_service_id=before.service_id,
            priority_class_id=after.priority_class_id,
            was_priority_class_id=before.priority_class_id,
            was_line_at=before.line_at.isoformat(),
            words=words,
        )
    )


def _line(ticket: Ticket) -> int | None:
    return ticket.service_id if ticket.state is TicketState.WAITING else None
