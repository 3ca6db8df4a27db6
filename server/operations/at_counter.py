"""What a clerk does with the visitor in front: from the recall to the finish."""

from dataclasses import dataclass
from datetime import datetime

from server.domain.errors import ReasonNeeded
from server.domain.events import (
    AtCounter,
    ServiceBegun,
    TicketFinished,
    TicketHeld,
    TicketMovedOn,
    TicketNoShow,
    TicketRecalled,
    TicketResumed,
    TicketReturned,
)
from server.domain.hall import HoldScope, Place
from server.domain.moves import (
    Target,
    back_until,
    held,
    missed,
    moved_on,
    plainly,
    recalled,
    resumed,
    returned,
    transferred,
)
from server.domain.tickets import Action, Ticket
from server.operations.acting import Asker, free_desk_of, with_ticket
from server.operations.once import Command
from server.operations.record import record_move
from server.operations.views import CallView
from server.operations.visit import call_view
from server.store.database import Database, Transaction


@dataclass(frozen=True)
class Ending:
    """How a service came out: a code of the hall's outcomes (None: its first), and a note."""

    outcome: str | None = None
    note: str = ""


def recall(
    db: Database, *, asker: Asker, ticket_id: int, command: Command, now: datetime
) -> CallView:
    """Ring and show a called ticket again; neither its state nor its wait changes.

    Raises WrongState, NotYourTicket, NotFound, RecallsUsedUp.
    """

    def act(tx: Transaction, ticket: Ticket) -> CallView:
        again = recalled(ticket, tx.branch_hall.branch.rules)
        tx.tickets.save_call(again, tx.next_seq, tx.now)
        return _record(tx, again, TicketRecalled, recalls=again.recalls)

    return with_ticket(db, asker=asker, ticket_id=ticket_id, command=command, now=now, act=act)


def begin_service(
    db: Database, *, asker: Asker, ticket_id: int, command: Command, now: datetime
) -> CallView:
    """The visitor is at the counter: serving begins. Raises WrongState, NotYourTicket, NotFound."""

    def act(tx: Transaction, ticket: Ticket) -> CallView:
        return _save(tx, plainly(ticket, Action.BEGIN), ServiceBegun)

    return with_ticket(db, asker=asker, ticket_id=ticket_id, command=command, now=now, act=act)


def mark_no_show(
    db: Database, *, asker: Asker, ticket_id: int, command: Command, now: datetime
) -> CallView:
    """The visitor did not come. Raises WrongState, NotYourTicket, NotFound."""

    def act(tx: Transaction, ticket: Ticket) -> CallView:
        after = missed(ticket)
        tx.tickets.save_move(after, tx.now)
        back = back_until(after, tx.now, tx.branch_hall.branch.rules)
        return _record(tx, after, TicketNoShow, may_return=back is not None)

    return with_ticket(db, asker=asker, ticket_id=ticket_id, command=command, now=now, act=act)


def finish(
    db: Database,
    *,
    asker: Asker,
    ticket_id: int,
    ending: Ending,
    command: Command,
    now: datetime,
) -> CallView:
    """The service is done; a second one on the visit is begun, or waited for (rule S7).

    Raises WrongState, NotYourTicket, NotFound.
    """

    def act(tx: Transaction, ticket: Ticket) -> CallView:
        done = plainly(ticket, Action.FINISH)
        tx.visits.finish(ticket, tx.branch_hall.outcome(ending.outcome), tx.now)
        write_note(tx, asker, ticket, ending.note)
        next_id = _next_service(tx, done)
        if next_id is not None:
            return _go_on(tx, ticket, next_id)
        return _save(tx, done, TicketFinished)

    return with_ticket(db, asker=asker, ticket_id=ticket_id, command=command, now=now, act=act)


