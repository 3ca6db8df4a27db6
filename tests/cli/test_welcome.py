"""What `nobat up` says once the server answers, and whether this machine prints."""

from pathlib import Path

import pytest

from server.bus import Bus
from server.cli.welcome import DEMO, prepare
from server.clock import utc_now
from server.config import Config, load_config
from server.operations.apply_setup import apply_setup
from server.operations.setup_file import read_setup
from server.store.database import Database
from server.store.migrate import migrate

AGENT_2 = "devices:\n  - {code: printer-2, kind: agent, printers: [main]}\n"


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return load_config(
        database_url=f"sqlite:///{tmp_path / 'nobat.db'}",
        var=str(tmp_path),
        public_url="http://hall",
    )


def apply_with(config: Config, extra: str) -> None:
    """Apply the demo with more devices, as `nobat apply` does."""
    migrate(config.database_url)
    db = Database(config.database_url, Bus())
    text = DEMO.read_text(encoding="utf-8").replace("devices:\n", extra)
    apply_setup(db, read_setup(text, "more.yaml"), now=utc_now())
    db.close()


def test_the_only_agent_is_this_machines(config: Config) -> None:
    prints, lines = prepare(config, demo=True)
    again, _ = prepare(config, demo=False)

    assert (prints, again) == (True, True)
    assert f"  paper    {config.var / 'printed'}/" in lines
    assert "does not print" not in "".join(lines)


def test_an_agent_that_is_paired_elsewhere_is_left_alone_and_said_so(config: Config) -> None:
    prepare(config, demo=True)
    token = config.var / "agent.token"
    token.write_text("of-another-machine")

    prints, lines = prepare(config, demo=True)

    assert (prints, token.read_text()) == (False, "of-another-machine")
    assert lines[-1] == (
        f"This machine does not print: printer-1 is paired already, and {token} is not its token."
        " To print here: nobat pair printer-1, nobat agent --code CODE."
    )
    assert "printed/" not in "".join(lines)


def test_of_several_agents_none_is_guessed(config: Config) -> None:
    apply_with(config, AGENT_2)

    prints, lines = prepare(config, demo=False)

    assert prints is False
    assert "there are several agents (printer-2, printer-1)" in lines[-1]


def test_the_demo_says_what_it_takes_out_of_use(config: Config) -> None:
    apply_with(config, AGENT_2)

    _, lines = prepare(config, demo=True)

    assert lines[0] == "1 device goes out of use, no longer paired: printer-2"


def test_without_a_public_address_it_says_that_no_code_is_printed(config: Config) -> None:
    bare = load_config(database_url=config.database_url, var=str(config.var), public_url="")

    _, lines = prepare(bare, demo=True)

    assert lines[-1].startswith("Tickets carry no QR code: NOBAT_PUBLIC_URL is not set")
