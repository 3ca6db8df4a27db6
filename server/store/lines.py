"""The waiting lines: their heads, their sizes, who is in them (rules Q3, Q8, Q9)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from server.domain.choose import Head
from server.domain.tickets import Ticket
from server.store.columns import from_micros, to_micros
from server.store.sql import Sql, Wire
from server.store.tickets import COLUMNS, PLACE_IN_LINE, PLACE_OF, ticket_of

HEAD = (
    "SELECT t.id, t.number, t.service_id, t.line_at, t.place, pc.code, pc.rate,"
    " cs.tier, cs.after_minutes"
)
READY = "(not_before IS NULL OR not_before <= :now)"
EXPRESS = "(c.express_minutes IS NULL OR s.expected_minutes <= c.express_minutes)"
# One probe of the partial index for each line; the people behind the heads are never read.
LINE_HEADS = Sql(
    f"{HEAD} FROM counter_service cs"
    " JOIN counter c ON c.id = cs.counter_id"
    " JOIN service s ON s.id = cs.service_id"
    " JOIN priority_class pc ON pc.branch_id = :branch_id"
    " JOIN ticket t ON t.id = (SELECT w.id FROM ticket w"
    "  /*sqlite INDEXED BY ix_ticket_line*/ WHERE w.state = 'waiting'"
    "  AND w.place = 1 AND w.for_counter_id IS NULL AND w.service_id = cs.service_id"
    f"  AND w.priority_class_id = pc.id AND {READY} ORDER BY w.line_at, w.id LIMIT 1)"
    f" WHERE cs.counter_id = :counter_id AND {EXPRESS}"
)
# Each of these is a line of its own: somebody decided so, and they are few.
PLACED = Sql(
    f"{HEAD} FROM ticket t"
    " JOIN counter c ON c.id = :counter_id"
    " JOIN service s ON s.id = t.service_id"
    " JOIN priority_class pc ON pc.id = t.priority_class_id"
    " LEFT JOIN counter_service cs ON cs.counter_id = c.id AND cs.service_id = t.service_id"
    f"  AND {EXPRESS}"
    " WHERE t.branch_id = :branch_id AND t.state = 'waiting'"
    " AND (t.place = 0 OR t.for_counter_id IS NOT NULL)"
    f" AND {READY} AND (t.for_counter_id = :counter_id"
    " OR (t.for_counter_id IS NULL AND cs.service_id IS NOT NULL))"
)


def _whom(counter_could: str, figures: str) -> Sql:
    """Return figures of all whom a counter could call: those of its lines, and sent to it alone."""
    return Sql(
        f"SELECT {figures} FROM ("
        "SELECT t.line_at, t.not_before FROM counter_service cs"
        " JOIN counter c ON c.id = cs.counter_id"
        " JOIN service s ON s.id = cs.service_id"
        " JOIN ticket t ON t.service_id = cs.service_id AND t.state = 'waiting'"
        f" WHERE cs.counter_id = :counter_id AND {EXPRESS}"
        f"  AND t.for_counter_id IS NULL AND {counter_could}"
        " UNION ALL SELECT t.line_at, t.not_before FROM ticket t"
        " WHERE t.branch_id = :branch_id AND t.state = 'waiting'"
        "  AND (t.place = 0 OR t.for_counter_id IS NOT NULL)"
        f"  AND t.for_counter_id = :counter_id AND {counter_could}) r"
    )


# Asked when a counter can call nobody: then its lines hold nobody but those who rest after a miss.
RESTING = _whom("t.not_before > :now", "count(*) AS resting, min(r.not_before) AS next_at")
READY_FOR = _whom(READY, "count(*) AS waiting, min(coalesce(r.not_before, r.line_at)) AS since")
LINE_SIZES = Sql(
    "SELECT t.service_id, count(*) AS waiting, min(t.line_at) AS oldest_at FROM service s"
    " JOIN ticket t ON t.service_id = s.id AND t.state = 'waiting'"
    " WHERE s.branch_id = :branch_id GROUP BY t.service_id"
)
LINE_SIZE = Sql("SELECT count(*) FROM ticket WHERE state = 'waiting' AND service_id = :service_id")
LATE = Sql(
    "SELECT count(*) FROM ticket WHERE state = 'waiting' AND service_id = :service_id"
    " AND place IN (0, 1) AND line_at < :before"
)
AHEAD_OF = Sql(
    "SELECT count(*) FROM ticket WHERE state = 'waiting' AND service_id = :service_id"
    " AND (place, line_at, id) < (:place, :line_at, :id)"
)
LINE_TICKETS = Sql(
    f"SELECT {COLUMNS} FROM ticket WHERE state = 'waiting' AND service_id = :service_id"
    " ORDER BY place, line_at, id LIMIT :most"
)
DIRECTED = Sql(
    f"SELECT {COLUMNS} FROM ticket WHERE branch_id = :branch_id AND state = 'waiting'"
    " AND (place = 0 OR for_counter_id IS NOT NULL) AND for_counter_id IS NOT NULL"
    " ORDER BY place, line_at, id"
)
UNDIRECTED = Sql(
    "SELECT count(*) FROM ticket WHERE state = 'waiting' AND service_id = :service_id"
    " AND for_counter_id IS NULL"
)
HELD = Sql(
    f"SELECT {COLUMNS} FROM ticket WHERE branch_id = :branch_id AND state = 'held' ORDER BY id"
)
MISSED = Sql(
    f"SELECT {COLUMNS} FROM ticket WHERE branch_id = :branch_id AND state = 'no_show'"
    " AND business_day = :business_day ORDER BY id"
)
FINISHED_BY = Sql(
    f"SELECT {COLUMNS} FROM ticket /*sqlite INDEXED BY ix_ticket_clerk*/"
    " WHERE clerk_id = :clerk_id AND business_day = :business_day"
    " AND branch_id = :branch_id AND state IN ('done', 'cancelled') ORDER BY called_at DESC"
    " LIMIT :most"
)


@dataclass(frozen=True)
class LineSize:
    """How many wait for a service, and since when the first of them."""

    waiting: int
    oldest_at: datetime


@dataclass(frozen=True)
class Resting:
    """How many a counter may call later, and when the first of them."""

    resting: int
    next_at: datetime | None


class Lines:
    """The waiting lines of a database."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def heads(self, branch_id: int, counter_id: int, now: datetime) -> list[Head]:
        """Return the first ticket of each line that a counter serves, and all placed ones."""
        values = {"branch_id": branch_id, "counter_id": counter_id, "now": to_micros(now)}
        rows = [*self._wire.execute(LINE_HEADS, values), *self._wire.execute(PLACED, values)]
        return [_head(row) for row in rows]

    def resting(self, branch_id: int, counter_id: int, now: datetime) -> Resting:
        """Return whom a counter may not call yet, because they were missed just before."""
        values = {"branch_id": branch_id, "counter_id": counter_id, "now": to_micros(now)}
        row = self._wire.execute(RESTING, values).one()
        return Resting(row.resting, None if row.next_at is None else from_micros(row.next_at))

    def ready_for(self, branch_id: int, counter_id: int, now: datetime) -> LineSize | None:
        """Return how many a counter may call now, and since when; None when there is nobody."""
        values = {"branch_id": branch_id, "counter_id": counter_id, "now": to_micros(now)}
        row = self._wire.execute(READY_FOR, values).one()
        return LineSize(row.waiting, from_micros(row.since)) if row.waiting else None

    def sizes(self, branch_id: int) -> Mapping[int, LineSize]:
        """Return the size of each line that is not empty, by service id."""
        return {
            row.service_id: LineSize(row.waiting, from_micros(row.oldest_at))
            for row in self._wire.execute(LINE_SIZES, {"branch_id": branch_id})
        }

    def size(self, service_id: int) -> int:
        """Return how many wait for one service."""
        return int(self._wire.execute(LINE_SIZE, {"service_id": service_id}).scalar())

    def late(self, service_id: int, before: datetime) -> int:
        """Return how many wait for a service since before a moment."""
        values = {"service_id": service_id, "before": to_micros(before)}
        return int(self._wire.execute(LATE, values).scalar())

    def ahead_of(self, ticket: Ticket) -> int:
        """Return how many wait for the same service before this ticket."""
        values = {
            "service_id": ticket.service_id,
            "place": PLACE_IN_LINE[ticket.place],
            "line_at": to_micros(ticket.line_at),
            "id": ticket.id,
        }
        return int(self._wire.execute(AHEAD_OF, values).scalar())

    def first(self, service_id: int, most: int) -> Sequence[Ticket]:
        """Return the first tickets of a service's line."""
        values = {"service_id": service_id, "most": most}
        return self._tickets(LINE_TICKETS, values)

    def directed(self, branch_id: int) -> Sequence[Ticket]:
        """Return the tickets that wait for one counter alone."""
        return self._tickets(DIRECTED, {"branch_id": branch_id})

    def undirected(self, service_id: int) -> int:
        """Return how many wait for a service at whatever counter gives it."""
        return int(self._wire.execute(UNDIRECTED, {"service_id": service_id}).scalar())

    def held(self, branch_id: int) -> Sequence[Ticket]:
        """Return the tickets that are parked."""
        return self._tickets(HELD, {"branch_id": branch_id})

    def missed(self, branch_id: int, day: date) -> Sequence[Ticket]:
        """Return the tickets of a day whose visitors did not come."""
        values = {"branch_id": branch_id, "business_day": day.isoformat()}
        return self._tickets(MISSED, values)

    def finished_by(self, branch_id: int, clerk_id: int, day: date, most: int) -> Sequence[Ticket]:
        """Return what a clerk brought to an end on a day, the last called ones."""
        values = {
            "branch_id": branch_id,
            "clerk_id": clerk_id,
            "business_day": day.isoformat(),
            "most": most,
        }
        return self._tickets(FINISHED_BY, values)

    def _tickets(self, statement: Sql, values: Mapping[str, object]) -> Sequence[Ticket]:
        return [ticket_of(row) for row in self._wire.execute(statement, values)]


def _head(row: Any) -> Head:
    return Head(
        ticket_id=row.id,
        number=row.number,
        service_id=row.service_id,
        priority_class=row.code,
        rate=row.rate,
        line_at=from_micros(row.line_at),
        place=PLACE_OF[row.place],
        tier=row.tier or 0,
        after_minutes=row.after_minutes,
    )
