"""A crowd at a real server: visitors who take tickets and clerks who call, begin and finish.

Whoever gets no answer sends the same command again with the same request_id, as every screen does.
"""

import http.client
import json
import time
from collections import Counter
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from typing import Any
from uuid import uuid4

from tests.harness.halls import PASSWORD, hall
from tests.harness.server import Client, RunningServer

VISITORS = CLERKS = 32
SERVICES = 6
PATIENCE_SECONDS = 60
BEFORE_NEXT_TRY_SECONDS = 0.1
NOBODY_WAITS_SECONDS = 0.02


class Person:
    """Somebody who acts until told to stop, and keeps what the server acknowledged."""

    def __init__(self, port: int, headers: dict[str, str], stop: Event) -> None:
        self._port, self._headers, self._stop = port, headers, stop
        self._connection: http.client.HTTPConnection | None = None
        self.statuses: Counter[tuple[int, str]] = Counter()
        self.resent = 0

    def run(self) -> None:
        while not self._stop.is_set():
            self.act()

    def act(self) -> None:
        raise NotImplementedError

    def command(self, path: str, **body: object) -> tuple[int, str, dict[str, Any]]:
        """Send one command until it is answered; return status, request_id and body."""
        request_id = uuid4().hex
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                status, answer = self._send(path, {**body, "request_id": request_id})
                break
            except (OSError, http.client.HTTPException):
                if time.monotonic() > until:
                    raise
                self._connection = None
                self.resent += 1
                time.sleep(BEFORE_NEXT_TRY_SECONDS)
        self.statuses[status, str(answer.get("error", ""))] += 1
        return status, request_id, answer

    def _send(self, path: str, body: dict[str, object]) -> tuple[int, dict[str, Any]]:
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        headers = {**self._headers, "Content-Type": "application/json"}
        self._connection.request("POST", f"/api/v1{path}", json.dumps(body), headers)
        response = self._connection.getresponse()
        return response.status, json.loads(response.read())


class Visitor(Person):
    """Takes one ticket after the other."""

    def __init__(self, *about: Any, service_ids: list[int]) -> None:
        super().__init__(*about)
        self._service_ids = service_ids
        self.tickets: dict[str, tuple[int, str]] = {}

    def act(self) -> None:
        service_id = self._service_ids[len(self.tickets) % len(self._service_ids)]
        status, request_id, ticket = self.command("/tickets", service_id=service_id, language="fa")
        if status == 201:
            self.tickets[request_id] = (ticket["id"], ticket["number"])


class Clerk(Person):
    """Calls, begins and finishes, one visitor after the other, and now and then does more."""

    def __init__(self, *about: Any, service_ids: list[int]) -> None:
        super().__init__(*about)
        self._service_ids = service_ids
        self.calls: list[tuple[int, int]] = []

    def act(self) -> None:
        status, _, call = self.command("/calls")
        if status != 201:
            time.sleep(NOBODY_WAITS_SECONDS)
            return
        self.calls.append((call["id"], call["counter_id"]))
        ways = (self._serve, self._serve, self._hold, self._send_on, self._miss)
        ways[len(self.calls) % len(ways)](f"/tickets/{call['id']}", call)

    def _serve(self, ticket: str, call: dict[str, Any]) -> None:
        self.command(f"{ticket}/beginnings")
        self.command(f"{ticket}/finishes")

    def _hold(self, ticket: str, call: dict[str, Any]) -> None:
        self.command(f"{ticket}/beginnings")
        self.command(f"{ticket}/holds", scope="counter")
        self.command(f"{ticket}/resumptions")
        self.command(f"{ticket}/finishes")

    def _send_on(self, ticket: str, call: dict[str, Any]) -> None:
        at = self._service_ids.index(call["service_id"])
        where = {"service_id": self._service_ids[at - 1], "place": "last", "note": "asked for it"}
        self.command(f"{ticket}/transfers", **where)

    def _miss(self, ticket: str, call: dict[str, Any]) -> None:
        self.command(f"{ticket}/no-shows")
        self.command(f"{ticket}/rejoinings")


class Crowd:
    """All of them, at a hall made for them on a server that runs."""

    def __init__(self, server: RunningServer) -> None:
        self.branch_id = server.apply(hall(services=SERVICES, counters=CLERKS))
        server.expect_agent(self.branch_id)
        self.kiosk_token = server.token(self.branch_id, "kiosk-1")
        server.start()
        self._stop = Event()
        clerks = [_seated(server, at) for at in range(CLERKS)]
        services = clerks[0].get("/desk").json()["services"]
        service_ids = [service["id"] for service in services]
        self.visitors = [
            Visitor(
                server.port,
                {"Authorization": f"Bearer {self.kiosk_token}"},
                self._stop,
                service_ids=service_ids,
            )
            for _ in range(VISITORS)
        ]
        self.clerks = [
            Clerk(server.port, {"Cookie": _cookies(clerk)}, self._stop, service_ids=service_ids)
            for clerk in clerks
        ]

    @property
    def tickets(self) -> dict[str, tuple[int, str]]:
        """Id and number of every acknowledged ticket, by request_id."""
        return {
            request_id: ticket
            for visitor in self.visitors
            for request_id, ticket in visitor.tickets.copy().items()
        }

    @property
    def calls(self) -> list[tuple[int, int]]:
        """Ticket and counter of every acknowledged call."""
        return [call for clerk in self.clerks for call in clerk.calls.copy()]

    @property
    def statuses(self) -> Counter[tuple[int, str]]:
        """How often each status and error code was answered."""
        people = (*self.visitors, *self.clerks)
        return sum((person.statuses for person in people), Counter())

    @property
    def resent(self) -> int:
        """How many times a command was sent again."""
        return sum(person.resent for person in (*self.visitors, *self.clerks))

    def start(self) -> None:
        people = (*self.visitors, *self.clerks)
        pool = ThreadPoolExecutor(len(people))
        self._acting: list[Future[None]] = [pool.submit(person.run) for person in people]
        pool.shutdown(wait=False)

    def stop(self) -> None:
        """Let everyone finish what they are at; raise what went wrong for any of them."""
        self._stop.set()
        for acting in self._acting:
            acting.result(PATIENCE_SECONDS)


def _seated(server: RunningServer, at: int) -> Client:
    clerk = Client(server).log_in(f"hall-clerk{at + 1}", PASSWORD)
    counter = clerk.get("/desk").json()["counters"][at]
    answer = clerk.post(f"/counters/{counter['id']}/openings", request_id=uuid4().hex)
    assert answer.status_code == 201, answer.text
    return clerk


def _cookies(clerk: Client) -> str:
    return "; ".join(f"{name}={value}" for name, value in clerk.session.cookies.items())
