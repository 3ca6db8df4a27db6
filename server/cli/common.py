"""What the commands share: their options, the database, refusals in one line."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import click

from server.bus import Bus
from server.config import Config, ConfigError, load_config
from server.domain.errors import NotFound, RuleError
from server.languages.words import say
from server.operations.setup_file import SetupRefused
from server.store.database import Database, StorageFailed
from server.store.migrate import migrate

F = TypeVar("F", bound=Callable[..., Any])


def database_option(command: F) -> F:
    """Give a command the option --database."""
    return click.option(
        "--database", metavar="URL", help="Use this database instead of the configured one."
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
    """Return the settings with what the command line gives."""
    return load_config(database_url=database, **more)


def open_database(config: Config) -> Database:
    """Return the database, brought to this version's tables."""
    migrate(config.database_url)
    return Database(config.database_url, Bus())


def branch_id_of(db: Database, code: str | None) -> int:
    """Return the branch of a code, or the only one. Raises click.UsageError, NotFound."""
    with db.reader() as reader:
        branches = reader.setup.branches()
    if code is not None:
        if code not in branches:
            raise NotFound(what="branch", code=code)
        return branches[code]
    if not branches:
        raise click.UsageError("There is no hall yet. Apply one: nobat apply halls/demo.yaml")
    if len(branches) > 1:
        raise click.UsageError(f"Which hall? --branch {' | '.join(branches)}")
    return next(iter(branches.values()))


@contextmanager
def in_one_line() -> Iterator[None]:
    """Turn refusals into one line on standard error and exit code 1."""
    try:
        yield
    except ConfigError as error:
        raise click.ClickException(str(error)) from error
    except SetupRefused as error:
        raise click.ClickException("\n".join(error.faults)) from error
    except StorageFailed as error:
        raise click.ClickException(f"the database refuses: {error}") from error
    except RuleError as error:
        facts = ", ".join(f"{name} {value}" for name, value in error.details.items())
        words = say("en", f"error.{error.code}")
        raise click.ClickException(f"{words} ({facts})" if facts else words) from error
