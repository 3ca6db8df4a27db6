"""Business days and opening hours (rules D1, H1-H2)."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from server.domain.hours import Opening, Span, business_day, opening

TEHRAN = ZoneInfo("Asia/Tehran")
MORNING = Span(time(7, 30), time(14, 30))
ALL_DAY = Span(time(0), time(0))
SATURDAY_TO_THURSDAY = dict.fromkeys((5, 6, 0, 1, 2, 3), (MORNING,))


def tehran(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of Azar 1405 (November 2026) in Tehran."""
    return datetime(2026, 11, day, hour, minute, tzinfo=TEHRAN)


def test_the_day_changes_at_the_branchs_midnight() -> None:
    just_before = datetime(2026, 11, 23, 20, 29, 59, tzinfo=UTC)

    assert business_day(just_before, TEHRAN) == date(2026, 11, 23)
    assert business_day(just_before.replace(minute=30, second=0), TEHRAN) == date(2026, 11, 24)


def test_open_within_hours_and_until_when() -> None:
    found = opening(SATURDAY_TO_THURSDAY, TEHRAN, tehran(23, 10))

    assert found == Opening(open=True, opens_at=None, closes_at=tehran(23, 14, 30))


def test_closed_on_friday_until_saturday_morning() -> None:
    found = opening(SATURDAY_TO_THURSDAY, TEHRAN, tehran(27, 10))

    assert found == Opening(open=False, opens_at=tehran(28, 7, 30), closes_at=None)


def test_the_closing_minute_is_closed() -> None:
    assert not opening(SATURDAY_TO_THURSDAY, TEHRAN, tehran(23, 14, 30)).open
    assert opening(SATURDAY_TO_THURSDAY, TEHRAN, tehran(23, 7, 30)).open


def test_a_break_between_two_spans_is_closed() -> None:
    week = {0: (Span(time(8), time(12)), Span(time(13), time(16)))}

    assert opening(week, TEHRAN, tehran(23, 12, 30)) == Opening(
        open=False, opens_at=tehran(23, 13), closes_at=None
    )


def test_spans_that_meet_at_midnight_are_one_opening() -> None:
    week = {0: (Span(time(20), time(0)),), 1: (Span(time(0), time(2)),)}

    assert opening(week, TEHRAN, tehran(23, 23)).closes_at == tehran(24, 2)


def test_around_the_clock_never_closes() -> None:
    week = dict.fromkeys(range(7), (ALL_DAY,))

    assert opening(week, TEHRAN, tehran(23, 3)) == Opening(open=True, opens_at=None, closes_at=None)


def test_a_hall_without_hours_is_closed_and_cannot_say_until_when() -> None:
    assert opening({}, TEHRAN, tehran(23, 3)) == Opening(False, None, None)
