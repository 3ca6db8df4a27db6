"""Words, digits and dates."""

import string
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import jdatetime
import pytest

from server.api.errors import STATUS
from server.domain.errors import RuleError
from server.languages import LANGUAGES
from server.languages.dates import clock_time, long_date
from server.languages.digits import ascii_digits, localised
from server.languages.words import say, words

TEHRAN = ZoneInfo("Asia/Tehran")


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_language_has_every_text_with_the_same_places() -> None:
    first = {key: places(text) for key, text in words("fa").items()}

    for code in LANGUAGES:
        found = {key: places(text) for key, text in words(code).items()}
        assert found.keys() == first.keys()
        assert {key for key in first if not words(code)[key].strip()} == set()
        different = {key for key in first if found[key] != first[key]}
        assert different == set()


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


def test_digits_are_persian_in_fa_only_and_come_back() -> None:
    assert localised("A-023", "fa") == "A-۰۲۳"
    assert localised("A-023", "en") == "A-023"
    assert ascii_digits("۰۲۳ ٠٢٣ 023") == "023 023 023"
    assert say("fa", "phone.ahead", count=12) == "۱۲ نفر جلوتر از شما هستند"


def test_dates_are_jalali_in_fa_and_by_the_branchs_day() -> None:
    late = datetime(2026, 11, 22, 20, 45, tzinfo=UTC)  # 00:15 of Monday in Tehran

    assert long_date(late, TEHRAN, "fa") == "دوشنبه ۲ آذر ۱۴۰۵"
    assert long_date(late, TEHRAN, "en") == "Monday 23 November 2026"
    assert clock_time(late, TEHRAN, "fa") == "۰۰:۱۵"


# Official leap years of the Iranian calendar; Birashk's rule puts 1404 among them, wrongly.
@pytest.mark.parametrize("year", [1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403, 1408, 1412])
def test_leap_years_are_those_of_the_official_calendar(year: int) -> None:
    last_day = date(year + 622, 3, 20)
    assert jdatetime.date.fromgregorian(date=last_day) == jdatetime.date(year, 12, 30)
    following = jdatetime.date.fromgregorian(date=last_day + timedelta(days=1))
    assert following == jdatetime.date(year + 1, 1, 1)


def test_1404_is_no_leap_year() -> None:
    assert jdatetime.date.fromgregorian(date=date(2026, 3, 21)) == jdatetime.date(1405, 1, 1)
