"""What the commands share: the database of a hall."""

import click

from server.bus import Bus
from server.config import Config
from server.domain.errors import NotFound
from server.operations.apply_setup import Applied
from server.store.database import Database
from server.store.migrate import migrate


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


def lines_of_retired(applied: Applied) -> list[str]:
    """Return what to say of devices that a set-up file took out of use."""
    if not applied.retired:
        return []
    names = ", ".join(applied.retired)
    noun = "device goes" if len(applied.retired) == 1 else "devices go"
    return [f"{len(applied.retired)} {noun} out of use, no longer paired: {names}"]
