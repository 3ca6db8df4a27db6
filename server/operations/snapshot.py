"""The public picture of a branch: what every screen starts from (docs/realtime.md)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from server.domain.hall import Branch, CounterState, Hall, Service
from server.operations.lines import estimate_with
from server.operations.views import (
    BranchView,
    CounterView,
    RecentCallView,
    ServiceLineView,
    SnapshotView,
)
from server.store.counters import DeskStates
from server.store.database import Database, Reader
from server.store.tickets import LineSize, RecentCall

CALLS_SHOWN = 12


def branch_snapshot(db: Database, *, branch_id: int, now: datetime) -> SnapshotView:
    """Return the picture of a branch now. Raises NotFound."""
    with db.reader() as reader:
        head = reader.log.get(branch_id)
        hall = reader.hall(branch_id)
        moment = max(now, head.at)
        day = hall.branch.business_day(moment)
        desks = reader.counters.states(branch_id)
        sizes = reader.tickets.line_sizes(branch_id, day)
        return SnapshotView(
            seq=head.seq,
            branch=_branch(hall.branch, now),
            services=tuple(_line(hall, s, sizes, desks) for s in hall.services.values()),
            counters=_counters(hall, desks),
            calls=_calls(reader, branch_id, day),
            ticker=hall.branch.ticker,
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


def _branch(branch: Branch, now: datetime) -> BranchView:
    opening = branch.opening(now)
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
    hall: Hall, service: Service, sizes: Mapping[int, LineSize], desks: DeskStates
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
    )


def _counters(hall: Hall, desks: DeskStates) -> tuple[CounterView, ...]:
    return tuple(
        CounterView(
            id=counter.id,
            number=counter.number,
            state=CounterState.OPEN if counter.id in desks.open else CounterState.CLOSED,
            service_ids=counter.service_ids,
        )
        for counter in hall.counters.values()
    )


def _calls(reader: Reader, branch_id: int, day: date) -> tuple[RecentCallView, ...]:
    numbers = {desk.counter_id: desk.number for desk in reader.counters.all(branch_id)}
    calls = reader.tickets.recent_calls(branch_id, day, CALLS_SHOWN)
    return tuple(_call(call, numbers) for call in calls)


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
    )
