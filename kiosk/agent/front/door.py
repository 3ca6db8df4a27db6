"""The address on this machine that the kiosk's browser opens, http://127.0.0.1:8137."""

import ipaddress
import logging
import threading
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import Flask, Response, request
from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from kiosk.agent.relay.refusing import refusal
from kiosk.agent.relay.upstream import Answer, Asked

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
PASSED_ON = (
    "Accept",
    "Accept-Language",
    "Authorization",
    "Content-Type",
    "Cookie",
    "If-None-Match",
    "User-Agent",
)
OK, FORBIDDEN = 200, 403
MOST_BYTES = 1_000_000


class ListenWrong(ValueError):
    """An address at which the agent must not listen."""


@dataclass(frozen=True)
class Listen:
    """Host and port on this machine."""

    host: str
    port: int

    @property
    def names(self) -> frozenset[str]:
        """Return what a browser on this machine may call it."""
        return frozenset(f"{host}:{self.port}" for host in (self.host, "127.0.0.1", "localhost"))


def parse_listen(text: str) -> Listen:
    """Return host and port; only this machine may reach it. Raises ListenWrong."""
    host, _, port = text.rpartition(":")
    try:
        is_here = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        is_here = False
    if not is_here or not port.isdecimal() or not 0 < int(port) < 65536:
        raise ListenWrong(f"--listen {text}: expected 127.0.0.1:PORT, on this machine only")
    return Listen(host, int(port))


class Door:
    """Serves an app at an address, in threads of its own."""

    def __init__(self, listen: Listen, app: Flask) -> None:
        """Take the address. Raises OSError when another program has it."""
        app.config["MAX_CONTENT_LENGTH"] = MOST_BYTES
        app.before_request(lambda: _refuse_others(listen))
        try:
            self._server: BaseWSGIServer = make_server(
                listen.host, listen.port, app, threaded=True, request_handler=_QuietHandler
            )
        except SystemExit as error:  # werkzeug ends the program when the address is taken
            raise OSError(f"cannot listen at {listen.host}:{listen.port}") from error
        self._server.daemon_threads = True  # type: ignore[attr-defined]  # threaded
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(0.1,), name="door", daemon=True
        )

    def open(self) -> None:
        """Serve from now on."""
        self._thread.start()

    def close(self) -> None:
        """Serve no more."""
        if self._thread.ident is not None:
            self._server.shutdown()
        self._server.server_close()


class _QuietHandler(WSGIRequestHandler):
    """Says nothing of each request: a kiosk asks every three seconds."""

    def log_request(self, code: object = "-", size: object = "-") -> None:
        logging.getLogger("nobat.agent").debug("%s %s", self.requestline, code)


def asked() -> Asked:
    """Return the browser's question, without what the server would misread."""
    headers = {name: request.headers[name] for name in PASSED_ON if name in request.headers}
    path = request.environ.get("REQUEST_URI") or request.full_path
    return Asked(request.method, path, headers, request.get_data())


def as_response(answer: Answer, now: str | None) -> Response:
    """Return an answer to the browser; each tells the hall's time, if it is known."""
    response = Response(answer.body, answer.status)
    del response.headers["Content-Type"]
    for name, value in answer.headers:
        response.headers.add(name, value)
    if now is not None:
        response.headers.setdefault("X-Nobat-Now", now)
    if response.status_code == OK and request.method in SAFE:
        response.make_conditional(request)
    return response


def _netloc(origin: str) -> str:
    try:
        return urlsplit(origin).netloc
    except ValueError:  # `http://[`: no browser of ours
        return ""


def _refuse_others(listen: Listen) -> Response | None:
    """Refuse pages of other sites, also those that call this machine by a name of their own."""
    origin = request.headers.get("Origin")
    foreign = origin is not None and _netloc(origin) not in listen.names
    if request.host in listen.names and not (foreign and request.method not in SAFE):
        return None
    return as_response(refusal(FORBIDDEN, "cross_site", asked(), origin=origin), None)
