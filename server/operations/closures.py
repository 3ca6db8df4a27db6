"""Closed for today: a supervisor closes the hall or one service, and opens it again."""

from datetime import datetime

from server.domain.errors import WrongState
from server.domain.events import ClosureBegun, ClosureEnded
from server.operations.acting import Asker, carry_out
from server.operations.once import Command
from server.operations.views import ClosureView
from server.store.closures import KeptClosure
from server.store.database import Database, Transaction


def close_for_today(
    db: Database,
    *,
    asker: Asker,
    service_id: int | None,
    reason: str,
    command: Command,
    now: datetime,
) -> ClosureView:
    """Give no more tickets today, of the hall or of one service; who waits is still called.

    Raises NotFound, WrongState (closed already).
    """

    def act(tx: Transaction) -> ClosureView:
        hall = tx.branch_hall
        if service_id is not None:
            hall.service(service_id)
        day = hall.branch.business_day(tx.asked_at)
        if any((c.business_day, c.service_id) == (day, service_id) for c in hall.closures):
            raise WrongState(state="closed", action="close")
        made = tx.closures.begin(
            tx.branch_id, day, service_id, reason.strip(), asker.user_id, tx.now
        )
        tx.record(ClosureBegun(service_id, made.reason))
        return _view(made)

    return carry_out(
        db, branch_id=asker.branch_id, command=command, now=now, kind=ClosureView, act=act
    )


def end_closure(
    db: Database, *, asker: Asker, closure_id: int, command: Command, now: datetime
) -> ClosureView:
    """Give tickets again. Raises NotFound, WrongState (open already)."""

    def act(tx: Transaction) -> ClosureView:
        kept = tx.closures.get(tx.branch_id, closure_id)
        if kept.ended_at is not None:
            raise WrongState(state="open", action="open")
        tx.closures.end(closure_id, tx.now)
        tx.record(ClosureEnded(kept.service_id, kept.reason))
        return _view(tx.closures.get(tx.branch_id, closure_id))

    return carry_out(
        db, branch_id=asker.branch_id, command=command, now=now, kind=ClosureView, act=act
    )


def _view(kept: KeptClosure) -> ClosureView:
    return ClosureView(
        id=kept.id,
        business_day=kept.business_day,
        service_id=kept.service_id,
        reason=kept.reason,
        ended_at=kept.ended_at,
    )
