"""Tickets that go elsewhere: transfer, cancel, end, come back, take back a slip."""

from dataclasses import dataclass, replace
from datetime import datetime

from server.domain.errors import (
    AlreadyAdded,
    CounterCannotServe,
    NotFound,
    NotYourTicket,
    NowhereToGo,
    ReasonNeeded,
    TooLateToReopen,
)
from server.domain.events import (
    TicketCancelled,
    TicketEnded,
    TicketJoinedHall,
    TicketLeftHall,
    TicketRejoined,
    TicketReopened,
    TicketTransferred,
)
from server.domain.hall import Hall, Place
from server.domain.moves import Target, over, plainly, rejoined, reopened, transferred
from server.domain.periods import Ending
from server.domain.tickets import ALIVE, Action, Ticket, TicketState
from server.operations.acting import (
    Asker,
    act_telling_who,
    free_desk_of,
    require_own,
    with_ticket,
)
from server.operations.at_counter import write_note
from server.operations.issue_ticket import STANDARD
from server.operations.night import close_past_days
from server.operations.numbering import MARK, free_number
from server.operations.once import Command, once
from server.operations.record import note_move, record_move
from server.operations.views import CallView
from server.operations.visit import call_view
from server.store.database import Database, Transaction
from server.store.periods import Close


@dataclass(frozen=True)
class Transfer:
    """Where a visitor is sent, and what the next clerk should know."""

    service_id: int | None = None
    counter_id: int | None = None
    branch_id: int | None = None
    place: Place = Place.BY_ARRIVAL
    note: str = ""


def transfer(
    db: Database,
    *,
    asker: Asker,
    ticket_id: int,
    wish: Transfer,
    command: Command,
    now: datetime,
) -> CallView:
    """Send a visitor to another service, counter or hall: same number, original arrival (S6).

    Whoever does not join by arrival needs a note that says why (Q10); only a supervisor moves
    somebody who waits.

    Raises WrongState, NotYourTicket, NotFound, NowhereToGo, CounterCannotServe, ReasonNeeded.
    """
    if wish.branch_id is not None and wish.branch_id != asker.branch_id:
        return _to_other_hall(db, asker, ticket_id, wish, command, now)

    def act(tx: Transaction, ticket: Ticket) -> CallView:
        after = transferred(ticket, _target(tx.branch_hall, ticket, wish), tx.now)
        _require_right(asker, ticket, wish)
        if ticket.state is TicketState.WAITING and _same_line(ticket, after):
            raise NowhereToGo
        _change_service(tx, ticket, after)
        write_note(tx, asker, ticket, wish.note)
        return record_move(tx, TicketTransferred, ticket, after, words=wish.note)

    return with_ticket(db, asker=asker, ticket_id=ticket_id, command=command, now=now, act=act)


def cancel(
    db: Database, *, asker: Asker, ticket_id: int, words: str, command: Command, now: datetime
) -> CallView:
    """The visitor leaves the line, the counter or the hold.

    Raises WrongState, NotYourTicket, NotFound.
    """

    def act(tx: Transaction, ticket: Ticket) -> CallView:
        after = over(ticket, Action.CANCEL)
        if ticket.state is TicketState.WAITING and not asker.supervises:
            raise NotYourTicket(state=ticket.state.value)
        return record_move(tx, TicketCancelled, ticket, after, words=words)

    return with_ticket(db, asker=asker, ticket_id=ticket_id, command=command, now=now, act=act)


def end_service(
    db: Database, *, asker: Asker, ticket_id: int, words: str, command: Command, now: datetime
) -> CallView:
    """A supervisor ends what another clerk left open: done, and flagged (scenario 18).

    Raises WrongState, NotFound.
    """

    def act(tx: Transaction, ticket: Ticket) -> CallView:
        after = over(ticket, Action.END)
        tx.visits.finish(ticket, tx.branch_hall.outcome(None), tx.now)
        return record_move(tx, TicketEnded, ticket, after, words=words, suspect=True)

    return with_ticket(db, asker=asker, ticket_id=ticket_id, command=command, now=now, act=act)


def rejoin(
    db: Database, *, asker: Asker, ticket_id: int, command: Command, now: datetime
) -> CallView:
    """A missed visitor came back and joins as the hall's rule says (S5).

    Raises WrongState, NotFound, OutOfReturns.
    """

    def act(tx: Transaction, ticket: Ticket) -> CallView:
        plainly(ticket, Action.REJOIN)
        missed_at = tx.tickets.ended_at(ticket.id)
        after = rejoined(ticket, missed_at, tx.branch_hall.branch.rules, tx.now)
        tx.branch_hall.service(after.service_id)  # it may have gone out of use meanwhile
        return record_move(tx, TicketRejoined, ticket, _with_number(tx, ticket, after))

    return with_ticket(db, asker=asker, ticket_id=ticket_id, command=command, now=now, act=act)


