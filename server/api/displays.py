"""The displays' door: what one needs to know, what it says of itself, how the console sets it."""

from flask import Response, current_app
from flask_openapi3 import APIBlueprint

from server.api.bodies import BranchPath, CommandBody, PathId
from server.api.doors import answer, asker, asker_in, blueprint, by_person, require_mine
from server.api.lobby_bodies import LookBody, SoundBody, StatusBody
from server.domain.hall import DeviceKind
from server.domain.lobby import Wish
from server.operations import displays
from server.operations.lobby_views import DisplaysView, DisplayView, PlanView, SoundView
from server.operations.statuses import Status, Statuses
from server.security.identity import my_device, requires
from server.security.permissions import Permission
from server.security.site import database, now, site

STATUSES = "nobat-display-statuses"
bp: APIBlueprint = blueprint("displays", "What boards look like, say, and are asked to do.")


@bp.get("/displays/me", responses={"200": PlanView})
@requires(Permission.WATCH)
def get_plan() -> Response:
    """Show a display all that it needs beside the picture."""
    device = my_device(DeviceKind.DISPLAY)
    return answer(displays.display_plan(database(), device=device, now=now()))


@bp.post("/displays/me/statuses")
@requires(Permission.WATCH)
def create_status(body: StatusBody) -> Response:
    """Hear how a display is."""
    device = my_device(DeviceKind.DISPLAY)
    _statuses().note(database(), device.id, Status(body.model_dump(), now()))
    return Response(status=204)


@bp.get("/branches/<int:branch_id>/displays", responses={"200": DisplaysView})
@requires(Permission.SEE_BOARD)
def get_displays(path: BranchPath) -> Response:
    """Show a hall's displays, and what a look can name."""
    require_mine(path.branch_id)
    shown = displays.hall_displays(
        database(),
        branch_id=path.branch_id,
        statuses=_statuses(),
        voice=site().voice,
        now=now(),
    )
    return answer(shown)


@bp.put("/displays/<int:id>/look", responses={"200": DisplayView})
@requires(Permission.SUPERVISE)
def put_look(path: PathId, body: LookBody) -> Response:
    """Let a display look so."""
    look = body.look()
    shown = displays.choose_look(
        database(),
        asker=asker(),
        display_id=path.id,
        look=look,
        statuses=_statuses(),
        command=by_person(body.request_id, f"look {path.id} {look}"),
        now=now(),
    )
    return answer(shown)


@bp.post("/displays/<int:id>/reloads", responses={"201": DisplayView})
@requires(Permission.SUPERVISE)
def create_reload(path: PathId, body: CommandBody) -> Response:
    """Let a display load its page again."""
    return _ask(path, body, Wish.RELOAD)


@bp.post("/displays/<int:id>/identifications", responses={"201": DisplayView})
@requires(Permission.SUPERVISE)
def create_identification(path: PathId, body: CommandBody) -> Response:
    """Let a display show which one it is."""
    return _ask(path, body, Wish.IDENTIFY)


@bp.put("/branches/<int:branch_id>/sound", responses={"200": SoundView})
@requires(Permission.SUPERVISE)
def put_sound(path: BranchPath, body: SoundBody) -> Response:
    """Let a hall sound so."""
    who = asker_in(path.branch_id)
    sound = body.sound()
    command = by_person(body.request_id, f"sound {path.branch_id} {sound}")
    return answer(
        displays.choose_sound(database(), asker=who, sound=sound, command=command, now=now())
    )


def _statuses() -> Statuses:
    kept: Statuses = current_app.extensions.setdefault(STATUSES, Statuses())
    return kept


def _ask(path: PathId, body: CommandBody, wish: Wish) -> Response:
    asked = displays.ask_display(
        database(),
        asker=asker(),
        display_id=path.id,
        wish=wish,
        statuses=_statuses(),
        command=by_person(body.request_id, f"ask_display {path.id} {wish}"),
        now=now(),
    )
    return answer(asked, 201)
