"""The doors to the log itself: periods for programs, one ticket's whole story for people."""

from flask import Response
from flask_openapi3 import APIBlueprint

from server.api.bodies import BranchQuery, PathId
from server.api.doors import blueprint, my_branch
from server.api.report_answers import as_file, days_of, plain
from server.api.report_bodies import DaysQuery, PeriodsQuery
from server.reports.raw import period_page, periods_csv, story
from server.security.identity import requires
from server.security.permissions import Permission
from server.security.site import database

bp: APIBlueprint = blueprint("log", "The log of waiting and serving itself.")


@bp.get("/reports/periods")
@requires(Permission.SEE_BOARD)
def get_periods(query: PeriodsQuery) -> Response:
    """Show a hall's periods, page by page, in the order of day and id."""
    branch_id = my_branch()
    days = days_of(query, branch_id)
    return plain(period_page(database(), branch_id, days, query.after, query.most))


@bp.get("/reports/periods.csv")
@requires(Permission.SEE_BOARD)
def get_periods_csv(query: DaysQuery) -> Response:
    """Give all periods of a hall's days as a file; it is written as it is read."""
    branch_id = my_branch()
    days = days_of(query, branch_id)
    name = f"periods-{days.first}-{days.last}"
    return as_file(periods_csv(database(), branch_id, days), name)


@bp.get("/tickets/<int:id>/story")
@requires(Permission.SEE_BOARD)
def get_story(path: PathId, query: BranchQuery) -> Response:
    """Show all that a hall knows of a ticket: periods, events, notes."""
    del query  # names the hall, for people of the whole city
    return plain(story(database(), my_branch(), path.id))
