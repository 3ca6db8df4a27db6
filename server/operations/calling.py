"""A clerk calls: the next by the rules, one by number, or somebody without a ticket."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from server.domain.choose import Head, Reason, out_of_turn, pick_next, without_ticket
from server.domain.errors import CounterCannotServe, QueueEmpty, ReasonNeeded
from server.domain.events import ServiceBegun, TicketCalled, TicketIssued
from server.domain.hall import Hall
from server.domain.moves import called, plainly
from server.domain.tickets import Action, Channel, Ticket
from server.operations.acting import (
    Asker,
    act_telling_who,
    carry_out,
    free_desk_of,
)
from server.operations.issue_ticket import STANDARD, Wish, add_ticket
from server.operations.once import Command
from server.operations.views import CallView
from server.operations.visit import call_view
from server.store.counters import Desk
from server.store.database import Database, Transaction
from server.store.periods import Close


@dataclass(frozen=True)
class Visitor:
    """Somebody who stands at the counter without a ticket."""

    service_id: int
    language: str
    priority_class: str = STANDARD


def call_next(db: Database, *, asker: Asker, command: Command, now: datetime) -> CallView:
    """Call the next ticket to the clerk's counter.

    Raises CounterNeeded, CounterPaused, TicketInHand, QueueEmpty.
    """

    def act(tx: Transaction) -> CallView:
        desk = free_desk_of(tx, asker.user_id)
        heads = tx.lines.heads(tx.branch_id, desk.counter_id, tx.now)
        if not heads:
            raise _nobody(tx, desk)
        head, reason = pick_next(heads, tx.now, _cap(tx))
        return _call(tx, desk, asker, tx.tickets.get(tx.branch_id, head.ticket_id), reason)

    return carry_out(
        db, branch_id=asker.branch_id, command=command, now=now, kind=CallView, act=act
    )


def call_ticket(
    db: Database, *, asker: Asker, ticket_id: int, words: str, command: Command, now: datetime
) -> CallView:
    """Call one ticket; unless it is the next anyway, that is out of turn and says why (Q10).

    Raises CounterNeeded, CounterPaused, TicketInHand, NotFound, WrongState, ReasonNeeded.
    """

    def act(tx: Transaction) -> CallView:
        desk = free_desk_of(tx, asker.user_id)
        ticket = tx.tickets.get(tx.branch_id, ticket_id)
        return act_telling_who(tx, ticket, lambda tx, ticket: chosen(tx, desk, ticket))

    def chosen(tx: Transaction, desk: Desk, ticket: Ticket) -> CallView:
        called(ticket, desk.counter_id, asker.user_id)  # refused for its state before its turn
        return _call(tx, desk, asker, ticket, _reason_for(tx, desk, ticket, words))

    return carry_out(
        db, branch_id=asker.branch_id, command=command, now=now, kind=CallView, act=act
    )


def serve_without_ticket(
    db: Database, *, asker: Asker, visitor: Visitor, words: str, command: Command, now: datetime
) -> CallView:
    """Give somebody at the counter a number and begin to serve them at once (Q10).

    Raises CounterNeeded, CounterPaused, TicketInHand, CounterCannotServe, ReasonNeeded, NotFound.
    """

    def act(tx: Transaction) -> CallView:
        desk = free_desk_of(tx, asker.user_id)
        hall = tx.branch_hall
        if hall.service(visitor.service_id).id not in hall.counter(desk.counter_id).service_ids:
            raise CounterCannotServe(counter_number=desk.number)
        heads = tx.lines.heads(tx.branch_id, desk.counter_id, tx.now)
        rate = hall.priority_class(visitor.priority_class).rate
        reason = without_ticket(rate, heads, tx.now, _cap(tx), words)
        if heads or rate > hall.priority_class(STANDARD).rate:
            _require_words(words, heads)
        wish = Wish(visitor.service_id, visitor.language, visitor.priority_class)
        service = hall.service(visitor.service_id)
        ticket = add_ticket(tx, hall, service, wish, channel=Channel.COUNTER)
        tx.record(TicketIssued(ticket.id, ticket.number, ticket.service_id))
        _call(tx, desk, asker, ticket, reason)
        return _begin(tx, desk, called(ticket, desk.counter_id, asker.user_id), hall, reason)

    return carry_out(
        db, branch_id=asker.branch_id, command=command, now=now, kind=CallView, act=act
    )


def _call(tx: Transaction, desk: Desk, asker: Asker, ticket: Ticket, reason: Reason) -> CallView:
    after = called(ticket, desk.counter_id, asker.user_id)
    tx.tickets.save_move(after, tx.now, Close(target_seconds=_target(tx, ticket)))
    tx.tickets.save_call(after, tx.next_seq, tx.now)
    tx.record(
        TicketCalled(after.id, after.number, after.service_id, desk.counter_id, desk.number, reason)
    )
    return call_view(tx, after, tx.branch_hall, tx.now, reason)


def _target(tx: Transaction, ticket: Ticket) -> int | None:
    """Return the seconds of wait that a service promises now; none when it is out of use."""
    service = tx.branch_hall.services.get(ticket.service_id)
    return round(60 * service.target_minutes) if service else None


def _begin(tx: Transaction, desk: Desk, ticket: Ticket, hall: Hall, reason: Reason) -> CallView:
    after = plainly(ticket, Action.BEGIN)
    tx.tickets.save_move(after, tx.now)
    tx.record(ServiceBegun(after.id, after.number, after.service_id, desk.counter_id, desk.number))
    return call_view(tx, after, hall, tx.now, reason)


def _reason_for(tx: Transaction, desk: Desk, ticket: Ticket, words: str) -> Reason:
    heads = tx.lines.heads(tx.branch_id, desk.counter_id, tx.now)
    if heads:
        head, reason = pick_next(heads, tx.now, _cap(tx))
        if head.ticket_id == ticket.id:
            return reason
    _require_words(words, heads)
    return out_of_turn(_head_of(tx, ticket), heads, tx.now, _cap(tx), words)


def _head_of(tx: Transaction, ticket: Ticket) -> Head:
    """Return a ticket from the middle of a line as if it were its head."""
    known = tx.branch_hall.priority_classes[ticket.priority_class_id]
    return Head(
        ticket_id=ticket.id,
        number=ticket.number,
        service_id=ticket.service_id,
        priority_class=known.code,
        rate=known.rate,
        line_at=ticket.line_at,
        place=ticket.place,
    )


def _require_words(words: str, heads: Sequence[Head]) -> None:
    if not words.strip():
        raise ReasonNeeded(passed_over=[head.number for head in heads])


def _nobody(tx: Transaction, desk: Desk) -> QueueEmpty:
    resting = tx.lines.resting(tx.branch_id, desk.counter_id, tx.now)
    return QueueEmpty(resting=resting.resting, next_at=resting.next_at)


def _cap(tx: Transaction) -> float:
    return tx.branch_hall.branch.rules.hard_cap_minutes
