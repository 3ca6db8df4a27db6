"""A visitor takes a ticket."""

from dataclasses import dataclass
from datetime import date, datetime

from server.domain.estimate import Estimate
from server.domain.events import TicketIssued
from server.domain.hall import Hall, Service
from server.domain.numbers import next_ordinal
from server.domain.tickets import Ticket
from server.languages import known_language
from server.operations.issuing import require_issuing
from server.operations.lines import estimate_for
from server.operations.night import close_past_days
from server.operations.once import Command, once
from server.operations.printing import agent_is_there
from server.operations.slip import Paper, ticket_slip
from server.operations.views import TicketView
from server.security.tokens import new_visitor_token
from server.store.database import Database, Transaction
from server.store.tickets import NewTicket

STANDARD = "standard"


@dataclass(frozen=True)
class Wish:
    """What the visitor chose."""

    service_id: int
    language: str
    priority_class: str = STANDARD


@dataclass(frozen=True)
class Place:
    """Where the ticket is taken: the kiosk, the agent that prints for it, what paper needs."""

    kiosk_id: int | None = None
    agent_id: int | None = None
    paper: Paper | None = None


def issue_ticket(
    db: Database, *, branch_id: int, wish: Wish, place: Place, command: Command, now: datetime
) -> TicketView:
    """Give the visitor the next number of a service, in a line, and queue the paper.

    Raises HallClosed, ServiceClosed, AfterLastTicket, QuotaUsedUp, NotFound, RangeUsedUp,
    RequestIdReused.
    """
    with db.transaction(branch_id, now=now, actor=command.actor) as tx:
        close_past_days(tx)
        return once(tx, command, TicketView, lambda: _issue(tx, wish, place))


def _issue(tx: Transaction, wish: Wish, place: Place) -> TicketView:
    hall = tx.branch_hall
    service = hall.service(wish.service_id)
    require_issuing(tx, hall, service, tx.asked_at)
    ticket = add_ticket(tx, hall, service, wish)
    ahead = tx.lines.size(service.id) - 1
    expected = estimate_for(tx, hall, service, ahead)
    tx.record(TicketIssued(ticket.id, ticket.number, service.id))
    prints = _queue_paper(tx, hall, ticket, place, ahead, expected)
    return TicketView(
        id=ticket.id,
        number=ticket.number,
        service_id=service.id,
        state=ticket.state,
        issued_at=ticket.issued_at,
        ahead=ahead,
        estimate=expected,
        prints=prints,
        token=ticket.token,
        phone_qr=_phone_qr(ticket, place),
    )


def _phone_qr(ticket: Ticket, place: Place) -> str | None:
    """Return where the picture of the QR code is, or None when no phone can reach this hall."""
    if place.paper is None or place.paper.phone_url(ticket.token) is None:
        return None
    return f"/t/{ticket.token}/qr.svg"


def add_ticket(tx: Transaction, hall: Hall, service: Service, wish: Wish) -> Ticket:
    """Return a new ticket at the end of its line, with the service's next number.

    Raises NotFound, RangeUsedUp.
    """
    day = hall.branch.business_day(tx.now)
    ordinal = _next_ordinal(tx, service, day)
    return tx.tickets.add(
        NewTicket(
            branch_id=tx.branch_id,
            service_id=service.id,
            priority_class_id=hall.priority_class(wish.priority_class).id,
            business_day=day,
            ordinal=ordinal,
            number=service.numbers.number(ordinal),
            language=known_language(wish.language),
            token=new_visitor_token(),
            issued_at=tx.now,
        )
    )


def _next_ordinal(tx: Transaction, service: Service, day: date) -> int:
    """Return the next ordinal; also over midnight no number stands on two living tickets (N3)."""
    return next_ordinal(
        service.numbers,
        tx.tickets.last_ordinal(service.id, day),
        lambda number: (
            tx.tickets.is_alive(tx.branch_id, number)
            or tx.tickets.came_with(tx.branch_id, number, day)
        ),
    )


def _queue_paper(
    tx: Transaction,
    hall: Hall,
    ticket: Ticket,
    place: Place,
    ahead: int,
    expected: Estimate | None,
) -> bool:
    """Return whether paper is on its way; where nobody prints, none is promised (rule P3)."""
    if place.agent_id is None or place.paper is None or not agent_is_there(tx, place.agent_id):
        return False
    tx.print_jobs.add(
        branch_id=tx.branch_id,
        ticket_id=ticket.id,
        kiosk_id=place.kiosk_id,
        agent_id=place.agent_id,
        slip=ticket_slip(hall, ticket, ahead, expected, place.paper),
        now=tx.now,
    )
    tx.wake_agent(place.agent_id)
    return True
