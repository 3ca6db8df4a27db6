"""Who is asking: a device by its token, a person by their session."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import Flask, g, request
from flask_login import LoginManager, UserMixin, current_user

from server.domain.hall import DeviceKind
from server.security.permissions import OF_DEVICE, OF_ROLE, Permission
from server.security.refusals import Forbidden, Unauthorised
from server.security.site import database
from server.security.tokens import token_hash
from server.store.accounts import Device, User

# One cookie a kind: a kiosk and a board may be tried in the same browser.
DEVICE_COOKIES = {kind: f"nobat_{kind.value}" for kind in DeviceKind}
SESSION_COOKIE = "nobat_session"
BEARER = "Bearer "

P = ParamSpec("P")
R = TypeVar("R")


class LoggedIn(UserMixin):  # type: ignore[misc]
    """A person's session, as Flask-Login keeps it."""

    def __init__(self, user: User) -> None:
        self.id = user.id
        self.user = user


@dataclass(frozen=True)
class Identity:
    """Who is asking, and what they may do."""

    devices: tuple[Device, ...]
    user: User | None

    @property
    def permissions(self) -> frozenset[Permission]:
        """Everything the devices and the person may do."""
        of_user = OF_ROLE[self.user.role] if self.user else frozenset()
        return of_user.union(*(OF_DEVICE[device.kind] for device in self.devices))

    def device(self, kind: DeviceKind) -> Device | None:
        """Return the device of a kind that asks, if one does."""
        return next((device for device in self.devices if device.kind is kind), None)

    def require_branch(self, branch_id: int) -> None:
        """Refuse what belongs to a branch that is not theirs. Raises Forbidden, Unauthorised."""
        if not self.devices and self.user is None:
            raise Unauthorised
        if any(device.branch_id == branch_id for device in self.devices):
            return
        if self.user is None or self.user.branch_id not in (None, branch_id):
            raise Forbidden


NOBODY = Identity((), None)


def install_sessions(app: Flask) -> None:
    """Let people log in to the app."""
    manager = LoginManager(app)
    manager.session_protection = None

    @manager.user_loader  # type: ignore[untyped-decorator]
    def _load(user_id: str) -> LoggedIn | None:
        with database().reader() as reader:
            user = reader.users.get(int(user_id))
        return None if user is None else LoggedIn(user)


def identity() -> Identity:
    """Return who sent this request, looked up once a request."""
    found: Identity | None = g.get("identity")
    if found is None:
        user = current_user.user if current_user.is_authenticated else None
        found = g.identity = Identity(_devices(), user)
    return found


def requires(*any_of: Permission) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let in who has one of the permissions. The route raises Unauthorised or Forbidden."""

    def guard(route: Callable[P, R]) -> Callable[P, R]:
        @wraps(route)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            asking = identity()
            if asking.permissions.isdisjoint(any_of):
                raise Unauthorised if asking == NOBODY else Forbidden
            return route(*args, **kwargs)

        return guarded

    return guard


def my_device(kind: DeviceKind) -> Device:
    """Return the device of a kind that asks. Raises Unauthorised."""
    device = identity().device(kind)
    if device is None:
        raise Unauthorised
    return device


def my_user() -> User:
    """Return the person who asks. Raises Unauthorised."""
    user = identity().user
    if user is None:
        raise Unauthorised
    return user


def _devices() -> tuple[Device, ...]:
    tokens = list(_tokens())
    if not tokens:
        return ()
    with database().reader() as reader:
        found = (reader.devices.by_token(token_hash(token)) for token in tokens)
        return tuple(device for device in found if device is not None)


def _tokens() -> Iterator[str]:
    header = request.headers.get("Authorization", "")
    if header.startswith(BEARER):
        yield header.removeprefix(BEARER)
    yield from filter(None, map(request.cookies.get, DEVICE_COOKIES.values()))
