"""Visitors' phones hear that something changed for them, and nothing else (rule V4)."""

from collections.abc import Callable
from typing import Any

import pytest
import socketio

from server.realtime.visits import VisitPushes
from tests.api.visitors import take
from tests.harness.halls import PASSWORD, hall
from tests.harness.server import Client, RunningServer
from tests.harness.site import Person, Site
from tests.realtime.test_sockets import eventually


class Phone:
    """A phone in this process, which counts what it hears."""

    def __init__(self, site: Site, ticket: dict[str, Any]) -> None:
        self._socket = site.app.socketio.test_client(
            site.app, namespace="/visits", auth={"token": ticket["token"]}
        )

    def heard(self) -> list[tuple[str, Any]]:
        """Return what came since the last time."""
        return [(each["name"], each["args"]) for each in self._socket.get_received("/visits")]


class Later:
    """Keeps what is to happen later until the test lets it."""

    def __init__(self) -> None:
        self.due: list[tuple[float, Callable[[str], None], str]] = []

    def __call__(self, seconds: float, act: Callable[[str], None], room: str) -> None:
        self.due.append((seconds, act, room))

    def come(self) -> list[float]:
        """Let all that is due happen; return after how many seconds each was to."""
        due, self.due = self.due, []
        for _, act, room in due:
            act(room)
        return [seconds for seconds, _, _ in due]


@pytest.fixture
def later(site: Site) -> Later:
    """Pushes that are sent as soon as they are committed."""
    later = Later()
    pushes = VisitPushes(site.app.socketio, site.db, later)
    site.app.bus.subscribe(pushes.send)
    return later


CHANGED = ("changed", [{}])


def test_a_phone_hears_of_its_own_line_and_no_other(
    site: Site, kiosk: Person, later: Later
) -> None:
    mine = Phone(site, take(kiosk, 1))
    foreign = Phone(site, take(kiosk, 2))
    later.come()

    take(kiosk, 1)

    assert (mine.heard(), foreign.heard()) == ([CHANGED], [])


def test_a_phone_hears_when_counters_open_for_the_promise_changes(
    site: Site, kiosk: Person, later: Later
) -> None:
    phone = Phone(site, take(kiosk, 2))
    later.come()

    site.clerk("hall-clerk1").post("/counters/1/openings")

    assert phone.heard() == [CHANGED]


def test_a_busy_line_is_told_at_most_once_a_second_and_the_last_news_is_not_lost(
    site: Site, kiosk: Person, later: Later
) -> None:
    phone = Phone(site, take(kiosk))
    later.come()
    for _ in range(5):
        take(kiosk)
    at_once = phone.heard()
    waited = later.come()
    after_a_second = phone.heard()
    later.come()

    assert (at_once, after_a_second, phone.heard()) == ([CHANGED], [CHANGED], [])
    assert waited == [1.0]


def test_a_phone_follows_its_ticket_into_another_line(
    site: Site, kiosk: Person, clerk: Person, later: Later
) -> None:
    ticket = take(kiosk, 1)
    phone = Phone(site, ticket)
    clerk.post("/calls")
    later.come()
    phone.heard()
    clerk.post(f"/tickets/{ticket['id']}/transfers", service_id=2)
    told_of_the_move = phone.heard()
    while later.due:
        later.come()
    phone.heard()

    take(kiosk, 2)
    in_the_new_line = phone.heard()
    while later.due:
        later.come()
    take(kiosk, 1)

    assert (told_of_the_move, in_the_new_line, phone.heard()) == ([CHANGED], [CHANGED], [])


@pytest.mark.parametrize("auth", [None, {}, {"token": "x" * 16}, {"token": 7}, "token", []])
def test_without_a_tickets_token_nobody_listens(site: Site, auth: Any) -> None:
    phone = site.app.socketio.test_client(site.app, namespace="/visits", auth=auth)

    assert not phone.is_connected("/visits")


def test_a_real_phone_hears_its_call_over_a_real_socket(server: RunningServer) -> None:
    branch_id = server.apply(hall())
    kiosk = Client(server, server.token(branch_id, "kiosk-1"))
    server.start()
    ticket = kiosk.post("/tickets", request_id="ticket-0001", service_id=1).json()
    heard: list[Any] = []
    phone = socketio.Client(reconnection=False)
    phone.on("changed", heard.append, namespace="/visits")
    phone.connect(
        server.url,
        auth={"token": ticket["token"]},
        transports=["websocket"],
        namespaces=["/visits"],
    )
    clerk = Client(server).log_in("hall-clerk1", PASSWORD)

    clerk.post("/counters/1/openings", request_id="open-one")
    assert eventually(lambda: heard == [{}])
    clerk.post("/calls", request_id="call-one")

    assert eventually(lambda: heard == [{}, {}])
    visit = kiosk.get(f"/visits/{ticket['token']}").json()
    assert (visit["state"], visit["counter_number"]) == ("called", 1)
    phone.disconnect()