def reopen(
    db: Database, *, asker: Asker, ticket_id: int, command: Command, now: datetime
) -> CallView:
    """Take back a finish, no-show, cancel, return or transfer made by mistake (S8).

    Raises TooLateToReopen, CounterNeeded, CounterPaused, TicketInHand, NotFound.
    """

    def act(tx: Transaction, ticket: Ticket) -> CallView:
        slip = tx.history.slip(tx.branch_id, ticket.id)
        after = reopened(ticket, slip, asker.user_id, tx.now)
        desk = free_desk_of(tx, asker.user_id)
        if desk.counter_id != after.counter_id:
            raise TooLateToReopen
        tx.branch_hall.service(after.service_id)  # it may have gone out of use meanwhile
        if ticket.service_id != after.service_id:
            tx.visits.go_back(ticket, after.service_id)
        tx.visits.open_again(after)
        return record_move(tx, TicketReopened, ticket, _with_number(tx, ticket, after))

    return with_ticket(db, asker=asker, ticket_id=ticket_id, command=command, now=now, act=act)


def _with_number(tx: Transaction, before: Ticket, after: Ticket) -> Ticket:
    """Return a ticket that is alive again, marked when somebody has been given its number (N4)."""
    number = after.number
    while before.state not in ALIVE and tx.tickets.is_alive(tx.branch_id, number):
        number = MARK + number
    return replace(after, number=number)


def _require_right(asker: Asker, ticket: Ticket, wish: Transfer) -> None:
    """Raises NotYourTicket, ReasonNeeded."""
    if ticket.state is TicketState.WAITING and not asker.supervises:
        raise NotYourTicket(state=ticket.state.value)
    if wish.place is not Place.BY_ARRIVAL and not wish.note.strip():
        raise ReasonNeeded


def _target(hall: Hall, ticket: Ticket, wish: Transfer) -> Target:
    """Return where a wish leads inside a hall. Raises NotFound, CounterCannotServe."""
    service = hall.service(wish.service_id) if wish.service_id else None
    if wish.counter_id is not None:
        counter = hall.counter(wish.counter_id)
        if service is not None and service.id not in counter.service_ids:
            raise CounterCannotServe(counter_number=counter.number)
    service_id = service.id if service else ticket.service_id
    return Target(service_id, wish.counter_id, wish.place)


def _same_line(before: Ticket, after: Ticket) -> bool:
    def line(ticket: Ticket) -> tuple[object, ...]:
        return (ticket.service_id, ticket.for_counter_id, ticket.place, ticket.line_at)

    return line(before) == line(after)


def _change_service(tx: Transaction, before: Ticket, after: Ticket) -> None:
    if before.service_id == after.service_id:
        return
    if tx.visits.is_finished(before, after.service_id):
        raise AlreadyAdded(service_id=after.service_id)
    tx.visits.go_over(before, after.service_id, tx.now)


def _to_other_hall(
    db: Database,
    asker: Asker,
    ticket_id: int,
    wish: Transfer,
    command: Command,
    now: datetime,
) -> CallView:
    """Close the visit's part here and let it wait there, in one transaction on both logs."""
    assert wish.branch_id is not None

    def act(here: Transaction, ticket: Ticket) -> CallView:
        code = here.branch_hall.priority_classes[ticket.priority_class_id].code
        after = _for_hall(there, ticket, wish, code)
        _require_right(asker, ticket, wish)
        _change_service(here, ticket, after)
        write_note(here, asker, ticket, wish.note)
        there.tickets.save_hall(after)
        there.tickets.save_move(after, there.now, Close(ending=Ending.TRANSFERRED))
        gone = replace(ticket, state=TicketState.DONE)
        note_move(here, TicketLeftHall, ticket, gone, wish.note)
        note_move(there, TicketJoinedHall, gone, after, wish.note)
        return call_view(there, after, there.branch_hall, there.now, None)

    def guarded() -> CallView:
        ticket = here.tickets.get(here.branch_id, ticket_id)
        require_own(here, asker, ticket)
        return act_telling_who(here, ticket, act)

    with db.two_branches(asker.branch_id, wish.branch_id, now=now, actor=command.actor) as pair:
        here, there = pair
        close_past_days(here)
        close_past_days(there)
        return once(here, command, CallView, guarded)


def _for_hall(there: Transaction, ticket: Ticket, wish: Transfer, class_code: str) -> Ticket:
    """Return the ticket as it waits in another hall; a class unknown there counts as standard."""
    hall = there.branch_hall
    if wish.service_id is None:
        raise NowhereToGo
    try:
        known = hall.priority_class(class_code)
    except NotFound:
        known = hall.priority_class(STANDARD)
    day = hall.branch.business_day(there.now)
    return replace(
        transferred(ticket, _target(hall, ticket, wish), there.now),
        branch_id=there.branch_id,
        number=free_number(there, there.branch_id, ticket.number, day),
        priority_class_id=known.id,
    )
