"""Quarters of an hour are those of the hall's clock, also on days when it is changed."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from server.store.columns import to_micros
from server.store.rollups import Calendar

WARSAW, TEHRAN = ZoneInfo("Europe/Warsaw"), ZoneInfo("Asia/Tehran")


@pytest.mark.parametrize(
    ("zone", "day", "moment", "slot"),
    [
        (TEHRAN, "2026-11-23", datetime(2026, 11, 22, 20, 30, tzinfo=UTC), 0),
        (TEHRAN, "2026-11-23", datetime(2026, 11, 23, 6, 44, 59, tzinfo=UTC), 40),
        (TEHRAN, "2026-11-23", datetime(2026, 11, 23, 20, 45, tzinfo=UTC), 97),
        (TEHRAN, "2026-11-23", datetime(2026, 11, 22, 20, 29, tzinfo=UTC), -1),
        (WARSAW, "2026-03-29", datetime(2026, 3, 29, 8, 0, tzinfo=UTC), 40),  # an hour was left out
        (WARSAW, "2026-10-25", datetime(2026, 10, 25, 9, 0, tzinfo=UTC), 40),  # one came twice
        (WARSAW, "2026-10-24", datetime(2026, 10, 24, 22, 0, tzinfo=UTC), 96),
    ],
)
def test_the_slot_of_a_moment(zone: ZoneInfo, day: str, moment: datetime, slot: int) -> None:
    calendar = Calendar(zone, "")

    assert calendar.slot(day, to_micros(moment)) == slot
    assert calendar.day(to_micros(moment)) >= day or slot < 0
