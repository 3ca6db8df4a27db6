"""What a request needs of the running server: one object, found through Flask."""

from dataclasses import dataclass
from datetime import datetime

from flask import current_app

from server.clock import Clock
from server.config import Config
from server.domain.lobby import Voice
from server.domain.templates import Press
from server.store.database import Database

EXTENSION = "nobat"


@dataclass(frozen=True)
class Site:
    """The parts of one running server; assets: the mark of all the screens' files."""

    config: Config
    database: Database
    clock: Clock
    secret_key: str
    press: Press
    voice: Voice
    assets: str


def site() -> Site:
    """Return the parts of the server that handles this request."""
    found: Site = current_app.extensions[EXTENSION]
    return found


def database() -> Database:
    """Return the database of this server."""
    return site().database


def now() -> datetime:
    """Return the time at this door."""
    return site().clock()
