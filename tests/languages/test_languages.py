"""Words, digits and dates."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import jdatetime
import pytest

from server.api.errors import STATUS
from server.domain.errors import RuleError
from server.languages import LANGUAGES, known_language, whole_languages
from server.languages.dates import clock_time, long_date
from server.languages.digits import ascii_digits, localised
from server.languages.words import say, words

TEHRAN = ZoneInfo("Asia/Tehran")


def test_five_languages_in_their_order_and_the_staffs_among_them() -> None:
    names = {code: (known.name, known.direction) for code, known in LANGUAGES.items()}

    assert list(names) == ["fa", "en", "ar", "azb", "ckb"]
    assert names == {
        "fa": ("فارسی", "rtl"),
        "en": ("English", "ltr"),
        "ar": ("العربية", "rtl"),
        "azb": ("تورکجه", "rtl"),
        "ckb": ("کوردی", "rtl"),
    }
    assert whole_languages() == ["fa", "en", "ar"]
    assert [known_language(code) for code in ("ckb", "xx", None)] == ["ckb", "fa", "fa"]


def all_codes() -> set[str]:
    found, kinds = set(), [RuleError]
    while kinds:
        kind = kinds.pop()
        kinds += kind.__subclasses__()
        found.add(kind.code)
    return found - {"refused"}


def test_every_refusal_has_words_and_a_status() -> None:
    assert all_codes() <= STATUS.keys()
    assert {code for code in STATUS if f"error.{code}" not in words("fa")} == set()


def test_digits_are_the_languages_own_and_come_back() -> None:
    shown = {code: localised("A-023", code) for code in LANGUAGES}

    assert shown == {
        "fa": "A-۰۲۳",
        "en": "A-023",
        "ar": "A-٠٢٣",
        "azb": "A-۰۲۳",
        "ckb": "A-٠٢٣",
    }
    assert {ascii_digits(text) for text in shown.values()} == {"A-023"}
    assert say("fa", "paper.ahead", count=12) == "۱۲ نفر پیش از شما"


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "أمامك شخص واحد"),
        (2, "أمامك شخصان"),
        (7, "أمامك ٧ أشخاص"),
        (23, "أمامك ٢٣ شخصًا"),
        (100, "أمامك ١٠٠ شخص"),
    ],
)
def test_a_count_chooses_its_form(count: int, said: str) -> None:
    assert say("ar", "paper.ahead", count=count) == said


def test_a_language_without_plural_rules_of_its_own_counts_as_english_does() -> None:
    assert say("azb", "paper.ahead", count=1) == "سیزدن قاباق ۱ نفر وار"
    assert say("ckb", "paper.ahead", count=1) == "کەسێک لە پێش ئێوەیە"


def test_what_a_language_has_not_comes_from_the_first_one() -> None:
    assert words("azb")["counter.title"] == words("fa")["counter.title"]
    assert words("azb")["kiosk.languages"] == "دیل"


def test_dates_are_in_the_languages_calendar_and_by_the_branchs_day() -> None:
    late = datetime(2026, 11, 22, 20, 45, tzinfo=UTC)  # 00:15 of Monday in Tehran

    assert {code: long_date(late, TEHRAN, code) for code in LANGUAGES} == {
        "fa": "دوشنبه ۲ آذر ۱۴۰۵",
        "en": "Monday 23 November 2026",
        "ar": "الاثنين ٢٣ نوفمبر ٢٠٢٦",
        "azb": "بازار ائرته‌سی ۲ آذر ۱۴۰۵",
        "ckb": "دووشەممە ٢ی سەرماوەزی ١٤٠٥",
    }
    assert clock_time(late, TEHRAN, "fa") == "۰۰:۱۵"
    assert clock_time(late, TEHRAN, "ar") == "٠٠:١٥"


# Official leap years of the Iranian calendar; Birashk's rule puts 1404 among them, wrongly.
@pytest.mark.parametrize("year", [1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403, 1408, 1412])
def test_leap_years_are_those_of_the_official_calendar(year: int) -> None:
    last_day = date(year + 622, 3, 20)
    assert jdatetime.date.fromgregorian(date=last_day) == jdatetime.date(year, 12, 30)
    following = jdatetime.date.fromgregorian(date=last_day + timedelta(days=1))
    assert following == jdatetime.date(year + 1, 1, 1)


def test_1404_is_no_leap_year() -> None:
    assert jdatetime.date.fromgregorian(date=date(2026, 3, 21)) == jdatetime.date(1405, 1, 1)
