"""The supervisor's door: the live board, closed today, the day's report."""

from dataclasses import asdict

from flask import Response, jsonify
from flask_openapi3 import APIBlueprint

from server.api.bodies import BranchPath, ClosureBody, CommandBody, DayQuery, PathId
from server.api.doors import answer, asker, blueprint, by_person, my_branch, require_mine
from server.operations import closures
from server.operations.acting import Asker
from server.operations.board import board_snapshot
from server.operations.targets import halls_of
from server.operations.views import BoardView, ClosureView, HallsView
from server.reports.day import DayReport, day_report
from server.reports.table import report_csv
from server.security.identity import my_user, requires
from server.security.permissions import Permission
from server.security.site import database, now

bp: APIBlueprint = blueprint("supervisor", "Supervisors see the hall and act at once.")


@bp.get("/branches", responses={"200": HallsView})
@requires(Permission.SEE_BRANCH)
def get_branches() -> Response:
    """Show the halls that a person may look into."""
    return answer(halls_of(database(), user=my_user()))


@bp.get("/branches/<int:branch_id>/board", responses={"200": BoardView})
@requires(Permission.SEE_BOARD)
def get_board(path: BranchPath) -> Response:
    """Show every line and counter of a hall."""
    require_mine(path.branch_id)
    return answer(board_snapshot(database(), branch_id=path.branch_id, now=now()))


@bp.post("/branches/<int:branch_id>/closures", responses={"201": ClosureView})
@requires(Permission.SUPERVISE)
def create_closure(path: BranchPath, body: ClosureBody) -> Response:
    """Close the hall, or one service, for today."""
    require_mine(path.branch_id)
    closure = closures.close_for_today(
        database(),
        asker=Asker(path.branch_id, my_user().id, supervises=True),
        service_id=body.service_id,
        reason=body.reason,
        command=by_person(
            body.request_id, f"close {path.branch_id} {body.service_id} {body.reason}"
        ),
        now=now(),
    )
    return answer(closure, 201)


@bp.post("/closures/<int:id>/endings", responses={"201": ClosureView})
@requires(Permission.SUPERVISE)
def end_closure(path: PathId, body: CommandBody) -> Response:
    """Open again."""
    closure = closures.end_closure(
        database(),
        asker=asker(),
        closure_id=path.id,
        command=by_person(body.request_id, f"end closure {path.id}"),
        now=now(),
    )
    return answer(closure, 201)


@bp.get("/reports/day")
@requires(Permission.SEE_BOARD)
def get_day_report(query: DayQuery) -> Response:
    """Show a business day's times and counts."""
    found = _report(query)
    return jsonify({**asdict(found), "day": found.day.isoformat()})


@bp.get("/reports/day.csv")
@requires(Permission.SEE_BOARD)
def get_day_report_csv(query: DayQuery) -> Response:
    """Give the same as a file for a spreadsheet."""
    found = _report(query)
    response = Response(report_csv(found), mimetype="text/csv")
    name = f"{found.branch}-{found.day}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _report(query: DayQuery) -> DayReport:
    return day_report(database(), my_branch(), query.day)