def return_to_line(
    db: Database,
    *,
    asker: Asker,
    ticket_id: int,
    priority_class: str | None,
    words: str,
    command: Command,
    now: datetime,
) -> CallView:
    """Put a called ticket back into its line; in another class when no proof was shown.

    A class that comes forward faster needs the reason in words (Q10).

    Raises WrongState, NotYourTicket, NotFound, ReasonNeeded.
    """

    def act(tx: Transaction, ticket: Ticket) -> CallView:
        hall = tx.branch_hall
        before = hall.priority_classes[ticket.priority_class_id]
        known = hall.priority_class(priority_class) if priority_class else before
        after = returned(ticket, known.id)
        if known.rate > before.rate and not words.strip():
            raise ReasonNeeded
        return record_move(tx, TicketReturned, ticket, after, words=words)

    return with_ticket(db, asker=asker, ticket_id=ticket_id, command=command, now=now, act=act)


def hold(
    db: Database,
    *,
    asker: Asker,
    ticket_id: int,
    scope: HoldScope,
    note: str,
    command: Command,
    now: datetime,
) -> CallView:
    """Park the visitor at this counter, or for the whole hall.

    Raises WrongState, NotYourTicket, NotFound.
    """

    def act(tx: Transaction, ticket: Ticket) -> CallView:
        after = held(ticket, scope)
        write_note(tx, asker, ticket, note)
        return record_move(tx, TicketHeld, ticket, after)

    return with_ticket(db, asker=asker, ticket_id=ticket_id, command=command, now=now, act=act)


def resume(
    db: Database, *, asker: Asker, ticket_id: int, command: Command, now: datetime
) -> CallView:
    """Go on serving a held visitor, at the clerk's own counter.

    Raises WrongState, NotYourTicket, NotFound, CounterNeeded, CounterPaused, TicketInHand.
    """

    def act(tx: Transaction, ticket: Ticket) -> CallView:
        plainly(ticket, Action.RESUME)  # refused for its state before anything else
        desk = free_desk_of(tx, asker.user_id)
        after = resumed(ticket, desk.counter_id, asker.user_id)
        return record_move(tx, TicketResumed, ticket, after)

    return with_ticket(db, asker=asker, ticket_id=ticket_id, command=command, now=now, act=act)


def write_note(tx: Transaction, asker: Asker, ticket: Ticket, text: str) -> None:
    """Keep a note of a visit, when there is one."""
    if text.strip():
        desk = tx.counters.of_clerk(tx.branch_id, asker.user_id)
        counter_id = desk.counter_id if desk else None
        tx.visits.write(ticket.id, asker.user_id, counter_id, text.strip(), tx.now)


def _next_service(tx: Transaction, ticket: Ticket) -> int | None:
    """Return what the visit is still here for; what it was to get in another hall stays open."""
    return next(
        (
            each.service_id
            for each in tx.visits.services(ticket)
            if each.finished_at is None and each.service_id in tx.branch_hall.services
        ),
        None,
    )


def _go_on(tx: Transaction, ticket: Ticket, service_id: int) -> CallView:
    """Begin the next service here when this counter gives it, else wait for it by arrival (S7)."""
    here = tx.branch_hall.counters.get(ticket.counter_id or 0)
    after = transferred(ticket, Target(service_id, place=Place.BY_ARRIVAL), tx.now)
    if here is not None and service_id in here.service_ids and _passes_nobody(tx, ticket, after):
        after = moved_on(ticket, service_id)
    return record_move(tx, TicketMovedOn, ticket, after)


def _passes_nobody(tx: Transaction, ticket: Ticket, waiting: Ticket) -> bool:
    """Tell whether a visitor may have the next service at once.

    What a clerk added belongs to the visit at the desk; a line that the visitor chose at the kiosk
    has people in it who came earlier.
    """
    added_at = tx.visits.added_at(ticket, waiting.service_id)
    return added_at > ticket.issued_at or tx.lines.ahead_of(waiting) == 0


def _save(tx: Transaction, ticket: Ticket, event: type[AtCounter]) -> CallView:
    tx.tickets.save_move(ticket, tx.now)
    return _record(tx, ticket, event)


def _record(tx: Transaction, ticket: Ticket, event: type[AtCounter], **more: object) -> CallView:
    assert ticket.counter_id is not None  # a ticket that was called knows where
    number = tx.counters.get(tx.branch_id, ticket.counter_id).number
    tx.record(event(ticket.id, ticket.number, ticket.service_id, ticket.counter_id, number, **more))
    return call_view(tx, ticket, tx.branch_hall, tx.now, None)
