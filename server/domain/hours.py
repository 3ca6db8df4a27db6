"""The branch's own clock: its business day, opening hours and days off (rules D1, H1-H6)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAYS_LOOKED_AHEAD = 40  # past the longest holidays; Nowruz with its weekends is about two weeks
CLOSING_LOOKED_FOR = timedelta(days=7)  # open for longer counts as around the clock
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


@dataclass(frozen=True)
class Limits:
    """What a service sets: no tickets from a local time on (`HH:MM`), or above so many a day."""

    last_ticket: str | None
    daily_quota: int | None
    given_today: int

    def last_ticket_on(self, day: date, zone: ZoneInfo) -> datetime | None:
        """Return when the service gives its last ticket on a day, None when it does not say."""
        if self.last_ticket is None:
            return None
        return datetime.combine(day, time.fromisoformat(self.last_ticket), zone)


@dataclass(frozen=True)
class Issuing:
    """Whether a ticket is given now: `why` not (the code of a refusal), until or from when."""

    why: str | None
    opens_at: datetime | None
    until: datetime | None
    details: Mapping[str, object] = field(default_factory=dict)

    @property
    def open(self) -> bool:
        """Whether a ticket is given."""
        return self.why is None


def business_day(moment: datetime, zone: ZoneInfo) -> date:
    """Return the branch's local day: it begins at the branch's midnight, not at UTC's (D1)."""
    return moment.astimezone(zone).date()


def opening(
    week: WeekHours, zone: ZoneInfo, moment: datetime, closed_days: Set[date] = frozenset()
) -> Opening:
    """Return whether the branch is open at the moment, and its next change.

    Spans that touch (until midnight, then from midnight) are one opening; a gap in a day is a
    break; on closed days (holidays, closed today) there is none (H2-H4).
    """
    spans = _spans(week, zone, moment, closed_days)
    opens_at, closes_at = next(spans, (None, moment))
    if opens_at is None or moment < opens_at:
        return Opening(open=False, opens_at=opens_at, closes_at=None)
    for opens, closes in spans:
        if opens > closes_at or closes_at - moment > CLOSING_LOOKED_FOR:
            break
        closes_at = max(closes_at, closes)
    known = closes_at - moment <= CLOSING_LOOKED_FOR
    return Opening(open=True, opens_at=None, closes_at=closes_at if known else None)


def issuing(
    hall: Opening, moment: datetime, zone: ZoneInfo, limits: Limits, closed_because: str | None
) -> Issuing:
    """Return whether a ticket of a service is given now.

    closed_because: why the service is closed today, None when it is not.  Source: H1, H4-H6.
    """
    if not hall.open:
        return Issuing("hall_closed", hall.opens_at, None, {"opens_at": hall.opens_at})
    last = limits.last_ticket_on(business_day(moment, zone), zone)
    until = min(filter(None, (hall.closes_at, last)), default=None)
    if closed_because is not None:
        return Issuing("service_closed", None, None, {"reason": closed_because})
    if last is not None and moment >= last:
        return Issuing("after_last_ticket", None, None, {"last_ticket_at": last})
    if limits.daily_quota is not None and limits.given_today >= limits.daily_quota:
        return Issuing("quota_used_up", None, None, {"quota": limits.daily_quota})
    return Issuing(None, None, until)


def open_spans(
    week: WeekHours,
    zone: ZoneInfo,
    days: Sequence[date],
    closed_days: Set[date],
    last_ticket: str | None,
) -> list[tuple[datetime, datetime]]:
    """Return when a service gives tickets on some days, spans that touch as one (H2, H5)."""
    limits = Limits(last_ticket, None, 0)
    spans: list[tuple[datetime, datetime]] = []
    for opens, closes, day in _spans_of(week, zone, days, closed_days):
        last = limits.last_ticket_on(day, zone)
        until = closes if last is None else min(closes, last)
        if spans and spans[-1][1] == opens:
            spans[-1] = (spans[-1][0], max(until, opens))
        elif opens < until:
            spans.append((opens, until))
    return spans


def _spans(
    week: WeekHours, zone: ZoneInfo, moment: datetime, closed_days: Set[date]
) -> Iterator[tuple[datetime, datetime]]:
    """Yield the coming spans, in order, without those already over.

    One day after the other, as far as they are asked for: this runs for every ticket.
    """
    today = business_day(moment, zone)
    days = (today + timedelta(days=offset) for offset in range(DAYS_LOOKED_AHEAD))
    for opens, closes, _ in _spans_of(week, zone, days, closed_days):
        if closes > moment:
            yield opens, closes


def _spans_of(
    week: WeekHours, zone: ZoneInfo, days: Iterable[date], closed_days: Set[date]
) -> Iterator[tuple[datetime, datetime, date]]:
    """Yield the spans of some days, in order, each with its day."""
    for day in days:
        if day in closed_days:
            continue
        for span in sorted(week.get(day.weekday(), ()), key=lambda span: span.opens):
            yield datetime.combine(day, span.opens, zone), _closing(day, span, zone), day


def _closing(day: date, span: Span, zone: ZoneInfo) -> datetime:
    last_day = day + timedelta(days=1) if span.closes == MIDNIGHT else day
    return datetime.combine(last_day, span.closes, zone)
