"""The print agent's door: take a job, say what became of it."""

from flask import Response
from flask_openapi3 import APIBlueprint

from server.api.bodies import PathId, ReportBody
from server.api.doors import answer, blueprint, by_device
from server.api.paper_bodies import TakingBody
from server.domain.hall import DeviceKind
from server.operations.printing import report_print_job, take_print_job
from server.operations.views import JobReportView, TakenView
from server.security.identity import my_device, requires
from server.security.permissions import Permission
from server.security.site import database, now

bp: APIBlueprint = blueprint("agent", "Print agents take jobs and report them.")


@bp.post("/print-jobs/takings", responses={"200": TakenView})
@requires(Permission.PRINT)
def take_job(body: TakingBody) -> Response:
    """Give one of the agent's printers its oldest open job; asking again gives the same one."""
    job = take_print_job(
        database(),
        agent=my_device(DeviceKind.AGENT),
        printer=body.printer,
        width=body.width,
        asked_at=body.asked_at,
        now=now(),
    )
    return answer(TakenView(job=job))


@bp.post("/print-jobs/<int:id>/reports", responses={"201": JobReportView})
@requires(Permission.PRINT)
def report_job(path: PathId, body: ReportBody) -> Response:
    """Write what became of a job."""
    agent = my_device(DeviceKind.AGENT)
    report = report_print_job(
        database(),
        agent=agent,
        job_id=path.id,
        state=body.state,
        reason=body.reason,
        command=by_device(body.request_id, f"report {path.id} {body.state.value}", agent),
        now=now(),
    )
    return answer(report, 201)
