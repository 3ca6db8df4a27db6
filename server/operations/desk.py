"""Everything a clerk's screen shows; what only clerks may see is fetched by HTTP."""

from datetime import date, datetime

from server.domain.hall import Hall
from server.operations.views import (
    CounterView,
    DeskCounterView,
    DeskServiceView,
    DeskView,
    LineView,
    PriorityClassView,
    TodayView,
    UserView,
    WaitingView,
)
from server.operations.visit import call_view
from server.store.accounts import User
from server.store.counters import Desk
from server.store.database import Database, Reader
from server.store.tickets import LineSize

LINE_SHOWN = 20


def desk_snapshot(db: Database, *, branch_id: int, user: User, now: datetime) -> DeskView:
    """Return the desk of a clerk: their counter, their ticket, the lines. Changes nothing."""
    with db.reader() as reader:
        head = reader.log.get(branch_id)
        hall = reader.hall(branch_id)
        moment = max(now, head.at)
        day = hall.branch.business_day(moment)
        desk = reader.counters.of_clerk(branch_id, user.id)
        held = reader.tickets.in_hand(desk.counter_id) if desk else None
        return DeskView(
            seq=head.seq,
            user=user_view(user),
            counter=_counter(hall, desk),
            ticket=call_view(reader, held, hall, moment, None) if held else None,
            lines=_lines(reader, hall, desk, day),
            counters=_counters(reader, hall),
            services=_services(hall),
            priority_classes=tuple(
                PriorityClassView(code=c.code, names=c.names)
                for c in hall.priority_classes.values()
                if c.active
            ),
            today=_today(reader, branch_id, user.id, day),
        )


def user_view(user: User) -> UserView:
    """Return a person as screens see them."""
    return UserView(
        id=user.id,
        username=user.username,
        name=user.name,
        role=user.role,
        branch_id=user.branch_id,
    )


def _counter(hall: Hall, desk: Desk | None) -> CounterView | None:
    if desk is None:
        return None
    service_ids = hall.counter(desk.counter_id).service_ids
    return CounterView(
        id=desk.counter_id, number=desk.number, state=desk.state, service_ids=service_ids
    )


def _lines(reader: Reader, hall: Hall, desk: Desk | None, day: date) -> tuple[LineView, ...]:
    shown = hall.counter(desk.counter_id).service_ids if desk else tuple(hall.services)
    sizes = reader.tickets.line_sizes(hall.branch.id, day)
    return tuple(
        _line(reader, hall, service_id, sizes.get(service_id), day)
        for service_id in hall.services
        if service_id in shown
    )


def _line(
    reader: Reader, hall: Hall, service_id: int, size: LineSize | None, day: date
) -> LineView:
    tickets = reader.tickets.line(service_id, day, LINE_SHOWN) if size else ()
    return LineView(
        service_id=service_id,
        waiting=size.waiting if size else 0,
        oldest_at=size.oldest_at if size else None,
        tickets=tuple(
            WaitingView(
                id=ticket.id,
                number=ticket.number,
                priority_class=hall.priority_classes[ticket.priority_class_id].code,
                issued_at=ticket.issued_at,
            )
            for ticket in tickets
        ),
    )


def _counters(reader: Reader, hall: Hall) -> tuple[DeskCounterView, ...]:
    return tuple(
        DeskCounterView(
            id=desk.counter_id,
            number=desk.number,
            state=desk.state,
            clerk=desk.clerk_name,
            service_ids=hall.counter(desk.counter_id).service_ids,
        )
        for desk in reader.counters.all(hall.branch.id)
    )


def _services(hall: Hall) -> tuple[DeskServiceView, ...]:
    return tuple(
        DeskServiceView(
            id=service.id,
            code=service.code,
            letter=service.numbers.letter,
            names=service.names,
            color=service.color,
            expected_minutes=service.expected_minutes,
        )
        for service in hall.services.values()
    )


def _today(reader: Reader, branch_id: int, clerk_id: int, day: date) -> TodayView:
    figures = reader.times.of_clerk(branch_id, clerk_id, day)
    return TodayView(
        served=figures.served,
        no_shows=figures.no_shows,
        mean_wait_seconds=figures.mean_wait_seconds,
        mean_service_seconds=figures.mean_service_seconds,
    )
