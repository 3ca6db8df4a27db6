"""Refusals of the command line: one clear line, never a stack trace for what we foresaw."""

import click

from server.config import ConfigError
from server.domain.errors import RuleError
from server.languages.words import say
from server.operations.setup_file import SetupRefused
from server.store.engine import StorageFailed


def in_one_line(error: Exception) -> click.ClickException | None:
    """Return what click shows for an error that we foresaw, or None for any other."""
    if isinstance(error, ConfigError):
        return click.ClickException(str(error))
    if isinstance(error, SetupRefused):
        return click.ClickException("\n".join(error.faults))
    if isinstance(error, StorageFailed):
        return click.ClickException(f"the database refuses: {error}")
    if isinstance(error, RuleError):
        facts = ", ".join(f"{name} {value}" for name, value in error.details.items())
        words = say("en", f"error.{error.code}")
        return click.ClickException(f"{words} ({facts})" if facts else words)
    return None
