"""What stands on a ticket: every text ready to print, in the visitor's language."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from server.domain.estimate import Estimate, EstimateKind
from server.domain.hall import Hall, Names
from server.domain.tickets import Ticket
from server.languages import FIRST_LANGUAGE, LANGUAGES
from server.languages.dates import clock_time, long_date
from server.languages.digits import localised
from server.languages.words import say
from server.security.tokens import fingerprint


@dataclass(frozen=True)
class Paper:
    """What a paper needs of the site: where a QR code leads, and the key of the fingerprint."""

    phone_url: Callable[[str], str | None]
    fingerprint_key: str


def ticket_slip(
    hall: Hall,
    ticket: Ticket,
    ahead: int,
    expected: Estimate | None,
    service_ids: Sequence[int],
    paper: Paper,
) -> dict[str, object]:
    """Return the slip of a ticket (SLIP in docs/api.md); service_ids: all of the visit."""
    language, zone = ticket.language, hall.branch.zone
    service = hall.service(ticket.service_id)
    return {
        "template": "ticket",
        "language": language,
        "direction": LANGUAGES[language].direction,
        "title": say(language, "paper.title"),
        "hall": in_language(hall.branch.names, language),
        "number": localised(ticket.number, language),
        "service": in_language(service.names, language),
        "services": _several(hall, service_ids, language),
        "ahead": _ahead(language, ahead),
        "range": range_in_words(language, expected),
        "date": long_date(ticket.issued_at, zone, language),
        "time": clock_time(ticket.issued_at, zone, language),
        "rule": say(language, "paper.rule"),
        "qr": paper.phone_url(ticket.token) or "",
        "qr_words": say(language, "paper.qr_words"),
        "fingerprint": fingerprint(
            paper.fingerprint_key, hall.branch.code, ticket.business_day, ticket.id, ticket.number
        ),
    }


def range_in_words(language: str, expected: Estimate | None) -> str:
    """Return the promised wait in words; never a number when nobody serves the line."""
    if expected is None:
        return say(language, "shared.range_unknown")
    if expected.kind is EstimateKind.UNDER:
        return say(language, "shared.range_short", count=expected.high_minutes)
    if expected.kind is EstimateKind.ABOUT:
        return say(language, "shared.range_about", count=expected.low_minutes)
    low, high = expected.low_minutes, expected.high_minutes
    return say(language, "shared.range", low=low, high=high, count=high)


def in_language(names: Names, language: str) -> str:
    """Return the name in a language, or in the first one when it has none."""
    return names.get(language) or names.get(FIRST_LANGUAGE) or next(iter(names.values()), "")


def _several(hall: Hall, service_ids: Sequence[int], language: str) -> list[str]:
    """Return the services that stand one below the other; of one alone `service` tells.

    A visit sent here by another hall has had services there, which are not ours to name.
    """
    ours = [hall.services[each] for each in service_ids if each in hall.services]
    return [in_language(each.names, language) for each in ours] if len(ours) > 1 else []


def _ahead(language: str, ahead: int) -> str:
    key = "paper.ahead" if ahead else "paper.ahead_none"
    return say(language, key, count=ahead)
