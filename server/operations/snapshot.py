"""The public picture of a branch: what every screen starts from (docs/realtime.md)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from server.domain.hall import Hall, Service
from server.operations.issuing import issuing_view
from server.operations.lines import estimate_with
from server.operations.lobby_views import MissedCallView, SnapshotView
from server.operations.notices import notice_views
from server.operations.views import (
    BranchView,
    CounterView,
    RecentCallView,
    ServiceLineView,
)
from server.store.counters import DeskStates
from server.store.database import Database, Reader
from server.store.lines import LineSize
from server.store.tickets import RecentCall

CALLS_SHOWN = 12
CALLS_OF_SERVICE_SHOWN = 4
MISSED_SHOWN = 8


def branch_snapshot(db: Database, *, branch_id: int, now: datetime) -> SnapshotView:
    """Return the picture of a branch now. Raises NotFound."""
    with db.reader() as reader:
        head = reader.log.get(branch_id)
        hall = reader.hall(branch_id)
        moment = max(now, head.at)
        day = hall.branch.business_day(moment)
        desks = reader.counters.states(branch_id)
        sizes = reader.lines.sizes(branch_id)
        numbers = reader.counters.numbers(branch_id)
        return SnapshotView(
            seq=head.seq,
            plan_seq=head.plan_seq,
            branch=branch_view(hall, now),
            services=tuple(
                _line(reader, hall, service, sizes, desks, now)
                for service in hall.services.values()
            ),
            counters=_counters(reader, hall),
            calls=_calls(reader, hall, day, numbers),
            ticker=hall.branch.ticker,
            missed=_missed(reader, hall, day, now, numbers),
            notices=notice_views(reader, branch_id, now),
        )


@dataclass(frozen=True)
class Picture:
    """A snapshot ready to send."""

    etag: str
    body: str


class PictureCache:
    """Keeps each branch's newest picture; it stands until the next event or the next minute.

    The minute is part of it because opening hours and estimates move with the clock.
    """

    def __init__(self) -> None:
        self._kept: dict[int, Picture] = {}

    def get(self, db: Database, *, branch_id: int, now: datetime) -> Picture:
        """Return the picture of a branch now. Raises NotFound."""
        etag = _etag(branch_seq(db, branch_id), now)
        kept = self._kept.get(branch_id)
        if kept is None or kept.etag != etag:
            view = branch_snapshot(db, branch_id=branch_id, now=now)
            kept = Picture(_etag(view.seq, now), view.model_dump_json())
            self._kept[branch_id] = kept
        return kept


def _etag(seq: int, now: datetime) -> str:
    return f"{seq}-{now:%Y%m%d%H%M}"


def branch_seq(db: Database, branch_id: int) -> int:
    """Return the number of a branch's newest event: cheap, so it can be asked often."""
    with db.reader() as reader:
        return reader.log.get(branch_id).seq


def branch_view(hall: Hall, now: datetime) -> BranchView:
    """Return the hall, and whether it is open."""
    branch, opening = hall.branch, hall.opening(now)
    return BranchView(
        id=branch.id,
        code=branch.code,
        names=branch.names,
        time_zone=branch.time_zone,
        languages=branch.languages,
        open=opening.open,
        opens_at=opening.opens_at,
        closes_at=opening.closes_at,
    )


def _line(
    reader: Reader,
    hall: Hall,
    service: Service,
    sizes: Mapping[int, LineSize],
    desks: DeskStates,
    now: datetime,
) -> ServiceLineView:
    size = sizes.get(service.id)
    waiting = size.waiting if size else 0
    serving = [c.id for c in hall.counters.values() if service.id in c.service_ids]
    return ServiceLineView(
        id=service.id,
        code=service.code,
        letter=service.numbers.letter,
        names=service.names,
        color=service.color,
        waiting=waiting,
        oldest_at=size.oldest_at if size else None,
        open_counters=len(desks.open.intersection(serving)),
        estimate=estimate_with(service, waiting, hall, desks.open, desks.free),
        issuing=issuing_view(reader, hall, service, now),
    )


def _counters(reader: Reader, hall: Hall) -> tuple[CounterView, ...]:
    return tuple(
        CounterView(
            id=desk.counter_id,
            number=desk.number,
            state=desk.state,
            service_ids=hall.counter(desk.counter_id).service_ids,
        )
        for desk in reader.counters.all(hall.branch.id)
    )


def _calls(
    reader: Reader, hall: Hall, day: date, numbers: Mapping[int, int]
) -> tuple[RecentCallView, ...]:
    """Return the newest calls, who stands at a counter, and the newest of each service.

    `picture.js` keeps to the same rule.
    """
    branch_id, tickets = hall.branch.id, reader.tickets
    found = [*tickets.recent_calls(branch_id, day, CALLS_SHOWN), *tickets.calls_in_hand(branch_id)]
    for service_id in hall.services:
        found += tickets.recent_calls_of(branch_id, service_id, day, CALLS_OF_SERVICE_SHOWN)
    calls = {call.seq: call for call in found}
    return tuple(_call(calls[seq], numbers) for seq in sorted(calls, reverse=True))


def _missed(
    reader: Reader, hall: Hall, day: date, now: datetime, numbers: Mapping[int, int]
) -> tuple[MissedCallView, ...]:
    """Return the visitors who did not come and may still come back, the newest first."""
    rules = hall.branch.rules
    found = reader.tickets.recently_missed(hall.branch.id, day, rules, now, MISSED_SHOWN)
    return tuple(
        MissedCallView(
            ticket_id=each.ticket.id,
            number=each.ticket.number,
            service_id=each.ticket.service_id,
            counter_number=numbers.get(each.ticket.counter_id or 0),
            missed_at=each.missed_at,
        )
        for each in found
    )


def _call(call: RecentCall, numbers: Mapping[int, int]) -> RecentCallView:
    ticket = call.ticket
    return RecentCallView(
        ticket_id=ticket.id,
        number=ticket.number,
        service_id=ticket.service_id,
        counter_id=ticket.counter_id,
        counter_number=numbers.get(ticket.counter_id or 0),
        state=ticket.state,
        called_at=call.called_at,
        seq=call.seq,
        recalls=ticket.recalls,
    )
