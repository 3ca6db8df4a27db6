"""The visitor's door: whoever has a ticket's token follows it and says what they need."""

from collections.abc import Callable

from flask import Response, request
from flask_openapi3 import APIBlueprint

from server.api.bodies import CommandBody, LanguageBody, TokenPath
from server.api.doors import answer, blueprint
from server.domain.events import Actor
from server.operations import visits
from server.operations.once import Command
from server.operations.views import VisitView
from server.security.fences import limiter
from server.security.site import database, now

bp: APIBlueprint = blueprint("visits", "Visitors follow their ticket from a phone.")
# For one ticket, not one address: a whole hall's phones may come through one.
LOOKS = "120 per minute"
WISHES = "20 per minute"


def _token() -> str:
    return str((request.view_args or {}).get("token"))


@bp.get("/visits/<string:token>", responses={"200": VisitView})
@limiter.limit(LOOKS, key_func=_token)
def get_visit(path: TokenPath) -> Response:
    """Show where a ticket stands."""
    response = answer(visits.follow_visit(database(), token=path.token))
    response.cache_control.no_store = True
    return response


@bp.post("/visits/<string:token>/departures", responses={"201": VisitView})
@limiter.limit(WISHES, key_func=_token)
def create_departure(path: TokenPath, body: CommandBody) -> Response:
    """Leave the line."""
    return _change(visits.leave_line, path, body, "leave")


@bp.post("/visits/<string:token>/delays", responses={"201": VisitView})
@limiter.limit(WISHES, key_func=_token)
def create_delay(path: TokenPath, body: CommandBody) -> Response:
    """Ask for more time."""
    return _change(visits.ask_for_time, path, body, "delay")


@bp.post("/visits/<string:token>/languages", responses={"201": VisitView})
@limiter.limit(WISHES, key_func=_token)
def create_language(path: TokenPath, body: LanguageBody) -> Response:
    """Read another language from now on."""
    return _change(visits.speak_language, path, body, "speak", language=body.language)


def _change(
    operation: Callable[..., VisitView],
    path: TokenPath,
    body: CommandBody,
    name: str,
    **what: str,
) -> Response:
    command = Command(body.request_id, f"{name} {path.token} {what or ''}", Actor())
    visit = operation(database(), token=path.token, command=command, now=now(), **what)
    return answer(visit, 201)
