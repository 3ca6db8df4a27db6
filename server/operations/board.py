"""The supervisor's live board: every line and counter of a hall, and what needs a hand."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from server.domain.hall import CounterState, Hall, Service
from server.operations.help_calls import help_view
from server.operations.issuing import issuing_view
from server.operations.lists import (
    choice_views,
    class_code,
    class_views,
    held_views,
    missed_views,
    service_views,
    stranded_views,
    waiting_view,
)
from server.operations.printers import printer_views
from server.operations.snapshot import branch_view
from server.operations.views import (
    BoardCounterView,
    BoardLineView,
    BoardView,
    ClerkView,
    ClosureView,
    HallTodayView,
    InHandView,
    OfferView,
)
from server.store.counters import Desk, InHand
from server.store.database import Database, Reader
from server.store.lines import LineSize

LINE_SHOWN = 50


def board_snapshot(db: Database, *, branch_id: int, now: datetime) -> BoardView:
    """Return the board of a hall. Changes nothing. Raises NotFound."""
    with db.reader() as reader:
        head = reader.log.get(branch_id)
        hall = reader.hall(branch_id)
        moment = max(now, head.at)
        day = hall.branch.business_day(moment)
        sizes = reader.lines.sizes(branch_id)
        desks = reader.counters.all(branch_id)
        open_ids = reader.counters.states(branch_id).open
        return BoardView(
            seq=head.seq,
            now=now,
            branch=branch_view(hall, now),
            closures=_closures(hall, now),
            help=tuple(help_view(each) for each in reader.help_calls.open(branch_id)),
            stranded=stranded_views(reader, hall),
            lines=tuple(
                _line(reader, hall, service, sizes.get(service.id), open_ids, now, moment)
                for service in hall.services.values()
            ),
            counters=_counters(reader, hall, desks, moment),
            held=held_views(reader, hall),
            missed=missed_views(reader, hall, day, moment),
            clerks=_clerks(reader, branch_id, desks),
            services=service_views(hall.services.values()),
            priority_classes=class_views(hall.priority_classes.values()),
            pause_reasons=choice_views(hall.branch.pause_reasons),
            printers=printer_views(reader, branch_id, now),
            today=_today(reader, hall, moment, sizes),
        )


def _closures(hall: Hall, now: datetime) -> tuple[ClosureView, ...]:
    day = hall.branch.business_day(now)
    return tuple(
        ClosureView(
            id=each.id,
            business_day=each.business_day,
            service_id=each.service_id,
            reason=each.reason,
            ended_at=None,
        )
        for each in hall.closures
        if each.business_day == day
    )


def _line(
    reader: Reader,
    hall: Hall,
    service: Service,
    size: LineSize | None,
    open_ids: frozenset[int],
    now: datetime,
    moment: datetime,
) -> BoardLineView:
    late_since = moment - timedelta(minutes=service.target_minutes)
    return BoardLineView(
        service_id=service.id,
        waiting=size.waiting if size else 0,
        oldest_at=size.oldest_at if size else None,
        target_minutes=service.target_minutes,
        late=reader.lines.late(service.id, late_since) if size else 0,
        open_counters=sum(
            service.id in counter.service_ids and counter.id in open_ids
            for counter in hall.counters.values()
        ),
        issuing=issuing_view(reader, hall, service, now),
        tickets=tuple(
            waiting_view(ticket, hall, moment)
            for ticket in (reader.lines.first(service.id, LINE_SHOWN) if size else ())
        ),
    )


def _counters(
    reader: Reader,
    hall: Hall,
    desks: list[Desk],
    now: datetime,
) -> tuple[BoardCounterView, ...]:
    in_hand = reader.counters.in_hand(hall.branch.id)
    return tuple(_counter(reader, hall, desk, in_hand.get(desk.counter_id), now) for desk in desks)


def _counter(
    reader: Reader,
    hall: Hall,
    desk: Desk,
    held: InHand | None,
    now: datetime,
) -> BoardCounterView:
    counter = hall.counter(desk.counter_id)
    ready = reader.lines.ready_for(hall.branch.id, desk.counter_id, now)
    free = desk.state is CounterState.OPEN and held is None
    return BoardCounterView(
        id=desk.counter_id,
        number=desk.number,
        state=desk.state,
        since=desk.since,
        pause_reason=desk.pause_reason,
        clerk_id=desk.clerk_id,
        clerk=desk.clerk_name,
        service_ids=counter.service_ids,
        services=tuple(OfferView(**vars(offer)) for offer in counter.offers),
        express_minutes=counter.express_minutes,
        ticket=_ticket(reader, hall, held) if held else None,
        idle_since=_idle_since(reader, desk, ready) if free and ready else None,
        could_serve=ready.waiting if ready else 0,
    )


def _idle_since(reader: Reader, desk: Desk, ready: LineSize) -> datetime | None:
    """Return since when a free counter has had people to call: both have to hold."""
    free_since = reader.counters.free_since(desk)
    return free_since and max(free_since, ready.oldest_at)


def _ticket(reader: Reader, hall: Hall, held: InHand) -> InHandView:
    ticket = reader.tickets.get(hall.branch.id, held.ticket_id)
    return InHandView(
        id=ticket.id,
        number=ticket.number,
        service_id=ticket.service_id,
        priority_class=class_code(hall, ticket),
        state=ticket.state,
        since=held.since,
        expected_minutes=hall.services[ticket.service_id].expected_minutes,
    )


def _clerks(reader: Reader, branch_id: int, desks: list[Desk]) -> tuple[ClerkView, ...]:
    numbers = {desk.clerk_id: desk.number for desk in desks}
    return tuple(
        ClerkView(id=user.id, name=user.name, counter_number=numbers.get(user.id))
        for user in reader.users.who_may_sit(branch_id)
    )


def _today(
    reader: Reader, hall: Hall, now: datetime, sizes: Mapping[int, LineSize]
) -> HallTodayView:
    day = hall.branch.business_day(now)
    targets = {service.id: service.target_minutes for service in hall.services.values()}
    figures = reader.times.of_hall(hall.branch.id, day, targets)
    return HallTodayView(
        issued=figures.issued,
        waiting=sum(size.waiting for size in sizes.values()),
        served=figures.served,
        no_shows=figures.no_shows,
        cancelled=figures.cancelled,
        mean_wait_seconds=figures.mean_wait_seconds,
        mean_service_seconds=figures.mean_service_seconds,
        within_target=figures.within_target,
    )
