"""A visitor follows their own ticket from a phone: every text ready, in the ticket's language."""

from dataclasses import dataclass
from datetime import datetime

from server.domain.hall import Hall
from server.domain.moves import back_until
from server.domain.tickets import ALIVE, Ticket, TicketState
from server.languages.dates import clock_time
from server.languages.digits import localised
from server.languages.words import say
from server.operations.slip import in_language, range_in_words
from server.operations.views import VisitView
from server.operations.visits import visit_view
from server.store.database import Database, Reader

# What is said of a state in one sentence; the others need figures.
PLAIN = {
    TicketState.HELD: "phone.held",
    TicketState.DONE: "phone.done",
    TicketState.CANCELLED: "phone.cancelled",
    TicketState.EXPIRED: "phone.over",
}


@dataclass(frozen=True)
class FollowedTicket:
    """What the phone page shows; call: another one for each call and recall."""

    language: str
    state: str
    call: str
    number: str
    hall: str
    service: str
    headline: str
    details: str
    alive: bool
    provisional: bool
    may_leave: bool
    may_delay: bool
    more_minutes: int
    languages: tuple[str, ...]


def follow_ticket(db: Database, *, token: str, now: datetime) -> FollowedTicket:
    """Return where the ticket of a token stands. Raises NotFound."""
    with db.reader() as reader:
        ticket = reader.tickets.by_token(token)
        hall = reader.hall(ticket.branch_id)
        head = reader.log.get(ticket.branch_id)
        visit = visit_view(reader, ticket, head.seq)
        headline, details = _words(reader, hall, ticket, visit, max(now, head.at))
    return FollowedTicket(
        language=ticket.language,
        state=ticket.state.value,
        call=str(visit.called_at or ""),
        number=localised(ticket.number, ticket.language),
        hall=in_language(visit.hall, ticket.language),
        service=in_language(visit.service, ticket.language),
        headline=headline,
        details=details,
        alive=visit.alive or ticket.state is TicketState.NO_SHOW,
        provisional=visit.provisional,
        may_leave=visit.may_leave,
        may_delay=visit.may_delay,
        more_minutes=round(hall.branch.rules.more_minutes),
        languages=hall.branch.languages,
    )


def _words(
    reader: Reader, hall: Hall, ticket: Ticket, visit: VisitView, now: datetime
) -> tuple[str, str]:
    """Return what is to be said, and what may be said beside it."""
    if _is_past(hall, ticket, now):
        return say(ticket.language, "phone.over"), ""
    if ticket.state is TicketState.WAITING:
        return _waiting(hall, ticket, visit, now)
    if ticket.state is TicketState.NO_SHOW:
        return _missed(reader, hall, ticket, now)
    if ticket.state in PLAIN:
        return say(ticket.language, PLAIN[ticket.state]), ""
    key = f"phone.{ticket.state.value}"
    return say(ticket.language, key, counter=visit.counter_number or ""), ""


def _is_past(hall: Hall, ticket: Ticket, now: datetime) -> bool:
    return ticket.state not in ALIVE and ticket.business_day != hall.branch.business_day(now)


def _waiting(hall: Hall, ticket: Ticket, visit: VisitView, now: datetime) -> tuple[str, str]:
    count = visit.ahead or 0
    ahead = say(ticket.language, "phone.ahead" if count else "phone.ahead_none", count=count)
    if ticket.not_before is not None and ticket.not_before > now:
        until = clock_time(ticket.not_before, hall.branch.zone, ticket.language)
        return say(ticket.language, "phone.resting", time=until), ahead
    return ahead, range_in_words(ticket.language, visit.estimate)


def _missed(reader: Reader, hall: Hall, ticket: Ticket, now: datetime) -> tuple[str, str]:
    until = back_until(ticket, reader.tickets.ended_at(ticket.id), hall.branch.rules)
    if until is None or until < now:
        return say(ticket.language, "phone.missed"), say(ticket.language, "phone.missed_out")
    time = clock_time(until, hall.branch.zone, ticket.language)
    return say(ticket.language, "phone.missed"), say(
        ticket.language, "phone.missed_until", time=time
    )
