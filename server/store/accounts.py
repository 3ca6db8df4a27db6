"""People and devices, as the doors recognise them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from server.domain.hall import DeviceKind, Role
from server.store.columns import to_micros
from server.store.sql import Sql, Wire

USER = "SELECT id, branch_id, username, name, role, password_hash FROM user_account"
SELECT_USER = Sql(f"{USER} WHERE id = :user_id AND active")
SELECT_USERNAME = Sql(f"{USER} WHERE username = :username AND active")
SELECT_MAY_SIT = Sql(
    f"{USER} WHERE branch_id = :branch_id AND active AND role IN ('clerk', 'supervisor')"
    " ORDER BY name, id"
)
DEVICE = (
    "SELECT id, branch_id, code, kind, printer_id, printer_code, inches, block,"
    " token_hash IS NOT NULL AS paired FROM device"
)
SELECT_BY_TOKEN = Sql(f"{DEVICE} WHERE token_hash = :token_hash AND active")
SELECT_BY_CODE = Sql(f"{DEVICE} WHERE branch_id = :branch_id AND code = :code AND active")
SELECT_OF_BRANCH = Sql(f"{DEVICE} WHERE branch_id = :branch_id AND active ORDER BY id")
SELECT_PRINTING_ON = Sql(f"{DEVICE} WHERE printer_id = :agent_id AND active ORDER BY id")
SELECT_BY_PAIRING = Sql(
    f"{DEVICE} WHERE pairing_hash = :pairing_hash AND pairing_until > :now AND active"
)
SET_PASSWORD = Sql("UPDATE user_account SET password_hash = :password_hash WHERE id = :user_id")
OFFER_PAIRING = Sql(
    "UPDATE device SET pairing_hash = :pairing_hash, pairing_until = :until WHERE id = :device_id"
)
GIVE_TOKEN = Sql(
    "UPDATE device SET token_hash = :token_hash, pairing_hash = NULL, pairing_until = NULL"
    " WHERE id = :device_id"
)


@dataclass(frozen=True)
class User:
    """A person who may log in."""

    id: int
    branch_id: int | None
    username: str
    name: str
    role: Role
    password_hash: str


@dataclass(frozen=True)
class Device:
    """A screen or an agent.

    printer_id, printer_code: the agent that prints what a kiosk issues, and on which printer.
    inches: how large a kiosk is; block: the letter of its own numbers when the link is cut.
    """

    id: int
    branch_id: int
    code: str
    kind: DeviceKind
    printer_id: int | None
    paired: bool
    printer_code: str | None = None
    inches: float | None = None
    block: str | None = None


class Users:
    """The people of a database."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def get(self, user_id: int) -> User | None:
        """Return an active person by id."""
        return _user(self._wire.execute(SELECT_USER, {"user_id": user_id}).one_or_none())

    def by_username(self, username: str) -> User | None:
        """Return an active person by the name they log in with."""
        values = {"username": username}
        return _user(self._wire.execute(SELECT_USERNAME, values).one_or_none())

    def who_may_sit(self, branch_id: int) -> list[User]:
        """Return the active people of a branch who may sit at a counter."""
        rows = self._wire.execute(SELECT_MAY_SIT, {"branch_id": branch_id})
        return [user for row in rows if (user := _user(row))]

    def set_password(self, user_id: int, password_hash: str) -> None:
        """Give a person another password."""
        values = {"user_id": user_id, "password_hash": password_hash}
        self._wire.execute(SET_PASSWORD, values)


class Devices:
    """The devices of a database."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def by_token(self, token_hash: str) -> Device | None:
        """Return the active device that holds a token."""
        values = {"token_hash": token_hash}
        return _device(self._wire.execute(SELECT_BY_TOKEN, values).one_or_none())

    def by_code(self, branch_id: int, code: str) -> Device | None:
        """Return an active device by its code in the set-up."""
        values = {"branch_id": branch_id, "code": code}
        return _device(self._wire.execute(SELECT_BY_CODE, values).one_or_none())

    def of_branch(self, branch_id: int) -> list[Device]:
        """Return a branch's active devices."""
        rows = self._wire.execute(SELECT_OF_BRANCH, {"branch_id": branch_id})
        return [device for row in rows if (device := _device(row))]

    def printing_on(self, agent_id: int) -> list[Device]:
        """Return the active kiosks that an agent prints for."""
        rows = self._wire.execute(SELECT_PRINTING_ON, {"agent_id": agent_id})
        return [device for row in rows if (device := _device(row))]

    def by_pairing(self, pairing_hash: str, now: datetime) -> Device | None:
        """Return the device that a pairing code, still good, was made for."""
        values = {"pairing_hash": pairing_hash, "now": to_micros(now)}
        return _device(self._wire.execute(SELECT_BY_PAIRING, values).one_or_none())

    def offer_pairing(self, device_id: int, pairing_hash: str, until: datetime) -> None:
        """Let a device pair once, until a moment."""
        values = {"device_id": device_id, "pairing_hash": pairing_hash, "until": to_micros(until)}
        self._wire.execute(OFFER_PAIRING, values)

    def give_token(self, device_id: int, token_hash: str) -> None:
        """Give a device its token; the one before is worth nothing from now on."""
        values = {"device_id": device_id, "token_hash": token_hash}
        self._wire.execute(GIVE_TOKEN, values)


def _user(row: Any) -> User | None:
    if row is None:
        return None
    return User(row.id, row.branch_id, row.username, row.name, Role(row.role), row.password_hash)


def _device(row: Any) -> Device | None:
    if row is None:
        return None
    return Device(
        id=row.id,
        branch_id=row.branch_id,
        code=row.code,
        kind=DeviceKind(row.kind),
        printer_id=row.printer_id,
        paired=bool(row.paired),
        printer_code=row.printer_code,
        inches=row.inches,
        block=row.block,
    )
