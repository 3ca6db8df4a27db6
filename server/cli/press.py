"""`nobat press`: draws papers for the server, in a process of its own."""

import click

from kiosk.agent import modest_press
from kiosk.agent.main import FONTS, TEMPLATES


@click.command()
def press() -> None:
    """Draw papers for the server: JSON lines in, JSON lines out. It is started by the server."""
    modest_press.serve(TEMPLATES, FONTS)
