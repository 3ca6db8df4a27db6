"""What real screens hear on real sockets (scenarios 20, 21, 30)."""

import time
from collections.abc import Callable
from typing import Any

import pytest
import socketio

from tests.harness.halls import PASSWORD, hall
from tests.harness.server import Client, RunningServer, listen

PATIENCE_SECONDS = 10


def eventually(holds: Callable[[], bool]) -> bool:
    """Return whether something comes true while we wait for it."""
    until = time.monotonic() + PATIENCE_SECONDS
    while not holds() and time.monotonic() < until:
        time.sleep(0.02)
    return holds()


def issue(kiosk: Client, at: int) -> dict[str, Any]:
    answer = kiosk.post("/tickets", request_id=f"ticket-{at:04}", service_id=1)
    assert answer.status_code == 201, answer.text
    ticket: dict[str, Any] = answer.json()
    return ticket


def test_a_branchs_screens_hear_everything_in_order_and_no_others(server: RunningServer) -> None:
    here, there = server.apply(hall()), server.apply(hall("other"))
    lobby, foreign = server.token(here, "lobby-1"), server.token(there, "lobby-1")
    kiosk_token = server.token(here, "kiosk-1")
    server.start()
    heard: list[Any] = []
    heard_there: list[Any] = []
    screens = [listen(server, lobby, here, heard), listen(server, foreign, there, heard_there)]
    clerk = Client(server).log_in("hall-clerk1", PASSWORD)
    kiosk = Client(server, kiosk_token)

    clerk.post("/counters/1/openings", request_id="open-one")
    for at in range(10):
        issue(kiosk, at)
    clerk.post("/calls", request_id="call-one")

    kinds = ["counter_opened", *["ticket_issued"] * 10, "ticket_called"]
    assert eventually(lambda: len(heard) == len(kinds))
    assert [event["kind"] for event in heard] == kinds
    first = heard[0]["seq"]
    assert [event["seq"] for event in heard] == list(range(first, first + len(kinds)))
    assert "reason" not in heard[-1]
    assert heard_there == []
    for screen in screens:
        screen.disconnect()


def test_an_unpaired_screen_is_refused(server: RunningServer) -> None:
    server.apply(hall())
    server.start()
    screen = socketio.Client(reconnection=False)

    with pytest.raises(socketio.exceptions.ConnectionError):
        screen.connect(server.url, transports=["websocket"], namespaces=["/screens"])


def test_a_screen_joins_only_its_own_branch(server: RunningServer) -> None:
    here, there = server.apply(hall()), server.apply(hall("other"))
    token = server.token(here, "lobby-1")
    server.start()
    screen = listen(server, token, here, [])

    answers = [
        screen.call("join", message, namespace="/screens")
        for message in ({"branch_id": there}, {"branch_id": "1"}, None, {"branch_id": 10**30})
    ]

    assert [answer["error"] for answer in answers] == [
        "forbidden",
        "invalid_request",
        "invalid_request",
        "forbidden",
    ]
    screen.disconnect()


def test_after_a_restart_a_screen_is_back_and_goes_on(server: RunningServer) -> None:
    branch_id = server.apply(hall())
    lobby, kiosk_token = server.token(branch_id, "lobby-1"), server.token(branch_id, "kiosk-1")
    server.start()
    heard: list[Any] = []
    screen = listen(server, lobby, branch_id, heard)
    kiosk = Client(server, kiosk_token)
    issue(kiosk, 1)
    assert eventually(lambda: len(heard) == 1)

    server.kill()
    server.start()
    assert eventually(lambda: screen.connected)
    joined = eventually(
        lambda: screen.call("join", {"branch_id": branch_id}, namespace="/screens")["ok"]
    )
    issue(kiosk, 2)

    assert joined
    assert eventually(lambda: [event["number"] for event in heard] == ["A-001", "A-002"])
    screen.disconnect()
