"""`nobat replay --direct`: the log has the file's own times."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from server.cli.replay.direct import moment_of
from server.clock import iso
from tests.cli.replayed import LONG_AGO, Replayed, nobat, real_day, replay, waits_in_file, write_day

SMALL = (
    "480.5,arrive,A,1",
    "481,arrive,A,2",
    "481,arrive,B,1",
    "482,call,A,1",
    "483,call,A,2",
)
PERIODS = (
    "SELECT t.number, p.kind, p.started_at, p.ended_at FROM period p"
    " JOIN ticket t ON t.id = p.ticket_id ORDER BY p.id"
)


def micros(minutes: float, seconds: float = 0) -> int:
    moment = moment_of(date.fromisoformat(LONG_AGO), timedelta(minutes=minutes, seconds=seconds))
    return round(moment.timestamp() * 1_000_000)


def test_the_real_day_is_played_whole(warsaw: Replayed) -> None:
    figures = json.loads(warsaw.result.stdout)

    del figures["seconds"]
    assert (warsaw.result.exit_code, figures) == (
        0,
        {
            "hall": "warsaw-day",
            "day": LONG_AGO,
            "expected_tickets": 1230,
            "tickets": 1230,
            "expected_calls": 1228,
            "calls": 1228,
            "finished": 1228,
            "wrong": [],
            "heard": None,
            "most_behind_seconds": None,
            "complete": True,
        },
    )
    assert warsaw.rows("SELECT count(*) FROM ticket") == [(1230,)]
    assert warsaw.rows("SELECT count(*) FROM event WHERE kind = 'ticket_called'") == [(1228,)]


def test_every_wait_in_the_log_is_the_files(warsaw: Replayed) -> None:
    assert warsaw.waits() == waits_in_file(real_day())


def test_the_events_of_the_real_day_have_no_gap_and_no_step_back(warsaw: Replayed) -> None:
    events = warsaw.rows("SELECT seq, at FROM event ORDER BY seq")

    assert [seq for seq, _ in events] == list(range(1, len(events) + 1))
    assert [at for _, at in events] == sorted(at for _, at in events)


def test_a_small_day_leaves_exactly_its_periods(tmp_path: Path) -> None:
    replayed = replay(tmp_path, write_day(tmp_path, *SMALL), "--direct", "--day", LONG_AGO)

    assert replayed.rows(PERIODS) == [
        ("A-001", "waiting", micros(480.5), micros(482)),
        ("A-002", "waiting", micros(481), micros(483)),
        ("B-001", "waiting", micros(481), None),
        ("A-001", "called", micros(482), micros(482.5)),
        ("A-001", "serving", micros(482.5), micros(483)),
        ("A-002", "called", micros(483), micros(483, 35)),
        ("A-002", "serving", micros(483, 35), micros(493, 35)),
    ]
    assert replayed.result.stdout.startswith(
        f"small-day, {LONG_AGO}: 3 of 3 tickets, 2 of 2 calls, 2 finished, in "
    )
    assert replayed.result.stderr == ""  # no progress bar where nobody looks


def test_a_minute_of_the_day_is_warsaws_in_winter_and_in_summer() -> None:
    eight = timedelta(hours=8)

    assert [iso(moment_of(day, eight)) for day in (date(2026, 1, 13), date(2026, 7, 13))] == [
        "2026-01-13T07:00:00.000000Z",
        "2026-07-13T06:00:00.000000Z",
    ]


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_no_wait_grows_or_shrinks_on_the_days_when_the_clocks_change(day: date) -> None:
    night, noon = (moment_of(day, timedelta(hours=hours)) for hours in (1, 12))

    assert noon - night == timedelta(hours=11)


def test_without_a_day_it_was_yesterday(tmp_path: Path) -> None:
    replayed = replay(tmp_path, write_day(tmp_path, *SMALL), "--direct", "--json")

    days = {json.loads(replayed.result.stdout)["day"]}
    assert days == {business_day for (business_day,) in replayed.rows(BUSINESS_DAYS)}
    assert replayed.rows("SELECT max(at) / 1000000 < unixepoch() FROM event") == [(1,)]


BUSINESS_DAYS = "SELECT DISTINCT business_day FROM ticket"


def test_a_day_is_played_once_and_the_next_day_after_it(tmp_path: Path) -> None:
    file = write_day(tmp_path, *SMALL)
    first = replay(tmp_path, file, "--direct", "--day", "2026-01-13")

    again = replay(tmp_path, file, "--direct", "--day", "2026-01-13")
    before = replay(tmp_path, file, "--direct", "--day", "2026-01-12")
    after = replay(tmp_path, file, "--direct", "--day", "2026-01-14")

    assert [run.result.exit_code for run in (first, again, before, after)] == [0, 1, 1, 0]
    assert again.result.stderr == (
        "Error: small-day already has tickets on 2026-01-13."
        " Take another day or an empty database.\n"
    )
    assert before.result.stderr == (
        "Error: The log of small-day goes on until 2026-01-13 07:13 UTC, and time in it never"
        " goes back. Take a later day or an empty database.\n"
    )
    assert after.rows("SELECT business_day, count(*) FROM ticket GROUP BY 1 ORDER BY 1") == [
        ("2026-01-13", 3),
        ("2026-01-14", 3),
    ]


def test_a_hall_that_only_has_the_same_code_is_left_alone(tmp_path: Path) -> None:
    demo = Path(__file__).parents[2] / "halls" / "demo.yaml"
    nobat(tmp_path, "apply", demo, "--database", f"sqlite:///{tmp_path / 'nobat.db'}")

    replayed = replay(tmp_path, write_day(tmp_path, *SMALL, name="demo.csv"), "--direct")

    assert replayed.result.stderr == (
        "Error: This database has another hall with the code demo. Rename the file.\n"
    )


@pytest.mark.parametrize(
    ("options", "refusal"),
    [
        (["--direct", "--speed", "600"], "Error: --direct needs no server and no speed.\n"),
        (["--direct", "--day", "2999-01-01"], "Error: --day 2999-01-01 is not over yet.\n"),
        (
            ["--day", "2026-01-13"],
            "Error: --day goes with --direct; through a server it is always today.\n",
        ),
    ],
)
def test_options_that_contradict_are_refused(
    tmp_path: Path, options: list[str], refusal: str
) -> None:
    replayed = replay(tmp_path, write_day(tmp_path, *SMALL), *options)

    assert (replayed.result.exit_code, replayed.result.stderr[-len(refusal) :]) == (2, refusal)
