"""The kiosk's door: visitors read about the services, take tickets and give them back."""

from flask import Response, request
from flask_openapi3 import APIBlueprint

from server.api.bodies import BranchPath, CommandBody, IssueBody, PathId
from server.api.doors import answer, blueprint, by_device
from server.domain.hall import MAIN_PRINTER, DeviceKind
from server.domain.identity import IdentityKind
from server.operations.guide import hall_guide
from server.operations.identified import Identity
from server.operations.issue_ticket import Place, Wish, issue_command, issue_ticket
from server.operations.kiosk_views import GuideView
from server.operations.slip import Paper
from server.operations.views import TicketView, WithdrawnView
from server.operations.withdrawing import withdraw_ticket
from server.security.identity import identity, my_device, requires
from server.security.permissions import Permission
from server.security.site import database, now, site
from server.store.accounts import Device

bp: APIBlueprint = blueprint("kiosk", "Visitors take tickets.")


@bp.get("/branches/<int:branch_id>/guide", responses={"200": GuideView})
@requires(Permission.SEE_BRANCH)
def get_guide(path: BranchPath) -> Response:
    """Tell everything about the services; 304 while the hall's set-up stands."""
    identity().require_branch(path.branch_id)
    guide = hall_guide(database(), branch_id=path.branch_id)
    response = answer(guide)
    response.set_etag(str(guide.seq))
    response.cache_control.no_cache = True
    response.make_conditional(request)
    return response


@bp.post("/tickets", responses={"201": TicketView})
@requires(Permission.ISSUE)
def create_ticket(body: IssueBody) -> Response:
    """Give a visitor the next number of a service."""
    kiosk = my_device(DeviceKind.KIOSK)
    wish, place = _wish(body), _place(kiosk)
    ticket = issue_ticket(
        database(),
        branch_id=kiosk.branch_id,
        wish=wish,
        place=place,
        command=issue_command(body.request_id, wish, place),
        now=now(),
    )
    return answer(ticket, 201)


@bp.post("/tickets/<int:id>/withdrawals", responses={"201": WithdrawnView})
@requires(Permission.ISSUE)
def create_withdrawal(path: PathId, body: CommandBody) -> Response:
    """Take back a ticket that this kiosk has just given."""
    kiosk = my_device(DeviceKind.KIOSK)
    withdrawn = withdraw_ticket(
        database(),
        kiosk=kiosk,
        ticket_id=path.id,
        command=by_device(body.request_id, f"withdraw {path.id}", kiosk),
        now=now(),
    )
    return answer(withdrawn, 201)


def _wish(body: IssueBody) -> Wish:
    told = body.identity
    return Wish(
        service_id=body.service_id,
        language=body.language,
        priority_class=body.priority_class,
        more_service_ids=tuple(body.more_service_ids),
        identity=Identity(IdentityKind(told.kind), told.value) if told else None,
    )


def _place(kiosk: Device) -> Place:
    return Place(
        kiosk_id=kiosk.id,
        agent_id=kiosk.printer_id,
        paper=Paper(site().config.phone_url, site().secret_key),
        printer=kiosk.printer_code or MAIN_PRINTER,
        key=site().secret_key,
    )
