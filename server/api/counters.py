"""Doors to the counters: open, close, pause, what they give, help."""

from flask import Response
from flask_openapi3 import APIBlueprint

from server.api.bodies import (
    AssignmentBody,
    CommandBody,
    HelpBody,
    OpeningBody,
    PathId,
    PauseBody,
)
from server.api.doors import answer, asker, asker_for_all, blueprint, by_person
from server.domain.hall import Offer
from server.operations import help_calls, seats
from server.operations.views import HelpView, SeatView
from server.security.identity import identity, my_user, requires
from server.security.permissions import Permission
from server.security.refusals import Forbidden
from server.security.site import database, now

bp: APIBlueprint = blueprint("counters", "Counters are opened, paused, closed; help is called.")


@bp.post("/counters/<int:id>/openings", responses={"201": SeatView})
@requires(Permission.CALL, Permission.SUPERVISE)
def open_counter(path: PathId, body: OpeningBody) -> Response:
    """Sit down at a counter; a supervisor seats somebody else."""
    who = Permission.SUPERVISE if body.clerk_id else Permission.CALL
    if who not in identity().permissions:
        raise Forbidden
    clerk_id = body.clerk_id or my_user().id
    seat = seats.open_counter(
        database(),
        asker=asker(),
        counter_id=path.id,
        clerk_id=clerk_id,
        command=by_person(body.request_id, f"open counter {path.id} for {clerk_id}"),
        now=now(),
    )
    return answer(seat, 201)


@bp.post("/counters/<int:id>/closings", responses={"201": SeatView})
@requires(Permission.CALL, Permission.SUPERVISE)
def close_counter(path: PathId, body: CommandBody) -> Response:
    """Leave a counter; a supervisor closes anybody's."""
    seat = seats.close_counter(
        database(),
        asker=asker_for_all(),
        counter_id=path.id,
        command=by_person(body.request_id, f"close counter {path.id}"),
        now=now(),
    )
    return answer(seat, 201)


@bp.post("/counters/<int:id>/pauses", responses={"201": SeatView})
@requires(Permission.CALL, Permission.SUPERVISE)
def pause_counter(path: PathId, body: PauseBody) -> Response:
    """Take no calls for a while."""
    seat = seats.pause_counter(
        database(),
        asker=asker_for_all(),
        counter_id=path.id,
        pause=seats.Pause(body.reason, body.note),
        command=by_person(body.request_id, f"pause counter {path.id} {body.reason} {body.note}"),
        now=now(),
    )
    return answer(seat, 201)


@bp.post("/counters/<int:id>/resumptions", responses={"201": SeatView})
@requires(Permission.CALL, Permission.SUPERVISE)
def resume_counter(path: PathId, body: CommandBody) -> Response:
    """Take calls again."""
    seat = seats.resume_counter(
        database(),
        asker=asker_for_all(),
        counter_id=path.id,
        command=by_person(body.request_id, f"resume counter {path.id}"),
        now=now(),
    )
    return answer(seat, 201)


@bp.post("/counters/<int:id>/assignments", responses={"201": SeatView})
@requires(Permission.SUPERVISE)
def assign_counter(path: PathId, body: AssignmentBody) -> Response:
    """Let a counter give other services from now on."""
    offers = tuple(Offer(each.service_id, each.tier, each.after_minutes) for each in body.services)
    assignment = seats.Assignment(offers, body.express_minutes)
    seat = seats.assign_counter(
        database(),
        asker=asker(),
        counter_id=path.id,
        assignment=assignment,
        command=by_person(body.request_id, f"assign counter {path.id} {assignment}"),
        now=now(),
    )
    return answer(seat, 201)


@bp.post("/help-calls", responses={"201": HelpView})
@requires(Permission.CALL)
def create_help_call(body: HelpBody) -> Response:
    """Ask the supervisor to come."""
    asked = help_calls.call_help(
        database(),
        asker=asker(),
        note=body.note,
        command=by_person(body.request_id, f"help {body.note}"),
        now=now(),
    )
    return answer(asked, 201)


@bp.post("/help-calls/<int:id>/answers", responses={"201": HelpView})
@requires(Permission.SUPERVISE)
def answer_help_call(path: PathId, body: CommandBody) -> Response:
    """Say that one is coming."""
    asked = help_calls.answer_help(
        database(),
        asker=asker(),
        help_id=path.id,
        command=by_person(body.request_id, f"answer help {path.id}"),
        now=now(),
    )
    return answer(asked, 201)


@bp.post("/help-calls/<int:id>/endings", responses={"201": HelpView})
@requires(Permission.CALL, Permission.SUPERVISE)
def end_help_call(path: PathId, body: CommandBody) -> Response:
    """Say that the help is over."""
    asked = help_calls.end_help(
        database(),
        asker=asker_for_all(),
        help_id=path.id,
        command=by_person(body.request_id, f"end help {path.id}"),
        now=now(),
    )
    return answer(asked, 201)
