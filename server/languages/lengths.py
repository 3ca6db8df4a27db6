"""Lengths of time as the screens tell them (`durationText` in server/static/js/dates.js)."""

from server.languages.words import say

MINUTE, HOUR = 60, 60


def length_in_words(seconds: float, language: str) -> str:
    """Return whole minutes, with hours; less than a minute in seconds. Never rounded up."""
    whole = max(0, int(seconds))
    minutes = whole // MINUTE
    if minutes == 0:
        return say(language, "shared.seconds", count=whole)
    if minutes < HOUR:
        return say(language, "shared.minutes", count=minutes)
    hours = say(language, "shared.hours", count=minutes // HOUR)
    rest = minutes % HOUR
    if rest == 0:
        return hours
    told = say(language, "shared.minutes", count=rest)
    return say(language, "shared.hours_and_minutes", hours=hours, minutes=told)
