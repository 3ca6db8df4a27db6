"""The units that are shipped start what there is."""

import configparser
import re
import shlex
from pathlib import Path

from kiosk.agent.front.door import parse_listen
from kiosk.agent.printers import parse_printers
from server.cli.agent import agent

UNITS = Path(__file__).parents[2] / "docs" / "systemd"
NAMES = ("nobat-agent.service", "nobat-kiosk.service")  # the displays' own: tests/display
GUIDE = UNITS.parent / "agent.md"


def unit(name: str) -> configparser.SectionProxy:
    """Return the service section of a unit."""
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # as systemd writes them
    parser.read(UNITS / name, encoding="utf-8")
    assert set(parser.sections()) == {"Unit", "Service", "Install"}
    return parser["Service"]


def test_the_agents_unit_gives_options_that_the_agent_knows():
    program, command, *words = shlex.split(unit("nobat-agent.service")["ExecStart"])

    given = agent.make_context("agent", words, resilient_parsing=False).params

    assert (Path(program).name, command) == ("nobat", "agent")
    assert list(parse_printers(given["printers"])) == ["main"]
    assert parse_listen(given["listen"]).port == 8137


def test_the_kiosks_browser_opens_the_agents_address():
    agent_words = shlex.split(unit("nobat-agent.service")["ExecStart"])
    browser_words = shlex.split(unit("nobat-kiosk.service")["ExecStart"])
    listen = agent_words[agent_words.index("--listen") + 1]

    assert f"--app=http://{listen}/kiosk" in browser_words
    assert "--autoplay-policy=no-user-gesture-required" in browser_words


def test_both_start_again_by_themselves():
    restarts = [unit(name)["Restart"] for name in NAMES]

    assert restarts == ["always", "always"]


def test_the_guide_makes_every_user_that_a_unit_runs_as():
    made = re.findall(r"^sudo useradd (?:--\S+ )*(\w+)", GUIDE.read_text("utf-8"), re.MULTILINE)

    assert sorted(made) == sorted({unit(name)["User"] for name in NAMES})


def test_the_guide_puts_the_program_where_the_agents_unit_starts_it():
    program = Path(shlex.split(unit("nobat-agent.service")["ExecStart"])[0])
    (folder,) = re.findall(r"^sudo make --directory (\S+) install", GUIDE.read_text("utf-8"), re.M)

    assert program == Path(folder) / ".venv/bin/nobat"
