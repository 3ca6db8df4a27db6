"""The printers' door: how they are, and the papers that staff ask for."""

from datetime import date

from flask import Response
from flask_openapi3 import APIBlueprint

from server.api.bodies import BranchPath, CommandBody, PathId
from server.api.doors import answer, asker, asker_for_all, blueprint, by_person, my_branch
from server.api.paper_bodies import (
    DaySlipBody,
    FollowUpBody,
    PaperBody,
    PrinterPath,
    PrinterStatesBody,
)
from server.domain.hall import DeviceKind
from server.operations import papers
from server.operations.acting import Asker
from server.operations.printers import Told, note_states, printer_name, printer_views_of
from server.operations.slip import Paper
from server.operations.staff_slips import DayCount, FollowUp
from server.operations.views import JobReportView, PrintersView
from server.reports.day import DayReport, Row, day_report
from server.security.identity import identity, my_device, my_user, requires
from server.security.permissions import Permission
from server.security.refusals import Forbidden
from server.security.site import database, now, site

bp: APIBlueprint = blueprint("printers", "How printers are, and papers that staff ask for.")


@bp.put("/printers/states", responses={"200": PrintersView})
@requires(Permission.PRINT)
def put_states(body: PrinterStatesBody) -> Response:
    """Say how an agent's printers are."""
    told = [Told(each.code, each.state, each.reason) for each in body.printers]
    agent = my_device(DeviceKind.AGENT)
    return answer(note_states(database(), agent=agent, told=told, now=now()))


@bp.get("/branches/<int:branch_id>/printers", responses={"200": PrintersView})
@requires(Permission.SEE_BOARD)
def get_printers(path: BranchPath) -> Response:
    """Show how a hall's printers are."""
    identity().require_branch(path.branch_id)
    return answer(PrintersView(printers=printer_views_of(database(), path.branch_id, now())))


@bp.post("/printers/<int:agent_id>/<printer>/test-pages", responses={"201": JobReportView})
@requires(Permission.SUPERVISE)
def create_test_page(path: PrinterPath, body: CommandBody) -> Response:
    """Print a page that shows how a printer prints."""
    name = printer_name(database(), my_branch(), path.agent_id, path.printer)
    request = papers.Request(asker(), name, by_person(body.request_id, f"test page {name}"))
    return answer(papers.print_test_page(database(), request=request, now=now()), 201)


@bp.post("/branches/<int:branch_id>/day-slips", responses={"201": JobReportView})
@requires(Permission.SUPERVISE)
def create_day_slip(path: BranchPath, body: DaySlipBody) -> Response:
    """Print what a business day came to."""
    identity().require_branch(path.branch_id)
    report = _report(path.branch_id, body.day)
    who = Asker(path.branch_id, my_user().id, supervises=True)
    name = f"day slip {path.branch_id} {report.day} {body.printer}"
    queued = papers.print_day_slip(
        database(),
        request=papers.Request(who, body.printer, by_person(body.request_id, name)),
        day=report.day,
        counts=(*map(_count, report.services), _count(report.total)),
        now=now(),
    )
    return answer(queued, 201)


@bp.post("/tickets/<int:id>/reprints", responses={"201": JobReportView})
@requires(Permission.SEE_BRANCH)
def create_reprint(path: PathId, body: PaperBody) -> Response:
    """Print a ticket again."""
    queued = papers.reprint(
        database(),
        request=_of_staff(body, f"reprint {path.id} {body.printer}"),
        ticket_id=path.id,
        paper=Paper(site().config.phone_url, site().secret_key),
        now=now(),
    )
    return answer(queued, 201)


@bp.post("/tickets/<int:id>/follow-ups", responses={"201": JobReportView})
@requires(Permission.SEE_BRANCH)
def create_follow_up(path: PathId, body: FollowUpBody) -> Response:
    """Print when the visitor is to come again, and note it."""
    visit = FollowUp(body.at, body.note)
    queued = papers.print_follow_up(
        database(),
        request=_of_staff(body, f"follow-up {path.id} {body.printer} {visit}"),
        ticket_id=path.id,
        visit=visit,
        now=now(),
    )
    return answer(queued, 201)


def _of_staff(body: PaperBody, name: str) -> papers.Request:
    """Return what a clerk or a supervisor wants printed. Raises Forbidden for others."""
    if not identity().permissions & {Permission.CALL, Permission.SUPERVISE}:
        raise Forbidden
    return papers.Request(asker_for_all(), body.printer, by_person(body.request_id, name))


def _report(branch_id: int, day: date | None) -> DayReport:
    with database().reader() as reader:
        today = reader.hall(branch_id).branch.business_day(now())
    return day_report(database(), branch_id, day or today)


def _count(row: Row) -> DayCount:
    ended = row.served + row.no_shows + row.cancelled + row.expired
    return DayCount(
        letter=row.code,
        names=row.names,
        issued=row.tickets,
        served=row.served,
        no_shows=row.no_shows,
        cancelled=row.cancelled,
        waiting=row.tickets - ended,
        mean_wait_seconds=row.wait.mean if row.wait else None,
    )
