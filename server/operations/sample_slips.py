"""Slips that nobody has taken: what a template is tried with, and what a preview shows."""

from collections.abc import Callable
from datetime import datetime, timedelta

from server.domain.estimate import Estimate, EstimateKind
from server.domain.hall import Hall, Service
from server.domain.print_jobs import PaperKind
from server.domain.templates import Fit
from server.domain.tickets import Ticket, TicketState
from server.operations.slip import Paper, ticket_slip
from server.operations.staff_slips import (
    DayCount,
    FollowUp,
    day_slip,
    follow_up_slip,
    printer_test_slip,
    reprint_slip,
)

AHEAD = 7
EXPECTED = Estimate(EstimateKind.RANGE, 12, 20)
ORDINAL = 23
# As long as the longest that a hall may set up, in either direction.
LONG_NAMES = {
    "rtl": ("ادارهٔ کل نظارت بر ساخت‌وساز و صدور پروانهٔ ساختمانی " * 5)[:200],
    "ltr": ("General office for the supervision of construction and permits " * 4)[:200],
}
DAY = DayCount("", {}, 41, 35, 3, 2, 1, 14)


def sample_slip(
    hall: Hall, fit: Fit, language: str, now: datetime, paper: Paper, *, long: bool
) -> dict[str, object]:
    """Return a slip of the kind and service a template is for; long: with very long names."""
    service = hall.service(fit.service_id) if fit.service_id else next(iter(hall.services.values()))
    ticket = _ticket(hall, service, language, now)
    slip = SLIPS[fit.name](hall, ticket, now, paper)
    return _stretched(slip) if long else slip


def _ticket(hall: Hall, service: Service, language: str, now: datetime) -> Ticket:
    return Ticket(
        id=0,
        branch_id=hall.branch.id,
        service_id=service.id,
        priority_class_id=0,
        business_day=hall.branch.business_day(now),
        ordinal=ORDINAL,
        number=service.numbers.number(ORDINAL),
        state=TicketState.WAITING,
        language=language,
        token="a-sample-of-a-ticket",
        issued_at=now,
        line_at=now,
    )


def _ticket_slip(hall: Hall, ticket: Ticket, now: datetime, paper: Paper) -> dict[str, object]:
    return ticket_slip(hall, ticket, AHEAD, EXPECTED, (), paper)


def _reprint_slip(hall: Hall, ticket: Ticket, now: datetime, paper: Paper) -> dict[str, object]:
    return reprint_slip(ticket_slip(hall, ticket, AHEAD, EXPECTED, (), paper))


def _follow_up_slip(hall: Hall, ticket: Ticket, now: datetime, paper: Paper) -> dict[str, object]:
    visit = FollowUp(now + timedelta(days=7), "B-12/1405")
    return follow_up_slip(hall, ticket, visit, now)


def _test_slip(hall: Hall, ticket: Ticket, now: datetime, paper: Paper) -> dict[str, object]:
    return printer_test_slip(hall, "printer-1/main", now, ticket.language)


def _day_slip(hall: Hall, ticket: Ticket, now: datetime, paper: Paper) -> dict[str, object]:
    counts = [_counted(service) for service in hall.services.values()]
    return day_slip(hall, ticket.business_day, [*counts, DAY], now, ticket.language)


def _counted(service: Service) -> DayCount:
    return DayCount(service.numbers.letter, service.names, 12, 10, 1, 1, 0, 9)


SLIPS: dict[PaperKind, Callable[[Hall, Ticket, datetime, Paper], dict[str, object]]] = {
    PaperKind.TICKET: _ticket_slip,
    PaperKind.REPRINT: _reprint_slip,
    PaperKind.TEST: _test_slip,
    PaperKind.DAY_SLIP: _day_slip,
    PaperKind.FOLLOW_UP: _follow_up_slip,
}


def _stretched(slip: dict[str, object]) -> dict[str, object]:
    name = LONG_NAMES[str(slip["direction"])]
    longer = {key: name for key in ("hall", "service", "note") if slip.get(key)}
    rows = slip.get("rows")
    return {**slip, **longer, **({"rows": [(name, ""), (name, name)]} if rows else {})}
