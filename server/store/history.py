"""The log of events: appended, never changed."""

import json
from collections.abc import Sequence
from datetime import datetime

from server.domain.events import Actor, Recorded
from server.domain.moves import Slip
from server.domain.tickets import TicketState
from server.store.columns import from_micros, to_micros
from server.store.sql import Sql, Wire

# What a slip of the hand can be (rule S8).
SLIPS = frozenset(
    {
        "ticket_finished",
        "ticket_no_show",
        "ticket_cancelled",
        "ticket_returned",
        "ticket_transferred",
        "ticket_moved_on",
    }
)
# What the events of these kinds lead from, where their own body does not say.
WAS = {"ticket_finished": TicketState.SERVING, "ticket_no_show": TicketState.CALLED}
INSERT_EVENT = Sql(
    "INSERT INTO event (branch_id, seq, at, kind, ticket_id, user_id, device_id, body)"
    " VALUES (:branch_id, :seq, :at, :kind, :ticket_id, :user_id, :device_id, :body)"
)
NEWEST_OF_TICKET = Sql(
    "SELECT at, kind, user_id, body FROM event WHERE ticket_id = :ticket_id"
    " AND branch_id = :branch_id AND kind NOT IN ('ticket_noted', 'print_failed', 'paper_queued')"
    " ORDER BY seq DESC LIMIT 1"
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

    def slip(self, branch_id: int, ticket_id: int) -> Slip | None:
        """Return the newest move of a ticket, when a person at a counter made it."""
        values = {"branch_id": branch_id, "ticket_id": ticket_id}
        row = self._wire.execute(NEWEST_OF_TICKET, values).one_or_none()
        if row is None or row.user_id is None or row.kind not in SLIPS:
            return None
        body = json.loads(row.body)
        if body["counter_id"] is None:
            return None
        return Slip(
            was=WAS.get(row.kind) or TicketState(body["was"]),
            counter_id=body["counter_id"],
            clerk_id=row.user_id,
            service_id=body.get("was_service_id", body["service_id"]),
            at=from_micros(row.at),
            priority_class_id=body.get("was_priority_class_id"),
            line_at=_moment(body.get("was_line_at")),
        )


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
