"""The server's side of printing, over real HTTP and a real socket, and no more than that.

It can go away, hold an answer back and forget, as a real one would not for a test. What it answers
is compared with the real server's answers in test_fake_server.py.
"""

import json
import re
import socket
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import socketio
from werkzeug.serving import BaseWSGIServer, make_server
from werkzeug.wrappers import Request, Response

from server.domain.errors import WrongState
from server.domain.print_jobs import TOO_OLD, PrintState, report
from server.domain.printers import PrinterState
from tests.agent.slips import PERSIAN

TOKEN = "a-token-of-this-agent"
CODE = "ABCD-2345"
REQUEST_ID = re.compile(r"[A-Za-z0-9._:-]{8,64}")
OPEN = ("queued", "taken")


@dataclass
class FakeJob:
    id: int
    number: str
    slip: dict[str, Any]
    state: str = "queued"
    reason: str = ""
    age_seconds: float = 0.0
    printer: str = "main"
    source: str | None = None

    def json(self) -> dict[str, Any]:
        queued_at = f"2026-11-23T07:10:{self.id:02}Z"
        return {
            "id": self.id,
            "number": self.number,
            "queued_at": queued_at,
            "slip": self.slip,
            "kind": "ticket",
            "printer": self.printer,
            "template": {"name": "ticket", "source": self.source},
        }


