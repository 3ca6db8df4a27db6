"""The visitor's page behind the ticket's QR code: whoever has the address sees that ticket."""

from flask import Blueprint, render_template

from server.api.pages import VERSION
from server.languages import LANGUAGES
from server.languages.words import say
from server.operations.follow_ticket import follow_ticket
from server.security.fences import csp_nonce, limiter
from server.security.site import database, now

bp = Blueprint("phone", __name__)


@bp.get("/t/<token>")
@limiter.limit("60 per minute")
def phone(token: str) -> str:
    """Show where a ticket stands; the page asks again by itself."""
    ticket = follow_ticket(database(), token=token, now=now())
    return render_template(
        "display/phone.html",
        language=ticket.language,
        direction=LANGUAGES[ticket.language].direction,
        assets=f"/assets/{VERSION}",
        title=say(ticket.language, "phone.title"),
        nonce=csp_nonce(),
        ticket=ticket,
    )
