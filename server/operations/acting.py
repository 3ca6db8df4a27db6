"""How the staff's actions run: once, in one transaction, on a ticket that is theirs to move."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from server.domain.errors import (
    CounterNeeded,
    CounterPaused,
    NotYourTicket,
    TicketInHand,
    WrongState,
)
from server.domain.hall import CounterState, HoldScope
from server.domain.tickets import IN_HAND, Ticket, TicketState
from server.operations.night import close_past_days
from server.operations.once import Command, once
from server.operations.views import CallView, View
from server.store.counters import Desk
from server.store.database import Database, Transaction

V = TypeVar("V", bound=View)
Act = Callable[[Transaction, Ticket], CallView]


@dataclass(frozen=True)
class Asker:
    """Who of the staff asks, in which hall; whoever supervises may move anybody's ticket."""

    branch_id: int
    user_id: int
    supervises: bool = False


def carry_out(
    db: Database,
    *,
    branch_id: int,
    command: Command,
    now: datetime,
    kind: type[V],
    act: Callable[[Transaction], V],
) -> V:
    """Carry a command out once, after the days that are over have been closed."""
    with db.transaction(branch_id, now=now, actor=command.actor) as tx:
        close_past_days(tx)
        return once(tx, command, kind, lambda: act(tx))


def with_ticket(
    db: Database, *, asker: Asker, ticket_id: int, command: Command, now: datetime, act: Act
) -> CallView:
    """Run an action, once, on a ticket that the asker may move.

    Raises NotFound, NotYourTicket, and what the action raises.
    """

    def guarded(tx: Transaction) -> CallView:
        ticket = tx.tickets.get(asker.branch_id, ticket_id)
        require_own(tx, asker, ticket)
        return act_telling_who(tx, ticket, act)

    return carry_out(
        db,
        branch_id=asker.branch_id,
        command=command,
        now=now,
        kind=CallView,
        act=guarded,
    )


def act_telling_who(tx: Transaction, ticket: Ticket, act: Act) -> CallView:
    """Run an action; a refusal for the ticket's state says who was there before (scenario 7)."""
    try:
        return act(tx, ticket)
    except WrongState as refusal:
        refusal.details.update(_where(tx, ticket))
        raise


def require_own(tx: Transaction, asker: Asker, ticket: Ticket) -> None:
    """Refuse a ticket at somebody else's counter. Raises NotYourTicket, with who has it."""
    if asker.supervises or ticket.state not in IN_HAND | {TicketState.HELD}:
        return
    desk = tx.counters.of_clerk(tx.branch_id, asker.user_id)
    at_hand = desk is not None and desk.counter_id == ticket.counter_id
    for_all = ticket.state is TicketState.HELD and ticket.held_for is HoldScope.HALL
    if not at_hand and not for_all:
        raise NotYourTicket(state=ticket.state.value, **_where(tx, ticket))


def require_seen_to(asker: Asker, ticket: Ticket) -> None:
    """Refuse one who waits, or whom somebody else brought to an end. Raises NotYourTicket."""
    at_a_counter = ticket.state in IN_HAND | {TicketState.HELD}  # whose it is has been looked at
    if not asker.supervises and not at_a_counter and ticket.clerk_id != asker.user_id:
        raise NotYourTicket(state=ticket.state.value)


def desk_of(tx: Transaction, clerk_id: int) -> Desk:
    """Return the counter where a clerk sits. Raises CounterNeeded."""
    desk = tx.counters.of_clerk(tx.branch_id, clerk_id)
    if desk is None:
        raise CounterNeeded
    return desk


def free_desk_of(tx: Transaction, clerk_id: int) -> Desk:
    """Return the clerk's counter when it may take a visitor.

    Raises CounterNeeded, CounterPaused, TicketInHand.
    """
    desk = desk_of(tx, clerk_id)
    if desk.state is CounterState.PAUSED:
        raise CounterPaused(counter_number=desk.number)
    refuse_in_hand(tx, desk)
    return desk


def refuse_in_hand(tx: Transaction, desk: Desk) -> None:
    """Raises TicketInHand when a counter still holds a called or serving ticket."""
    ticket = tx.tickets.in_hand(desk.counter_id)
    if ticket is not None:
        raise TicketInHand(
            ticket={"id": ticket.id, "number": ticket.number, "state": ticket.state.value}
        )


def _where(tx: Transaction, ticket: Ticket) -> dict[str, object]:
    desk = tx.counters.find(tx.branch_id, ticket.counter_id)
    if desk is None or ticket.state not in IN_HAND | {TicketState.HELD}:
        return {}
    return {"counter_number": desk.number, "clerk": desk.clerk_name}
