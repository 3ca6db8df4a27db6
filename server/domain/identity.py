"""Who takes a ticket: a national ID or a phone number, checked (rules I1-I4)."""

import re
from collections.abc import Iterable
from enum import StrEnum

from server.domain.errors import IdentityWrong

NATIONAL_ID_LENGTH = 10
SHORTEST_NATIONAL_ID = 8  # written without its leading zeros
BETWEEN_DIGITS = re.compile(r"[\s\-()\u200b-\u200f\u2066-\u2069]")
IRAN = re.compile(r"(?:\+98|0098|0)?(9[0-9]{9})")
ABROAD = re.compile(r"(?:\+|00)([1-9][0-9]{7,14})")


class IdentityKind(StrEnum):
    """What a service asks for before a ticket is taken."""

    NONE = "none"
    NATIONAL_ID = "national_id"
    PHONE = "phone"


def needed_kind(kinds: Iterable[IdentityKind]) -> IdentityKind:
    """Return what one ticket for several services asks for: the national ID rather than the phone.

    Source: rule I4.
    """
    asked = set(kinds)
    return next((kind for kind in _STRICTEST_FIRST if kind in asked), IdentityKind.NONE)


def checked(kind: IdentityKind, text: str) -> str:
    """Return a number in its one spelling. `text` has ASCII digits.

    Raises IdentityWrong.  Source: rules I1, I2.
    """
    digits = BETWEEN_DIGITS.sub("", text)
    return _phone(digits) if kind is IdentityKind.PHONE else _national_id(digits)


_STRICTEST_FIRST = (IdentityKind.NATIONAL_ID, IdentityKind.PHONE)


def _national_id(text: str) -> str:
    plain = text.isascii() and text.isdigit()
    if not plain or not SHORTEST_NATIONAL_ID <= len(text) <= NATIONAL_ID_LENGTH:
        raise IdentityWrong(kind=IdentityKind.NATIONAL_ID.value, why="digits")
    digits = text.zfill(NATIONAL_ID_LENGTH)
    if len(set(digits)) == 1:
        raise IdentityWrong(kind=IdentityKind.NATIONAL_ID.value, why="repeated")
    if int(digits[-1]) != _check_digit(digits):
        raise IdentityWrong(kind=IdentityKind.NATIONAL_ID.value, why="checksum")
    return digits


def _check_digit(digits: str) -> int:
    """Return the last digit that the first nine ask for: weights 10 to 2, modulo 11."""
    rest = sum(int(digit) * (10 - at) for at, digit in enumerate(digits[:9])) % 11
    return rest if rest < 2 else 11 - rest


def _phone(text: str) -> str:
    """Return a mobile number of Iran, or any other with its country's code, as `+98912...`."""
    match = IRAN.fullmatch(text)
    number = f"98{match[1]}" if match else _abroad(text)
    if len(set(number[-9:])) == 1:
        raise IdentityWrong(kind=IdentityKind.PHONE.value, why="repeated")
    return f"+{number}"


def _abroad(text: str) -> str:
    match = ABROAD.fullmatch(text)
    if match is None or match[1].startswith("98"):
        raise IdentityWrong(kind=IdentityKind.PHONE.value, why="digits")
    return match[1]
