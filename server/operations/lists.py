"""The lists that clerks and supervisors see: who waits, is held, was missed, was served."""

from collections.abc import Iterable
from datetime import date, datetime

from server.domain.hall import Choice, Hall, PriorityClass, Service
from server.domain.moves import REOPEN_WITHIN, back_until, is_fresh
from server.domain.periods import times
from server.domain.tickets import Ticket
from server.operations.views import (
    ChoiceView,
    DeskServiceView,
    FinishedView,
    HeldView,
    MissedView,
    PriorityClassView,
    StrandedView,
    WaitingView,
)
from server.store.database import Reader

FINISHED_SHOWN = 20


def waiting_view(ticket: Ticket, hall: Hall, now: datetime) -> WaitingView:
    """Return a ticket as it stands in a line."""
    resting = ticket.not_before is not None and ticket.not_before > now
    return WaitingView(
        id=ticket.id,
        number=ticket.number,
        service_id=ticket.service_id,
        priority_class=class_code(hall, ticket),
        issued_at=ticket.issued_at,
        place=ticket.place,
        for_counter_id=ticket.for_counter_id,
        resting_until=ticket.not_before if resting else None,
    )


def held_views(reader: Reader, hall: Hall) -> tuple[HeldView, ...]:
    """Return everybody who is parked in the hall, and who parked them."""
    return tuple(_held(reader, hall, each) for each in reader.lines.held(hall.branch.id))


def missed_views(reader: Reader, hall: Hall, day: date, now: datetime) -> tuple[MissedView, ...]:
    """Return the day's visitors who did not come, the newest first."""
    found = [_missed(reader, hall, each, now) for each in reader.lines.missed(hall.branch.id, day)]
    return tuple(sorted(found, key=lambda each: each.missed_at, reverse=True))


def finished_views(
    reader: Reader, hall: Hall, clerk_id: int, day: date, now: datetime
) -> tuple[FinishedView, ...]:
    """Return what a clerk brought to an end on a day, the newest first."""
    found = [
        _finished(reader, each, clerk_id, now)
        for each in reader.lines.finished_by(hall.branch.id, clerk_id, day, FINISHED_SHOWN)
    ]
    return tuple(sorted(found, key=lambda each: each.ended_at, reverse=True))


def stranded_views(reader: Reader, hall: Hall) -> tuple[StrandedView, ...]:
    """Return the people whom no open counter can call (rule Q12)."""
    open_ids = reader.counters.states(hall.branch.id).open
    served = {
        service_id
        for counter in hall.counters.values()
        if counter.id in open_ids
        for service_id in counter.service_ids
    }
    in_lines = [
        StrandedView(service_id=service_id, counter_id=None, waiting=waiting)
        for service_id in reader.lines.sizes(hall.branch.id)
        if service_id not in served and (waiting := reader.lines.undirected(service_id))
    ]
    return (*in_lines, *_directed_to_nobody(reader, hall, open_ids))


def service_views(services: Iterable[Service]) -> tuple[DeskServiceView, ...]:
    """Return services as the staff sees them."""
    return tuple(
        DeskServiceView(
            id=service.id,
            code=service.code,
            letter=service.numbers.letter,
            names=service.names,
            color=service.color,
            expected_minutes=service.expected_minutes,
            target_minutes=service.target_minutes,
            documents=service.documents,
        )
        for service in services
    )


def class_views(classes: Iterable[PriorityClass]) -> tuple[PriorityClassView, ...]:
    """Return the priority classes in use."""
    return tuple(
        PriorityClassView(
            code=each.code,
            names=each.names,
            rate=each.rate,
            asks_proof=each.asks_proof,
            legal_reference=each.legal_reference,
        )
        for each in classes
        if each.active
    )


def choice_views(choices: Iterable[Choice]) -> tuple[ChoiceView, ...]:
    """Return a list that the hall has set up."""
    return tuple(ChoiceView(code=each.code, names=each.names) for each in choices)


def class_code(hall: Hall, ticket: Ticket) -> str:
    """Return the code of a ticket's priority class."""
    return hall.priority_classes[ticket.priority_class_id].code


def _held(reader: Reader, hall: Hall, ticket: Ticket) -> HeldView:
    desk = reader.counters.find(hall.branch.id, ticket.counter_id)
    user = reader.users.get(ticket.clerk_id) if ticket.clerk_id else None
    notes = reader.visits.notes(ticket.id)
    assert ticket.held_for is not None
    return HeldView(
        id=ticket.id,
        number=ticket.number,
        service_id=ticket.service_id,
        priority_class=class_code(hall, ticket),
        held_at=reader.tickets.periods(ticket.id)[-1].started_at,
        held_for=ticket.held_for,
        counter_id=ticket.counter_id,
        counter_number=desk and desk.number,
        clerk=user and user.name,
        note=notes[-1].text if notes else "",
    )


def _missed(reader: Reader, hall: Hall, ticket: Ticket, now: datetime) -> MissedView:
    missed_at = reader.tickets.ended_at(ticket.id)
    until = back_until(ticket, missed_at, hall.branch.rules)
    return MissedView(
        id=ticket.id,
        number=ticket.number,
        service_id=ticket.service_id,
        priority_class=class_code(hall, ticket),
        missed_at=missed_at,
        misses=ticket.misses,
        until=until if until is not None and until >= now else None,
    )


def _finished(reader: Reader, ticket: Ticket, clerk_id: int, now: datetime) -> FinishedView:
    periods = reader.tickets.periods(ticket.id)
    ended_at = reader.tickets.ended_at(ticket.id)
    served = [each for each in reader.visits.services(ticket) if each.outcome]
    slip = (
        reader.history.slip(ticket.branch_id, ticket.id)
        if now - ended_at <= REOPEN_WITHIN
        else None
    )
    fresh = slip is not None and is_fresh(slip, ticket.state, clerk_id, now)
    return FinishedView(
        id=ticket.id,
        number=ticket.number,
        service_id=ticket.service_id,
        state=ticket.state,
        outcome=served[-1].outcome if served else None,
        ended_at=ended_at,
        service_seconds=times(periods, now).service_seconds,
        reopen_until=ended_at + REOPEN_WITHIN if fresh else None,
    )


def _directed_to_nobody(
    reader: Reader, hall: Hall, open_ids: frozenset[int]
) -> Iterable[StrandedView]:
    lost: dict[tuple[int, int], int] = {}
    for ticket in reader.lines.directed(hall.branch.id):
        if ticket.for_counter_id is not None and ticket.for_counter_id not in open_ids:
            key = (ticket.service_id, ticket.for_counter_id)
            lost[key] = lost.get(key, 0) + 1
    for (service_id, counter_id), waiting in lost.items():
        yield StrandedView(service_id=service_id, counter_id=counter_id, waiting=waiting)
