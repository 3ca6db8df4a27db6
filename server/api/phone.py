"""The visitor's page behind the ticket's QR code: whoever has the address sees that ticket."""

from functools import partial
from io import BytesIO

import segno
from flask import Blueprint, Response, abort, make_response, render_template, request

from server.api.pages import VERSION
from server.languages import LANGUAGES
from server.languages.words import say
from server.operations.follow_ticket import follow_ticket
from server.security.fences import csp_nonce, limiter
from server.security.site import database, now, site

bp = Blueprint("phone", __name__)
# For one ticket, not one address: a whole hall's phones may come through one.
# Pushes come once a second (realtime/visits.py), and a family may follow one ticket on two phones.
LOOKS = "240 per minute"
QR_MASK = 2  # to try all eight takes 5 ms of the process that every touch waits for


def _token() -> str:
    return str((request.view_args or {}).get("token"))


@bp.get("/t/<token>")
@limiter.limit(LOOKS, key_func=_token)
def phone(token: str) -> Response:
    """Show where a ticket stands; the page goes on by itself."""
    return _drawn("display/phone.html", token)


@bp.get("/t/<token>/visit")
@limiter.limit(LOOKS, key_func=_token)
def phone_visit(token: str) -> Response:
    """Give the part of the page that changes, drawn anew."""
    return _drawn("display/phone-visit.html", token)


def _drawn(template: str, token: str) -> Response:
    ticket = follow_ticket(database(), token=token, now=now())
    spoken = {*ticket.languages, ticket.language}
    response = make_response(
        render_template(
            template,
            token=token,
            ticket=ticket,
            language=LANGUAGES[ticket.language],
            languages=[each for code, each in LANGUAGES.items() if code in spoken],
            say=partial(say, ticket.language),
            assets=f"/assets/{VERSION}",
            nonce=csp_nonce(),
        )
    )
    response.cache_control.no_store = True
    return response


@bp.get("/t/<token>/qr.svg")
@limiter.limit(LOOKS, key_func=_token)
def phone_qr(token: str) -> Response:
    """The QR code that leads to a ticket's page, for the kiosk's screen."""
    follow_ticket(database(), token=token, now=now())
    address = site().config.phone_url(token)
    if address is None:
        abort(404)
    picture = BytesIO()
    segno.make(address, error="m", mask=QR_MASK).save(
        picture, kind="svg", border=2, light="#ffffff", omitsize=True
    )
    return Response(picture.getvalue(), mimetype="image/svg+xml")
