"""Wait, way and service times (rules T1-T4)."""

from datetime import UTC, datetime, timedelta

from server.domain.periods import Period, PeriodKind, Times, is_suspect, times

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def minutes(start: float, end: float | None) -> tuple[datetime, datetime | None]:
    ended = None if end is None else NINE + timedelta(minutes=end)
    return NINE + timedelta(minutes=start), ended


def test_times_are_sums_and_held_is_neither() -> None:
    periods = [
        Period(PeriodKind.WAITING, *minutes(0, 10)),
        Period(PeriodKind.CALLED, *minutes(10, 11)),
        Period(PeriodKind.SERVING, *minutes(11, 15)),
        Period(PeriodKind.HELD, *minutes(15, 40)),
        Period(PeriodKind.SERVING, *minutes(40, 42)),
    ]

    assert times(periods, NINE) == Times(600, 60, 360)


def test_an_open_period_counts_until_now() -> None:
    open_period = Period(PeriodKind.WAITING, *minutes(0, None))

    assert times([open_period], NINE + timedelta(minutes=3)).wait_seconds == 180


def test_impossible_lengths_are_suspect() -> None:
    lengths = [timedelta(seconds=1), timedelta(minutes=5), timedelta(hours=5)]

    assert [is_suspect(PeriodKind.SERVING, length) for length in lengths] == [True, False, True]
