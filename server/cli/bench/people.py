"""Who acts in the benchmark: kiosks with their tokens, clerks who logged in and sat down."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import uuid4

from server.cli.bench.hall import PASSWORD, BenchHall
from server.cli.bench.server import ServerFailed
from server.cli.bench.wire import Answer, Wire, header

Headers = Mapping[str, str]


@dataclass(frozen=True)
class People:
    """The headers that each of them sends, and what a kiosk may choose."""

    kiosks: tuple[Headers, ...]
    clerks: tuple[Headers, ...]
    service_ids: tuple[int, ...]


def seat_people(port: int, hall: BenchHall) -> People:
    """Log every clerk in and open a counter for each. Raises ServerFailed."""
    wire = Wire(port)
    clerks = [_logged_in(wire, username) for username in hall.usernames]
    desk = _desk(wire, clerks[0])
    for clerk, counter in zip(clerks, desk["counters"], strict=True):
        command(wire, f"/api/v1/counters/{counter['id']}/openings", clerk)
    wire.close()
    return People(
        kiosks=tuple(_bearer(token) for token in hall.kiosk_tokens),
        clerks=tuple(clerks),
        service_ids=tuple(service["id"] for service in desk["services"]),
    )


def command(wire: Wire, path: str, headers: Headers) -> Answer:
    """Send a command that must succeed. Raises ServerFailed."""
    return _good(wire.post(path, headers, {"request_id": uuid4().hex}), path)


def _logged_in(wire: Wire, username: str) -> Headers:
    answer = wire.post("/api/v1/sessions", {}, {"username": username, "password": PASSWORD})
    cookie = header(_good(answer, "/api/v1/sessions"), "Set-Cookie")
    return {"Cookie": cookie.partition(";")[0]}


def _desk(wire: Wire, clerk: Headers) -> dict[str, list[dict[str, int]]]:
    found: dict[str, list[dict[str, int]]] = json.loads(
        _good(wire.get("/api/v1/desk", clerk), "/api/v1/desk").body
    )
    return found


def _bearer(token: str) -> Headers:
    return {"Authorization": f"Bearer {token}"}


def _good(answer: Answer, path: str) -> Answer:
    if answer.status >= 300:
        raise ServerFailed(f"{path} answered {answer.status}: {answer.body.decode()}")
    return answer
