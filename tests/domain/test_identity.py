"""National IDs and phone numbers (rules I1, I2, I4)."""

import pytest

from server.domain.errors import IdentityWrong
from server.domain.identity import IdentityKind, checked, needed_kind

NONE, NATIONAL_ID, PHONE = IdentityKind.NONE, IdentityKind.NATIONAL_ID, IdentityKind.PHONE


def why_not(kind: IdentityKind, text: str) -> object:
    with pytest.raises(IdentityWrong) as refused:
        checked(kind, text)
    return refused.value.details


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0013542419", "0013542419"),
        ("13542419", "0013542419"),
        ("001-354241-9", "0013542419"),
        (" 001 354 2419\u200f", "0013542419"),
        ("1234567891", "1234567891"),
        ("0000000061", "0000000061"),  # rest 1, and below rest 0: then it is the check digit
        ("0000000140", "0000000140"),
    ],
)
def test_a_national_id_is_told_in_several_spellings(typed: str, kept: str) -> None:
    assert checked(NATIONAL_ID, typed) == kept


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("0013542418", "checksum"),
        ("0031542419", "checksum"),  # two digits changed places
        ("1111111111", "repeated"),
        ("00000000", "repeated"),
        ("3542419", "digits"),
        ("00135424190", "digits"),
        ("001354241x", "digits"),
        ("", "digits"),
        ("٠٠١٣٥٤٢٤١٩", "digits"),  # whoever asks turns digits into ASCII first
    ],
)
def test_what_is_no_national_id_is_refused_with_why(typed: str, why: str) -> None:
    assert why_not(NATIONAL_ID, typed) == {"kind": "national_id", "why": why}


@pytest.mark.parametrize(
    "typed",
    ["09123456789", "9123456789", "+989123456789", "00989123456789", "0912 345-67 89"],
)
def test_a_mobile_number_is_one_number_in_all_its_spellings(typed: str) -> None:
    assert checked(PHONE, typed) == "+989123456789"


def test_a_number_of_another_country_needs_its_code() -> None:
    assert checked(PHONE, "+48 501 234 567") == checked(PHONE, "0048501234567") == "+48501234567"


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("02188776655", "digits"),
        ("0912345678", "digits"),
        ("091234567890", "digits"),
        ("+981234", "digits"),
        ("phone", "digits"),
        ("0912345678७", "digits"),  # a digit of a script that nobody here writes
        ("+989999999999", "repeated"),
    ],
)
def test_what_is_no_mobile_number_is_refused_with_why(typed: str, why: str) -> None:
    assert why_not(PHONE, typed) == {"kind": "phone", "why": why}


@pytest.mark.parametrize(
    ("kinds", "asked"),
    [
        ([NONE], NONE),
        ([NONE, PHONE], PHONE),
        ([PHONE, NATIONAL_ID, NONE], NATIONAL_ID),
    ],
)
def test_one_ticket_asks_once(kinds: list[IdentityKind], asked: IdentityKind) -> None:
    assert needed_kind(kinds) is asked
