"""The door of agents whose kiosks go on while the link is cut."""

from flask import Response
from flask_openapi3 import APIBlueprint

from server.api.bodies import BranchPath, ProvisionalBody, TouchBody
from server.api.doors import answer, blueprint, by_device
from server.domain.hall import DeviceKind
from server.operations.issue_ticket import Wish
from server.operations.kiosk_views import OfflineKitView, TouchWithdrawnView
from server.operations.offline_kit import offline_kit
from server.operations.provisional import Provisional, enter_provisional
from server.operations.slip import Paper
from server.operations.unheard import withdraw_touch
from server.operations.views import TicketView
from server.security.identity import identity, my_device, requires
from server.security.permissions import Permission
from server.security.site import database, now, site

bp: APIBlueprint = blueprint("relay", "Kiosks go on while the link to the server is cut.")


@bp.get("/branches/<int:branch_id>/offline-kit", responses={"200": OfflineKitView})
@requires(Permission.RELAY)
def get_offline_kit(path: BranchPath) -> Response:
    """Give an agent what its kiosks need by themselves."""
    identity().require_branch(path.branch_id)
    agent = my_device(DeviceKind.AGENT)
    return answer(offline_kit(database(), agent=agent, paper=_paper(), now=now()))


@bp.post("/provisional-tickets", responses={"201": TicketView})
@requires(Permission.RELAY)
def create_provisional_ticket(body: ProvisionalBody) -> Response:
    """Let a ticket that a kiosk gave by itself wait since it was taken."""
    agent = my_device(DeviceKind.AGENT)
    given = Provisional(
        touch_id=body.touch_id,
        kiosk_code=body.kiosk,
        wish=Wish(body.service_id, body.language, body.priority_class),
        block=body.block,
        ordinal=body.ordinal,
        token=body.token,
        taken_at=body.taken_at,
        printed=body.printed,
    )
    ticket = enter_provisional(
        database(),
        agent=agent,
        given=given,
        paper=_paper(),
        command=by_device(body.request_id, f"provisional {given}", agent),
        now=now(),
    )
    return answer(ticket, 201)


@bp.post("/touches/withdrawals", responses={"201": TouchWithdrawnView})
@requires(Permission.RELAY)
def create_touch_withdrawal(body: TouchBody) -> Response:
    """Take back the ticket of a touch whose answer nobody heard."""
    agent = my_device(DeviceKind.AGENT)
    withdrawn = withdraw_touch(
        database(),
        agent=agent,
        touch_id=body.touch_id,
        command=by_device(body.request_id, f"withdraw touch {body.touch_id}", agent),
        now=now(),
    )
    return answer(withdrawn, 201)


def _paper() -> Paper:
    return Paper(site().config.phone_url, site().secret_key)
