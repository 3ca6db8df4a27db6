"""The branch's own clock: its business day and its opening hours (rules D1, H1-H2)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAYS_LOOKED_AHEAD = 8
MIDNIGHT = time(0, 0)


@dataclass(frozen=True)
class Span:
    """Open from `opens` until `closes`, local; closing at 00:00 means the end of the day."""

    opens: time
    closes: time


# Monday is 0, as in datetime.date.weekday(); a day that is missing is closed.
WeekHours = Mapping[int, Sequence[Span]]


@dataclass(frozen=True)
class Opening:
    """Whether a branch is open at a moment, and when that changes (None: not known)."""

    open: bool
    opens_at: datetime | None
    closes_at: datetime | None


def business_day(moment: datetime, zone: ZoneInfo) -> date:
    """Return the branch's local day: it begins at the branch's midnight, not at UTC's (D1)."""
    return moment.astimezone(zone).date()


def opening(week: WeekHours, zone: ZoneInfo, moment: datetime) -> Opening:
    """Return whether the branch is open at the moment, and its next change.

    Spans that touch (until midnight, then from midnight) are one opening.
    """
    spans = _spans(week, zone, moment)
    if not spans or moment < spans[0][0]:
        return Opening(open=False, opens_at=spans[0][0] if spans else None, closes_at=None)
    closes_at = moment
    for opens, closes in spans:
        if opens > closes_at:
            return Opening(open=True, opens_at=None, closes_at=closes_at)
        closes_at = max(closes_at, closes)
    around_the_clock = closes_at - moment > timedelta(days=DAYS_LOOKED_AHEAD - 2)
    return Opening(open=True, opens_at=None, closes_at=None if around_the_clock else closes_at)


def _spans(week: WeekHours, zone: ZoneInfo, moment: datetime) -> list[tuple[datetime, datetime]]:
    """Return the coming spans, in order, without those already over."""
    today = business_day(moment, zone)
    days = (today + timedelta(days=offset) for offset in range(DAYS_LOOKED_AHEAD))
    spans = [
        (datetime.combine(day, span.opens, zone), _closing(day, span, zone))
        for day in days
        for span in week.get(day.weekday(), ())
    ]
    return sorted(span for span in spans if span[1] > moment)


def _closing(day: date, span: Span, zone: ZoneInfo) -> datetime:
    last_day = day + timedelta(days=1) if span.closes == MIDNIGHT else day
    return datetime.combine(last_day, span.closes, zone)
