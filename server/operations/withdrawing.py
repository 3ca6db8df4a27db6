"""A ticket is taken back: "wrong service" at the kiosk, or one that another one replaces."""

from datetime import datetime

from server.domain.errors import TooLateToWithdraw
from server.domain.events import TicketCancelled
from server.domain.moves import plainly
from server.domain.tickets import Action, Ticket, TicketState
from server.operations.acting import carry_out
from server.operations.issue_ticket import undo_until
from server.operations.once import Command
from server.operations.printing import withdraw_papers
from server.operations.record import note_move
from server.operations.views import WithdrawnView
from server.security.refusals import Forbidden
from server.store.accounts import Device
from server.store.database import Database, Transaction


def withdraw_ticket(
    db: Database, *, kiosk: Device, ticket_id: int, command: Command, now: datetime
) -> WithdrawnView:
    """Take back what a kiosk has just given.

    Raises TooLateToWithdraw, Forbidden, NotFound.  Source: rule V1.
    """

    def act(tx: Transaction) -> WithdrawnView:
        ticket = tx.tickets.get(kiosk.branch_id, ticket_id)
        if ticket.kiosk_id != kiosk.id:
            raise Forbidden
        until = undo_until(tx.branch_hall, ticket)
        if ticket.state is not TicketState.WAITING or tx.now > until:
            raise TooLateToWithdraw(state=ticket.state.value, until=until)
        after = take_back(tx, ticket, "withdrawn")
        return WithdrawnView(id=after.id, number=after.number, state=after.state)

    return carry_out(
        db, branch_id=kiosk.branch_id, command=command, now=now, kind=WithdrawnView, act=act
    )


def take_back(tx: Transaction, ticket: Ticket, words: str) -> Ticket:
    """Cancel a ticket as if it had not been taken: no paper, no count for its person."""
    after = plainly(ticket, Action.CANCEL)
    tx.tickets.save_move(after, tx.now)
    note_move(tx, TicketCancelled, ticket, after, words)
    tx.person_tickets.drop(ticket.id)
    withdraw_papers(tx, ticket.id)
    return after
