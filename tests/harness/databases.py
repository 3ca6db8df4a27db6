"""Databases for tests: migrated and set up once a run, then copied for each test."""

import os
import shutil
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from argon2 import PasswordHasher

from server.bus import Bus
from server.operations.apply_setup import apply_setup
from server.operations.setup_file import read_setup
from server.operations.setup_parts import SetupFile
from server.store.database import Database
from server.store.migrate import migrate
from tests.harness.postgres import cluster

SQLITE, POSTGRESQL = ENGINES = ("sqlite", "postgresql")
# What tests use that do not say: `NOBAT_TEST_DATABASE=postgresql pytest` runs them on the other.
USUAL = os.environ.get("NOBAT_TEST_DATABASE", SQLITE)
FILE = "nobat.db"


@dataclass(frozen=True)
class Made:
    """A database with one hall in it; `name`: its file's folder, or what PostgreSQL calls it."""

    url: str
    name: str
    branch_id: int


def new_database(engine: str, folder: Path, setup: str, now: datetime) -> Made:
    """Return a fresh database in which a hall is set up."""
    if engine == POSTGRESQL:
        template = _postgres_template(setup, now)
        name = cluster().create(template.name)
        return Made(cluster().url(name), name, template.branch_id)
    template = _sqlite_template(setup, now)
    shutil.copy(Path(template.name) / FILE, folder / FILE)
    return Made(f"sqlite:///{folder / FILE}", str(folder), template.branch_id)


def drop_database(engine: str, made: Made) -> None:
    """Remove a database; pytest removes SQLite's by itself."""
    if engine == POSTGRESQL:
        cluster().drop(made.name)


@cache
def _sqlite_template(setup: str, now: datetime) -> Made:
    folder = _templates() / str(_sqlite_template.cache_info().misses)
    folder.mkdir()
    shutil.copy(_migrated_file(), folder / FILE)
    url = f"sqlite:///{folder / FILE}"
    return Made(url, str(folder), _set_up(url, setup, now))


@cache
def _migrated_file() -> Path:
    path = _templates() / FILE
    migrate(f"sqlite:///{path}")
    return path


@cache
def _postgres_template(setup: str, now: datetime) -> Made:
    name = cluster().create(_migrated_database())
    url = cluster().url(name)
    return Made(url, name, _set_up(url, setup, now))


@cache
def _migrated_database() -> str:
    name = cluster().create()
    migrate(cluster().url(name))
    return name


def _templates() -> Path:
    return Path(_kept().name)


@cache
def _kept() -> "TemporaryDirectory[str]":
    return TemporaryDirectory(prefix="nobat-templates-")


def _set_up(url: str, setup: str, now: datetime) -> int:
    db = Database(url, Bus())
    parsed = read_setup(setup, "test.yaml")
    add_people(db, parsed, now)
    branch_id = apply_setup(db, parsed, now=now).branch_id
    db.close()
    return branch_id


def add_people(db: Database, setup: SetupFile, now: datetime) -> None:
    """Add the people before the set-up does, whose hashes take a third of a second each."""
    with db.setup(setup.branch.code, now=now) as tx:
        for part in setup.users:
            if tx.setup.has_user(part.username):
                continue
            values = {"branch_id": tx.branch_id, "name": part.name, "role": part.role}
            tx.setup.put_user(part.username, values | {"active": True}, _quick_hash(part.password))


@cache
def _quick_hash(password: str) -> str:
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(password)
