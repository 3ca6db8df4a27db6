"""Numbers in words, against a library that somebody else wrote.

Where it writes otherwise than we do, both are folded, here and openly: how a word is spelled,
not which words come.
"""

import os
import re
import shutil

import pytest
from num2words import num2words

from tests.voices.spoken import LARGEST, words

NO_NODE = shutil.which("node") is None and os.environ.get("CI") != "true"
pytestmark = pytest.mark.skipif(NO_NODE, reason="needs node (Debian package nodejs)")

NUMBERS = range(LARGEST + 1)
HALF_SPACE = "\u200c"
# The same number in the letters of the library and in those of the pack.
AZERBAIJANI = {
    "sıfır": "صیفیر",
    "bir": "بیر",
    "iki": "ایکی",
    "üç": "اوچ",
    "dörd": "دؤرد",
    "beş": "بئش",
    "altı": "آلتی",
    "yeddi": "یئددی",
    "səkkiz": "سککیز",
    "doqquz": "دوققوز",
    "on": "اون",
    "iyirmi": "ایگیرمی",
    "otuz": "اوتوز",
    "qırx": "قیرخ",
    "əlli": "اللی",
    "altmış": "آلتمیش",
    "yetmiş": "یئتمیش",
    "səksən": "سکسن",
    "doxsan": "دوخسان",
    "yüz": "یوز",
    "min": "مین",
}


def library(language: str) -> list[str]:
    return [num2words(number, lang=language) for number in NUMBERS]


def folded_persian(text: str) -> str:
    """Fold Arabic letters to Persian ones, and the half-space to nothing."""
    return text.replace("ي", "ی").replace("ك", "ک").replace(HALF_SPACE, "")


def folded_english(text: str) -> str:
    """Leave hyphens and commas out: they are not heard."""
    return text.replace("-", " ").replace(",", "")


def folded_arabic(text: str) -> str:
    """Fold the old spelling of a hundred, and write "and" on its word.

    The library gives 200 and 2000 in the form before a noun.
    """
    text = text.replace("مائة", "مئة").replace("مائت", "مئت").replace(" و ", " و")
    return re.sub(r"\b(و?)(مئتا|ألفا)(?= و|$)", r"\1\2ن", text)


def test_persian_is_as_the_library_has_it() -> None:
    ours = [folded_persian(text) for text in words("fa", NUMBERS)]

    assert ours == [folded_persian(text) for text in library("fa")]


def test_english_is_as_the_library_has_it() -> None:
    assert words("en", NUMBERS) == [folded_english(text) for text in library("en")]


def test_arabic_is_as_the_library_has_it() -> None:
    assert words("ar", NUMBERS) == [folded_arabic(text) for text in library("ar")]


def test_azerbaijani_is_as_the_library_has_it_in_other_letters() -> None:
    translated = [" ".join(AZERBAIJANI[word] for word in text.split()) for text in library("az")]

    assert words("azb", NUMBERS) == translated


def test_kurdish_joins_as_persian_does_in_words_of_its_own() -> None:
    assert words("ckb", (0, 19, 23, 100, 123, 999, 1005, 2340)) == [
        "سفر",
        "نۆزدە",
        "بیست و سێ",
        "سەد",
        "سەد و بیست و سێ",
        "نۆسەد و نەوەد و نۆ",
        "هەزار و پێنج",
        "دوو هەزار و سێسەد و چل",
    ]
