"""What a line promises a newcomer: the same figure on kiosk, paper and board (rule E1)."""

from server.domain.estimate import Estimate, estimate
from server.domain.hall import Hall, Service
from server.store.database import Reader


def estimate_for(reader: Reader, hall: Hall, service: Service, ahead: int) -> Estimate | None:
    """Return the wait with `ahead` people before, or None when no open counter serves it."""
    desks = reader.counters.states(hall.branch.id)
    return estimate_with(service, ahead, hall, desks.open, desks.free)


def estimate_with(
    service: Service,
    ahead: int,
    hall: Hall,
    open_ids: frozenset[int],
    free_ids: frozenset[int],
) -> Estimate | None:
    """Return the same from the counters that are open and free."""
    serving = {c.id for c in hall.counters.values() if service.id in c.service_ids}
    return estimate(
        ahead=ahead,
        open_counters=len(serving & open_ids),
        free_counters=len(serving & free_ids),
        visit_minutes=service.expected_minutes,
    )
