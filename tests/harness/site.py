"""A whole site inside the test's process, with a clock that the test moves."""

import itertools
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.app import Nobat, create_app
from server.config import Config
from server.domain.events import Recorded
from server.operations.apply_setup import apply_setup
from server.operations.pair_device import offer_pairing, pair_device
from server.operations.setup_file import read_setup
from server.store.database import Database
from server.store.migrate import migrate
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
    """A migrated database with one hall, an app on it, and the people in it."""

    def __init__(self, folder: Path, setup: dict[str, Any], **settings: Any) -> None:
        url = f"sqlite:///{folder / 'nobat.db'}"
        migrate(url)
        self.clock = MovableClock()
        settings = {"login_tries": "1000 per minute"} | settings
        config = Config(database_url=url, var=folder, **settings)
        self.app: Nobat = create_app(config, self.clock)
        self.db: Database = self.app.site.database
        self.branch_id = self.apply(setup)
        self.heard: list[Recorded] = []
        self.app.bus.subscribe(lambda committed: self.heard.extend(committed.events))

    def apply(self, setup: dict[str, Any]) -> int:
        parsed = read_setup(as_text(setup), "test.yaml")
        return apply_setup(self.db, parsed, now=self.clock()).branch_id

    def device(self, code: str, branch_id: int | None = None) -> Person:
        branch_id = branch_id or self.branch_id
        pairing = offer_pairing(self.db, branch_id=branch_id, device_code=code, now=self.clock())
        _, token = pair_device(self.db, code=pairing, now=self.clock())
        return Person(self.app.test_client(use_cookies=False), token)

    def clerk(self, username: str) -> Person:
        person = Person(self.app.test_client())
        answer = person.send("/sessions", username=username, password=PASSWORD)
        assert answer.status_code == 201, answer.text
        return person

    def stranger(self) -> Person:
        return Person(self.app.test_client())
