"""A clerk sits down at a counter, pauses, or leaves it; a supervisor does it for anybody."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from server.domain.errors import (
    CounterCannotServe,
    CounterNeeded,
    CounterTaken,
    NotFound,
    WrongState,
)
from server.domain.events import (
    Actor,
    CounterAssigned,
    CounterOpened,
    CounterPaused,
    CounterResumed,
)
from server.domain.hall import CounterState, Offer, Role, express_takes
from server.operations.acting import Asker, carry_out, refuse_in_hand
from server.operations.leaving import leave_counter
from server.operations.once import Command
from server.operations.views import SeatView
from server.store.counters import Desk
from server.store.database import Database, Transaction

SEATED = (Role.CLERK, Role.SUPERVISOR)


@dataclass(frozen=True)
class Pause:
    """Why a counter takes no calls: a code of the hall's reasons, and a note."""

    reason: str
    note: str = ""


@dataclass(frozen=True)
class Assignment:
    """What a counter gives from now on."""

    offers: tuple[Offer, ...]
    express_minutes: float | None


def open_counter(
    db: Database,
    *,
    asker: Asker,
    counter_id: int,
    command: Command,
    now: datetime,
    clerk_id: int | None = None,
) -> SeatView:
    """Seat the asker, or another clerk, at a counter; the one they had before is closed.

    Nobody is called. Raises NotFound, CounterTaken, TicketInHand (at the counter before),
    WrongState (somebody of the whole city sits in another hall).
    """

    def act(tx: Transaction, desk: Desk) -> SeatView:
        clerk = _clerk(tx, clerk_id or asker.user_id)
        if desk.clerk_id not in (None, clerk):
            raise CounterTaken(clerk=desk.clerk_name, counter_number=desk.number)
        before = tx.counters.of_clerk(tx.branch_id, clerk)
        if before is not None and before.counter_id != desk.counter_id:
            refuse_in_hand(tx, before)
            leave_counter(tx, before)
        if desk.clerk_id is None:
            _refuse_elsewhere(tx, clerk)
            tx.counters.seat(desk.counter_id, clerk, tx.now)
            tx.record(CounterOpened(desk.counter_id, desk.number))
        return _seat_view(tx, desk)

    return _on_counter(db, asker, counter_id, command, now, act)


def close_counter(
    db: Database, *, asker: Asker, counter_id: int, command: Command, now: datetime
) -> SeatView:
    """Close a counter of one's own; a supervisor closes whoever's it is.

    Raises NotFound, CounterTaken, TicketInHand.
    """

    def act(tx: Transaction, desk: Desk) -> SeatView:
        _require_own(asker, desk)
        if desk.clerk_id is not None:
            refuse_in_hand(tx, desk)
            leave_counter(tx, desk)
        return _seat_view(tx, desk)

    return _on_counter(db, asker, counter_id, command, now, act)


def pause_counter(
    db: Database, *, asker: Asker, counter_id: int, pause: Pause, command: Command, now: datetime
) -> SeatView:
    """Take no calls for a while; the pause is in the clerk's log (scenario 19).

    Raises NotFound, CounterTaken, CounterNeeded, TicketInHand, WrongState.
    """

    def act(tx: Transaction, desk: Desk) -> SeatView:
        clerk_id = _sitting(asker, desk)
        reason = tx.branch_hall.pause_reason(pause.reason)
        if desk.state is not CounterState.OPEN:
            raise WrongState(state=desk.state.value, action="pause")
        refuse_in_hand(tx, desk)
        tx.counters.pause(desk.counter_id, clerk_id, reason, pause.note.strip(), tx.now)
        tx.record(CounterPaused(desk.counter_id, desk.number, reason))
        return _seat_view(tx, desk)

    return _on_counter(db, asker, counter_id, command, now, act)


