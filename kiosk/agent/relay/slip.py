"""What stands on a ticket given while the server is away, from the words of the kit."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from kiosk.agent.relay.kit import OfflineKit, in_language
from kiosk.agent.relay.own_tickets import OwnTicket

LATIN = "0123456789"


def own_slip(kit: OfflineKit, ticket: OwnTicket) -> dict[str, object]:
    """Return the slip (SLIP in docs/api.md): nothing is promised that nobody can know."""
    words = kit.words(ticket.language)
    service = kit.service(ticket.service_id)
    assert words is not None
    assert service is not None
    moment = kit.local(datetime.fromisoformat(ticket.taken_at))
    return {
        "template": "ticket",
        "language": ticket.language,
        "direction": words["direction"],
        "hall": words["hall"],
        "title": words["title"],
        "number": _localised(words, ticket.number),
        "service": in_language(service["names"], ticket.language),
        "services": [],
        "provisional": words["provisional"],
        "ahead": words["ahead_unknown"],
        "range": "",
        "date": words["dates"].get(moment.date().isoformat(), ""),
        "time": _localised(words, moment.strftime("%H:%M")),
        "rule": words["rule"],
        "qr": f"{kit.phone_url_prefix}{ticket.token}" if kit.phone_url_prefix else "",
        "qr_words": words["qr_words"],
        "fingerprint": "",
    }


def _localised(words: Mapping[str, Any], text: str) -> str:
    return text.translate(str.maketrans(LATIN, words["digits"]))
