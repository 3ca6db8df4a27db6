"""What each language's catalogues must have, and must not."""

import re
import string
from collections.abc import Mapping

import pytest
from babel import Locale, UnknownLocaleError

from server.languages import FIRST_LANGUAGE, HERE, LANGUAGES
from server.languages.catalogues import rooms_of
from server.languages.words import own_words, plain

VISITOR_ROOMS = {"language", "shared", "kiosk", "display", "phone", "paper"}
# Refusals that a visitor can meet at the kiosk or on the phone; the others are for staff.
VISITOR_REFUSALS = (
    "unauthorised",
    "not_found",
    "wrong_state",
    "hall_closed",
    "service_closed",
    "after_last_ticket",
    "range_used_up",
    "quota_used_up",
    "code_refused",
    "invalid_request",
    "too_many_tries",
    "internal_error",
    "storage_failed",
    "no_connection",
    "out_of_returns",
    "identity_needed",
    "identity_wrong",
    "too_many_tickets",
    "too_many_services",
    "too_late_to_withdraw",
    "offline_refused",
    "no_more_delays",
)
# What stays in Latin letters whatever the script: keys of the keyboard, codes, names of formats.
NAMES = r"\b(QR|Enter|Space|Esc|Tab|Caps Lock|CSV|PDF|XLSX|JSON|YAML|ESC/POS|ID|Typst|[A-Z]\d?)\b"
# Letters of the other languages in Arabic script, which look right on a developer's screen.
FOREIGN = {
    "fa": "يكىةەێۆڕڵھإ",
    "ar": "یکپچژگڤەێۆڕڵھۀ",
    "azb": "يكىةەڕڵھإ",
    "ckb": "يكىةأإؤآثذصضطظھ",
}

RTL = [code for code, known in LANGUAGES.items() if known.direction == "rtl"]
WHOLE = [code for code, known in LANGUAGES.items() if known.whole]
VISITORS_ONLY = [code for code in LANGUAGES if code not in WHOLE]


def stem(key: str, texts: Mapping[str, str]) -> str:
    """Return the text whose form a key is: `kiosk.back_in.one` of `kiosk.back_in`."""
    return plain(key) if plain(key) in texts else key


def stems(code: str) -> set[str]:
    own = own_words(code)
    return {stem(key, own) for key in own}


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def prose(code: str) -> dict[str, str]:
    """Return the texts a person reads, without their placeholders and what stays Latin."""
    read = {key: text for key, text in own_words(code).items() if not key.startswith("language.")}
    return {key: re.sub(r"\{\w+\}", "", re.sub(NAMES, "", text)) for key, text in read.items()}


@pytest.mark.parametrize("code", WHOLE)
def test_a_whole_language_has_every_text(code: str) -> None:
    assert stems(code) ^ stems(FIRST_LANGUAGE) == set()


@pytest.mark.parametrize("code", VISITORS_ONLY)
def test_a_visitors_language_has_every_text_that_a_visitor_meets(code: str) -> None:
    rooms = tuple(f"{room}." for room in VISITOR_ROOMS)
    expected = {key for key in stems(FIRST_LANGUAGE) if key.startswith(rooms)}
    expected |= {f"error.{code}" for code in VISITOR_REFUSALS}

    assert expected - stems(code) == set()
    assert stems(code) - stems(FIRST_LANGUAGE) == set()
    assert rooms_of(HERE / code) == VISITOR_ROOMS | {"error"}


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_text_is_empty_and_each_has_the_first_languages_places(code: str) -> None:
    first, own = own_words(FIRST_LANGUAGE), own_words(code)

    assert {key for key, text in own.items() if not text.strip()} == set()
    assert {key for key in stems(code) if places(own[key]) != places(first[key])} == set()


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_form_is_one_the_language_counts_in_and_may_leave_out_the_count_alone(code: str) -> None:
    own = own_words(code)
    forms = {key: key.rsplit(".", 1)[1] for key in own if stem(key, own) != key}

    assert set(forms.values()) <= plural_forms(code) | {"zero"}
    count = {"count"}
    assert {
        key for key in forms if places(own[key]) | count != places(own[plain(key)]) | count
    } == set()


def plural_forms(code: str) -> set[str]:
    try:
        return {"one", *Locale.parse(code).plural_form.tags}
    except UnknownLocaleError:
        return {"one"}


@pytest.mark.parametrize("code", RTL)
def test_no_latin_word_and_no_latin_comma_is_left_in_a_text_from_right_to_left(code: str) -> None:
    assert {key: text for key, text in prose(code).items() if re.search("[A-Za-z,;?]", text)} == {}


def test_no_arabic_letter_is_left_in_an_english_text() -> None:
    assert {key: text for key, text in prose("en").items() if re.search("[؀-ۿ]", text)} == {}


@pytest.mark.parametrize("code", FOREIGN)
def test_no_letter_of_a_sister_language_is_left(code: str) -> None:
    everything = own_words(code)
    assert {key: t for key, t in everything.items() if re.search(f"[{FOREIGN[code]}]", t)} == {}


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_only_digits_in_a_text_are_the_languages_own(code: str) -> None:
    others = set("0123456789۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩") - set(LANGUAGES[code].digits)
    assert {key: text for key, text in prose(code).items() if others & set(text)} == {}


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_says_all_that_screens_need_to_know_of_it(code: str) -> None:
    known = LANGUAGES[code]

    assert [len(known.digits), len(known.months), len(known.weekdays)] == [10, 12, 7]
    assert places(known.date) == {"weekday", "day", "month", "year"}
    assert known.direction in ("rtl", "ltr")
    assert known.calendar in ("jalali", "gregorian")
