"""Touches whose answer nobody heard leave no ticket behind that is called in vain (L3)."""

from datetime import datetime

from server.domain.errors import NotFound
from server.domain.tickets import Ticket, TicketState
from server.operations.acting import carry_out
from server.operations.kiosk_views import TouchTicketView, TouchWithdrawnView
from server.operations.once import Command
from server.operations.views import TicketView
from server.operations.withdrawing import take_back
from server.store.accounts import Device
from server.store.database import Database, Transaction

NO_TICKET = "withdraw touch"  # what the touch's request_id names from then on


def withdraw_touch(
    db: Database, *, agent: Device, touch_id: str, command: Command, now: datetime
) -> TouchWithdrawnView:
    """Take back the ticket that a touch may have made, unless it is called already.

    The touch itself, should it still arrive, gets none. Raises NotFound, RequestIdReused.
    """

    def act(tx: Transaction) -> TouchWithdrawnView:
        unheard = unheard_ticket(tx, touch_id)
        if unheard is None:
            tx.answers.first(touch_id, NO_TICKET)  # refused when it named something else
        else:
            _require_of(tx, agent, unheard)
            unheard = take_back_waiting(tx, unheard, "unheard")
        view = TouchWithdrawnView(touch_id=touch_id, ticket=unheard and _view(unheard))
        if unheard is None or unheard.state is TicketState.CANCELLED:
            tx.answers.replace(touch_id, NO_TICKET, view.model_dump_json(), tx.now)
        return view

    return carry_out(
        db, branch_id=agent.branch_id, command=command, now=now, kind=TouchWithdrawnView, act=act
    )


def unheard_ticket(tx: Transaction, touch_id: str) -> Ticket | None:
    """Return the ticket that was made for a touch, if there is one."""
    body = tx.answers.issued(touch_id)
    if body is None:
        return None
    return tx.tickets.get(tx.branch_id, TicketView.model_validate_json(body).id)


def take_back_waiting(tx: Transaction, ticket: Ticket, words: str) -> Ticket:
    """Take a ticket back while it waits; whoever is called already is in a clerk's hands."""
    return take_back(tx, ticket, words) if ticket.state is TicketState.WAITING else ticket


def _require_of(tx: Transaction, agent: Device, ticket: Ticket) -> None:
    """Raises NotFound when a ticket is of no kiosk that prints on the agent."""
    kiosks = {kiosk.id for kiosk in tx.devices.printing_on(agent.id)}
    if ticket.kiosk_id not in kiosks:
        raise NotFound(what="ticket", id=ticket.id)


def _view(ticket: Ticket) -> TouchTicketView:
    return TouchTicketView(id=ticket.id, number=ticket.number, state=ticket.state)
