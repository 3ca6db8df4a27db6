"""The kiosk's door: visitors take tickets."""

from flask import Response
from flask_openapi3 import APIBlueprint

from server.api.bodies import IssueBody
from server.api.doors import answer, blueprint, by_device
from server.domain.hall import DeviceKind
from server.operations.issue_ticket import Place, Wish, issue_ticket
from server.operations.slip import Paper
from server.operations.views import TicketView
from server.security.identity import my_device, requires
from server.security.permissions import Permission
from server.security.site import now, site

bp: APIBlueprint = blueprint("kiosk", "Visitors take tickets.")


@bp.post("/tickets", responses={"201": TicketView})
@requires(Permission.ISSUE)
def create_ticket(body: IssueBody) -> Response:
    """Give a visitor the next number of a service."""
    device = my_device(DeviceKind.KIOSK)
    wish = Wish(body.service_id, body.language, body.priority_class)
    ticket = issue_ticket(
        site().database,
        branch_id=device.branch_id,
        wish=wish,
        place=Place(
            device.id, device.printer_id, Paper(site().config.phone_url, site().secret_key)
        ),
        command=by_device(body.request_id, f"issue {wish}", device),
        now=now(),
    )
    return answer(ticket, 201)
