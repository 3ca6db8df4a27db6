"""Alembic's entry: the connection comes from `server.store.migrate`."""

from alembic import context
from sqlmodel import SQLModel

import server.store.lobby_tables
import server.store.rollup_tables
import server.store.tables  # noqa: F401

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    compare_type=True,
)
# The caller's transaction holds it all: a migration is whole or not there (SQLite's DDL too).
context.run_migrations()
