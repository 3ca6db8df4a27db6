"""A visitor follows their ticket from a phone, and says so when they leave or need more time."""

from collections.abc import Callable
from datetime import datetime

from server.domain.errors import NotFound, WrongState
from server.domain.estimate import Estimate
from server.domain.events import TicketCancelled, TicketDelayed, TicketNoted
from server.domain.hall import Hall
from server.domain.moves import delayed, plainly
from server.domain.tickets import ALIVE, IN_HAND, Action, Channel, Ticket, TicketState
from server.operations.acting import carry_out
from server.operations.lines import estimate_for
from server.operations.once import Command
from server.operations.record import note_move
from server.operations.views import VisitView
from server.store.database import Database, Reader, Transaction

MAY_LEAVE = frozenset({TicketState.WAITING, TicketState.CALLED})
Change = Callable[[Transaction, Ticket], None]


def follow_visit(db: Database, *, token: str) -> VisitView:
    """Return where the ticket of a token stands. Raises NotFound."""
    with db.reader() as reader:
        ticket = reader.tickets.by_token(token)
        return visit_view(reader, ticket, reader.log.get(ticket.branch_id).seq)


def line_of(db: Database, *, token: str) -> tuple[int, int]:
    """Return the ids of a token's ticket and of the service it is for. Raises NotFound."""
    with db.reader() as reader:
        ticket = reader.tickets.by_token(token)
        return ticket.id, ticket.service_id


def leave_line(db: Database, *, token: str, command: Command, now: datetime) -> VisitView:
    """The visitor goes away. Raises WrongState, NotFound.  Source: rule V2."""

    def leave(tx: Transaction, ticket: Ticket) -> None:
        if ticket.state not in MAY_LEAVE:
            raise WrongState(state=ticket.state.value, action="leave")
        after = plainly(ticket, Action.CANCEL)
        tx.tickets.save_move(after, tx.now)
        note_move(tx, TicketCancelled, ticket, after, "visitor")

    return _change(db, token, command, now, leave)


def ask_for_time(db: Database, *, token: str, command: Command, now: datetime) -> VisitView:
    """The visitor needs more time: not called for a while, with the place kept.

    Raises WrongState, NoMoreDelays, NotFound.  Source: rule V3.
    """

    def delay(tx: Transaction, ticket: Ticket) -> None:
        after = delayed(ticket, tx.branch_hall.branch.rules, tx.now)
        tx.visits.delay(after, after.not_before or tx.now)
        tx.record(TicketDelayed(ticket.id, ticket.number, ticket.service_id))

    return _change(db, token, command, now, delay)


def speak_language(
    db: Database, *, token: str, language: str, command: Command, now: datetime
) -> VisitView:
    """The visitor reads another language from now on. Raises WrongState, NotFound."""

    def speak(tx: Transaction, ticket: Ticket) -> None:
        if ticket.state not in ALIVE:
            raise WrongState(state=ticket.state.value, action="speak")
        if language == ticket.language:
            return
        tx.visits.speak(ticket, language)
        tx.record(TicketNoted(ticket.id, ticket.number))

    return _change(db, token, command, now, speak)


def _change(db: Database, token: str, command: Command, now: datetime, change: Change) -> VisitView:
    def act(tx: Transaction) -> VisitView:
        ticket = tx.tickets.by_token(token)
        if ticket.branch_id != branch_id:  # sent to another hall just now
            raise NotFound(what="ticket")
        change(tx, ticket)
        return visit_view(tx, tx.tickets.by_token(token), tx.next_seq - 1)

    with db.reader() as reader:
        branch_id = reader.tickets.by_token(token).branch_id
    return carry_out(db, branch_id=branch_id, command=command, now=now, kind=VisitView, act=act)


def visit_view(reader: Reader, ticket: Ticket, seq: int) -> VisitView:
    """Return a visit as its visitor may see it."""
    hall = reader.hall(ticket.branch_id)
    service = hall.services.get(ticket.service_id)
    waits = ticket.state is TicketState.WAITING
    ahead = reader.lines.ahead_of(ticket) if waits else None
    desk = reader.counters.find(ticket.branch_id, ticket.counter_id)
    delays_left = max(0, hall.branch.rules.most_delays - ticket.delays)
    return VisitView(
        seq=seq,
        number=ticket.number,
        state=ticket.state,
        hall=hall.branch.names,
        service=service.names if service else {},
        language=ticket.language,
        counter_number=desk.number if desk and ticket.state in IN_HAND else None,
        ahead=ahead,
        estimate=_estimate(reader, hall, ticket, ahead),
        issued_at=ticket.issued_at,
        called_at=reader.visits.called_at(ticket.id),
        may_leave=ticket.state in MAY_LEAVE,
        may_delay=waits and delays_left > 0,
        delays_left=delays_left,
        alive=ticket.state in ALIVE,
        provisional=ticket.channel is Channel.PROVISIONAL,
    )


def _estimate(reader: Reader, hall: Hall, ticket: Ticket, ahead: int | None) -> Estimate | None:
    if ahead is None or ticket.service_id not in hall.services:
        return None
    return estimate_for(reader, hall, hall.service(ticket.service_id), ahead)
