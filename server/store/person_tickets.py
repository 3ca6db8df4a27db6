"""Whose tickets the day's are, by keyed hash: for the limit of tickets a person (rules I3, I5)."""

from datetime import date

from server.domain.tickets import Ticket
from server.store.sql import Sql, Wire

COUNT = Sql(
    "SELECT count(*) FROM person_ticket WHERE person = :person AND service_id = :service_id"
    " AND business_day = :business_day"
)
ADD = Sql(
    "INSERT INTO person_ticket (branch_id, ticket_id, service_id, business_day, person)"
    " VALUES (:branch_id, :ticket_id, :service_id, :business_day, :person)"
)
DROP = Sql("DELETE FROM person_ticket WHERE ticket_id = :ticket_id")
FORGET = Sql(
    "DELETE FROM person_ticket WHERE branch_id = :branch_id AND business_day <= :business_day"
)


class PersonTickets:
    """The people who told who they are, as far as a day's limit needs them."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def count(self, person: str, service_id: int, day: date) -> int:
        """Return how many tickets of a service a person has had on a day."""
        values = {"person": person, "service_id": service_id, "business_day": day.isoformat()}
        return int(self._wire.execute(COUNT, values).scalar())

    def add(self, ticket: Ticket, service_id: int, person: str) -> None:
        """Note that a person's ticket is for a service."""
        values = {
            "branch_id": ticket.branch_id,
            "ticket_id": ticket.id,
            "service_id": service_id,
            "business_day": ticket.business_day.isoformat(),
            "person": person,
        }
        self._wire.execute(ADD, values)

    def drop(self, ticket_id: int) -> None:
        """Let a ticket that was taken back count for nobody."""
        self._wire.execute(DROP, {"ticket_id": ticket_id})

    def forget(self, branch_id: int, day: date) -> None:
        """Forget the people of a day that is over, and of those before it."""
        values = {"branch_id": branch_id, "business_day": day.isoformat()}
        self._wire.execute(FORGET, values)
