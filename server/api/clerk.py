"""The clerk's door: calls, and everything that is done with a visitor."""

from flask import Response
from flask_openapi3 import APIBlueprint

from server.api.bodies import CallBody, PathId, VisitBody
from server.api.doors import answer, asker, blueprint, by_person, my_branch
from server.operations import calling
from server.operations.desk import desk_snapshot
from server.operations.open_days import open_days
from server.operations.targets import transfer_targets
from server.operations.views import CallView, DeskView, OpenDaysView, TargetsView
from server.security.identity import my_user, requires
from server.security.permissions import Permission
from server.security.site import database, now

bp: APIBlueprint = blueprint("clerk", "Clerks call the next visitor.")


@bp.get("/desk", responses={"200": DeskView})
@requires(Permission.CALL)
def get_desk() -> Response:
    """Show a clerk their counter, their ticket and their lines."""
    return answer(desk_snapshot(database(), branch_id=my_branch(), user=my_user(), now=now()))


@bp.get("/transfer-targets", responses={"200": TargetsView})
@requires(Permission.SEE_BRANCH)
def get_transfer_targets() -> Response:
    """Show where visitors can be sent."""
    return answer(transfer_targets(database(), branch_id=my_branch()))


@bp.get("/services/<int:id>/open-days", responses={"200": OpenDaysView})
@requires(Permission.SEE_BRANCH)
def get_open_days(path: PathId) -> Response:
    """Show when people can come for a service."""
    found = open_days(database(), branch_id=my_branch(), service_id=path.id, now=now())
    return answer(found)


@bp.post("/calls", responses={"201": CallView})
@requires(Permission.CALL)
def create_call(body: CallBody) -> Response:
    """Call the next ticket to this clerk's counter, or one by number."""
    if body.ticket_id is None:
        command = by_person(body.request_id, "call next")
        call = calling.call_next(database(), asker=asker(), command=command, now=now())
    else:
        call = calling.call_ticket(
            database(),
            asker=asker(),
            ticket_id=body.ticket_id,
            words=body.reason,
            command=by_person(body.request_id, f"call {body.ticket_id} {body.reason}"),
            now=now(),
        )
    return answer(call, 201)


@bp.post("/visits", responses={"201": CallView})
@requires(Permission.CALL)
def create_visit(body: VisitBody) -> Response:
    """Serve somebody without a ticket at once."""
    visitor = calling.Visitor(body.service_id, body.language, body.priority_class)
    call = calling.serve_without_ticket(
        database(),
        asker=asker(),
        visitor=visitor,
        words=body.reason,
        command=by_person(body.request_id, f"visit {visitor} {body.reason}"),
        now=now(),
    )
    return answer(call, 201)
