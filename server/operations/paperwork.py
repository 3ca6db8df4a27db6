"""What a clerk writes down about a visit: a note, one more service."""

from datetime import datetime

from server.domain.errors import AlreadyAdded, WrongState
from server.domain.events import TicketNoted
from server.domain.tickets import Ticket, TicketState
from server.operations.acting import Asker, require_seen_to, with_ticket
from server.operations.at_counter import write_note
from server.operations.once import Command
from server.operations.views import CallView
from server.operations.visit import call_view
from server.store.database import Database, Transaction


def add_note(
    db: Database, *, asker: Asker, ticket_id: int, text: str, command: Command, now: datetime
) -> CallView:
    """Write a note that travels with the ticket. Raises NotYourTicket, NotFound."""

    def act(tx: Transaction, ticket: Ticket) -> CallView:
        require_seen_to(asker, ticket)
        write_note(tx, asker, ticket, text)
        return _noted(tx, ticket)

    return with_ticket(db, asker=asker, ticket_id=ticket_id, command=command, now=now, act=act)


def add_service(
    db: Database, *, asker: Asker, ticket_id: int, service_id: int, command: Command, now: datetime
) -> CallView:
    """Add a second service to the visit that is being served; it comes after this one (S7).

    Raises WrongState, AlreadyAdded, NotYourTicket, NotFound.
    """

    def act(tx: Transaction, ticket: Ticket) -> CallView:
        service = tx.branch_hall.service(service_id)
        if ticket.state is not TicketState.SERVING:
            raise WrongState(state=ticket.state.value, action="add_service")
        if any(each.service_id == service.id for each in tx.visits.services(ticket)):
            raise AlreadyAdded(service_id=service.id)
        tx.visits.add(ticket, service.id, tx.now)
        return _noted(tx, ticket)

    return with_ticket(db, asker=asker, ticket_id=ticket_id, command=command, now=now, act=act)


def _noted(tx: Transaction, ticket: Ticket) -> CallView:
    tx.record(TicketNoted(ticket.id, ticket.number))
    return call_view(tx, ticket, tx.branch_hall, tx.now, None)
