"""Who is asking: a device by its token, a person by their session."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import ParamSpec, TypeVar

from flask import Flask, g, request
from flask_login import LoginManager, UserMixin, current_user

from server.domain.events import Actor
from server.security.permissions import OF_DEVICE, OF_ROLE, Permission
from server.security.refusals import Forbidden, Unauthorised
from server.security.site import database
from server.security.tokens import token_hash
from server.store.accounts import Device, User

DEVICE_COOKIE = "nobat_device"
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

    device: Device | None
    user: User | None

    @property
    def permissions(self) -> frozenset[Permission]:
        """Everything the device and the person may do."""
        of_device = OF_DEVICE[self.device.kind] if self.device else frozenset()
        of_user = OF_ROLE[self.user.role] if self.user else frozenset()
        return of_device | of_user

    @property
    def actor(self) -> Actor:
        """Who the log names."""
        return Actor(self.user.id if self.user else None, self.device.id if self.device else None)

    def require_branch(self, branch_id: int) -> None:
        """Refuse what belongs to a branch that is not theirs. Raises Forbidden, Unauthorised."""
        if self.device is None and self.user is None:
            raise Unauthorised
        if self.device is not None and self.device.branch_id == branch_id:
            return
        if self.user is None or self.user.branch_id not in (None, branch_id):
            raise Forbidden


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
        found = g.identity = Identity(_device(), user)
    return found


def requires(permission: Permission) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Let only those in who have a permission. The route raises Unauthorised or Forbidden."""

    def guard(route: Callable[P, R]) -> Callable[P, R]:
        @wraps(route)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            asking = identity()
            if permission not in asking.permissions:
                raise Unauthorised if asking == Identity(None, None) else Forbidden
            return route(*args, **kwargs)

        return guarded

    return guard


def my_device() -> Device:
    """Return the device that asks. Raises Unauthorised."""
    device = identity().device
    if device is None:
        raise Unauthorised
    return device


def my_user() -> User:
    """Return the person who asks. Raises Unauthorised."""
    user = identity().user
    if user is None:
        raise Unauthorised
    return user


def _device() -> Device | None:
    header = request.headers.get("Authorization", "")
    token = header.removeprefix(BEARER) if header.startswith(BEARER) else None
    token = token or request.cookies.get(DEVICE_COOKIE)
    if not token:
        return None
    with database().reader() as reader:
        return reader.devices.by_token(token_hash(token))
