"""Passwords: argon2id, checked in the same time whether the person exists or not."""

from collections.abc import Callable
from functools import cache

import gevent
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError
from gevent.monkey import is_module_patched

# RFC 9106's second choice, for machines with little memory: 64 MiB, 3 passes; one lane, one core.
_hasher = PasswordHasher(time_cost=3, memory_cost=65_536, parallelism=1)


@cache
def _nobody() -> str:
    return _hasher.hash("nobody has this password")


def hash_password(password: str) -> str:
    """Return the form in which a password is kept."""
    return _hasher.hash(password)


def password_matches(kept: str | None, password: str) -> bool:
    """Return whether the password is the one kept; a person unknown (None) costs as much."""
    right = _beside_the_loop(_verify, kept or _nobody(), password)
    return right and kept is not None


def _verify(kept: str, password: str) -> bool:
    try:
        return _hasher.verify(kept, password)
    except (VerifyMismatchError, InvalidHashError):
        return False


def _beside_the_loop(check: Callable[[str, str], bool], kept: str, password: str) -> bool:
    """Check in a real thread under gevent: a tenth of a second would stop the whole hall."""
    if not is_module_patched("threading"):
        return check(kept, password)
    right: bool = gevent.get_hub().threadpool.apply(check, (kept, password))
    return right
