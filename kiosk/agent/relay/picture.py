"""The hall's picture as the kiosk may show it while the server is away."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from kiosk.agent.relay.hall_clock import iso
from kiosk.agent.relay.kit import OfflineKit
from kiosk.agent.relay.upstream import Answer

REFUSED = "offline_refused"


def offline_picture(
    last: Mapping[str, Any], kit: OfflineKit | None, now: datetime | None, own: Mapping[int, int]
) -> Answer:
    """Return the last picture, with what is known now: own tickets and hours; no promises.

    own: tickets given here that the last picture lacks, by service.
    """
    services = [_service(service, kit, now, own) for service in last["services"]]
    opens = [s["issuing"]["opens_at"] for s in services if s["issuing"]["opens_at"]]
    is_open = any(service["issuing"]["open"] for service in services)
    branch = {
        **last["branch"],
        "open": is_open or not opens,
        "opens_at": None if is_open else min(opens, default=None),
        "closes_at": None,
    }
    picture = {**last, "branch": branch, "services": services, "offline": True}
    return json_answer(200, picture, etag=True)


def _service(
    service: Mapping[str, Any],
    kit: OfflineKit | None,
    now: datetime | None,
    own: Mapping[int, int],
) -> dict[str, Any]:
    return {
        **service,
        "waiting": service["waiting"] + own.get(service["id"], 0),
        "estimate": None,
        "issuing": _issuing(service["id"], kit, now),
    }


def _issuing(service_id: int, kit: OfflineKit | None, now: datetime | None) -> dict[str, Any]:
    known = kit.service(service_id) if kit else None
    if kit is None or now is None or known is None or not known["offline"]:
        return {"open": False, "why": REFUSED, "until": None, "opens_at": None}
    found = kit.issuing(service_id, now)
    return {
        "open": found.open,
        "why": None if found.open else "hall_closed",
        "until": found.until and iso(found.until),
        "opens_at": found.opens_at and iso(found.opens_at),
    }


def json_answer(status: int, body: object, *, etag: bool = False) -> Answer:
    """Return plain data as an answer of our own."""
    data = json.dumps(body, ensure_ascii=False).encode()
    headers = [("Content-Type", "application/json"), ("Cache-Control", "no-cache")]
    if etag:
        headers.append(("ETag", f'"{hashlib.sha256(data).hexdigest()[:24]}"'))
    return Answer(status, tuple(headers), data)
