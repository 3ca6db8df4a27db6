"""Where visitors can be sent, and which halls somebody may look into."""

from server.domain.hall import Hall
from server.operations.views import (
    HallsView,
    HallView,
    TargetBranchView,
    TargetServiceView,
    TargetsView,
)
from server.store.accounts import User
from server.store.database import Database, Reader


def transfer_targets(db: Database, *, branch_id: int) -> TargetsView:
    """Return all halls of the city with their services; one's own first. Raises NotFound."""
    with db.reader() as reader:
        reader.log.get(branch_id)
        ids = sorted(reader.log.branch_ids(), key=lambda each: (each != branch_id, each))
        return TargetsView(branches=tuple(_branch(reader, reader.hall(each)) for each in ids))


def halls_of(db: Database, *, user: User) -> HallsView:
    """Return the halls that a person may look into: their own, or all."""
    with db.reader() as reader:
        ids = [user.branch_id] if user.branch_id else reader.log.branch_ids()
        branches = [reader.hall(each).branch for each in ids]
    return HallsView(
        branches=tuple(
            HallView(id=each.id, code=each.code, names=each.names, time_zone=each.time_zone)
            for each in branches
        )
    )


def _branch(reader: Reader, hall: Hall) -> TargetBranchView:
    sizes = reader.lines.sizes(hall.branch.id)
    return TargetBranchView(
        id=hall.branch.id,
        names=hall.branch.names,
        services=tuple(
            TargetServiceView(
                id=service.id,
                letter=service.numbers.letter,
                names=service.names,
                color=service.color,
                waiting=sizes[service.id].waiting if service.id in sizes else 0,
            )
            for service in hall.services.values()
        ),
    )
