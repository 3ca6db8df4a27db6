"""The log of events: appended, never changed."""

import json
from collections.abc import Sequence

from server.domain.events import Actor, Recorded
from server.store.columns import to_micros
from server.store.sql import Sql, Wire

INSERT_EVENT = Sql(
    "INSERT INTO event (branch_id, seq, at, kind, ticket_id, user_id, device_id, body)"
    " VALUES (:branch_id, :seq, :at, :kind, :ticket_id, :user_id, :device_id, :body)"
)
SELECT_REASON = Sql(
    "SELECT body FROM event WHERE branch_id = :branch_id AND ticket_id = :ticket_id"
    " AND kind = 'ticket_called' ORDER BY seq DESC LIMIT 1"
)


class History:
    """The events of all branches."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def append(self, recorded: Sequence[Recorded], actor: Actor) -> None:
        """Write events at the end of their branch's log."""
        for item in recorded:
            body = item.event.body()
            values = {
                "branch_id": item.branch_id,
                "seq": item.seq,
                "at": to_micros(item.at),
                "kind": item.event.kind,
                "ticket_id": body.get("ticket_id"),
                "user_id": actor.user_id,
                "device_id": actor.device_id,
                "body": json.dumps(body, ensure_ascii=False),
            }
            self._wire.execute(INSERT_EVENT, values)

    def reason_of_call(self, branch_id: int, ticket_id: int) -> dict[str, object] | None:
        """Return why a ticket was called last, as the event of that call recorded it."""
        values = {"branch_id": branch_id, "ticket_id": ticket_id}
        body = self._wire.execute(SELECT_REASON, values).scalar()
        return None if body is None else json.loads(body)["reason"]
