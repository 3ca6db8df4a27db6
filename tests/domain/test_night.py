"""Which business day the nightly close has ended (rules D3-D5)."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from server.domain.night import day_to_close, end_of

TEHRAN, BERLIN = ZoneInfo("Asia/Tehran"), ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("hour", "minute", "closed"),
    [
        (0, 0, date(2026, 11, 22)),
        (2, 59, date(2026, 11, 22)),
        (3, 0, date(2026, 11, 23)),
        (23, 59, date(2026, 11, 23)),
    ],
)
def test_a_day_is_over_for_good_at_the_hour_of_the_close(
    hour: int, minute: int, closed: date
) -> None:
    now = datetime(2026, 11, 24, hour, minute, tzinfo=TEHRAN).astimezone(UTC)

    assert day_to_close(now, TEHRAN, "03:00") == closed


def test_a_close_at_midnight_ends_the_day_at_once() -> None:
    assert day_to_close(datetime(2026, 11, 24, tzinfo=TEHRAN), TEHRAN, "00:00") == date(
        2026, 11, 23
    )


def test_a_day_ends_at_the_branchs_midnight_also_when_the_clocks_change() -> None:
    assert end_of(date(2026, 11, 23), TEHRAN) == datetime(2026, 11, 23, 20, 30, tzinfo=UTC)
    assert end_of(date(2026, 10, 25), BERLIN) == datetime(2026, 10, 25, 23, 0, tzinfo=UTC)
    assert end_of(date(2026, 10, 24), BERLIN) == datetime(2026, 10, 24, 22, 0, tzinfo=UTC)


def test_the_close_comes_once_when_its_hour_is_there_twice() -> None:
    before, after = (datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1))

    days = [day_to_close(each, BERLIN, "02:30") for each in (before, after)]

    assert days == [date(2026, 10, 24)] * 2  # half past two in summer, then in winter
