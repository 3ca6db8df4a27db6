"""Which kiosk a browser is: the server says so once, and it is remembered for when it is away."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie

from kiosk.agent.link import API, ServerAway
from kiosk.agent.relay.disk import Disk
from kiosk.agent.relay.upstream import Asked, Upstream

COOKIE = "nobat_kiosk"
UNAUTHORISED = 401


@dataclass(frozen=True)
class Kiosk:
    """A paired kiosk."""

    code: str
    branch_id: int


class Kiosks:
    """The browsers that the server knew as kiosks; only a hash of their secret is kept."""

    def __init__(self, disk: Disk) -> None:
        self._disk = disk
        self._known: dict[str, Kiosk] = {}

    def of(self, asked: Asked) -> Kiosk | None:
        """Return the kiosk that asks, if it is known."""
        name = credential(asked)
        if name is None:
            return None
        if name not in self._known and (text := self._disk.fact(name)):
            self._known[name] = Kiosk(**json.loads(text))
        return self._known.get(name)

    def learn(self, asked: Asked, upstream: Upstream) -> Kiosk | None:
        """Return the kiosk that asks, asking the server in its name when it is new."""
        name = credential(asked)
        if name is None or (known := self.of(asked)) is not None:
            return None if name is None else known
        if (found := _who(asked, upstream)) is None:
            return None
        self._disk.keep_fact(name, json.dumps(vars(found)))
        self._known[name] = found
        return found

    def forget(self, asked: Asked) -> None:
        """The server knows this browser no more."""
        if (name := credential(asked)) is not None and self.of(asked) is not None:
            self._known.pop(name, None)
            self._disk.forget_fact(name)


def credential(asked: Asked) -> str | None:
    """Return a name for the secret that a browser shows, without the secret."""
    secret = _cookie(asked.headers) or asked.headers.get("Authorization")
    return secret and f"kiosk {hashlib.sha256(secret.encode()).hexdigest()}"


def _cookie(headers: Mapping[str, str]) -> str | None:
    try:
        found = SimpleCookie(headers.get("Cookie", "")).get(COOKIE)
    except CookieError:
        return None
    return found.value if found else None


def _who(asked: Asked, upstream: Upstream) -> Kiosk | None:
    secrets = {k: v for k, v in asked.headers.items() if k in ("Cookie", "Authorization")}
    try:
        answer = upstream.ask(Asked("GET", f"{API}/me", secrets))
        devices = json.loads(answer.body)["devices"]
    except (ServerAway, KeyError, ValueError):
        return None
    found = next((device for device in devices if device["kind"] == "kiosk"), None)
    return found and Kiosk(str(found["code"]), int(found["branch_id"]))
