"""The hall's picture as the kiosk may show it while the server is away."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from kiosk.agent.relay.hall_clock import iso
from kiosk.agent.relay.series import CLOSED, OfflineRefused, OwnSeries
from kiosk.agent.relay.upstream import Answer

REFUSED = "offline_refused"


def offline_picture(
    last: Mapping[str, Any], series: OwnSeries, kiosk: str, own: Mapping[int, int]
) -> Answer:
    """Return the last picture, with what is known now: own tickets and hours; no promises.

    kiosk: the one that asks. own: tickets given here that the last picture lacks, by service.
    The doors are open or closed by the hours; whether a touch gets a ticket stands at each service.
    """
    ids = [service["id"] for service in last["services"]]
    hours = [found for each in ids if (found := series.hours(each)) is not None]
    is_open = any(each.open for each in hours)
    opens_at = min((each.opens_at for each in hours if each.opens_at), default=None)
    branch = {
        **last["branch"],
        "open": is_open,
        "opens_at": None if is_open or opens_at is None else iso(opens_at),
        "closes_at": None,
    }
    services = [
        {
            **service,
            "waiting": service["waiting"] + own.get(service["id"], 0),
            "estimate": None,
            "issuing": _issuing(series, kiosk, service["id"]),
        }
        for service in last["services"]
    ]
    picture = {**last, "branch": branch, "services": services, "offline": True}
    return json_answer(200, picture, etag=True)


def _issuing(series: OwnSeries, kiosk: str, service_id: int) -> dict[str, Any]:
    """Return what a touch would get, in the shape of the server's picture."""
    try:
        until = series.issuing(kiosk, service_id).until
    except OfflineRefused as refused:
        closed = refused.details["reason"] == CLOSED
        why, opens_at = ("hall_closed" if closed else REFUSED), refused.details.get("opens_at")
        return {"open": False, "why": why, "until": None, "opens_at": opens_at}
    return {"open": True, "why": None, "until": until and iso(until), "opens_at": None}


def json_answer(status: int, body: object, *, etag: bool = False) -> Answer:
    """Return plain data as an answer of our own."""
    data = json.dumps(body, ensure_ascii=False).encode()
    headers = [("Content-Type", "application/json"), ("Cache-Control", "no-cache")]
    if etag:
        headers.append(("ETag", f'"{hashlib.sha256(data).hexdigest()[:24]}"'))
    return Answer(status, tuple(headers), data)
