"""Passwords: argon2id, checked in the same time whether the person exists or not."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

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
    try:
        return _hasher.verify(kept or _nobody(), password) and kept is not None
    except (VerifyMismatchError, InvalidHashError):
        return False
