"""A wrong file is refused with the line and the reason, and nothing is changed."""

from pathlib import Path

import pytest

from server.cli.replay.day_file import DayRefused, Row, RowKind, read_day
from server.cli.replay.plan import plan_day
from tests.cli.replayed import HEADING, lines, replay, write_day

HERE = "480,arrive,A,1"


def test_a_row_is_read_exactly() -> None:
    found = read_day(lines("480.42,arrive,A,1"), "day.csv")

    (row,) = found
    assert row == Row(2, row.at, RowKind.ARRIVE, "A", "A: SERVICE A", 1)
    assert row.at.total_seconds() == 28_825.2


@pytest.mark.parametrize(
    ("rows", "refusal"),
    [
        ([HERE, "soon,arrive,A,2"], "day.csv:3: the minute soon is not a number"),
        (["nan,arrive,A,1"], "day.csv:2: the minute nan is not a minute of a day, 0 to 1439.99"),
        (["1440,arrive,A,1"], "day.csv:2: the minute 1440 is not a minute of a day, 0 to 1439.99"),
        (["-1,arrive,A,1"], "day.csv:2: the minute -1 is not a minute of a day, 0 to 1439.99"),
        ([",arrive,A,1"], "day.csv:2: the minute is empty"),
        (
            [HERE, "481,leave,A,1"],
            "day.csv:3: leave is not an event (one of: arrive, call, open_counters)",
        ),
        (["480,arrive,ق,1"], "day.csv:2: the queue ق is not a letter A to Z, or two"),
        (["480,arrive,A,1.5"], "day.csv:2: the value 1.5 is not a whole number"),
        ([HERE, "480,arrive,A,3"], "day.csv:3: A 3 arrives where 2 is next"),
        ([HERE, "481,call,A,2"], "day.csv:3: A 2 is called, but it never arrived"),
        (["480,call,A,1", HERE], "day.csv:2: A 1 is called, but it never arrived"),
        (
            [HERE, "480,arrive,A,2", "481,call,A,2"],
            "day.csv:4: A 2 is called where 1 is next",
        ),
        ([HERE, "481,call,A,1", "482,call,A,1"], "day.csv:4: A 1 is called where 2 is next"),
        (
            [HERE, "479.99,arrive,B,1"],
            "day.csv:3: is earlier than the row before: the file is not sorted by minute",
        ),
        (["480,open_counters,A,1"], "day.csv:2: nobody arrives in this file"),
    ],
)
def test_a_wrong_row_is_named(rows: list[str], refusal: str) -> None:
    with pytest.raises(DayRefused) as refused:
        read_day(lines(*rows), "day.csv")

    assert str(refused.value) == refusal


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ([], "day.csv:1: the column minute is missing"),
        (
            ["minute,event,queue,service", "480,arrive,A,A"],
            "day.csv:1: the column value is missing",
        ),
        ([HEADING, "480,arrive,A,ONE, TWO,1"], "day.csv:2: has more cells than the heading"),
        ([HEADING, "480,arrive,A"], "day.csv:2: the service is empty"),
    ],
)
def test_a_wrong_shape_is_named(text: list[str], refusal: str) -> None:
    with pytest.raises(DayRefused) as refused:
        read_day(text, "day.csv")

    assert str(refused.value).startswith(refusal)


def test_a_day_that_needs_more_counters_than_a_hall_can_have_is_refused() -> None:
    rows = read_day(lines(HERE, "480,open_counters,A,600", "480,open_counters,B,400"), "day.csv")

    with pytest.raises(DayRefused, match="the day needs 1000 counters, a hall has 999"):
        plan_day(rows)


def test_the_command_refuses_a_wrong_file_before_it_touches_the_database(tmp_path: Path) -> None:
    file = write_day(tmp_path, HERE, "481,call,A,2")

    replayed = replay(tmp_path, file, "--direct")

    assert replayed.result.exit_code == 1
    assert replayed.result.stderr == (
        "Error: small_day.csv:3: A 2 is called, but it never arrived\n"
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["small_day.csv"]


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "noise.csv"
    file.write_bytes(b"\xff\xfe\x00\x01")

    replayed = replay(tmp_path, file, "--direct")

    assert replayed.result.stderr == "Error: noise.csv: is not UTF-8 text\n"
