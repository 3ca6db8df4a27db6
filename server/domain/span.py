"""The span of days that a report is about."""

from datetime import date

from server.domain.blocks import Days
from server.domain.errors import SpanTooLong, SpanWrong

MOST_DAYS = 3_660  # ten years, and some leap days of either calendar
USUAL_DAYS = 30


def span_of(first: date | None, last: date | None, today: date) -> Days:
    """Return the days asked for; without a first one the thirty up to the last, or to today.

    Raises SpanWrong, SpanTooLong.
    """
    until = last or today
    since = first or date.fromordinal(max(1, until.toordinal() - USUAL_DAYS + 1))
    if since > until:
        raise SpanWrong(first=since.isoformat(), last=until.isoformat())
    days = Days(since, until)
    if days.count > MOST_DAYS:
        raise SpanTooLong(days=days.count, most_days=MOST_DAYS)
    return days
