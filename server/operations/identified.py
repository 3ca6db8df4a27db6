"""Who takes a ticket, where a service asks; only keyed hashes are kept, and only for the day."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from server.domain.errors import IdentityNeeded, TooManyTickets
from server.domain.hall import Service
from server.domain.identity import IdentityKind, checked, needed_kind
from server.domain.tickets import Ticket
from server.languages.digits import ascii_digits
from server.security.tokens import keyed_hash
from server.store.database import Transaction


@dataclass(frozen=True)
class Identity:
    """What a visitor told of themselves, as it was typed."""

    kind: IdentityKind
    value: str = field(repr=False)

    def mark(self, key: str, request_id: str) -> str:
        """Return what tells this one from another in one request, and leads to no other (I3)."""
        return keyed_hash(key, "told", self.kind, ascii_digits(self.value), request_id)


def require_person(
    tx: Transaction, services: Sequence[Service], told: Identity | None, key: str
) -> str | None:
    """Return the number of whoever takes a ticket for services, None where nobody asks.

    Raises IdentityNeeded, IdentityWrong, TooManyTickets.  Source: rules I1-I5.
    """
    kind = needed_kind(service.identity for service in services)
    if kind is IdentityKind.NONE:
        return None
    if told is None or told.kind is not kind:
        raise IdentityNeeded(kind=kind.value)
    number = checked(kind, ascii_digits(told.value))
    for service in _asking(services):
        _require_below_limit(tx, service, _person(tx, service, number, key))
    return number


def note_person(
    tx: Transaction, ticket: Ticket, services: Sequence[Service], number: str, key: str
) -> None:
    """Let a ticket count for its person in each service that asks (I3)."""
    for service in _asking(services):
        tx.person_tickets.add(ticket, service.id, _person(tx, service, number, key))


def _asking(services: Sequence[Service]) -> list[Service]:
    return [each for each in services if each.identity is not IdentityKind.NONE]


def _require_below_limit(tx: Transaction, service: Service, person: str) -> None:
    """Raises TooManyTickets.  Source: rule I5."""
    if service.per_person is None:
        return
    day = tx.branch_hall.branch.business_day(tx.now)
    if tx.person_tickets.count(person, service.id, day) >= service.per_person:
        raise TooManyTickets(most=service.per_person, service_id=service.id)


def _person(tx: Transaction, service: Service, number: str, key: str) -> str:
    """Return the hash of a person for one service and day: it leads nowhere else (I3)."""
    branch = tx.branch_hall.branch
    day = branch.business_day(tx.now)
    return keyed_hash(key, "person", branch.code, service.code, day, number)
