"""Options that several commands take; light, so that `nobat serve` starts fast."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from server.config import Config, load_config

F = TypeVar("F", bound=Callable[..., Any])


def database_option(command: F) -> F:
    """Give a command the option --database."""
    return click.option(
        "--database", metavar="URL", help="Use this database instead of the configured one."
    )(command)


def bind_option(command: F) -> F:
    """Give a command the option --bind."""
    return click.option(
        "--bind", metavar="HOST:PORT", help="Listen here instead of the configured address."
    )(command)


def json_option(command: F) -> F:
    """Give a command the option --json."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON for a program.")(
        command
    )


def branch_option(command: F) -> F:
    """Give a command the option --branch."""
    return click.option("--branch", metavar="CODE", help="Which hall, when there are several.")(
        command
    )


def config_with(database: str | None = None, **more: object) -> Config:
    """Return the settings with what the command line gives. Raises ConfigError."""
    return load_config(database_url=database, **more)
