"""The doors of the reports: figures of any span, for who sees a hall's board (docs/reports.md)."""

from collections.abc import Callable, Sequence
from typing import Any

from flask import Response
from flask_openapi3 import APIBlueprint

from server.api.doors import blueprint, my_branch, my_branches
from server.api.report_answers import as_file, days_of, plain
from server.api.report_bodies import ComparisonQuery, DaysQuery, FiguresQuery, SpanQuery
from server.domain.blocks import Days
from server.languages import known_language
from server.reports.comparison import Comparison, comparison
from server.reports.comparison_table import comparison_csv, definitions
from server.reports.day_shape import heat_map, queue_lengths, ways_taken
from server.reports.grouped import Report, report
from server.reports.own import own_figures
from server.reports.table import grouped_csv, parts_csv
from server.security.identity import my_user, requires
from server.security.permissions import Permission
from server.security.site import database
from server.store.database import Database

bp: APIBlueprint = blueprint("reports", "What the log says of any span of days.")


@bp.get("/reports/figures")
@requires(Permission.SEE_BOARD)
def get_figures(query: FiguresQuery) -> Response:
    """Show volumes and times by service, class, counter, clerk, hour, weekday, day or hall."""
    return plain(_figures(query))


@bp.get("/reports/figures.csv")
@requires(Permission.SEE_BOARD)
def get_figures_csv(query: FiguresQuery) -> Response:
    """Give the same as a file for a spreadsheet."""
    found = _figures(query)
    return as_file(grouped_csv(found), f"{found.by}-{found.first}-{found.last}")


@bp.get("/reports/heat-map")
@requires(Permission.SEE_BOARD)
def get_heat_map(query: SpanQuery) -> Response:
    """Show each hour of the week: visits, waits, the share within target."""
    return plain(_of_halls(heat_map, query))


@bp.get("/reports/heat-map.csv")
@requires(Permission.SEE_BOARD)
def get_heat_map_csv(query: SpanQuery) -> Response:
    """Give the same as a file for a spreadsheet."""
    found = _of_halls(heat_map, query)
    return as_file(parts_csv(found.cells), f"heat-map-{found.first}-{found.last}")


@bp.get("/reports/queue")
@requires(Permission.SEE_BOARD)
def get_queue(query: SpanQuery) -> Response:
    """Show how many waited over the day, on a mean day and at most."""
    return plain(_of_halls(queue_lengths, query))


@bp.get("/reports/queue.csv")
@requires(Permission.SEE_BOARD)
def get_queue_csv(query: SpanQuery) -> Response:
    """Give the same as a file for a spreadsheet."""
    found = _of_halls(queue_lengths, query)
    return as_file(parts_csv(found.slots), f"queue-{found.first}-{found.last}")


@bp.get("/reports/ways")
@requires(Permission.SEE_BOARD)
def get_ways(query: SpanQuery) -> Response:
    """Show tickets by channel and by language."""
    return plain(_of_halls(ways_taken, query))


@bp.get("/reports/ways.csv")
@requires(Permission.SEE_BOARD)
def get_ways_csv(query: SpanQuery) -> Response:
    """Give the same as a file for a spreadsheet."""
    found = _of_halls(ways_taken, query)
    return as_file(parts_csv((*found.channels, *found.languages)), f"ways-{found.first}")


@bp.get("/reports/comparison")
@requires(Permission.SEE_BOARD)
def get_comparison(query: ComparisonQuery) -> Response:
    """Show halls, or their services, judged by defined measures, with the definitions."""
    found = _comparison(query)
    words = definitions(found, known_language(query.language))
    return plain(found, definitions=words)


@bp.get("/reports/comparison.csv")
@requires(Permission.SEE_BOARD)
def get_comparison_csv(query: ComparisonQuery) -> Response:
    """Give the same as a file for a spreadsheet, the definitions under it."""
    found = _comparison(query)
    text = comparison_csv(found, known_language(query.language))
    return as_file(text, f"comparison-{found.first}-{found.last}")


@bp.get("/reports/mine")
@requires(Permission.CALL)
def get_mine(query: DaysQuery) -> Response:
    """Show a clerk their own figures, beside those of all desks of the hall together."""
    branch_id = my_branch()
    days = days_of(query, branch_id)
    return plain(own_figures(database(), branch_id, my_user().id, days))


def _figures(query: FiguresQuery) -> Report:
    branch_ids = my_branches(query.branch_ids)
    return report(database(), branch_ids, days_of(query, branch_ids[0]), query.by)


def _of_halls(read: Callable[[Database, Sequence[int], Days], Any], query: SpanQuery) -> Any:
    branch_ids = my_branches(query.branch_ids)
    return read(database(), branch_ids, days_of(query, branch_ids[0]))


def _comparison(query: ComparisonQuery) -> Comparison:
    branch_ids = my_branches(query.branch_ids)
    days = days_of(query, branch_ids[0])
    return comparison(database(), branch_ids, days, query.by, query.least_visits)
