"""The door for everyone: pairing, logging in, the public picture, the time."""

from datetime import timedelta

from flask import Response, current_app, request
from flask_login import login_user, logout_user
from flask_openapi3 import APIBlueprint

from server.api.bodies import BranchPath, LoginBody, PairingBody
from server.api.doors import answer, blueprint
from server.domain.hall import DeviceKind
from server.operations.acting import Asker
from server.operations.desk import user_view
from server.operations.lobby_views import SnapshotView
from server.operations.log_in import log_in
from server.operations.pair_device import pair_device
from server.operations.seats import leave_empty_counter
from server.operations.snapshot import PictureCache
from server.operations.views import DeviceView, LoggedInView, MeView, PairedView, TimeView
from server.security.fences import limiter, login_tries, was_refused
from server.security.identity import DEVICE_COOKIES, LoggedIn, identity, requires
from server.security.permissions import Permission
from server.security.site import database, now, site
from server.store.accounts import Device

DEVICE_COOKIE_LIFE = timedelta(days=3650)
bp: APIBlueprint = blueprint("entrance", "Pairing, logging in, the public picture, the time.")
PICTURES = "nobat_pictures"


@bp.post("/devices/pairings", responses={"201": PairedView})
@limiter.limit(login_tries, deduct_when=was_refused)
def create_pairing(body: PairingBody) -> Response:
    """Give a device its token for the code an operator made."""
    device, token = pair_device(database(), code=body.code, now=now())
    shown = token if device.kind is DeviceKind.AGENT else None
    response = answer(PairedView(device=device_view(device), token=shown), 201)
    if shown is None:
        response.set_cookie(
            DEVICE_COOKIES[device.kind],
            token,
            max_age=DEVICE_COOKIE_LIFE,
            httponly=True,
            samesite="Strict",
            secure=site().config.secure_cookies,
        )
    return response


@bp.post("/sessions", responses={"201": LoggedInView})
@limiter.limit(login_tries, deduct_when=was_refused)
def create_session(body: LoginBody) -> Response:
    """Log a person in."""
    user = log_in(database(), username=body.username, password=body.password)
    login_user(LoggedIn(user))
    return answer(LoggedInView(user=user_view(user)), 201)


@bp.delete("/sessions/current")
def delete_session() -> Response:
    """Log the person out; a counter that holds no visitor is closed, for nobody sits there."""
    user = identity().user
    if user is not None and user.branch_id is not None:
        leave_empty_counter(database(), asker=Asker(user.branch_id, user.id), now=now())
    logout_user()
    return Response(status=204)


@bp.get("/me", responses={"200": MeView})
def get_me() -> Response:
    """Say who the server takes the asker for."""
    asking = identity()
    return answer(
        MeView(
            devices=tuple(device_view(device) for device in asking.devices),
            user=user_view(asking.user) if asking.user else None,
        )
    )


@bp.get("/branches/<int:branch_id>/snapshot", responses={"200": SnapshotView})
@requires(Permission.SEE_BRANCH)
def get_snapshot(path: BranchPath) -> Response:
    """Show the public picture of a branch; 304 when the ETag still stands."""
    identity().require_branch(path.branch_id)
    picture = _pictures().get(database(), branch_id=path.branch_id, now=now())
    response = Response(picture.body, mimetype="application/json")
    response.set_etag(picture.etag)
    response.cache_control.no_cache = True
    response.make_conditional(request)
    return response


@bp.get("/time", responses={"200": TimeView})
def get_time() -> Response:
    """Tell the server's time."""
    return answer(TimeView(now=now()))


def _pictures() -> PictureCache:
    kept: PictureCache = current_app.extensions.setdefault(PICTURES, PictureCache())
    return kept


def device_view(device: Device) -> DeviceView:
    """Return a device as screens see it."""
    return DeviceView(id=device.id, code=device.code, kind=device.kind, branch_id=device.branch_id)
