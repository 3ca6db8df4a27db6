"""Doors to one ticket: from the recall to the finish, and wherever else it goes."""

from collections.abc import Callable

from flask import Response
from flask_openapi3 import APIBlueprint

from server.api.bodies import (
    CommandBody,
    FinishBody,
    HoldBody,
    NoteBody,
    PathId,
    ReasonBody,
    RequiredReasonBody,
    ReturnBody,
    ServiceBody,
    TransferBody,
)
from server.api.doors import answer, asker, asker_for_all, blueprint, by_person
from server.operations import at_counter, moving, paperwork
from server.operations.acting import Asker
from server.operations.views import CallView
from server.security.identity import requires
from server.security.permissions import Permission
from server.security.site import database, now

bp: APIBlueprint = blueprint("tickets", "What is done with one visitor's ticket.")


@bp.post("/tickets/<int:id>/recalls", responses={"201": CallView})
@requires(Permission.CALL)
def create_recall(path: PathId, body: CommandBody) -> Response:
    """Ring and show a called ticket again."""
    return _own(at_counter.recall, path, body, "recall")


@bp.post("/tickets/<int:id>/no-shows", responses={"201": CallView})
@requires(Permission.CALL)
def create_no_show(path: PathId, body: CommandBody) -> Response:
    """Say that the visitor did not come."""
    return _own(at_counter.mark_no_show, path, body, "no-show")


@bp.post("/tickets/<int:id>/beginnings", responses={"201": CallView})
@requires(Permission.CALL)
def create_beginning(path: PathId, body: CommandBody) -> Response:
    """Begin to serve the visitor who came."""
    return _own(at_counter.begin_service, path, body, "begin")


@bp.post("/tickets/<int:id>/finishes", responses={"201": CallView})
@requires(Permission.CALL)
def create_finish(path: PathId, body: FinishBody) -> Response:
    """Finish serving the visitor."""
    ending = at_counter.Ending(body.outcome, body.note)
    return _own(at_counter.finish, path, body, "finish", ending=ending)


@bp.post("/tickets/<int:id>/returns", responses={"201": CallView})
@requires(Permission.CALL)
def create_return(path: PathId, body: ReturnBody) -> Response:
    """Put a called ticket back into its line."""
    what = {"priority_class": body.priority_class, "words": body.reason}
    return _own(at_counter.return_to_line, path, body, "return", **what)


@bp.post("/tickets/<int:id>/holds", responses={"201": CallView})
@requires(Permission.CALL)
def create_hold(path: PathId, body: HoldBody) -> Response:
    """Park the visitor."""
    return _own(at_counter.hold, path, body, "hold", scope=body.scope, note=body.note)


@bp.post("/tickets/<int:id>/resumptions", responses={"201": CallView})
@requires(Permission.CALL)
def create_resumption(path: PathId, body: CommandBody) -> Response:
    """Go on with a parked visitor."""
    return _own(at_counter.resume, path, body, "resume")


@bp.post("/tickets/<int:id>/services", responses={"201": CallView})
@requires(Permission.CALL)
def create_service(path: PathId, body: ServiceBody) -> Response:
    """Add a second service to the visit."""
    return _own(paperwork.add_service, path, body, "add service", service_id=body.service_id)


@bp.post("/tickets/<int:id>/rejoinings", responses={"201": CallView})
@requires(Permission.CALL, Permission.SUPERVISE)
def create_rejoining(path: PathId, body: CommandBody) -> Response:
    """Let a missed visitor who came back wait again."""
    return _anybodys(moving.rejoin, path, body, "rejoin")


@bp.post("/tickets/<int:id>/reopenings", responses={"201": CallView})
@requires(Permission.CALL)
def create_reopening(path: PathId, body: CommandBody) -> Response:
    """Take back a slip of the hand."""
    return _own(moving.reopen, path, body, "reopen")


@bp.post("/tickets/<int:id>/transfers", responses={"201": CallView})
@requires(Permission.CALL, Permission.SUPERVISE)
def create_transfer(path: PathId, body: TransferBody) -> Response:
    """Send the visitor to another service, counter or hall."""
    wish = moving.Transfer(body.service_id, body.counter_id, body.branch_id, body.place, body.note)
    return _anybodys(moving.transfer, path, body, "transfer", wish=wish)


@bp.post("/tickets/<int:id>/notes", responses={"201": CallView})
@requires(Permission.CALL, Permission.SUPERVISE)
def create_note(path: PathId, body: NoteBody) -> Response:
    """Write a note that travels with the ticket."""
    return _anybodys(paperwork.add_note, path, body, "note", text=body.text)


@bp.post("/tickets/<int:id>/cancellations", responses={"201": CallView})
@requires(Permission.CALL, Permission.SUPERVISE)
def create_cancellation(path: PathId, body: ReasonBody) -> Response:
    """Let the visitor leave."""
    return _anybodys(moving.cancel, path, body, "cancel", words=body.reason)


@bp.post("/tickets/<int:id>/endings", responses={"201": CallView})
@requires(Permission.SUPERVISE)
def create_ending(path: PathId, body: RequiredReasonBody) -> Response:
    """End what another clerk left open; it is flagged."""
    return _anybodys(moving.end_service, path, body, "end", words=body.reason)


def _own(
    operation: Callable[..., CallView],
    path: PathId,
    body: CommandBody,
    name: str,
    **what: object,
) -> Response:
    return _act(operation, asker(), path, body, name, what)


def _anybodys(
    operation: Callable[..., CallView],
    path: PathId,
    body: CommandBody,
    name: str,
    **what: object,
) -> Response:
    """Let a clerk do it to their own, a supervisor to anybody's."""
    return _act(operation, asker_for_all(), path, body, name, what)


def _act(
    operation: Callable[..., CallView],
    who: Asker,
    path: PathId,
    body: CommandBody,
    name: str,
    what: dict[str, object],
) -> Response:
    call = operation(
        database(),
        asker=who,
        ticket_id=path.id,
        command=by_person(body.request_id, f"{name} {path.id} {what or ''}"),
        now=now(),
        **what,
    )
    return answer(call, 201)
