"""`nobat estimate backtest`: how well waits are told, in words and for programs."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from server.cli import main
from server.estimates.wait_file import COLUMNS, read_waits
from tests.estimates.made_up import made_up_days, write_waits

REAL_WAITS = Path(__file__).parents[3] / "shared" / "data" / "warsaw_waits_train.csv.gz"
FIRST_TOLD_DAY = "2020-01-10"
REAL_TOLD_WAITS = 22_583
FIGURES = {
    "waits",
    "mean_error",
    "median_error",
    "bias",
    "within_5",
    "within_10",
    "coverage",
    "width",
}
WAYS = ["nobat", "median_of_three", "queue_mean", "queue_length", "last_wait", "published"]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Eight days to learn from, packed, and one to tell."""
    folder, days = tmp_path_factory.mktemp("waits"), made_up_days(9)
    return write_waits(folder / "A.csv.gz", days[:8]), write_waits(folder / "B.csv", days[8:])


@pytest.fixture(scope="module")
def found(files: tuple[Path, Path]) -> Result:
    return _backtest(*files, "--json")


def test_json_has_every_way_with_every_figure(found: Result) -> None:
    assert found.exit_code == 0, found.output
    figures = json.loads(found.stdout)

    assert list(figures) == ["train", "test", "learner_missing", "all", "ahead_5", "nights"]
    assert list(figures["all"]) == WAYS
    assert set(figures["all"]["nobat"]) == FIGURES
    assert figures["all"]["last_wait"]["coverage"] is None
    assert (figures["train"]["days"], figures["test"]["first"]) == (8, "2026-01-11")
    assert "NaN" not in found.stdout


def test_words_for_people(files: tuple[Path, Path]) -> None:
    train, told = files

    result = _backtest(train, told)

    assert result.exit_code == 0, result.output
    assert f"All waits: {len(read_waits(told)[0])}" in result.stdout
    assert "Nobat" in result.stdout
    assert "queue length" in result.stdout
    assert "At least 5 people ahead" in result.stdout
    assert "nan" not in result.stdout


def test_the_order_of_columns_changes_nothing(
    files: tuple[Path, Path], found: Result, tmp_path: Path
) -> None:
    turned = write_waits(tmp_path / "B.csv", read_waits(files[1]), tuple(reversed(COLUMNS)))

    assert _backtest(files[0], turned, "--json").stdout == found.stdout


def test_days_with_no_long_line_have_no_figures_of_it(
    files: tuple[Path, Path], tmp_path: Path
) -> None:
    short = [w for w in read_waits(files[1])[0] if w.sight.ahead < 5]
    told = write_waits(tmp_path / "B.csv", [short])

    figures = json.loads(_backtest(files[0], told, "--json").stdout)

    assert figures["ahead_5"]["nobat"] is None
    assert _backtest(files[0], told).exit_code == 0


def test_a_wrong_file_is_one_line(files: tuple[Path, Path], tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("office,queue\nHall,A\n")

    for result in (_backtest(wrong, files[1]), _backtest(files[0], wrong)):
        assert result.exit_code == 1
        assert result.stderr.startswith("Error: wrong.csv:1: the column date is missing (needs: ")
        assert result.stderr.count("\n") == 1


def test_what_is_learnt_from_must_be_over(files: tuple[Path, Path]) -> None:
    result = _backtest(files[0], files[0])

    assert result.exit_code == 1
    assert result.stderr == (
        "Error: A.csv.gz begins on 2026-01-03, but A.csv.gz goes on to 2026-01-10:"
        " what is learnt from must be over by then\n"
    )


@pytest.mark.load
@pytest.mark.timeout(1_200)
@pytest.mark.skipif(not REAL_WAITS.exists(), reason=f"{REAL_WAITS} is not on this machine")
def test_real_waits_are_told_well_enough(tmp_path: Path) -> None:
    """Issue 6, must hold 3: the waits of Warsaw's offices, each of them told."""
    result = _backtest(*_split_real_waits(tmp_path), "--json")

    assert result.exit_code == 0, result.output
    ours = json.loads(result.stdout)["all"]["nobat"]
    assert ours["waits"] == REAL_TOLD_WAITS
    assert ours["mean_error"] <= 11.0
    assert 0.77 <= ours["coverage"] <= 0.83
    assert ours["width"] <= 26


def _split_real_waits(folder: Path) -> tuple[Path, Path]:
    days = read_waits(REAL_WAITS)
    before = [day for day in days if str(day[0].day) < FIRST_TOLD_DAY]
    return (
        write_waits(folder / "A.csv", before),
        write_waits(folder / "B.csv", days[len(before) :]),
    )


def _backtest(train: Path, told: Path, *options: str) -> Result:
    return CliRunner().invoke(
        main, ["estimate", "backtest", "--train", str(train), str(told), *options]
    )
