"""Commands refuse in one clear line, and never with a stack trace."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from server.bus import Bus
from server.cli import COMMANDS, main
from server.operations.log_in import log_in
from server.store.database import Database
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


def test_applying_says_which_devices_go_out_of_use(run, hall_file: Path) -> None:
    run("apply", str(hall_file))
    smaller = hall()
    smaller["devices"] = [each for each in smaller["devices"] if each["kind"] != "kiosk"]
    hall_file.write_text(as_text(smaller))

    applied, again = run("apply", str(hall_file)), run("apply", str(hall_file))

    assert "2 devices go out of use, no longer paired: kiosk-1, kiosk-2\n" in applied.output
    assert again.output == "hall: nothing to change\n"


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


@pytest.mark.parametrize("limit", ["garbage", "", "10 per fortnight", "0 per minute"])
def test_a_limit_that_would_not_hold_stops_the_start(
    run, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setenv("NOBAT_LOGIN_TRIES", limit)

    assert run("pair", "kiosk-1").output.startswith("Error: NOBAT_LOGIN_TRIES: must ")


def test_a_broken_database_is_one_line(run, tmp_path: Path) -> None:
    (tmp_path / "nobat.db").write_text("this is no database, it is a poem\n" * 200)

    refused = run("report", "day")

    assert (refused.exit_code, refused.output.count("\n")) == (1, 1)
    assert "the database refuses" in refused.output


def test_a_wrong_setting_is_one_line(run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOBAT_BIND", "everywhere")

    refused = run("pair", "kiosk-1")

    assert refused.exit_code == 1
    line = "Error: NOBAT_BIND: must be host:port, for example 127.0.0.1:8000\n"
    assert refused.output == line


def test_a_person_gets_another_password(run, hall_file: Path, tmp_path: Path) -> None:
    run("apply", str(hall_file))

    changed = run("user", "password", "hall-clerk1", "--password", "a-new-password")
    unknown = run("user", "password", "nobody", "--password", "a-new-password")
    short = run("user", "password", "hall-clerk1", "--password", "short")
    again = run("apply", str(hall_file))

    assert changed.output == "hall-clerk1: password changed\n"
    assert (unknown.exit_code, short.exit_code) == (1, 2)
    assert again.output == "hall: nothing to change\n"
    db = Database(f"sqlite:///{tmp_path / 'nobat.db'}", Bus())
    assert log_in(db, username="hall-clerk1", password="a-new-password").name == "Clerk 1"


def test_every_command_explains_itself(run) -> None:
    for name in COMMANDS:
        if name == "serve":  # loading it patches this whole process for gevent
            continue
        assert run(name, "--help").exit_code == 0
