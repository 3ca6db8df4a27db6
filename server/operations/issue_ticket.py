"""A visitor takes a ticket."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from server.domain.errors import NotFound, TooManyServices
from server.domain.events import Actor, TicketIssued
from server.domain.hall import MAIN_PRINTER, Hall, Service
from server.domain.numbers import next_ordinal
from server.domain.print_jobs import PaperKind
from server.domain.tickets import Channel, Ticket
from server.languages import known_language
from server.operations.identified import Identity, note_person, require_person
from server.operations.issuing import require_issuing
from server.operations.lines import estimate_for
from server.operations.night import close_past_days
from server.operations.once import Command, once
from server.operations.printing import can_print, queue_paper
from server.operations.slip import Paper, ticket_slip
from server.operations.views import TicketView
from server.security.tokens import new_visitor_token
from server.store.database import Database, Transaction
from server.store.print_jobs import NewPaper
from server.store.tickets import NewTicket

STANDARD = "standard"


@dataclass(frozen=True)
class Wish:
    """What the visitor chose; more_service_ids: seen to after the first one, on the same ticket."""

    service_id: int
    language: str
    priority_class: str = STANDARD
    more_service_ids: tuple[int, ...] = ()
    identity: Identity | None = None

    @property
    def service_ids(self) -> tuple[int, ...]:
        """All services, the first one first."""
        return (self.service_id, *self.more_service_ids)


@dataclass(frozen=True)
class Place:
    """Where the ticket is taken: the kiosk, the printer of the agent that prints for it.

    paper: what paper needs; key: the secret that identities are hashed with.
    """

    kiosk_id: int | None = None
    agent_id: int | None = None
    paper: Paper | None = None
    printer: str = MAIN_PRINTER
    key: str = ""


def issue_command(request_id: str, wish: Wish, place: Place) -> Command:
    """Return the command of a touch at a kiosk; nobody can read an identity back from it."""
    mark = wish.identity.mark(place.key, request_id) if wish.identity else "-"
    name = f"issue {wish.service_ids} {wish.language} {wish.priority_class} {mark}"
    return Command(request_id=request_id, name=name, actor=Actor(device_id=place.kiosk_id))


def issue_ticket(
    db: Database, *, branch_id: int, wish: Wish, place: Place, command: Command, now: datetime
) -> TicketView:
    """Give the visitor the next number of a service, in a line, and queue the paper.

    Raises HallClosed, ServiceClosed, AfterLastTicket, QuotaUsedUp, NotFound, RangeUsedUp,
    TooManyServices, IdentityNeeded, IdentityWrong, TooManyTickets, RequestIdReused.
    """
    with db.transaction(branch_id, now=now, actor=command.actor) as tx:
        close_past_days(tx)
        return once(tx, command, TicketView, lambda: _issue(tx, wish, place))


def _issue(tx: Transaction, wish: Wish, place: Place) -> TicketView:
    hall = tx.branch_hall
    services = _open_services(tx, hall, wish)
    _require_at_kiosk(hall, wish, place)
    number = require_person(tx, services, wish.identity, place.key)
    ticket = add_ticket(tx, hall, services[0], wish, kiosk_id=place.kiosk_id)
    for service in services[1:]:
        tx.visits.add(ticket, service.id, tx.now)
    if number is not None:
        note_person(tx, ticket, services, number, place.key)
    ahead = tx.lines.size(ticket.service_id) - 1
    expected = estimate_for(tx, hall, services[0], ahead)
    tx.record(TicketIssued(ticket.id, ticket.number, ticket.service_id))
    prints = _queue_paper(
        tx, ticket, place, partial(ticket_slip, hall, ticket, ahead, expected, wish.service_ids)
    )
    return TicketView(
        id=ticket.id,
        number=ticket.number,
        service_id=ticket.service_id,
        state=ticket.state,
        issued_at=ticket.issued_at,
        ahead=ahead,
        estimate=expected,
        prints=prints,
        token=ticket.token,
        phone_qr=phone_qr(ticket, place.paper),
        services=wish.service_ids,
        undo_until=undo_until(hall, ticket),
    )


def undo_until(hall: Hall, ticket: Ticket) -> datetime:
    """Return until when the kiosk takes a ticket back (V1)."""
    return ticket.issued_at + timedelta(seconds=hall.branch.rules.undo_seconds)


def phone_qr(ticket: Ticket, paper: Paper | None) -> str | None:
    """Return where the picture of the QR code is, or None when no phone can reach this hall."""
    if paper is None or paper.phone_url(ticket.token) is None:
        return None
    return f"/t/{ticket.token}/qr.svg"


def _open_services(tx: Transaction, hall: Hall, wish: Wish) -> list[Service]:
    """Return the services of a wish, each of which gives tickets now.

    Raises NotFound, TooManyServices, HallClosed, ServiceClosed, AfterLastTicket, QuotaUsedUp.
    """
    services = [hall.service(service_id) for service_id in wish.service_ids]
    most = hall.branch.rules.services_per_ticket
    if len(services) > most:
        raise TooManyServices(most=most)
    for service in services:
        require_issuing(tx, hall, service, tx.asked_at)
    return services


def _require_at_kiosk(hall: Hall, wish: Wish, place: Place) -> None:
    """Raises NotFound when a kiosk names a class that only the staff gives."""
    if place.kiosk_id is not None and not hall.priority_class(wish.priority_class).at_kiosk:
        raise NotFound(what="priority_class", code=wish.priority_class)


def add_ticket(
    tx: Transaction,
    hall: Hall,
    service: Service,
    wish: Wish,
    *,
    kiosk_id: int | None = None,
    channel: Channel = Channel.KIOSK,
) -> Ticket:
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
            channel=channel,
            kiosk_id=kiosk_id,
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
    tx: Transaction, ticket: Ticket, place: Place, slip: Callable[[Paper], dict[str, object]]
) -> bool:
    """Return whether paper is on its way; where nobody prints, none is promised (P3, P7)."""
    if place.agent_id is None or place.paper is None:
        return False
    if not can_print(tx, place.agent_id, place.printer):
        return False
    paper = NewPaper(
        kind=PaperKind.TICKET,
        number=ticket.number,
        agent_id=place.agent_id,
        printer=place.printer,
        slip=slip(place.paper),
        ticket_id=ticket.id,
        kiosk_id=place.kiosk_id,
    )
    queue_paper(tx, paper)
    return True
