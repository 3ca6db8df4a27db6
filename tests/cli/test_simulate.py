"""`nobat simulate`: as it was, what if, advice; and clear words for what cannot be."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from server.cli.replay.day_file import read_day
from server.cli.simulate.from_file import picture_of_file
from server.simulation.run import simulate
from tests.cli.replayed import (
    HEADING,
    nobat,
    real_day,
    replay,
    waits_in_file,
    write_day,
)

# Ten visitors a minute apart, one counter that calls every five minutes.
CROWD = [f"{480 + n},arrive,A,{n + 1}" for n in range(10)]
CALLS = [f"{490 + 5 * n},call,A,{n + 1}" for n in range(10)]
DAY = ["480,open_counters,A,1", *CROWD, *CALLS]


def run(folder: Path, *options: object) -> Result:
    return nobat(folder, "simulate", *options)


def found(folder: Path, *options: object) -> Any:
    result = run(folder, *options, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


@pytest.fixture
def day(tmp_path: Path) -> Path:
    return write_day(tmp_path, *DAY)


def test_the_real_day_is_lived_through_as_it_was() -> None:
    """Every single wait of the file comes out again, to a thousandth of a second."""
    with real_day().open(encoding="utf-8-sig") as opened:
        picture = picture_of_file(read_day(opened, "day"), "day")

    course = simulate(picture.days[0], picture.setting)

    waits = sorted(call.wait_seconds for call in course.calls)
    file_waits = sorted(wait / 1e6 for wait in waits_in_file(real_day()).values())
    assert waits == pytest.approx(file_waits, abs=0.005)
    assert len(course.never_called) == 2


def test_two_counters_more_where_the_real_day_stood_still(tmp_path: Path) -> None:
    both = found(tmp_path, real_day(), "--add", "M", "--add", "M")

    was, may = both["as_it_was"]["services"], both["what_if"]["services"]
    assert was["M"]["mean"] == pytest.approx(195.3, abs=0.1)
    assert may["M"]["mean"] < was["M"]["mean"] / 2
    assert {at: may[at] for at in may if at != "M"} == {at: was[at] for at in was if at != "M"}


def test_a_small_day_by_hand(tmp_path: Path, day: Path) -> None:
    both = found(tmp_path, day, "--add", "A@08:10-12:00", "--target", "20")

    was, may = both["as_it_was"]["total"], both["what_if"]["total"]
    # Called at 490, 495... with arrivals at 480, 481...: waits of 10, 14, ... 46 minutes.
    assert was == {
        "visitors": 10,
        "called": 10,
        "left": 0,
        "never_called": 0,
        "mean": 28,
        "median": 28,
        "p90": 42,
        "within_target": 0.3,
    }
    assert both["real_mean_wait_minutes"] == 28
    # Two at a time now, every five minutes: 10, 9, 13, 12, 16, 15, 19, 18, 22, 21.
    assert (may["mean"], may["median"], may["p90"]) == (15.5, 15.5, 21)
    assert may["within_target"] == 0.8
    assert [each["number"] for each in both["what_if"]["counters"]] == [1, 2]


def test_a_rate_helps_its_class_at_the_cost_of_the_other(tmp_path: Path, day: Path) -> None:
    both = found(tmp_path, day, "--share", "elderly=0.3", "--rate", "elderly=3", "--runs", "50")

    was, may = both["as_it_was"]["classes"], both["what_if"]["classes"]
    assert both["runs"] == 50
    assert may["elderly"]["mean"] < was["elderly"]["mean"] - 5
    assert may["standard"]["mean"] > was["standard"]["mean"]
    whole = [both[each]["total"]["mean"] for each in ("as_it_was", "what_if")]
    assert whole[1] == pytest.approx(whole[0], abs=2)


def test_the_same_seed_gives_the_same_answer(tmp_path: Path, day: Path) -> None:
    once, again, other = (
        found(tmp_path, day, "--arrivals", "1.5", "--seed", seed) for seed in (3, 3, 4)
    )

    assert once == again
    assert once != other


def test_tiers_hours_and_lengths_are_tried(tmp_path: Path) -> None:
    file = write_day(tmp_path, *DAY, "540,open_counters,B,1", "540,arrive,B,1", "541,call,B,1")

    tiers = found(tmp_path, file, "--offer", "B=B/A+5", "--offer", "1=*")
    shorter = found(tmp_path, file, "--minutes", "A=2.5")
    closed = found(tmp_path, file, "--close", "A@08:20-08:40")

    assert tiers["what_if"]["counters"][1]["services"] == ["A", "B"]
    assert shorter["what_if"]["services"]["A"]["mean"] < 28
    assert closed["what_if"]["services"]["A"]["mean"] > 28


def test_advice_for_a_target(tmp_path: Path, day: Path) -> None:
    told = found(tmp_path, day, "--staff", "0.9", "--target", "5")

    (advice,) = told["staffing"]
    assert (advice["services"], advice["met"]) == (["A"], True)
    (row,) = advice["half_hours"]
    assert (row["starts"], row["visitors"]) == ("08:00", 10)
    assert row["within_target"] >= 0.9
    assert row["counters"] > 1


def test_tables_show_both_and_the_advice(tmp_path: Path, day: Path) -> None:
    shown = run(tmp_path, day, "--add", "A", "--staff", "0.8")

    assert shown.exit_code == 0, shown.output
    assert (
        "small_day.csv: 10 visitors, 10 called; mean wait 28.0 min, simulated 28.0" in shown.output
    )
    for words in ("standard", "SERVICE A", "was idle", "08:00", "≤ 20"):
        assert words in shown.output
    assert "nan" not in shown.output.lower()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--add", "Q"], "Q is not a service here (A)"),
        (["--add", ""], "nothing is not a service such as A"),
        (["--add", "A@9-12"], "9 is not a time of the day such as 09:30"),
        (["--add", "A@12:00-09:00"], "12:00-09:00 ends before it begins"),
        (["--add", "A@09:00-24:01"], "24:01 is not a time of the day"),
        (["--add", "A/A+soon"], "soon is not a number"),
        (["--close", "7"], "counter 7 is not there (1 to 1)"),
        (["--close", "1-3"], "counter 1-3 is not there (1 to 1)"),
        (["--offer", "1"], "nothing is not a service such as A"),
        (["--rate", "elderly=2"], "elderly is not a class here (standard)"),
        (["--rate", "standard=nan"], "nan is not from 0 to 100"),
        (["--rate", "standard=0"], "a rate is more than 0"),
        (["--rate", "standard"], "standard is not NAME=NUMBER"),
        (["--minutes", "A=0"], "0 is not from 0.1 to 480"),
        (["--share", "a=0.6", "--share", "b=0.6"], "the shares are more than 1 together"),
        (["--arrivals", "nan"], "nan is not from 0.05 to 10"),
        (["--arrivals", "inf"], "inf is not from 0.05 to 10"),
        (["--target", "-1"], "-1 is not from 0 to 1440"),
        (["--staff", "1"], "1 is not from 0.5 to 0.99"),
        (["--runs", "0"], "0 is not in the range"),
        (["--day", "2026-01-01"], "A file needs no --day"),
        (["--forecast", "someday"], "'someday' is not one of"),
    ],
)
def test_what_cannot_be_is_said_in_words(
    tmp_path: Path, day: Path, options: list[str], words: str
) -> None:
    refused = run(tmp_path, day, *options)

    assert refused.exit_code in (1, 2)
    assert words in refused.stderr
    assert "Traceback" not in refused.output


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "day.csv:1: the column minute is missing"),
        (HEADING, "nobody arrives in this file"),
        (f"{HEADING}\n480,arrive,A,A,1\n479,arrive,A,A,2", "the file is not sorted by minute"),
        (f"{HEADING}\nnan,arrive,A,A,1", "the minute nan is not a minute of a day"),
    ],
)
def test_a_wrong_file_is_refused_with_its_line(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "day.csv"
    file.write_text(text)

    refused = run(tmp_path, file)

    assert refused.exit_code == 1
    assert words in refused.stderr
    assert refused.stderr.count("\n") == 1


def test_a_file_of_one_visitor_whom_nobody_calls(tmp_path: Path) -> None:
    file = write_day(tmp_path, "480,arrive,A,1")

    told = found(tmp_path, file, "--add", "A")

    assert told["as_it_was"]["total"] == {
        "visitors": 1,
        "called": 0,
        "left": 0,
        "never_called": 1,
        "mean": None,
        "median": None,
        "p90": None,
        "within_target": 0,
    }
    assert told["what_if"]["total"]["called"] == 1


def test_more_than_a_machine_holds_is_refused(tmp_path: Path) -> None:
    refused = run(tmp_path, real_day(), "--arrivals", "10", "--runs", "200")

    assert refused.exit_code == 2
    assert "2460000 visitors in 200 runs, more than 500000" in refused.stderr


@pytest.fixture
def logged(tmp_path: Path, day: Path) -> str:
    """The small day in a hall's log, on a Wednesday."""
    played = replay(tmp_path, day, "--direct", "--day", "2026-01-14")
    assert played.result.exit_code == 0, played.result.output
    return played.url


