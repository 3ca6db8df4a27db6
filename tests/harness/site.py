"""A whole site inside the test's process, with a clock that the test moves."""

import itertools
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.app import Nobat, create_app
from server.config import Config
from server.domain.events import Recorded
from server.operations.apply_setup import apply_setup
from server.operations.pair_device import offer_pairing, pair_device
from server.operations.setup_file import read_setup
from server.store.database import Database
from tests.harness.databases import USUAL, add_people, drop_database, new_database
from tests.harness.halls import PASSWORD, as_text

# Monday 2 Azar 1405, 10:00 in Tehran.
TEN_O_CLOCK = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
_request_ids = itertools.count(1)


@dataclass
class MovableClock:
    """The time, as the test says."""

    now: datetime = TEN_O_CLOCK

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **length: float) -> None:
        self.now += timedelta(**length)


class Person:
    """A client with one credential; its posts carry fresh request ids unless given one."""

    def __init__(self, client: FlaskClient, token: str | None = None) -> None:
        self.client = client
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}

    def post(self, path: str, **body: Any) -> TestResponse:
        body.setdefault("request_id", f"request-{next(_request_ids)}")
        return self.client.post(f"/api/v1{path}", json=body, headers=self.headers)

    def send(self, path: str, **body: Any) -> TestResponse:
        """Post without a request_id."""
        return self.client.post(f"/api/v1{path}", json=body, headers=self.headers)

    def get(self, path: str, **headers: str) -> TestResponse:
        return self.client.get(f"/api/v1{path}", headers=self.headers | headers)


class Site:
    """A database with one hall, an app on it, and the people in it."""

    def __init__(
        self, folder: Path, setup: dict[str, Any], *, engine: str = USUAL, **settings: Any
    ) -> None:
        self.clock = MovableClock()
        self._engine = engine
        self._made = new_database(engine, folder, as_text(setup), self.clock())
        settings = {"login_tries": "1000 per minute"} | settings
        self._config = Config(database_url=self._made.url, var=folder, **settings)
        self._workers: list[Nobat] = []
        self.app: Nobat = self.worker()
        self.db: Database = self.app.site.database
        self.branch_id = self._made.branch_id
        self.heard: list[Recorded] = []
        self.app.bus.subscribe(lambda committed: self.heard.extend(committed.events))

    def worker(self) -> Nobat:
        """One more server process, as far as the database can tell: it shares nothing in memory."""
        made = create_app(self._config, self.clock)
        self._workers.append(made)
        return made

    def apply(self, setup: dict[str, Any]) -> int:
        parsed = read_setup(as_text(setup), "test.yaml")
        add_people(self.db, parsed, self.clock())
        return apply_setup(self.db, parsed, now=self.clock()).branch_id

    def device(
        self, code: str, branch_id: int | None = None, worker: Nobat | None = None
    ) -> Person:
        branch_id = branch_id or self.branch_id
        pairing = offer_pairing(self.db, branch_id=branch_id, device_code=code, now=self.clock())
        _, token = pair_device(self.db, code=pairing, now=self.clock())
        return Person((worker or self.app).test_client(use_cookies=False), token)

    def clerk(self, username: str, worker: Nobat | None = None) -> Person:
        person = Person((worker or self.app).test_client())
        answer = person.send("/sessions", username=username, password=PASSWORD)
        assert answer.status_code == 201, answer.text
        return person

    def stranger(self) -> Person:
        return Person(self.app.test_client())

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        """Return what the database itself holds."""
        engine = sa.create_engine(self._made.url, poolclass=sa.NullPool)
        with engine.connect() as connection:
            return [tuple(row) for row in connection.exec_driver_sql(query)]

    def change(self, statement: str) -> None:
        """Write to the database behind everybody's back."""
        engine = sa.create_engine(self._made.url, poolclass=sa.NullPool)
        with engine.begin() as connection:
            connection.exec_driver_sql(statement)

    def close(self) -> None:
        for worker in self._workers:
            worker.site.database.close()
        drop_database(self._engine, self._made)
