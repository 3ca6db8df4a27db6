"""A ticket as its clerk sees it: where it stands, its times so far, its services and notes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from server.domain.choose import Reason
from server.domain.hall import Hall
from server.domain.periods import Period, PeriodKind, times
from server.domain.tickets import ALIVE, Ticket
from server.operations.views import CallView, NoteView, VisitServiceView
from server.store.database import Reader

REASON = TypeAdapter(Reason)


def call_view(
    reader: Reader, ticket: Ticket, hall: Hall, now: datetime, reason: Reason | None
) -> CallView:
    """Return a ticket with its times; the reason comes from the log when not given."""
    periods = reader.tickets.periods(ticket.id)
    spent = times(periods, now)
    desk = reader.counters.find(ticket.branch_id, ticket.counter_id)
    return CallView(
        id=ticket.id,
        number=ticket.number,
        service_id=ticket.service_id,
        state=ticket.state,
        counter_id=ticket.counter_id,
        counter_number=desk and desk.number,
        priority_class=hall.priority_classes[ticket.priority_class_id].code,
        language=ticket.language,
        issued_at=ticket.issued_at,
        called_at=_start_of(periods, PeriodKind.CALLED),
        begun_at=_start_of(periods, PeriodKind.SERVING),
        held_at=_start_of(periods, PeriodKind.HELD) if ticket.held_for else None,
        ended_at=None if ticket.state in ALIVE else periods[-1].ended_at,
        recalls=ticket.recalls,
        misses=ticket.misses,
        held_for=ticket.held_for,
        for_counter_id=ticket.for_counter_id,
        wait_seconds=spent.wait_seconds,
        way_seconds=spent.way_seconds,
        service_seconds=spent.service_seconds,
        reason=reason or _reason(reader.history.reason_of_call(ticket.branch_id, ticket.id)),
        notes=tuple(NoteView(**vars(note)) for note in reader.visits.notes(ticket.id)),
        services=tuple(VisitServiceView(**vars(each)) for each in reader.visits.services(ticket)),
    )


def _start_of(periods: Sequence[Period], kind: PeriodKind) -> datetime | None:
    return next((p.started_at for p in reversed(periods) if p.kind is kind), None)


def _reason(kept: dict[str, Any] | None) -> Reason | None:
    return None if kept is None else REASON.validate_python(kept)
