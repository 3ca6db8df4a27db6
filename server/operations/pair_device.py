"""A device gets its token: an operator makes a code, the device hands it in once."""

from datetime import datetime

from server.domain.errors import CodeRefused, NotFound
from server.security.tokens import (
    good_until,
    new_pairing_code,
    new_token,
    pairing_hash,
    token_hash,
)
from server.store.accounts import Device
from server.store.database import Database


def offer_pairing(db: Database, *, branch_id: int, device_code: str, now: datetime) -> str:
    """Return a fresh code, good for one pairing within the hour. Raises NotFound."""
    code = new_pairing_code()
    with db.devices() as devices:
        device = devices.by_code(branch_id, device_code)
        if device is None:
            raise NotFound(what="device", code=device_code)
        devices.offer_pairing(device.id, pairing_hash(code), good_until(now))
    return code


def pair_device(db: Database, *, code: str, now: datetime) -> tuple[Device, str]:
    """Return the device that a code is for, and its new token. Raises CodeRefused."""
    token = new_token()
    with db.devices() as devices:
        device = devices.by_pairing(pairing_hash(code), now)
        if device is None:
            raise CodeRefused
        devices.give_token(device.id, token_hash(token))
    return device, token
