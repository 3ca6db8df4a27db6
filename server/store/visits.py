"""What belongs to a visit: its services with their outcomes, its visitor's wishes, its notes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from server.domain.tickets import Ticket
from server.store.columns import from_micros, to_micros
from server.store.periods import Periods
from server.store.sql import Sql, Wire

SERVICES = Sql(
    "SELECT service_id, outcome, finished_at FROM visit_service WHERE ticket_id = :ticket_id"
    " ORDER BY id"
)
ADD_SERVICE = Sql(
    "INSERT INTO visit_service (ticket_id, service_id, added_at)"
    " VALUES (:ticket_id, :service_id, :now)"
)
ADDED_AT = Sql(
    "SELECT added_at FROM visit_service WHERE ticket_id = :ticket_id AND service_id = :service_id"
)
FINISH_SERVICE = Sql(
    "UPDATE visit_service SET outcome = :outcome, finished_at = :now, counter_id = :counter_id,"
    " clerk_id = :clerk_id WHERE ticket_id = :ticket_id AND service_id = :service_id"
)
OPEN_AGAIN = Sql(
    "UPDATE visit_service SET outcome = NULL, finished_at = NULL"
    " WHERE ticket_id = :ticket_id AND service_id = :service_id"
)
RENAME_SERVICE = Sql(
    "UPDATE visit_service SET service_id = :service_id"
    " WHERE ticket_id = :ticket_id AND service_id = :before AND finished_at IS NULL"
)
# Closed without an outcome: the visitor was sent on to another service of the same visit.
LEAVE_SERVICE = Sql(
    "UPDATE visit_service SET finished_at = :now"
    " WHERE ticket_id = :ticket_id AND service_id = :before AND finished_at IS NULL"
)
TAKE_UP_AGAIN = Sql(
    "UPDATE visit_service SET finished_at = NULL"
    " WHERE ticket_id = :ticket_id AND service_id = :service_id AND outcome IS NULL"
)
SET_DELAY = Sql(
    "UPDATE ticket SET not_before = :not_before, delays = :delays WHERE id = :ticket_id"
)
SET_LANGUAGE = Sql("UPDATE ticket SET language = :language WHERE id = :ticket_id")
CALLED_AT = Sql("SELECT called_at FROM ticket WHERE id = :ticket_id")
NOTES = Sql(
    "SELECT n.text, n.at, u.name, c.number FROM note n JOIN user_account u ON u.id = n.user_id"
    " LEFT JOIN counter c ON c.id = n.counter_id WHERE n.ticket_id = :ticket_id ORDER BY n.id"
)
ADD_NOTE = Sql(
    "INSERT INTO note (ticket_id, user_id, counter_id, at, text)"
    " VALUES (:ticket_id, :user_id, :counter_id, :now, :text)"
)


@dataclass(frozen=True)
class VisitService:
    """One service of a visit; no outcome while it still waits or is served."""

    service_id: int
    outcome: str | None
    finished_at: datetime | None


@dataclass(frozen=True)
class Note:
    """What somebody of the staff wrote."""

    text: str
    at: datetime
    by: str
    counter_number: int | None


class Visits:
    """The visits of a database."""

    def __init__(self, wire: Wire, periods: Periods | None = None) -> None:
        self._wire = wire
        self._periods = periods

    def services(self, ticket: Ticket) -> Sequence[VisitService]:
        """Return the services of a visit in order; one that nobody noted is the ticket's own."""
        rows = self._wire.execute(SERVICES, {"ticket_id": ticket.id})
        noted = [
            VisitService(
                row.service_id,
                row.outcome,
                None if row.finished_at is None else from_micros(row.finished_at),
            )
            for row in rows
        ]
        if any(each.service_id == ticket.service_id for each in noted):
            return noted
        return [*noted, VisitService(ticket.service_id, None, None)]

    def add(self, ticket: Ticket, service_id: int, now: datetime) -> None:
        """Note one more service of a visit, and the one that it is here for."""
        for each in dict.fromkeys((ticket.service_id, service_id)):
            if not self._has(ticket.id, each):
                values = {"ticket_id": ticket.id, "service_id": each, "now": to_micros(now)}
                self._wire.execute(ADD_SERVICE, values)

    def added_at(self, ticket: Ticket, service_id: int) -> datetime:
        """Return when a service that stands in the visit came to it."""
        values = {"ticket_id": ticket.id, "service_id": service_id}
        return from_micros(self._wire.execute(ADDED_AT, values).scalar())

    def finish(self, ticket: Ticket, outcome: str, now: datetime) -> None:
        """Note how the service that is being seen to came out."""
        self.add(ticket, ticket.service_id, now)
        values = {
            "ticket_id": ticket.id,
            "service_id": ticket.service_id,
            "outcome": outcome,
            "now": to_micros(now),
            "counter_id": ticket.counter_id,
            "clerk_id": ticket.clerk_id,
        }
        self._wire.execute(FINISH_SERVICE, values)

    def open_again(self, ticket: Ticket) -> None:
        """Take back the outcome of the ticket's own service."""
        values = {"ticket_id": ticket.id, "service_id": ticket.service_id}
        self._wire.execute(OPEN_AGAIN, values)

    def is_finished(self, ticket: Ticket, service_id: int) -> bool:
        """Return whether a service of a visit has its outcome already."""
        done = (each.service_id for each in self.services(ticket) if each.outcome is not None)
        return service_id in done

    def go_over(self, ticket: Ticket, service_id: int, now: datetime) -> None:
        """Let a transfer's target take the place of the service that is being seen to."""
        values = {"ticket_id": ticket.id, "before": ticket.service_id, "service_id": service_id}
        if self._has(ticket.id, service_id):
            self._wire.execute(LEAVE_SERVICE, values | {"now": to_micros(now)})
            self._wire.execute(TAKE_UP_AGAIN, values)
        else:
            self._wire.execute(RENAME_SERVICE, values)

    def delay(self, ticket: Ticket, until: datetime) -> None:
        """Write until when a visitor asked not to be called, and how often they did."""
        values = {"ticket_id": ticket.id, "not_before": to_micros(until), "delays": ticket.delays}
        self._wire.execute(SET_DELAY, values)

    def speak(self, ticket: Ticket, language: str) -> None:
        """Write in which language the visitor is spoken to."""
        assert self._periods is not None
        self._wire.execute(SET_LANGUAGE, {"ticket_id": ticket.id, "language": language})
        self._periods.speak(ticket, language)

    def called_at(self, ticket_id: int) -> datetime | None:
        """Return when a ticket was last called or recalled."""
        micros = self._wire.execute(CALLED_AT, {"ticket_id": ticket_id}).scalar()
        return None if micros is None else from_micros(micros)

    def go_back(self, ticket: Ticket, service_id: int) -> None:
        """Take a transfer back: a target that the visit had before stays on it."""
        values = {"ticket_id": ticket.id, "before": ticket.service_id, "service_id": service_id}
        if not self._has(ticket.id, service_id):
            self._wire.execute(RENAME_SERVICE, values)

    def notes(self, ticket_id: int) -> Sequence[Note]:
        """Return what was written about a visit, oldest first."""
        return [
            Note(row.text, from_micros(row.at), row.name, row.number)
            for row in self._wire.execute(NOTES, {"ticket_id": ticket_id})
        ]

    def write(
        self, ticket_id: int, user_id: int, counter_id: int | None, text: str, now: datetime
    ) -> None:
        """Write a note."""
        values = {
            "ticket_id": ticket_id,
            "user_id": user_id,
            "counter_id": counter_id,
            "now": to_micros(now),
            "text": text,
        }
        self._wire.execute(ADD_NOTE, values)

    def _has(self, ticket_id: int, service_id: int) -> bool:
        rows = self._wire.execute(SERVICES, {"ticket_id": ticket_id})
        return any(row.service_id == service_id for row in rows)
