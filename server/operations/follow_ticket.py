"""A visitor follows their own ticket from a phone: every text ready, in the ticket's language."""

from dataclasses import dataclass
from datetime import datetime

from server.domain.hall import Hall
from server.domain.tickets import Ticket, TicketState
from server.languages.digits import localised
from server.languages.words import say
from server.operations.lines import estimate_for
from server.operations.slip import in_language, range_in_words
from server.store.database import Database, Reader


@dataclass(frozen=True)
class FollowedTicket:
    """What the phone page shows."""

    language: str
    state: str
    number: str
    hall: str
    service: str
    headline: str
    details: str
    alive: bool


def follow_ticket(db: Database, *, token: str, now: datetime) -> FollowedTicket:
    """Return where the ticket of a token stands. Raises NotFound."""
    with db.reader() as reader:
        ticket = reader.tickets.by_token(token)
        hall = reader.hall(ticket.branch_id)
        service = hall.services.get(ticket.service_id)
        headline, details = _words(reader, hall, ticket)
        moment = max(now, reader.log.get(ticket.branch_id).at)
    language = ticket.language
    expired = ticket.business_day != hall.branch.business_day(moment)
    return FollowedTicket(
        language=language,
        state=ticket.state.value,
        number=localised(ticket.number, language),
        hall=in_language(hall.branch.names, language),
        service=in_language(service.names, language) if service else "",
        headline=say(language, "phone.over") if expired else headline,
        details="" if expired else details,
        alive=not expired and ticket.state in (TicketState.WAITING, TicketState.CALLED),
    )


def _words(reader: Reader, hall: Hall, ticket: Ticket) -> tuple[str, str]:
    language = ticket.language
    if ticket.state is TicketState.WAITING:
        ahead = reader.lines.ahead_of(ticket)
        expected = estimate_for(reader, hall, hall.service(ticket.service_id), ahead)
        return _ahead(language, ahead), range_in_words(language, expected)
    if ticket.counter_id is not None and ticket.state in (TicketState.CALLED, TicketState.SERVING):
        number = reader.counters.get(ticket.branch_id, ticket.counter_id).number
        return say(language, f"phone.{ticket.state.value}", counter=number), ""
    return say(language, "phone.over"), ""


def _ahead(language: str, ahead: int) -> str:
    return say(language, "phone.ahead" if ahead else "phone.ahead_none", count=ahead)
