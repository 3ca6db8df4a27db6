"""The command line `nobat`. Each command is loaded when it is asked for, so that all start fast."""

from importlib import import_module
from typing import Any

import click

COMMANDS = {
    "agent": "server.cli.agent",
    "apply": "server.cli.hall",
    "bench": "server.cli.bench",
    "estimate": "server.cli.estimate",
    "pair": "server.cli.hall",
    "press": "server.cli.press",
    "replay": "server.cli.replay",
    "report": "server.cli.report",
    "serve": "server.cli.serve",
    "simulate": "server.cli.simulate",
    "up": "server.cli.up",
    "user": "server.cli.hall",
}


class Commands(click.Group):
    """The commands by name, with every refusal as one clear line."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(COMMANDS[cmd_name]), cmd_name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Exception as error:
            from server.cli.refusals import in_one_line  # heavy, and seldom needed

            shown = in_one_line(error)
            if shown is None:
                raise
            raise shown from error


@click.group(cls=Commands)
@click.version_option(package_name="nobat")
def main() -> None:
    """Nobat: the queue of a public service hall."""
