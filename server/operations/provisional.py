"""Tickets that kiosks gave while the link was cut join the queue where they belong (L1-L5)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from server.clock import iso
from server.domain.errors import NotFound, RequestIdReused
from server.domain.events import TicketIssued
from server.domain.hall import Hall, Service
from server.domain.tickets import Channel, Ticket
from server.languages import known_language
from server.operations.acting import carry_out
from server.operations.issue_ticket import (
    STANDARD,
    Place,
    Wish,
    issue_command,
    phone_qr,
    undo_until,
)
from server.operations.lines import estimate_for
from server.operations.night import expire, is_over
from server.operations.numbering import free_number
from server.operations.once import Command
from server.operations.slip import Paper
from server.operations.unheard import take_back_waiting, unheard_ticket
from server.operations.views import TicketView
from server.store.accounts import Device
from server.store.database import Database, Transaction
from server.store.tickets import NewTicket

# An agent may find the link cut while its last question is still on the way.
ON_THE_WAY = timedelta(seconds=10)


@dataclass(frozen=True)
class Provisional:
    """What a kiosk gave by itself; touch_id: the request_id of the touch that asked for it.

    block: the letter of its numbers then; the hall may have given the kiosk another since.
    """

    touch_id: str
    kiosk_code: str
    wish: Wish
    block: str
    ordinal: int
    token: str
    taken_at: datetime
    printed: bool


def enter_provisional(
    db: Database,
    *,
    agent: Device,
    given: Provisional,
    paper: Paper,
    command: Command,
    now: datetime,
) -> TicketView:
    """Let a ticket that was given without the server wait since it was taken.

    Raises NotFound, RequestIdReused.  Source: rules L1-L5.
    """

    def act(tx: Transaction) -> TicketView:
        kiosk = _kiosk(tx, agent, given.kiosk_code)
        entered = tx.tickets.find_by_token(given.token)
        if entered is None:
            _replace_unheard(tx, kiosk, given)
            entered = _enter(tx, agent, kiosk, given)
        elif (entered.branch_id, entered.kiosk_id) != (tx.branch_id, kiosk.id):
            raise RequestIdReused(request_id=command.request_id)
        view = _view(tx, entered, given, paper)
        _answer_the_touch(tx, kiosk, given, view)
        return view

    return carry_out(
        db, branch_id=agent.branch_id, command=command, now=now, kind=TicketView, act=act
    )


def _kiosk(tx: Transaction, agent: Device, code: str) -> Device:
    """Return a kiosk that prints on the agent, whatever its letter is by now. Raises NotFound."""
    kiosk = tx.devices.by_code(tx.branch_id, code)
    if kiosk is None or kiosk.printer_id != agent.id:
        raise NotFound(what="kiosk", code=code)
    return kiosk


def _replace_unheard(tx: Transaction, kiosk: Device, given: Provisional) -> None:
    """Take back what the server itself gave for the touch, unheard; never another's ticket (L3)."""
    unheard = unheard_ticket(tx, given.touch_id)
    if unheard is None or unheard.channel is Channel.PROVISIONAL or unheard.kiosk_id != kiosk.id:
        return
    take_back_waiting(tx, unheard, "replaced")


def _enter(tx: Transaction, agent: Device, kiosk: Device, given: Provisional) -> Ticket:
    hall = tx.branch_hall
    taken_at = min(given.taken_at, tx.now)
    since = max(taken_at, _earliest(tx, agent, taken_at))
    service = hall.service(given.wish.service_id)
    ticket = tx.tickets.add(_new_ticket(tx, hall, service, kiosk, given, since))
    claimed_at = None if since == taken_at else iso(taken_at)
    tx.record(TicketIssued(ticket.id, ticket.number, service.id, iso(since), claimed_at))
    if is_over(tx, hall.branch.business_day(since)):
        expire(tx, ticket)
        return tx.tickets.get(tx.branch_id, ticket.id)
    return ticket


def _earliest(tx: Transaction, agent: Device, taken_at: datetime) -> datetime:
    """Return since when a ticket can have been given without the server (L5).

    While its agent asked for work the link was whole. A day that is over has no line to get into.
    """
    seen_at = tx.print_jobs.seen_at(agent.id)
    if seen_at is None or is_over(tx, tx.branch_hall.branch.business_day(taken_at)):
        return taken_at
    return min(seen_at - ON_THE_WAY, tx.now)


def _new_ticket(
    tx: Transaction,
    hall: Hall,
    service: Service,
    kiosk: Device,
    given: Provisional,
    taken_at: datetime,
) -> NewTicket:
    day, block = hall.branch.business_day(taken_at), given.block
    number = service.numbers.number_in_block(block, given.ordinal)
    asked_for = hall.priority_class(given.wish.priority_class)
    return NewTicket(
        branch_id=tx.branch_id,
        service_id=service.id,
        priority_class_id=(asked_for if asked_for.at_kiosk else hall.priority_class(STANDARD)).id,
        business_day=day,
        ordinal=_free_ordinal(tx, service, day, block, given.ordinal),
        number=free_number(tx, tx.branch_id, number, day),
        language=known_language(given.wish.language),
        token=given.token,
        issued_at=taken_at,
        channel=Channel.PROVISIONAL,
        block=block,
        kiosk_id=kiosk.id,
    )


def _free_ordinal(tx: Transaction, service: Service, day: date, block: str, wanted: int) -> int:
    """Return the ordinal of a ticket; another one where a kiosk that lost its memory repeats it."""
    if not tx.tickets.has_ordinal(service.id, day, block, wanted):
        return wanted
    return tx.tickets.last_ordinal(service.id, day, block) + 1


def _view(tx: Transaction, ticket: Ticket, given: Provisional, paper: Paper) -> TicketView:
    hall = tx.branch_hall
    ahead = tx.lines.ahead_of(ticket)
    return TicketView(
        id=ticket.id,
        number=ticket.number,
        service_id=ticket.service_id,
        state=ticket.state,
        issued_at=ticket.issued_at,
        ahead=ahead,
        estimate=estimate_for(tx, hall, hall.service(ticket.service_id), ahead),
        prints=given.printed,
        token=ticket.token,
        phone_qr=phone_qr(ticket, paper),
        services=(ticket.service_id,),
        undo_until=undo_until(hall, ticket),
        provisional=True,
    )


def _answer_the_touch(tx: Transaction, kiosk: Device, given: Provisional, view: TicketView) -> None:
    """Let the touch itself, should it still arrive, be answered with this ticket (L3)."""
    touch = issue_command(given.touch_id, given.wish, Place(kiosk_id=kiosk.id))
    if tx.answers.issued(given.touch_id) is None:
        tx.answers.first(given.touch_id, touch.signature)  # refused when it named something else
    tx.answers.replace(given.touch_id, touch.signature, view.model_dump_json(), tx.now)
