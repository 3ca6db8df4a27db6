"""Asks the server in a browser's name, without keeping anything of the answer."""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass, replace

import certifi
import urllib3
from urllib3.exceptions import ConnectTimeoutError, HTTPError, NewConnectionError, ProtocolError

from kiosk.agent.link import NOW_HEADER, ServerAway
from kiosk.agent.relay.presence import Presence

CONNECT_SECONDS = 1.0
ANSWER_SECONDS = 2.5  # a screen gives up after 5, and must have our own answer by then
RETRY_WITHIN_SECONDS = 1.0
CONNECTIONS = 16
NOT_ASKED = (NewConnectionError, ConnectTimeoutError)
PASSED_BACK = (
    "Cache-Control",
    "Content-Security-Policy",
    "Content-Type",
    "ETag",
    "Location",
    "Referrer-Policy",
    "Retry-After",
    "Set-Cookie",
    "X-Content-Type-Options",
    "X-Frame-Options",
    NOW_HEADER,
)


class AnswerLost(ServerAway):
    """The question may have arrived; its answer did not."""


@dataclass(frozen=True)
class Asked:
    """What a browser asks: `path` with its query, and the headers that mean something."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes = b""

    def without(self, header: str) -> "Asked":
        """Return the same without one header."""
        kept = {name: value for name, value in self.headers.items() if name != header}
        return replace(self, headers=kept)


@dataclass(frozen=True)
class Answer:
    """What a browser gets."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    def header(self, name: str) -> str | None:
        """Return the first value of a header."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)


class Upstream:
    """The server, for any number of threads. Cookies are the browser's; none is kept here."""

    def __init__(self, server: str, presence: Presence) -> None:
        self._server = server.rstrip("/")
        self._presence = presence
        self._pool = urllib3.PoolManager(
            maxsize=CONNECTIONS,
            retries=False,
            timeout=urllib3.Timeout(connect=CONNECT_SECONDS, read=ANSWER_SECONDS),
            ca_certs=certifi.where(),
        )

    def ask(self, asked: Asked) -> Answer:
        """Return the server's answer. Raises ServerAway, AnswerLost; lets the presence know."""
        try:
            return self._once_more(asked)
        except HTTPError as error:
            self._presence.lost(error)
            kind = ServerAway if isinstance(error, NOT_ASKED) else AnswerLost
            raise kind(f"{self._server}: {error}") from error
        except ServerAway as away:
            self._presence.lost(away)
            raise

    def _once_more(self, asked: Asked) -> Answer:
        """A connection that broke may only have been an old one; commands carry a request_id."""
        started = time.monotonic()
        try:
            return self._once(asked)
        except ProtocolError as broken:
            if time.monotonic() - started > RETRY_WITHIN_SECONDS:
                raise
            try:
                return self._once(asked)
            except NOT_ASKED:
                raise broken from None  # the first time it may have arrived

    def _once(self, asked: Asked) -> Answer:
        sent = self._presence.clock.ticks()
        response = self._pool.request(
            asked.method,
            self._server + asked.path,
            body=asked.body or None,
            headers=dict(asked.headers),
            redirect=False,
        )
        answer = Answer(response.status, _passed_back(response), response.data)
        if response.status >= 500 and not _is_ours(answer):
            raise AnswerLost(f"{asked.path} answered {response.status}")  # a proxy's word
        if told := response.headers.get(NOW_HEADER):
            self._presence.heard(told, sent, self._presence.clock.ticks())
        return answer


def _passed_back(response: urllib3.BaseHTTPResponse) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name, _plain(value) if name == "Set-Cookie" else value)
        for name in PASSED_BACK
        for value in response.headers.getlist(name)
    )


def _plain(cookie: str) -> str:
    """Return a cookie that this address, plain HTTP on the same machine, may set."""
    parts = cookie.split(";")
    return ";".join(part for part in parts if part.strip().lower() != "secure")


def _is_ours(answer: Answer) -> bool:
    try:
        return isinstance(json.loads(answer.body).get("error"), str)
    except (ValueError, AttributeError):
        return False
