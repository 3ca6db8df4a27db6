"""The nightly close: when a business day is over for good (rules D3-D5)."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ONE_DAY = timedelta(days=1)


def day_to_close(now: datetime, zone: ZoneInfo, nightly_close: str) -> date:
    """Return the newest business day whose nightly close has come: `HH:MM` of the morning after."""
    local = now.astimezone(zone)
    has_come = local.time() >= time.fromisoformat(nightly_close)
    return local.date() - (ONE_DAY if has_come else 2 * ONE_DAY)


def closing_time(day: date, zone: ZoneInfo, nightly_close: str) -> datetime:
    """Return when a business day is closed: `HH:MM` of the morning after."""
    return datetime.combine(day + ONE_DAY, time.fromisoformat(nightly_close), zone)


def end_of(day: date, zone: ZoneInfo) -> datetime:
    """Return the midnight that ends a business day."""
    return datetime.combine(day + ONE_DAY, time(0), zone)
