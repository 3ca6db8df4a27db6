"""What stands at which address of the agent."""

from pathlib import Path
from typing import cast

from flask import (
    Blueprint,
    Flask,
    Response,
    abort,
    redirect,
    render_template,
    request,
    send_file,
)
from werkzeug.datastructures import Headers

from kiosk.agent.front.desk import Desk
from kiosk.agent.front.door import as_response, asked
from kiosk.agent.front.speech import speech_pages
from kiosk.agent.front.texts import FIRST_LANGUAGE, TEXTS
from kiosk.agent.relay.parts import Parts
from kiosk.agent.relay.relay import Relay
from kiosk.agent.relay.ticketing import Ticketing
from kiosk.agent.relay.upstream import Answer

SHARED = Path(__file__).resolve().parents[3] / "server" / "static"
FONT = "fonts/Vazirmatn-wght.woff2"
FILES = {
    "css/tokens.css": SHARED / "css" / "tokens.css",
    "css/base.css": SHARED / "css" / "base.css",
    "css/agent.css": Path(__file__).with_name("agent.css"),
    "js/keys.js": Path(__file__).with_name("keys.js"),
    FONT: SHARED / FONT,
}
AGAIN_SECONDS = 5
# The letters of a pairing code: none that is mistaken for another.
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
SEE_OTHER = 303
OWN_PAGE = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'self';"
    " frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
}


def make_app(parts: Parts, desk: Desk) -> Flask:
    """Return the agent's web application."""
    app = Flask(__name__, static_folder=None)
    relay = Relay(parts)
    app.register_blueprint(_own_pages(desk))
    app.register_blueprint(speech_pages())
    app.register_blueprint(_relayed(parts, relay))
    app.register_blueprint(_commands(parts, Ticketing(parts, relay)))
    return app


def _own_pages(desk: Desk) -> Blueprint:
    bp = Blueprint("own", __name__)

    @bp.get("/")
    def home() -> Response:
        """How everything is; without a token: how to pair."""
        return _page("agent.html", desk, error="")

    @bp.post("/agent/pairings")
    def pair() -> Response:
        """Take a code that `nobat pair` made; no refresh of the page sends it again."""
        error = desk.pair(request.form.get("code", "").strip())
        return _page("agent.html", desk, error=error) if error else _home()

    @bp.get("/agent/pairings")
    def paired() -> Response:
        """Whoever opens the form's address again, by a reload or from a bookmark, comes home."""
        return _home()

    @bp.get("/agent/state")
    def state() -> dict[str, object]:
        """The same for programs."""
        return desk.facts()

    @bp.get("/agent/<path:name>")
    def file(name: str) -> Response:
        """What the agent's own pages look like."""
        return send_file(FILES[name]) if name in FILES else abort(404)

    return bp


def _relayed(parts: Parts, relay: Relay) -> Blueprint:
    bp = Blueprint("relayed", __name__)

    def told(answer: Answer) -> Response:
        return _told(parts, answer)

    @bp.get("/kiosk")
    def kiosk() -> Response:
        """The touch screen; the last good one while the server is away."""
        answer = relay.page(asked())
        return _waiting() if answer is None else told(answer)

    @bp.get("/assets/<version>/<path:path>")
    def asset(version: str, path: str) -> Response:
        return told(relay.asset(asked(), version))

    @bp.get("/t/<token>/qr.svg")
    def qr(token: str) -> Response:
        return told(relay.qr(asked(), token))

    @bp.get("/api/v1/branches/<int:branch_id>/snapshot")
    def snapshot(branch_id: int) -> Response:
        return told(relay.picture(asked()))

    @bp.get("/api/v1/branches/<int:branch_id>/guide")
    def guide(branch_id: int) -> Response:
        return told(relay.guide(asked()))

    @bp.get("/api/v1/time")
    def time() -> Response:
        return told(relay.time(asked()))

    @bp.route("/api/v1/<path:path>", methods=["GET", "POST", "PUT", "DELETE"])
    def anything(path: str) -> Response:
        return told(relay.pass_on(asked()))

    return bp


def _commands(parts: Parts, ticketing: Ticketing) -> Blueprint:
    bp = Blueprint("commands", __name__)

    @bp.post("/api/v1/tickets")
    def create_ticket() -> Response:
        return _told(parts, ticketing.take(asked()))

    @bp.post("/api/v1/tickets/-<int:given>/withdrawals")
    def withdraw(given: int) -> Response:
        """Take back a ticket that was given here: its id is negative."""
        return _told(parts, ticketing.withdraw(asked(), -given))

    return bp


def _told(parts: Parts, answer: Answer) -> Response:
    return as_response(answer, parts.clock.text())


def _waiting() -> Response:
    """The kiosk's page before the server was ever reached: it asks again by itself."""
    page = render_template("waiting.html", **_texts())
    response = Response(page, 503, headers=Headers(OWN_PAGE))
    response.headers["Refresh"] = str(AGAIN_SECONDS)
    return response


def _home() -> Response:
    language = _language()
    query = "" if language == FIRST_LANGUAGE else f"?language={language}"
    return cast(Response, redirect(f"/{query}", SEE_OTHER, Response))


def _page(name: str, desk: Desk, *, error: str) -> Response:
    page = render_template(
        name, facts=desk.facts(), error=error, keys=CODE_LETTERS, time=desk.local_time, **_texts()
    )
    return Response(page, headers=Headers(OWN_PAGE))


def _texts() -> dict[str, object]:
    language = _language()
    texts = TEXTS[language]
    digits = str.maketrans("0123456789", texts["digits"])
    return {
        "language": language,
        "languages": TEXTS,
        "t": texts,
        "localised": lambda text: text.translate(digits),
    }


def _language() -> str:
    asked_for = request.args.get("language", FIRST_LANGUAGE)
    return asked_for if asked_for in TEXTS else FIRST_LANGUAGE