class FakeServer:
    """Keeps its jobs over a restart, as a database does."""

    def __init__(self) -> None:
        self.jobs: list[FakeJob] = []
        self.pairings: list[str] = []
        self.reports: list[tuple[int, str, str]] = []
        self.told: list[dict[str, tuple[str, str]]] = []
        self.answers: dict[str, tuple[int, str]] = {}
        self.tokens = {TOKEN}
        self.holds_reports = threading.Event()
        self.report_came = threading.Event()
        self.port = 0
        self._http: BaseWSGIServer | None = None

    def __enter__(self) -> "FakeServer":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.holds_reports.clear()
        self.stop()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Listen, on the same port as before."""
        self._socket = socketio.Server(async_mode="threading")
        self._socket.on("connect", self._joined, namespace="/screens")
        application = socketio.WSGIApp(self._socket, self._application)
        listener = _listening(self.port)
        self.port = listener.getsockname()[1]
        self._http = make_server(
            "127.0.0.1", self.port, application, threaded=True, fd=listener.fileno()
        )
        listener.close()  # it has its own copy
        self._http.daemon_threads = True
        threading.Thread(target=self._http.serve_forever, args=(0.05,), daemon=True).start()

    def stop(self) -> None:
        """Go away, sockets and all."""
        if self._http is not None:
            with suppress(AttributeError):  # a client that is just connecting trips it
                self._socket.shutdown()
            self._http.shutdown()
            self._http.server_close()
            self._http = None

    def queue(self, number: str = "A-001", printer: str = "main", **slip: object) -> FakeJob:
        filled = {**PERSIAN, "number": number, **slip}
        job = FakeJob(len(self.jobs) + 1, number, filled, printer=printer)
        self.jobs.append(job)
        return job

    def forget_report(self) -> None:
        """Forget what was said of the first job, as a server whose answer never left."""
        self.reports.clear()
        self.answers.clear()
        self.jobs[0].state, self.jobs[0].reason = "taken", ""

    def hint(self) -> None:
        """Tell the agents that something waits."""
        self._socket.emit("print_job", {}, namespace="/screens")

    def states(self) -> list[tuple[str, str]]:
        return [(job.state, job.reason) for job in self.jobs]

    def done(self) -> bool:
        return not [job for job in self.jobs if job.state in OPEN]

    def _joined(self, _: str, environ: dict[str, Any]) -> bool:
        return environ.get("HTTP_AUTHORIZATION", "")[7:] in self.tokens

    def _application(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        request = Request(environ)
        if request.path == "/api/v1/devices/pairings":
            return self._pairing(request)(environ, start_response)
        if open_to_all := self._open_to_all(request):
            return open_to_all(environ, start_response)
        if request.headers.get("Authorization", "")[7:] not in self.tokens:
            return error_answer(401, "unauthorised")(environ, start_response)
        if request.path == "/api/v1/print-jobs/takings":
            return self._taking(request)(environ, start_response)
        if request.path == "/api/v1/printers/states":
            return self._states(request)(environ, start_response)
        return self._more(request)(environ, start_response)

    def _open_to_all(self, request: Request) -> Response | None:
        """Answer what needs no token; a test may know something."""
        return None

    def _more(self, request: Request) -> Response:
        """Answer what is left; a test may know more."""
        return self._report(request)

    def _pairing(self, request: Request) -> Response:
        body = request.get_json()
        if body.keys() != {"code"}:
            return error_answer(422, "invalid_request")
        self.pairings.append(body["code"])
        if body["code"] != CODE:
            return error_answer(403, "code_refused")
        device = {"id": 3, "code": "agent-1", "kind": "agent", "branch_id": 1}
        return json_answer({"device": device, "token": TOKEN}, 201)

    def _taking(self, request: Request) -> Response:
        body = request.get_json()
        known = {"request_id", "printer", "width", "asked_at"}
        if body.keys() - known or not _is_request_id(body.get("request_id", "anything")):
            return error_answer(422, "invalid_request")
        printer = body.get("printer", "main")
        if not printer or body.get("width", 576) not in (576, 512, 384):
            return error_answer(422, "invalid_request")
        for job in self.jobs:
            if job.state == "queued" and job.age_seconds > TOO_OLD.total_seconds():
                job.state, job.reason = "failed", "too_old"
        for job in self.jobs:
            if job.state in OPEN and job.printer == printer:
                job.state = "taken"
                return json_answer({"job": job.json()}, 200)
        return json_answer({"job": None}, 200)

    def _states(self, request: Request) -> Response:
        """Keep what an agent says of its printers, newest last."""
        told = request.get_json()["printers"]
        if any(each.keys() != {"code", "state", "reason"} for each in told):
            return error_answer(422, "invalid_request")
        if any(each["state"] not in set(PrinterState) - {PrinterState.SILENT} for each in told):
            return error_answer(422, "invalid_request")
        self.told.append({each["code"]: (each["state"], each["reason"]) for each in told})
        return json_answer({"printers": []}, 200)

    def _report(self, request: Request) -> Response:
        body = request.get_json()
        job_id, request_id = int(request.path.split("/")[4]), body.get("request_id")
        if body.keys() - {"request_id", "state", "reason"} or not _is_request_id(request_id):
            return error_answer(422, "invalid_request")
        if body.get("state") not in list(PrintState):
            return error_answer(422, "invalid_request")
        self.report_came.set()
        while self.holds_reports.is_set():
            time.sleep(0.02)
        state, reason = body["state"], body.get("reason", "")
        self.reports.append((job_id, state, reason))
        return self._said(request_id, job_id, state, reason)

    def _said(self, request_id: str, job_id: int, state: str, reason: str) -> Response:
        """Write a report once, whatever is sent again."""
        first = self.answers.get(request_id)
        if first not in (None, (job_id, state)):
            return error_answer(409, "request_id_reused")
        if first is None:
            job = next((job for job in self.jobs if job.id == job_id), None)
            if job is None:
                return error_answer(404, "not_found")
            try:
                job.state = report(PrintState(job.state), PrintState(state)).value
            except WrongState:
                return error_answer(409, "wrong_state")
            job.reason = reason
            self.answers[request_id] = (job_id, state)
        return json_answer({"id": job_id, "state": state}, 201)


def _listening(port: int, tries: int = 100) -> socket.socket:
    """Listen on a port that some client may just hold as its own end."""
    for left in reversed(range(tries)):
        try:
            return socket.create_server(("127.0.0.1", port))
        except OSError:
            if not left:
                raise
            time.sleep(0.05)
    raise AssertionError


def _is_request_id(text: object) -> bool:
    return isinstance(text, str) and REQUEST_ID.fullmatch(text) is not None


def json_answer(body: dict[str, Any], status: int) -> Response:
    return Response(json.dumps(body), status, content_type="application/json")


def error_answer(status: int, code: str) -> Response:
    return json_answer({"error": code, "message": f"{code}, in words", "details": {}}, status)