def resume_counter(
    db: Database, *, asker: Asker, counter_id: int, command: Command, now: datetime
) -> SeatView:
    """Take calls again. Raises NotFound, CounterTaken, CounterNeeded, WrongState."""

    def act(tx: Transaction, desk: Desk) -> SeatView:
        clerk_id = _sitting(asker, desk)
        if desk.state is not CounterState.PAUSED:
            raise WrongState(state=desk.state.value, action="resume")
        tx.counters.seat(desk.counter_id, clerk_id, tx.now)
        tx.record(CounterResumed(desk.counter_id, desk.number))
        return _seat_view(tx, desk)

    return _on_counter(db, asker, counter_id, command, now, act)


def assign_counter(
    db: Database,
    *,
    asker: Asker,
    counter_id: int,
    assignment: Assignment,
    command: Command,
    now: datetime,
) -> SeatView:
    """Let a counter give other services from now on; the next set-up file sets it anew.

    Raises NotFound, CounterCannotServe (no service short enough for an express counter).
    """

    def act(tx: Transaction, desk: Desk) -> SeatView:
        services = [tx.branch_hall.service(offer.service_id) for offer in assignment.offers]
        if not any(express_takes(assignment.express_minutes, each) for each in services):
            raise CounterCannotServe(counter_number=desk.number)
        tx.counters.assign(desk.counter_id, assignment.offers, assignment.express_minutes)
        tx.record(
            CounterAssigned(
                desk.counter_id, desk.number, assignment.offers, assignment.express_minutes
            )
        )
        return _seat_view(tx, desk)

    return _on_counter(db, asker, counter_id, command, now, act)


def leave_empty_counter(db: Database, *, asker: Asker, now: datetime) -> None:
    """Close the asker's counter when it holds no visitor: they log out."""
    with db.transaction(asker.branch_id, now=now, actor=Actor(user_id=asker.user_id)) as tx:
        desk = tx.counters.of_clerk(tx.branch_id, asker.user_id)
        if desk is not None and tx.tickets.in_hand(desk.counter_id) is None:
            leave_counter(tx, desk)


def _on_counter(
    db: Database,
    asker: Asker,
    counter_id: int,
    command: Command,
    now: datetime,
    act: Callable[[Transaction, Desk], SeatView],
) -> SeatView:
    def found(tx: Transaction) -> SeatView:
        tx.branch_hall.counter(counter_id)
        return act(tx, tx.counters.get(tx.branch_id, counter_id))

    return carry_out(
        db, branch_id=asker.branch_id, command=command, now=now, kind=SeatView, act=found
    )


def _clerk(tx: Transaction, user_id: int) -> int:
    """Return the id of somebody who may sit at a counter of this hall. Raises NotFound."""
    user = tx.users.get(user_id)
    if user is None or user.role not in SEATED or user.branch_id not in (None, tx.branch_id):
        raise NotFound(what="clerk", id=user_id)
    return user.id


def _refuse_elsewhere(tx: Transaction, clerk_id: int) -> None:
    """Raises WrongState: another hall's counter is not left by the way, its log is not ours."""
    desk = tx.counters.anywhere(clerk_id)
    if desk is not None:
        raise WrongState(
            state=desk.state.value,
            action="open",
            counter_number=desk.number,
            clerk=desk.clerk_name,
        )


def _require_own(asker: Asker, desk: Desk) -> None:
    if not asker.supervises and desk.clerk_id not in (None, asker.user_id):
        raise CounterTaken(clerk=desk.clerk_name, counter_number=desk.number)


def _sitting(asker: Asker, desk: Desk) -> int:
    """Return who sits at a counter that the asker may pause. Raises CounterTaken, CounterNeeded."""
    _require_own(asker, desk)
    if desk.clerk_id is None:
        raise CounterNeeded
    return desk.clerk_id


def _seat_view(tx: Transaction, desk: Desk) -> SeatView:
    state = tx.counters.get(tx.branch_id, desk.counter_id).state
    return SeatView(counter_id=desk.counter_id, counter_number=desk.number, state=state)
