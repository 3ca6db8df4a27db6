"""The doors of a running server: a kiosk with a device token, clerks who have logged in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Retry

from server.cli.replay.plan import Step
from server.cli.replay.play import Called
from server.cli.replay.stage import Stage
from server.languages import FIRST_LANGUAGE

ANSWER_SECONDS = 15
TRIES = 5
PAUSE_SECONDS = 0.1


class ServerRefused(Exception):
    """The server answered something else than asked for; the text is one line."""


class Caller:
    """One person's or device's connection. Every command may be sent again (contract 4)."""

    def __init__(self, url: str, token: str | None = None) -> None:
        self._url = f"{url}/api/v1"
        self._session = requests.Session()
        again = Retry(total=TRIES, backoff_factor=PAUSE_SECONDS, allowed_methods=None)
        self._session.mount(url, HTTPAdapter(max_retries=again))
        if token is not None:
            self._session.headers["Authorization"] = f"Bearer {token}"

    def log_in(self, username: str, password: str) -> None:
        """Log a person in. Raises ServerRefused."""
        self._ask("POST", "/sessions", 201, {"username": username, "password": password})

    def me(self) -> dict[str, Any]:
        """Return who the server takes this for. Raises ServerRefused."""
        return self._ask("GET", "/me", 200)

    def command(self, path: str, **body: object) -> dict[str, Any]:
        """Send a command once, whatever the network does. Raises ServerRefused."""
        return self._ask("POST", path, 201, {"request_id": str(uuid4()), **body})

    def close(self) -> None:
        """Let go of the connection."""
        self._session.close()

    def _ask(
        self, method: str, path: str, wanted: int, body: Mapping[str, object] | None = None
    ) -> dict[str, Any]:
        try:
            answer = self._session.request(
                method, self._url + path, json=body, timeout=ANSWER_SECONDS
            )
        except requests.RequestException as error:
            raise ServerRefused(f"{method} {path}: no answer ({error})") from error
        if answer.status_code != wanted:
            raise ServerRefused(f"{method} {path}: {answer.status_code} {answer.text[:200]}")
        found: dict[str, Any] = answer.json()
        return found


@dataclass(frozen=True)
class HttpDoors:
    """The doors as one lane uses them: its own connection as the kiosk, a clerk a counter."""

    stage: Stage
    kiosk: Caller
    clerks: Mapping[int, Caller]

    def issue(self, step: Step) -> str:
        """Take a ticket and return its number."""
        service_id = self.stage.service_ids[step.queue]
        ticket = self.kiosk.command("/tickets", service_id=service_id, language=FIRST_LANGUAGE)
        return str(ticket["number"])

    def call(self, step: Step) -> Called:
        """Call the next ticket to the step's counter."""
        call = self.clerks[step.counter].command("/calls")
        return Called(call["id"], call["number"], call["wait_seconds"])

    def begin(self, step: Step, ticket_id: int) -> None:
        """Begin to serve a ticket."""
        self.clerks[step.counter].command(f"/tickets/{ticket_id}/beginnings")

    def finish(self, step: Step, ticket_id: int) -> None:
        """Finish a ticket."""
        self.clerks[step.counter].command(f"/tickets/{ticket_id}/finishes")
