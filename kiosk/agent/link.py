"""The agent's HTTP: take a job, report what came of it, pair."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import requests

from kiosk.agent.job import Job
from kiosk.agent.safe_files import write_atomically

API = "/api/v1"
CONNECT_SECONDS = 3.05
ANSWER_SECONDS = 10.0


class ServerAway(Exception):
    """No answer, or none that makes sense: try again later."""


class Refused(Exception):
    """The server said no, and will say it again: `status`, `code` and its own words."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(f"{message or 'refused'} ({code}, {status})")
        self.status = status
        self.code = code


class Link:
    """One agent's way to its server."""

    def __init__(self, server: str, token: str = "") -> None:
        self.server = server.rstrip("/")
        self.session = requests.Session()
        # The hall's own network: no proxy and no .netrc of the machine may stand between.
        self.session.trust_env = False
        self.session.headers["User-Agent"] = "nobat-agent"
        if token:
            self.session.headers["Authorization"] = f"Bearer {token}"

    def take(self) -> Job | None:
        """Return this agent's oldest job, if there is one. Raises ServerAway, Refused."""
        answer = self._post("/print-jobs/takings", {})
        try:
            job = answer["job"]
            if job is None:
                return None
            return Job(int(job["id"]), str(job["number"]), str(job["queued_at"]), job["slip"])
        except (KeyError, TypeError, ValueError) as error:
            raise ServerAway(f"the answer holds no job: {error!r}") from error

    def report(self, job_id: int, request_id: str, state: str, reason: str) -> None:
        """Say what came of a job. Raises ServerAway, Refused."""
        body = {"request_id": request_id, "state": state, "reason": reason}
        self._post(f"/print-jobs/{job_id}/reports", body)

    def pair(self, code: str) -> dict[str, Any]:
        """Trade a pairing code for a device. Raises ServerAway, Refused."""
        return self._post("/devices/pairings", {"code": code})

    def _post(self, path: str, body: Mapping[str, object]) -> dict[str, Any]:
        try:
            response = self.session.post(
                self.server + API + path,
                json=body,
                timeout=(CONNECT_SECONDS, ANSWER_SECONDS),
                allow_redirects=False,
            )
        except requests.RequestException as error:
            raise ServerAway(f"{self.server}: {error}") from error
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
    raise ServerAway(f"{response.url} answered {status} {code}".rstrip())
