"""The command line `nobat`. Each command is loaded when it is asked for, so that all start fast."""

from importlib import import_module
from typing import Any

import click

COMMANDS = {
    "agent": "server.cli.run",
    "apply": "server.cli.hall",
    "bench": "server.cli.bench",
    "pair": "server.cli.hall",
    "replay": "server.cli.replay",
    "report": "server.cli.report",
    "serve": "server.cli.run",
    "up": "server.cli.run",
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
        from server.cli.common import in_one_line

        with in_one_line():
            return super().invoke(ctx)


@click.group(cls=Commands)
@click.version_option(package_name="nobat")
def main() -> None:
    """Nobat: the queue of a public service hall."""
