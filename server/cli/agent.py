"""`nobat agent`: the program that prints, usually on the kiosk PC."""

import logging
import sys
from pathlib import Path

import click

from kiosk.agent import main as program
from kiosk.agent.link import Refused, ServerAway
from server.cli.options import config_with


@click.command()
@click.option("--server", default=None, metavar="URL", help="The server's address.")
@click.option("--token-file", type=click.Path(path_type=Path), help="Where the device token is.")
@click.option("--printer", default=None, metavar="SPEC", help="virtual:DIR, file:PATH, ...")
@click.option("--journal", type=click.Path(path_type=Path), help="Where the agent keeps its place.")
@click.option("--code", default=None, help="Pair with this code first.")
def agent(
    server: str | None,
    token_file: Path | None,
    printer: str | None,
    journal: Path | None,
    code: str | None,
) -> None:
    """Run a print agent: it takes jobs from the server and prints them."""
    config = config_with()
    logging.basicConfig(level=config.log_level.upper(), format="%(levelname)s %(message)s")
    settings = program.AgentSettings(
        server=server or f"http://{config.bind}",
        token_file=token_file or config.var / "agent.token",
        printer=printer or f"virtual:{config.var / 'printed'}",
        journal=journal or config.var / "agent.journal",
    )
    if code:
        _pair(settings, code)
    sys.exit(program.run(settings))


def _pair(settings: program.AgentSettings, code: str) -> None:
    try:
        program.pair(settings.server, code, settings.token_file)
    except (ServerAway, Refused, OSError) as error:
        raise click.ClickException(f"cannot pair: {error}") from error
