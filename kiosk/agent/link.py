"""The agent's HTTP: take a job, report what came of it, pair."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

from kiosk.agent.job import Job
from kiosk.agent.safe_files import write_atomically

API = "/api/v1"
NOW_HEADER = "X-Nobat-Now"
Heard = Callable[[str, float, float], None]


class ServerAway(Exception):
    """No answer, or none that makes sense: try again later."""


class ServerFaulty(ServerAway):
    """There was an answer, of a server that cannot do its work just now."""


class Refused(Exception):
    """The server said no, and will say it again: `status`, `code` and its own words."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(f"{message or 'refused'} ({code}, {status})")
        self.status = status
        self.code = code


@dataclass(frozen=True)
class Patience:
    """How long to wait for a connection, and then for an answer."""

    connect_seconds: float = 3.05
    answer_seconds: float = 5.0


class Link:
    """One thread's way to its server.

    heard: told the server's time of each answer, and the ticks when it was asked and answered.
    hall_time: the server's time as far as it is known here.
    """

    def __init__(
        self,
        server: str,
        token: str = "",
        *,
        patience: Patience | None = None,
        heard: Heard | None = None,
        ticks: Callable[[], float] = time.monotonic,
        hall_time: Callable[[], str | None] = lambda: None,
    ) -> None:
        self.server = server.rstrip("/")
        self._patience = patience or Patience()
        self._heard = heard
        self._ticks = ticks
        self._hall_time = hall_time
        self.session = requests.Session()
        # The hall's own network: no proxy and no .netrc of the machine may stand between.
        self.session.trust_env = False
        self.session.headers["User-Agent"] = "nobat-agent"
        if token:
            self.session.headers["Authorization"] = f"Bearer {token}"

    def take(self, printer: str, width: int) -> Job | None:
        """Return a printer's oldest job, if there is one. Raises ServerAway, Refused.

        width: the printer's, in dots, by which the server chooses the template.
        """
        wanted: dict[str, object] = {"printer": printer, "width": width}
        if (asked_at := self._hall_time()) is not None:
            wanted["asked_at"] = asked_at
        answer = self.post("/print-jobs/takings", wanted)
        try:
            job = answer["job"]
            return None if job is None else Job.read(job)
        except (KeyError, TypeError, ValueError) as error:
            raise ServerAway(f"the answer holds no job: {error!r}") from error

    def report(self, job_id: int, request_id: str, state: str, reason: str) -> None:
        """Say what came of a job. Raises ServerAway, Refused."""
        body = {"request_id": request_id, "state": state, "reason": reason}
        self.post(f"/print-jobs/{job_id}/reports", body)

    def pair(self, code: str) -> dict[str, Any]:
        """Trade a pairing code for a device. Raises ServerAway, Refused."""
        return self.post("/devices/pairings", {"code": code})

    def get(self, path: str) -> dict[str, Any]:
        """Ask a question. Raises ServerAway, Refused."""
        return self._send("GET", path)

    def post(self, path: str, body: Mapping[str, object]) -> dict[str, Any]:
        """Send a command. Raises ServerAway, Refused."""
        return self._send("POST", path, body)

    def put(self, path: str, body: Mapping[str, object]) -> dict[str, Any]:
        """Say how something is. Raises ServerAway, Refused."""
        return self._send("PUT", path, body)

    def _send(
        self, method: str, path: str, body: Mapping[str, object] | None = None
    ) -> dict[str, Any]:
        sent = self._ticks()
        try:
            response = self.session.request(
                method,
                self.server + API + path,
                json=body,
                timeout=(self._patience.connect_seconds, self._patience.answer_seconds),
                allow_redirects=False,
            )
        except requests.RequestException as error:
            raise ServerAway(f"{self.server}: {error}") from error
        told = response.headers.get(NOW_HEADER)
        if told is not None and self._heard is not None:
            self._heard(told, sent, self._ticks())
        return _answer(response)


def pair(server: str, code: str, token_file: Path) -> dict[str, Any]:
    """Pair this machine, keep its token (readable by its owner only), return the device.

    Raises ServerAway, Refused, OSError.
    """
    answer = Link(server).pair(code)
    token = answer.get("token")
    if not token:
        raise Refused(201, "not_an_agent", "this code pairs a screen, not a print agent")
    token_file.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(token_file, f"{token}\n".encode(), mode=0o600)
    return dict(answer["device"])


def _answer(response: requests.Response) -> dict[str, Any]:
    status = response.status_code
    try:
        body = response.json()
    except ValueError:
        body = None
    if not isinstance(body, dict):
        body = {}
    if 200 <= status < 300:
        return body
    code, message = str(body.get("error", "")), str(body.get("message", ""))
    # 408 and 429 pass; an error without our code is a proxy's, not the server's.
    if 400 <= status < 500 and status not in (408, 429) and code:
        raise Refused(status, code, message)
    raise ServerFaulty(f"{response.url} answered {status} {code}".rstrip())
