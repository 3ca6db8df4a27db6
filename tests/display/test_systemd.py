"""The units of a board's PC start what there is, as docs/display.md says."""

import configparser
import re
import shlex
from pathlib import Path

UNITS = Path(__file__).parents[2] / "docs" / "systemd"
GUIDE = UNITS.parent / "display.md"
SAID_TWICE = re.compile(r"^(\w+)=(.*)$", re.MULTILINE)


def unit(name: str) -> configparser.ConfigParser:
    """Return a unit; of what stands in it twice the last."""
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # as systemd writes them
    parser.read(UNITS / name, encoding="utf-8")
    return parser


def test_the_browser_opens_the_board_with_sound_and_starts_again_by_itself() -> None:
    service = unit("nobat-display.service")["Service"]
    program, *words = shlex.split(service["ExecStart"])

    assert Path(program).name == "chromium"
    assert "--app=${NOBAT_DISPLAY_URL}/display" in words
    assert service["Environment"].startswith("NOBAT_DISPLAY_URL=http://")
    assert {"--kiosk", "--autoplay-policy=no-user-gesture-required"} <= set(words)
    assert (service["Restart"], service["RestartSec"]) == ("always", "2")


def test_nothing_opens_the_board_before_the_server_answers() -> None:
    text = (UNITS / "nobat-display.service").read_text("utf-8")

    before = [words for name, words in SAID_TWICE.findall(text) if name == "ExecStartPre"]

    assert any("$NOBAT_DISPLAY_URL/healthz" in words for words in before)
    assert unit("nobat-display.service")["Service"]["TimeoutStartSec"] == "infinity"


def test_the_timer_restarts_the_browsers_unit_each_night() -> None:
    service = unit("nobat-display-restart.service")["Service"]
    words = shlex.split(service["ExecStart"])

    assert words[-2:] == ["restart", "nobat-display.service"]
    assert service["Type"] == "oneshot"
    assert unit("nobat-display-restart.timer")["Timer"]["OnCalendar"].endswith("04:00")


def test_the_guide_installs_and_enables_every_unit_of_a_display() -> None:
    guide = GUIDE.read_text("utf-8")
    (copied,) = re.findall(r"^cp (.*) ~/.config/systemd/user/$", guide, re.MULTILINE)
    (enabled,) = re.findall(r"^systemctl --user enable --now (.*)$", guide, re.MULTILINE)
    here = {path.name for path in UNITS.glob("nobat-display*")}

    root = UNITS.parents[1]
    assert {found.name for pattern in copied.split() for found in root.glob(pattern)} == here
    assert enabled.split() == ["nobat-display", "nobat-display-restart.timer"]
    assert all(
        unit(name).has_section("Install") for name in here - {"nobat-display-restart.service"}
    )
