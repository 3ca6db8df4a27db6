"""The figures are counted anew from the periods: they must be equal, and are made so (R9)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from server.operations.adding_up import add_up_days
from server.store.database import Database
from server.store.recounts import Difference

Show = Callable[[int, int], None]  # days done, of how many
SHOWN = 20


@dataclass(frozen=True)
class Recount:
    """What a recount of some halls found; `differences`: the first of them."""

    halls: int
    days: int
    unequal_days: int
    unequal: int
    repaired: bool
    differences: tuple[Difference, ...]

    @property
    def equal(self) -> bool:
        """Whether every figure was what the periods say."""
        return self.unequal == 0


def recount(
    db: Database, *, branch_ids: Sequence[int], repair: bool, now: datetime, show: Show
) -> Recount:
    """Compare every hour's figures with the periods; repair them, and add all days up anew.

    Nobody waits while days are compared; each that is repaired is a transaction. Raises NotFound.
    """
    with db.reader() as reader:
        plan = [(each, day) for each in branch_ids for day in reader.recounts.days(each)]
    found: list[Difference] = []
    unequal_days = 0
    for done, (branch_id, day) in enumerate(plan, 1):
        differences = _of_day(db, branch_id, day, repair, now)
        unequal_days += bool(differences)
        found += differences
        show(done, len(plan))
    if repair:
        for branch_id in branch_ids:
            _add_up_anew(db, branch_id, now)
    return Recount(
        halls=len(branch_ids),
        days=len(plan),
        unequal_days=unequal_days,
        unequal=len(found),
        repaired=repair,
        differences=tuple(found[:SHOWN]),
    )


def _of_day(
    db: Database, branch_id: int, day: str, repair: bool, now: datetime
) -> list[Difference]:
    with db.reader() as reader:
        differences = reader.recounts.differences(branch_id, day)
    if repair and differences:
        with db.transaction(branch_id, now=now) as tx:
            tx.recounts.repair(branch_id, day)
    return differences


def _add_up_anew(db: Database, branch_id: int, now: datetime) -> None:
    """Add up all closed days, a few in each transaction."""
    with db.transaction(branch_id, now=now) as tx:
        tx.cubes.forget(branch_id)
    left = 1
    while left:
        with db.transaction(branch_id, now=now) as tx:
            closed = tx.closed_day
            left = add_up_days(tx, date.fromisoformat(closed)) if closed else 0
