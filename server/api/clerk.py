"""The clerk's door: counters and calls."""

from collections.abc import Callable

from flask import Response
from flask_openapi3 import APIBlueprint

from server.api.bodies import CommandBody, PathId
from server.api.doors import answer, blueprint, by_person, my_branch
from server.operations import at_counter, seats
from server.operations.desk import desk_snapshot
from server.operations.views import CallView, DeskView, SeatView
from server.security.identity import identity, my_user, requires
from server.security.permissions import Permission
from server.security.site import database, now

bp: APIBlueprint = blueprint("clerk", "Clerks open counters and call tickets.")


@bp.get("/desk", responses={"200": DeskView})
@requires(Permission.CALL)
def get_desk() -> Response:
    """Show a clerk their counter, their ticket and their lines."""
    return answer(desk_snapshot(database(), branch_id=my_branch(), user=my_user(), now=now()))


@bp.post("/counters/<int:id>/openings", responses={"201": SeatView})
@requires(Permission.CALL)
def open_counter(path: PathId, body: CommandBody) -> Response:
    """Sit down at a counter."""
    seat = seats.open_counter(
        database(),
        branch_id=my_branch(),
        clerk_id=my_user().id,
        counter_id=path.id,
        command=by_person(body.request_id, f"open counter {path.id}"),
        now=now(),
    )
    return answer(seat, 201)


@bp.post("/counters/<int:id>/closings", responses={"201": SeatView})
@requires(Permission.CALL)
def close_counter(path: PathId, body: CommandBody) -> Response:
    """Leave a counter; a supervisor closes anybody's."""
    anyones = Permission.CLOSE_ANY_COUNTER in identity().permissions
    seat = seats.close_counter(
        database(),
        branch_id=my_branch(),
        clerk_id=None if anyones else my_user().id,
        counter_id=path.id,
        command=by_person(body.request_id, f"close counter {path.id}"),
        now=now(),
    )
    return answer(seat, 201)


@bp.post("/calls", responses={"201": CallView})
@requires(Permission.CALL)
def create_call(body: CommandBody) -> Response:
    """Call the next ticket to this clerk's counter."""
    call = at_counter.call_next(
        database(),
        branch_id=my_branch(),
        clerk_id=my_user().id,
        command=by_person(body.request_id, "call next"),
        now=now(),
    )
    return answer(call, 201)


@bp.post("/tickets/<int:id>/recalls", responses={"201": CallView})
@requires(Permission.CALL)
def create_recall(path: PathId, body: CommandBody) -> Response:
    """Ring and show a called ticket again."""
    return _on_ticket(at_counter.recall, path, body, "recall")


@bp.post("/tickets/<int:id>/no-shows", responses={"201": CallView})
@requires(Permission.CALL)
def create_no_show(path: PathId, body: CommandBody) -> Response:
    """Say that the visitor did not come."""
    return _on_ticket(at_counter.mark_no_show, path, body, "no-show")


@bp.post("/tickets/<int:id>/beginnings", responses={"201": CallView})
@requires(Permission.CALL)
def create_beginning(path: PathId, body: CommandBody) -> Response:
    """Begin to serve the visitor who came."""
    return _on_ticket(at_counter.begin_service, path, body, "begin")


@bp.post("/tickets/<int:id>/finishes", responses={"201": CallView})
@requires(Permission.CALL)
def create_finish(path: PathId, body: CommandBody) -> Response:
    """Finish serving the visitor."""
    return _on_ticket(at_counter.finish, path, body, "finish")


def _on_ticket(
    operation: Callable[..., CallView], path: PathId, body: CommandBody, name: str
) -> Response:
    call = operation(
        database(),
        branch_id=my_branch(),
        clerk_id=my_user().id,
        ticket_id=path.id,
        command=by_person(body.request_id, f"{name} {path.id}"),
        now=now(),
    )
    return answer(call, 201)
