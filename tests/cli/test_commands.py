"""Commands refuse in one clear line, and never with a stack trace."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from server.cli import COMMANDS, main
from tests.harness.halls import as_text, hall


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("NOBAT_DATABASE_URL", f"sqlite:///{tmp_path / 'nobat.db'}")
    monkeypatch.setenv("NOBAT_VAR", str(tmp_path))

    def invoke(*words: str) -> Result:
        return CliRunner().invoke(main, words)

    return invoke


@pytest.fixture
def hall_file(tmp_path: Path) -> Path:
    path = tmp_path / "hall.yaml"
    path.write_text(as_text(hall()))
    return path


def test_applying_says_what_changed(run, hall_file: Path) -> None:
    first, second = run("apply", str(hall_file)), run("apply", str(hall_file))

    assert (first.exit_code, second.exit_code) == (0, 0)
    assert "changes applied" in first.output
    assert second.output == "hall: nothing to change\n"


def test_a_wrong_file_is_refused_with_line_and_reason(run, hall_file: Path) -> None:
    hall_file.write_text(hall_file.read_text().replace("letter: B", "letter: A"))

    refused = run("apply", str(hall_file))

    assert refused.exit_code == 1
    assert f"{hall_file}:" in refused.output
    assert "letter: A stands twice" in refused.output
    assert run("pair", "kiosk-1").exit_code == 2  # no hall came of it


def test_pairing_gives_a_code_or_says_why_not(run, hall_file: Path) -> None:
    run("apply", str(hall_file))

    good, unknown, elsewhere = (
        run("pair", "kiosk-1"),
        run("pair", "nobody"),
        run("pair", "kiosk-1", "--branch", "nowhere"),
    )

    assert len(good.output.strip()) == 9
    assert (unknown.exit_code, elsewhere.exit_code) == (1, 1)
    assert "nobody" in unknown.output
    assert "nowhere" in elsewhere.output


def test_a_report_of_nothing_says_so(run, hall_file: Path) -> None:
    run("apply", str(hall_file))

    assert run("report", "day").exit_code == 1
    empty_day = run("report", "day", "2026-11-23", "--json")
    assert json.loads(empty_day.output)["total"]["tickets"] == 0


def test_a_wrong_setting_is_one_line(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOBAT_BIND", "everywhere")

    refused = run("pair", "kiosk-1")

    assert refused.exit_code == 1
    line = "Error: NOBAT_BIND: must be host:port, for example 127.0.0.1:8000\n"
    assert refused.output == line


def test_every_command_explains_itself(run) -> None:
    for name in COMMANDS:
        if name == "serve":  # loading it patches this whole process for gevent
            continue
        assert run(name, "--help").exit_code == 0
