"""What every request passes: fairness, origin, headers, limits on guessing."""

import secrets
import time
from urllib.parse import urlsplit

import gevent
from flask import Flask, Response, g, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from gevent.monkey import is_module_patched
from gunicorn.http.body import Body
from gunicorn.http.errors import ParseException

from server.clock import iso
from server.security.refusals import CrossSite
from server.security.site import now, site

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
MAX_BODY_BYTES = 1_000_000
CHUNK_BYTES = 65_536
MOST_REST_BYTES = 16_000_000
DOCUMENTATION = "/api/docs"  # Swagger's own page, without data or names of ours

limiter = Limiter(get_remote_address, storage_uri="memory://", strategy="moving-window")


def install_fences(app: Flask) -> None:
    """Put the fences around the app."""
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY_BYTES
    limiter.init_app(app)
    if is_module_patched("socket"):
        app.before_request(_let_others_run)
    app.before_request(_refuse_other_sites)
    app.after_request(_headers)
    app.after_request(_read_the_rest)


def login_tries() -> str:
    """Return how often one address may guess."""
    return site().config.login_tries


def was_refused(response: Response) -> bool:
    """Return whether an answer counts against the limit: who gets in does not use it up."""
    return response.status_code in (401, 403)


def csp_nonce() -> str:
    """Return the word that marks this page's own inline scripts."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(16)
    nonce: str = g.nonce
    return nonce


def _let_others_run() -> None:
    # A client that answers at once never blocks, and gevent would serve it alone (pitfalls.md).
    gevent.sleep(0)


def _refuse_other_sites() -> None:
    """Raises CrossSite: a command must come from our own pages, or from no page at all."""
    origin = request.headers.get("Origin")
    if request.method in SAFE or origin is None:
        return
    if _host_of(origin) != request.host:
        raise CrossSite(origin=origin)


def _host_of(origin: str) -> str | None:
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return None


def _headers(response: Response) -> Response:
    response.headers["X-Nobat-Now"] = iso(now())
    response.headers["X-Nobat-Assets"] = site().assets
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-Frame-Options"] = "DENY"
    response.headers["Referrer-Policy"] = "same-origin"
    if response.mimetype == "text/html" and "Content-Security-Policy" not in response.headers:
        response.headers["Content-Security-Policy"] = _policy()
    return response


def _read_the_rest(response: Response) -> Response:
    """Read what a refused body still has, so that its sender hears why.

    gunicorn would, in one go, with everybody waiting. What is longer than the door takes (and than
    a picture, for who is not let in) is cut off: the connection closes after the answer.
    """
    body = request.environ["wsgi.input"]
    left = max(request.max_content_length or 0, MOST_REST_BYTES)
    try:
        while left > 0 and (data := body.read(CHUNK_BYTES)):
            left -= len(data)
            time.sleep(0)  # gevent's: others run
    except (OSError, ParseException):
        pass  # the sender has gone, or what it sends is no body
    if left <= 0 and isinstance(body, Body):
        body.failed = True  # gunicorn's word for a connection that takes no more requests
    return response


def _policy() -> str:
    inline = "'unsafe-inline'" if request.path.startswith(DOCUMENTATION) else ""
    scripts = inline or f"'nonce-{csp_nonce()}'"
    return (
        f"default-src 'self'; script-src 'self' {scripts}; style-src 'self' {inline};"
        " img-src 'self' data:; connect-src 'self' ws: wss:; object-src 'none';"
        " base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
    )
