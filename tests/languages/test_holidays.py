"""Days off in two calendars; the dates are those of the official calendar of Iran."""

from datetime import date

import pytest

from server.languages.holidays import jalali_days, parse_day


def test_a_jalali_day_falls_on_its_gregorian_day_of_each_year() -> None:
    assert jalali_days("01-01", 1403, 1406) == [
        date(2024, 3, 20),
        date(2025, 3, 21),
        date(2026, 3, 21),
        date(2027, 3, 21),
    ]


def test_the_thirtieth_of_esfand_is_a_day_of_leap_years_only() -> None:
    assert jalali_days("12-30", 1402, 1409) == [date(2025, 3, 20), date(2030, 3, 20)]


@pytest.mark.parametrize("never", ["13-01", "07-31", "00-10", "01-00"])
def test_what_is_no_jalali_day_has_no_dates(never: str) -> None:
    assert jalali_days(never, 1400, 1460) == []


@pytest.mark.parametrize("text", ["2026-11-23", "1405-09-02", "۱۴۰۵-۰۹-۰۲", "۲۰۲۶-۱۱-۲۳"])
def test_a_date_is_read_in_either_calendar_and_in_any_digits(text: str) -> None:
    assert parse_day(text) == date(2026, 11, 23)


@pytest.mark.parametrize("text", ["1404-12-30", "2026-02-30", "2026-11", "tomorrow", ""])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_day(text)
