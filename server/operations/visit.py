"""A ticket as its clerk sees it: where it stands, and its times so far."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from server.domain.choose import Reason
from server.domain.hall import Hall
from server.domain.periods import Period, PeriodKind, times
from server.domain.tickets import ALIVE, Ticket
from server.operations.views import CallView
from server.store.database import Reader

REASON = TypeAdapter(Reason)


def call_view(
    reader: Reader, ticket: Ticket, hall: Hall, now: datetime, reason: Reason | None
) -> CallView:
    """Return a called ticket with its times; the reason comes from the log when not given."""
    periods = reader.tickets.periods(ticket.id)
    spent = times(periods, now)
    return CallView(
        id=ticket.id,
        number=ticket.number,
        service_id=ticket.service_id,
        state=ticket.state,
        counter_id=ticket.counter_id,
        counter_number=_counter_number(reader, ticket),
        priority_class=hall.priority_classes[ticket.priority_class_id].code,
        language=ticket.language,
        issued_at=ticket.issued_at,
        called_at=_start_of(periods, PeriodKind.CALLED),
        begun_at=_start_of(periods, PeriodKind.SERVING),
        ended_at=None if ticket.state in ALIVE else periods[-1].ended_at,
        recalls=ticket.recalls,
        wait_seconds=spent.wait_seconds,
        way_seconds=spent.way_seconds,
        service_seconds=spent.service_seconds,
        reason=reason or _reason(reader.history.reason_of_call(ticket.branch_id, ticket.id)),
    )


def _counter_number(reader: Reader, ticket: Ticket) -> int | None:
    if ticket.counter_id is None:
        return None
    return reader.counters.get(ticket.branch_id, ticket.counter_id).number


def _start_of(periods: Sequence[Period], kind: PeriodKind) -> datetime | None:
    return next((p.started_at for p in reversed(periods) if p.kind is kind), None)


def _reason(kept: dict[str, Any] | None) -> Reason | None:
    return None if kept is None else REASON.validate_python(kept)
