"""Holidays: Jalali days that come back each year, and single days in either calendar."""

from datetime import date

import jdatetime

from server.languages.digits import ascii_digits

FIRST_GREGORIAN_YEAR = 1700  # an ISO date of an earlier year is a Jalali one


def jalali_days(month_day: str, first_year: int, last_year: int) -> list[date]:
    """Return a Jalali `MM-DD` of each Jalali year, both ends included; 12-30 of leap years only."""
    month, day = (int(part) for part in ascii_digits(month_day).split("-"))
    years = range(first_year, last_year + 1)
    return [found for year in years if (found := _gregorian(year, month, day)) is not None]


def parse_day(text: str) -> date:
    """Return the day of an ISO date, Gregorian or Jalali, in any digits. Raises ValueError."""
    plain = ascii_digits(text)
    year, month, day = (int(part) for part in plain.split("-"))
    if year >= FIRST_GREGORIAN_YEAR:
        return date(year, month, day)
    found = _gregorian(year, month, day)
    if found is None:
        raise ValueError(f"{text} is not a day")
    return found


def _gregorian(year: int, month: int, day: int) -> date | None:
    try:
        gregorian: date = jdatetime.date(year, month, day).togregorian()
    except ValueError:
        return None
    return gregorian
