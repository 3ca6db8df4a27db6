"""What the blueprints share: how a blueprint is made, who acts, how an answer goes out."""

from dataclasses import replace
from typing import Any

from flask import Response, current_app, request
from flask_openapi3 import APIBlueprint, Tag

from server.api.bodies import MOST_ID, ErrorBody
from server.domain.events import Actor
from server.operations.acting import Asker
from server.operations.once import Command
from server.operations.targets import halls_of
from server.operations.views import View
from server.security.identity import identity, my_user
from server.security.permissions import Permission
from server.security.refusals import Forbidden
from server.security.site import database
from server.store.accounts import Device

PREFIX = "/api/v1"
ALL = "all"
REFUSALS: dict[Any, Any] = dict.fromkeys(
    ("401", "403", "404", "409", "422", "429", "503"), ErrorBody
)


def blueprint(name: str, about: str) -> APIBlueprint:
    """Return the blueprint of one role's doors."""
    return APIBlueprint(
        name,
        __name__,
        url_prefix=PREFIX,
        abp_tags=[Tag(name=name, description=about)],
        abp_responses=REFUSALS,
    )


def answer(view: View, status: int = 200) -> Response:
    """Return a view as the body."""
    return current_app.response_class(
        view.model_dump_json(), status=status, mimetype="application/json"
    )


def by_person(request_id: str, name: str) -> Command:
    """Return a command of the person who asks."""
    return Command(request_id=request_id, name=name, actor=Actor(user_id=my_user().id))


def by_device(request_id: str, name: str, device: Device) -> Command:
    """Return a command of a device."""
    return Command(request_id=request_id, name=name, actor=Actor(device_id=device.id))


def my_branch() -> int:
    """Return the hall that the person means: their own, or for the city's people the one named.

    Raises Forbidden when it is not theirs, or not said.
    """
    named = request.args.get("branch_id", type=int)
    branch_id = my_user().branch_id or named
    if branch_id is None or named not in (None, branch_id) or not 1 <= branch_id <= MOST_ID:
        raise Forbidden
    return branch_id


def my_branches(named: str | None) -> list[int]:
    """Return the halls that the person means: `3,5`, `all` that they may see, or their own.

    Raises Forbidden when one is not theirs, or none is said by who has none.
    """
    own = my_user().branch_id
    if named is None:
        return [my_branch()]
    if named == ALL:
        return [own] if own else [hall.id for hall in halls_of(database(), user=my_user()).branches]
    branch_ids = list(dict.fromkeys(map(int, named.split(","))))
    if own is not None and branch_ids != [own]:
        raise Forbidden
    return branch_ids


def require_mine(branch_id: int) -> None:
    """Refuse a hall that is not the person's; the browser's devices lend it to nobody."""
    if my_user().branch_id not in (None, branch_id):
        raise Forbidden


def asker_in(branch_id: int) -> Asker:
    """Return the person who asks, in a hall of theirs. Raises Forbidden."""
    require_mine(branch_id)
    return Asker(branch_id, my_user().id, supervises=Permission.SUPERVISE in identity().permissions)


def asker() -> Asker:
    """Return the person who asks, for what is their own."""
    return Asker(branch_id=my_branch(), user_id=my_user().id)


def asker_for_all() -> Asker:
    """Return the person who asks; a supervisor may do it to anybody's."""
    return replace(asker(), supervises=Permission.SUPERVISE in identity().permissions)
