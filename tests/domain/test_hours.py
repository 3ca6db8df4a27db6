"""Business days, opening hours and what a service sets itself (rules D1, H1-H6)."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from server.domain.hours import (
    Issuing,
    Limits,
    Opening,
    Span,
    business_day,
    issuing,
    open_spans,
    opening,
)

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


def test_the_coming_spans_leave_out_days_off_and_end_with_the_last_ticket() -> None:
    week = {0: (Span(time(8), time(12)), Span(time(12), time(15))), 1: (ALL_DAY,), 2: (ALL_DAY,)}
    days = [date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 25)]

    def spans(closed: set[date], last_ticket: str | None) -> list[tuple[datetime, datetime]]:
        return open_spans(week, TEHRAN, days, closed, last_ticket)

    assert spans(set(), None) == [
        (tehran(23, 8), tehran(23, 15)),
        (tehran(24, 0), tehran(26, 0)),
    ]
    assert spans({date(2026, 11, 24)}, "13:30") == [
        (tehran(23, 8), tehran(23, 13, 30)),
        (tehran(25, 0), tehran(25, 13, 30)),
    ]
    assert spans(set(), "08:00") == [
        (tehran(24, 0), tehran(24, 8)),
        (tehran(25, 0), tehran(25, 8)),
    ]


def test_a_day_off_is_no_opening_and_the_next_is_looked_for_behind_it() -> None:
    days_off = {date(2026, 11, 23), date(2026, 11, 24)}

    found = opening(SATURDAY_TO_THURSDAY, TEHRAN, tehran(23, 10), days_off)

    assert found == Opening(open=False, opens_at=tehran(25, 7, 30), closes_at=None)


def test_around_the_clock_ends_where_a_day_off_begins() -> None:
    week = dict.fromkeys(range(7), (ALL_DAY,))

    found = opening(week, TEHRAN, tehran(23, 3), {date(2026, 11, 25)})

    assert found == Opening(open=True, opens_at=None, closes_at=tehran(25, 0))


def test_longer_holidays_than_can_be_looked_over_have_no_known_end() -> None:
    days_off = {date(2026, 11, 23) + timedelta(days=each) for each in range(60)}

    assert opening(SATURDAY_TO_THURSDAY, TEHRAN, tehran(23, 10), days_off) == Opening(
        False, None, None
    )


TEN = tehran(23, 10)
NO_LIMITS = Limits(None, None, 0)
OPEN = Opening(open=True, opens_at=None, closes_at=tehran(23, 14, 30))
SHUT = Opening(open=False, opens_at=tehran(24, 7, 30), closes_at=None)


def asked(
    hall: Opening = OPEN,
    moment: datetime = TEN,
    limits: Limits = NO_LIMITS,
    closed_because: str | None = None,
) -> Issuing:
    return issuing(hall, moment, TEHRAN, limits, closed_because)


def test_a_service_without_limits_gives_tickets_until_the_hall_closes() -> None:
    assert asked() == Issuing(None, None, tehran(23, 14, 30))


@pytest.mark.parametrize(
    ("last_ticket", "until"), [("13:30", tehran(23, 13, 30)), ("16:00", tehran(23, 14, 30))]
)
def test_tickets_are_given_until_the_last_ticket_time_or_the_close(
    last_ticket: str, until: datetime
) -> None:
    assert asked(limits=Limits(last_ticket, None, 0)) == Issuing(None, None, until)


def test_from_the_last_ticket_time_on_none_is_given() -> None:
    limits, half_past_one = Limits("13:30", None, 0), tehran(23, 13, 30)

    just_before = asked(limits=limits, moment=half_past_one - timedelta(microseconds=1))

    assert just_before.open
    assert asked(limits=limits, moment=half_past_one) == Issuing(
        "after_last_ticket", None, None, {"last_ticket_at": half_past_one}
    )


def test_the_quota_is_the_number_of_tickets_that_are_given() -> None:
    assert asked(limits=Limits(None, 10, 9)).open
    assert asked(limits=Limits(None, 10, 10)) == Issuing("quota_used_up", None, None, {"quota": 10})


def test_the_reason_that_weighs_most_is_said() -> None:
    limits = Limits("08:00", 1, 5)

    reasons = [
        asked(SHUT, limits=limits, closed_because="ill").why,
        asked(limits=limits, closed_because="ill").why,
        asked(limits=limits).why,
    ]

    assert reasons == ["hall_closed", "service_closed", "after_last_ticket"]
    assert asked(SHUT).opens_at == tehran(24, 7, 30)