def test_a_day_of_the_halls_own_log(tmp_path: Path, logged: str) -> None:
    newest = found(tmp_path, "--database", logged, "--add", "A@08:10-12:00")
    named = found(tmp_path, "--database", logged, "--day", "2026-01-14")

    assert newest["day"] == "small-day, 2026-01-14"
    assert newest["real_mean_wait_minutes"] == 28
    assert newest["as_it_was"]["total"]["mean"] == pytest.approx(28, abs=0.001)
    assert newest["what_if"]["total"]["mean"] < 20
    assert named["as_it_was"] == newest["as_it_was"]


def test_a_weekday_that_the_log_lets_expect(tmp_path: Path, logged: str) -> None:
    day = found(tmp_path, "--database", logged, "--forecast", "wednesday", "--runs", "100")

    assert day["day"] == "small-day, wednesday as the one to 2026-01-14"
    assert day["runs"] == 100
    assert day["real_mean_wait_minutes"] is None
    assert day["as_it_was"]["total"]["visitors"] == pytest.approx(10, abs=1)


def test_a_log_without_such_a_day_says_so(tmp_path: Path, logged: str) -> None:
    no_day = run(tmp_path, "--database", logged, "--day", "2026-01-15")
    no_friday = run(tmp_path, "--database", logged, "--forecast", "friday")
    both = run(tmp_path, "--database", logged, "--forecast", "friday", "--day", "2026-01-14")
    no_hall = run(tmp_path, "--database", f"sqlite:///{tmp_path / 'empty.db'}")

    assert no_day.stderr == "Error: nobody took a ticket on 2026-01-15\n"
    assert no_friday.stderr == "Error: no friday in the log on which anybody came\n"
    assert "not both" in both.stderr
    assert "There is no hall yet" in no_hall.stderr
