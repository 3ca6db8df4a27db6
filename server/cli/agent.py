"""`nobat agent`: the program that prints, usually on the kiosk PC."""

import logging
import sys
from pathlib import Path

import click

from kiosk.agent import main as program
from server.cli.options import config_with


@click.command()
@click.option("--server", default=None, metavar="URL", help="The server's address.")
@click.option("--token-file", type=click.Path(path_type=Path), help="Where the device token is.")
@click.option(
    "--printer",
    "printers",
    multiple=True,
    metavar="[CODE=]SPEC",
    help="network:HOST:PORT, usb:..., serial:..., file:PATH, virtual:DIR; again for each printer.",
)
@click.option("--journal", type=click.Path(path_type=Path), help="Where the agent keeps its place.")
@click.option("--code", default=None, help="Pair with this code first.")
@click.option(
    "--listen",
    default=None,
    metavar="HOST:PORT",
    help="Let this machine's kiosk in here, usually 127.0.0.1:8137; it goes on without the server.",
)
def agent(
    server: str | None,
    token_file: Path | None,
    printers: tuple[str, ...],
    journal: Path | None,
    code: str | None,
    listen: str | None,
) -> None:
    """Run a print agent: it takes jobs from the server and prints them."""
    config = config_with()
    # `force`: a library has mostly logged something by now, which sets the log up in its own way.
    logging.basicConfig(
        level=config.log_level.upper(), format="%(levelname)s %(message)s", force=True
    )
    settings = program.AgentSettings(
        server=server or f"http://{config.bind}",
        token_file=token_file or config.var / "agent.token",
        printers=printers or (f"virtual:{config.var / 'printed'}",),
        journal=journal or config.var / "agent.journal",
        listen=listen,
        code=code or None,
    )
    sys.exit(program.run(settings))
