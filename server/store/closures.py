"""Closed for today: the hall or one service. The open ones are part of the `Hall`."""

from dataclasses import dataclass
from datetime import date, datetime

from server.domain.errors import NotFound
from server.store.columns import from_micros, to_micros
from server.store.sql import Sql, Wire

ADD_CLOSURE = Sql(
    "INSERT INTO closure (branch_id, business_day, service_id, reason, user_id, begun_at)"
    " VALUES (:branch_id, :business_day, :service_id, :reason, :user_id, :now) RETURNING id"
)
SELECT_CLOSURE = Sql(
    "SELECT id, business_day, service_id, reason, ended_at FROM closure"
    " WHERE branch_id = :branch_id AND id = :closure_id"
)
END_CLOSURE = Sql("UPDATE closure SET ended_at = :now WHERE id = :closure_id")


@dataclass(frozen=True)
class KeptClosure:
    """A closure, over or not."""

    id: int
    business_day: date
    service_id: int | None
    reason: str
    ended_at: datetime | None


class Closures:
    """The closures of a database."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def get(self, branch_id: int, closure_id: int) -> KeptClosure:
        """Return a closure of the branch. Raises NotFound."""
        values = {"branch_id": branch_id, "closure_id": closure_id}
        row = self._wire.execute(SELECT_CLOSURE, values).one_or_none()
        if row is None:
            raise NotFound(what="closure", id=closure_id)
        return KeptClosure(
            id=row.id,
            business_day=date.fromisoformat(row.business_day),
            service_id=row.service_id,
            reason=row.reason,
            ended_at=None if row.ended_at is None else from_micros(row.ended_at),
        )

    def begin(
        self,
        branch_id: int,
        day: date,
        service_id: int | None,
        reason: str,
        user_id: int,
        now: datetime,
    ) -> KeptClosure:
        """Close the hall or a service for a day."""
        values = {
            "branch_id": branch_id,
            "business_day": day.isoformat(),
            "service_id": service_id,
            "reason": reason,
            "user_id": user_id,
            "now": to_micros(now),
        }
        return self.get(branch_id, self._wire.execute(ADD_CLOSURE, values).scalar())

    def end(self, closure_id: int, now: datetime) -> None:
        """Open again."""
        self._wire.execute(END_CLOSURE, {"closure_id": closure_id, "now": to_micros(now)})
