"""A press leaves nothing behind: not when it ends, and not for long when it was killed."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from kiosk.agent.main import FONTS, TEMPLATES
from kiosk.agent.paper import Press
from kiosk.agent.paper_desk import BEGINNING, NEW_SECONDS
from tests.agent.slips import ENGLISH

PRESS = """
import sys
from kiosk.agent.main import FONTS, TEMPLATES
from kiosk.agent.paper import Press
press = Press(TEMPLATES, FONTS)
print(press._desk.path, flush=True)
sys.stdin.readline()
"""


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


def desks(temporary: Path) -> list[Path]:
    return sorted(temporary.glob(f"{BEGINNING}*"))


def another_press() -> tuple[subprocess.Popen[str], Path]:
    """Start one in a process of its own, whose desk has been there for a while."""
    process = subprocess.Popen(
        [sys.executable, "-c", PRESS], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    desk = Path(process.stdout.readline().strip())
    long_ago = desk.stat().st_mtime - 2 * NEW_SECONDS
    os.utime(desk, (long_ago, long_ago))
    return process, desk


def test_a_press_that_ends_takes_its_desk_away(temporary: Path):
    process, desk = another_press()
    there = desks(temporary)

    process.communicate("\n")

    assert (there, desks(temporary)) == ([desk], [])


def test_the_desk_of_a_killed_press_goes_and_that_of_a_living_one_stays(temporary: Path):
    killed, of_killed = another_press()
    living, of_living = another_press()
    killed.send_signal(signal.SIGKILL)
    killed.communicate()

    press = Press(TEMPLATES, FONTS)

    assert set(desks(temporary)) == {of_living, press._desk.path}
    assert not of_killed.exists()
    living.communicate("\n")


def test_a_template_that_is_changed_is_seen_at_once(tmp_path: Path):
    templates = tmp_path / "templates"
    templates.mkdir()
    template = templates / "ticket.typ"
    template.write_text("#set page(width: 48mm, height: 3mm)")
    press = Press(templates, FONTS)
    before = press.bitmap(ENGLISH, 384).height
    template.write_text("#set page(width: 48mm, height: 6mm)")

    assert (before, press.bitmap(ENGLISH, 384).height) == (24, 48)
