"""Brings a database to this version's tables."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlmodel import SQLModel

import server.store.lobby_tables
import server.store.rollup_tables
import server.store.tables  # noqa: F401
from server.store.engine import StorageFailed, check_references, migrating_engine

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(url: str) -> bool:
    """Bring the database to the newest tables; return whether anything had to be done.

    Raises StorageFailed when the database cannot be opened or written.
    """
    try:
        return _migrate(url)
    except (sa.exc.OperationalError, sa.exc.DatabaseError) as error:
        raise StorageFailed(str(error.orig)) from error


def _migrate(url: str) -> bool:
    config = alembic_config()
    head = ScriptDirectory.from_config(config).get_current_head()
    engine = migrating_engine(url)
    with engine.connect() as connection:
        if MigrationContext.configure(connection).get_current_revision() == head:
            return False
        connection.rollback()
        with connection.begin():
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            check_references(connection)
    engine.dispose()
    return True


def differences(url: str) -> list[object]:
    """Return how the database differs from the tables of this version; empty when it does not."""
    engine = migrating_engine(url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found = compare_metadata(context, SQLModel.metadata)
    engine.dispose()
    return list(found)


def write_revision(url: str, message: str) -> None:
    """Write a migration from the database's tables to this version's, for a developer to read."""
    config = alembic_config()
    engine = migrating_engine(url)
    with engine.connect() as connection:
        config.attributes["connection"] = connection
        command.revision(config, message=message, autogenerate=True)
    engine.dispose()


def alembic_config() -> Config:
    """Return where our migrations are."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config
