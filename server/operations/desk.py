"""Everything a clerk's screen shows; what only clerks may see is fetched by HTTP."""

from datetime import date, datetime

from server.domain.hall import Hall
from server.operations.help_calls import help_view
from server.operations.lists import (
    choice_views,
    class_views,
    finished_views,
    held_views,
    missed_views,
    service_views,
    stranded_views,
    waiting_view,
)
from server.operations.views import (
    DeskCounterView,
    DeskSeatView,
    DeskView,
    LineView,
    TodayView,
    UserView,
    WaitingView,
)
from server.operations.visit import call_view
from server.store.accounts import User
from server.store.counters import Desk
from server.store.database import Database, Reader
from server.store.lines import LineSize

# As far as a clerk may look for a number; the screen draws the first few.
LINE_SHOWN = 100


def desk_snapshot(db: Database, *, branch_id: int, user: User, now: datetime) -> DeskView:
    """Return the desk of a clerk: their counter, their ticket, the lines. Changes nothing."""
    with db.reader() as reader:
        head = reader.log.get(branch_id)
        hall = reader.hall(branch_id)
        moment = max(now, head.at)
        day = hall.branch.business_day(moment)
        desk = reader.counters.of_clerk(branch_id, user.id)
        in_hand = reader.tickets.in_hand(desk.counter_id) if desk else None
        help_call = reader.help_calls.of_counter(branch_id, desk.counter_id) if desk else None
        return DeskView(
            seq=head.seq,
            user=user_view(user),
            counter=_counter(hall, desk),
            ticket=call_view(reader, in_hand, hall, moment, None) if in_hand else None,
            lines=_lines(reader, hall, desk, moment),
            directed=_directed(reader, hall, desk, moment),
            held=held_views(reader, hall),
            missed=missed_views(reader, hall, day, moment),
            finished=finished_views(reader, hall, user.id, day, moment),
            help=help_view(help_call) if help_call else None,
            counters=_counters(reader, hall),
            services=service_views(hall.services.values()),
            priority_classes=class_views(hall.priority_classes.values()),
            outcomes=choice_views(hall.branch.outcomes),
            pause_reasons=choice_views(hall.branch.pause_reasons),
            stranded=stranded_views(reader, hall),
            most_recalls=hall.branch.rules.most_recalls,
            today=_today(reader, hall, user.id, day, moment),
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


def _counter(hall: Hall, desk: Desk | None) -> DeskSeatView | None:
    if desk is None:
        return None
    counter = hall.counter(desk.counter_id)
    return DeskSeatView(
        id=desk.counter_id,
        number=desk.number,
        state=desk.state,
        service_ids=counter.service_ids,
        since=desk.since,
        pause_reason=desk.pause_reason,
        express_minutes=counter.express_minutes,
    )


def _lines(reader: Reader, hall: Hall, desk: Desk | None, now: datetime) -> tuple[LineView, ...]:
    counter = hall.counter(desk.counter_id) if desk else None
    shown = counter.service_ids if counter else tuple(hall.services)
    tiers = {offer.service_id: offer.tier for offer in counter.offers} if counter else {}
    sizes = reader.lines.sizes(hall.branch.id)
    return tuple(
        _line(reader, hall, service_id, tiers.get(service_id, 0), sizes.get(service_id), now)
        for service_id in hall.services
        if service_id in shown
    )


def _line(
    reader: Reader, hall: Hall, service_id: int, tier: int, size: LineSize | None, now: datetime
) -> LineView:
    tickets = reader.lines.first(service_id, LINE_SHOWN) if size else ()
    return LineView(
        service_id=service_id,
        tier=tier,
        waiting=size.waiting if size else 0,
        oldest_at=size.oldest_at if size else None,
        target_minutes=hall.services[service_id].target_minutes,
        tickets=tuple(waiting_view(ticket, hall, now) for ticket in tickets),
    )


def _directed(
    reader: Reader, hall: Hall, desk: Desk | None, now: datetime
) -> tuple[WaitingView, ...]:
    return tuple(
        waiting_view(ticket, hall, now)
        for ticket in reader.lines.directed(hall.branch.id)
        if desk is not None and ticket.for_counter_id == desk.counter_id
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


def _today(reader: Reader, hall: Hall, clerk_id: int, day: date, now: datetime) -> TodayView:
    figures = reader.times.of_clerk(hall.branch.id, clerk_id, day)
    return TodayView(
        served=figures.served,
        no_shows=figures.no_shows,
        mean_wait_seconds=figures.mean_wait_seconds,
        mean_service_seconds=figures.mean_service_seconds,
        paused_seconds=reader.counters.paused_seconds(clerk_id, hall.branch.midnight(day), now),
    )
