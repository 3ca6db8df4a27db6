"""A clerk's own figures of a span, beside those of the whole hall; nobody else's."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from server.domain.blocks import Days
from server.domain.figures import Figures
from server.reports.figures import Shown, shown
from server.store.database import Database


@dataclass(frozen=True)
class OwnFigures:
    """What a clerk did at their desks, and what all desks of the hall did together."""

    first: date
    last: date
    own: Shown
    hall: Shown


def own_figures(db: Database, branch_id: int, clerk_id: int, days: Days) -> OwnFigures:
    """Return a clerk's figures. Raises NotFound."""
    with db.reader() as reader:
        reader.log.get(branch_id)
        read = reader.cubes.read([branch_id], "clerk", days)
    groups: Mapping[str, Figures] = read.groups
    own = groups.get(str(clerk_id), Figures())
    return OwnFigures(days.first, days.last, shown(own), shown(read.total))
