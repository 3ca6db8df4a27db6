"""Dates and times as a language writes them, in its own calendar."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import jdatetime

from server.languages import LANGUAGES, Language
from server.languages.digits import localised


def long_date(moment: datetime, zone: ZoneInfo, language: str) -> str:
    """Return the local day in words: `دوشنبه ۲ آذر ۱۴۰۵`."""
    day, spoken = moment.astimezone(zone).date(), LANGUAGES[language]
    year, month, number = _in_calendar(day, spoken)
    text = spoken.date.format(
        weekday=spoken.weekdays[day.weekday()],
        day=number,
        month=spoken.months[month - 1],
        year=year,
    )
    return localised(text, language)


def clock_time(moment: datetime, zone: ZoneInfo, language: str) -> str:
    """Return the local time of day: `۱۰:۲۳`."""
    return localised(moment.astimezone(zone).strftime("%H:%M"), language)


def _in_calendar(day: date, language: Language) -> tuple[int, int, int]:
    if language.calendar == "gregorian":
        return day.year, day.month, day.day
    jalali = jdatetime.date.fromgregorian(date=day)
    return jalali.year, jalali.month, jalali.day
