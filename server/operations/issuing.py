"""Whether a ticket of a service can be taken now, and why not (rules H1-H6)."""

from datetime import datetime

from server.domain.errors import (
    AfterLastTicket,
    HallClosed,
    QuotaUsedUp,
    RuleError,
    ServiceClosed,
)
from server.domain.hall import Hall, Service
from server.domain.hours import Issuing
from server.operations.views import IssuingView
from server.store.database import Reader

REFUSALS: dict[str, type[RuleError]] = {
    each.code: each for each in (HallClosed, ServiceClosed, AfterLastTicket, QuotaUsedUp)
}


def require_issuing(reader: Reader, hall: Hall, service: Service, now: datetime) -> None:
    """Raises HallClosed, ServiceClosed, AfterLastTicket or QuotaUsedUp when no ticket is given."""
    found = _issuing(reader, hall, service, now)
    if found.why is not None:
        raise REFUSALS[found.why](**found.details)


def issuing_view(reader: Reader, hall: Hall, service: Service, now: datetime) -> IssuingView:
    """Return the same for a screen."""
    found = _issuing(reader, hall, service, now)
    return IssuingView(open=found.open, why=found.why, until=found.until, opens_at=found.opens_at)


def _issuing(reader: Reader, hall: Hall, service: Service, now: datetime) -> Issuing:
    given = 0 if service.daily_quota is None else _given(reader, hall, service, now)
    return hall.issuing(service, given, now)


def _given(reader: Reader, hall: Hall, service: Service, now: datetime) -> int:
    day = hall.branch.business_day(now)
    return reader.tickets.given_on(service.id, day, hall.branch.midnight(day))
