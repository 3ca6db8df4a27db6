"""Dates and times as a language writes them: Jalali in Persian, Gregorian in English."""

from datetime import datetime
from zoneinfo import ZoneInfo

import jdatetime
from babel.dates import format_date

from server.languages.digits import localised

WEEKDAYS = ("دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه")
MONTHS = (
    "فروردین",
    "اردیبهشت",
    "خرداد",
    "تیر",
    "مرداد",
    "شهریور",
    "مهر",
    "آبان",
    "آذر",
    "دی",
    "بهمن",
    "اسفند",
)


def long_date(moment: datetime, zone: ZoneInfo, language: str) -> str:
    """Return the local day in words: `دوشنبه ۲ آذر ۱۴۰۵`."""
    day = moment.astimezone(zone).date()
    if language != "fa":
        return str(format_date(day, "EEEE d MMMM y", locale=language))
    jalali = jdatetime.date.fromgregorian(date=day)
    text = f"{WEEKDAYS[day.weekday()]} {jalali.day} {MONTHS[jalali.month - 1]} {jalali.year}"
    return localised(text, language)


def clock_time(moment: datetime, zone: ZoneInfo, language: str) -> str:
    """Return the local time of day: `۱۰:۲۳`."""
    return localised(moment.astimezone(zone).strftime("%H:%M"), language)
