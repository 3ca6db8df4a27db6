"""Engines and the write lock: the traps of SQLite under gevent are closed here (docs/decisions)."""

from pathlib import Path
from threading import Lock
from typing import Any, Protocol

import sqlalchemy as sa
from gevent.lock import BoundedSemaphore
from gevent.monkey import is_module_patched

BUSY_TIMEOUT_MS = 5_000
POOL_SIZE = 8


class StorageFailed(Exception):
    """The disk is full, read-only or broken: nothing was written."""


class WriteLock(Protocol):
    """Held around a write transaction; nothing inside may wait for anything but the database."""

    def __enter__(self) -> object: ...
    def __exit__(self, *raised: Any) -> object: ...


def write_lock() -> WriteLock:
    """Return a lock for this process: first come, first served under gevent."""
    if is_module_patched("threading"):
        semaphore: WriteLock = BoundedSemaphore(1)
        return semaphore
    return Lock()


def writing_engine(url: str) -> sa.Engine:
    """Return the engine whose transactions write."""
    if not url.startswith("sqlite"):
        return sa.create_engine(url, pool_size=POOL_SIZE, pool_pre_ping=True)
    _make_folder(url)
    return _sqlite_engine(url, begin="BEGIN IMMEDIATE")


def reading_engine(url: str) -> sa.Engine:
    """Return the engine whose transactions only read one consistent state."""
    if not url.startswith("sqlite"):
        return sa.create_engine(
            url, pool_size=POOL_SIZE, pool_pre_ping=True, isolation_level="REPEATABLE READ"
        ).execution_options(postgresql_readonly=True)
    return _sqlite_engine(url, begin="BEGIN")


def migrating_engine(url: str) -> sa.Engine:
    """Return an engine for migrations: they may rebuild a table, so no reference cascades."""
    if not url.startswith("sqlite"):
        return sa.create_engine(url, poolclass=sa.NullPool)
    _make_folder(url)
    return _sqlite_engine(url, begin="BEGIN IMMEDIATE", foreign_keys=False)


def _sqlite_engine(url: str, begin: str, *, foreign_keys: bool = True) -> sa.Engine:
    engine = sa.create_engine(url, pool_size=POOL_SIZE, connect_args={"check_same_thread": False})

    @sa.event.listens_for(engine, "connect")
    def _prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        for pragma in (
            "journal_mode=WAL",
            "synchronous=FULL",
            f"foreign_keys={'ON' if foreign_keys else 'OFF'}",
            f"busy_timeout={BUSY_TIMEOUT_MS}",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _make_folder(url: str) -> None:
    path = sa.make_url(url).database
    if path and path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True)


def check_references(connection: sa.Connection) -> None:
    """Raise RuntimeError when a migration on SQLite left a reference to nothing."""
    if connection.dialect.name != "sqlite":
        return
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise RuntimeError(f"migration broke references: {broken[:3]}")
