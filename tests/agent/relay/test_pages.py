"""What the kiosk's browser gets at the agent's address, from a real server and without it."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from uuid import uuid4

import pytest
import requests

from kiosk.agent.main import AgentSettings
from server.clock import utc_now
from server.operations.pair_device import offer_pairing
from tests.agent.conftest import eventually, running
from tests.faults.stations import hall_with_blocks
from tests.harness.server import RunningServer, free_port

PUBLIC = "http://hall.example"


class Browser(requests.Session):
    """A kiosk's browser at the agent's address."""

    def __init__(self, port: int) -> None:
        super().__init__()
        self.url = f"http://127.0.0.1:{port}"
        self.headers["Accept-Language"] = "en"

    def ask(self, path: str, **headers: str) -> requests.Response:
        return self.get(self.url + path, headers=headers, timeout=10)

    def tell(self, path: str, body: object, **headers: str) -> requests.Response:
        return self.post(
            f"{self.url}/api/v1{path}",
            json=body,
            headers={"Origin": self.url, **headers},
            timeout=10,
        )

    def touch(self, **more: object) -> requests.Response:
        wish = {"request_id": uuid4().hex, "service_id": 1, "language": "en", **more}
        return self.tell("/tickets", wish)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[RunningServer, Browser, int]]:
    """A server, an agent with an address for its kiosk, and the browser that paired through it."""
    folder: Path = tmp_path_factory.mktemp("hall")
    environment = {"NOBAT_PUBLIC_URL": PUBLIC, "NOBAT_SECURE_COOKIES": "true"}
    server = RunningServer(folder, environment)
    branch_id = server.apply(hall_with_blocks())
    (folder / "agent.token").write_text(server.token(branch_id, "printer-1"))
    server.start()
    port = free_port()
    settings = AgentSettings(
        server.url,
        folder / "agent.token",
        (f"virtual:{folder / 'printed'}",),
        folder / "agent.journal",
        listen=f"127.0.0.1:{port}",
        poll_seconds=0.2,
    )
    with ExitStack() as stack:
        stack.callback(server.kill)
        stack.enter_context(running(settings))
        browser = Browser(port)
        eventually(lambda: reaches(browser))
        db = server.database()
        code = offer_pairing(db, branch_id=branch_id, device_code="kiosk-1", now=utc_now())
        assert browser.tell("/devices/pairings", {"code": code}).status_code == 201
        yield server, browser, branch_id


@pytest.fixture
def browser(site: tuple[RunningServer, Browser, int]) -> Browser:
    """The kiosk's browser, with the server there."""
    server, browser, _ = site
    if server.process is None:
        server.start()
    eventually(lambda: not browser.ask("/agent/state").json()["away"])
    return browser


@pytest.fixture
def alone(site: tuple[RunningServer, Browser, int], browser: Browser) -> Browser:
    """The same browser, without the server."""
    server, _, branch_id = site
    for path in ("/kiosk", picture(branch_id), f"/api/v1/branches/{branch_id}/guide"):
        assert browser.ask(path).status_code == 200
    eventually(lambda: browser.ask("/agent/state").json()["can_go_on"])
    server.kill()
    eventually(lambda: browser.ask("/agent/state").json()["away"])
    return browser


def reaches(browser: Browser) -> bool:
    try:
        return browser.ask("/agent/state").ok
    except requests.RequestException:
        return False


def picture(branch_id: int) -> str:
    return f"/api/v1/branches/{branch_id}/snapshot"


def test_a_kiosk_pairs_through_the_agent_and_its_cookie_works_without_https(browser: Browser):
    cookie = next(iter(browser.cookies))

    assert (cookie.name, cookie.secure, cookie.domain) == ("nobat_kiosk", False, "127.0.0.1")
    assert '"relay": true' in browser.ask("/kiosk").text


def test_the_servers_etags_reach_the_screen(browser: Browser, site):
    first = browser.ask(picture(site[2]))
    again = browser.ask(picture(site[2]), **{"If-None-Match": first.headers["ETag"]})

    assert (first.status_code, again.status_code) == (200, 304)
    assert "X-Nobat-Now" in first.headers


@pytest.mark.parametrize(
    "path", ["/counter", "/admin", "/socket.io/", "/agent/../main.py", "/t/a-token-of-somebody"]
)
def test_only_what_a_kiosk_needs_is_there(browser: Browser, path: str):
    assert browser.ask(path).status_code == 404


def test_another_site_can_neither_command_nor_read(browser: Browser):
    command = browser.tell("/tickets", {}, Origin="http://elsewhere.example")
    nonsense = browser.tell("/tickets", {}, Origin="http://[")
    renamed = browser.ask("/agent/state", Host="elsewhere.example")

    refusals = [(each.status_code, each.json()["error"]) for each in (command, nonsense, renamed)]
    assert refusals == [(403, "cross_site")] * 3


def test_while_the_server_is_away_a_ticket_has_its_code_drawn_here(alone: Browser):
    ticket = alone.touch().json()
    code = alone.ask(ticket["phone_qr"])

    assert (ticket["number"], ticket["provisional"]) == ("AK-001", True)
    assert (code.status_code, code.headers["Content-Type"]) == (200, "image/svg+xml")
    assert code.text.startswith("<?xml")


def test_while_the_server_is_away_pictures_are_conditional_too(alone: Browser, site):
    first = alone.ask(picture(site[2]))
    again = alone.ask(picture(site[2]), **{"If-None-Match": first.headers["ETag"]})
    alone.touch()
    changed = alone.ask(picture(site[2]), **{"If-None-Match": first.headers["ETag"]})

    assert [each.status_code for each in (first, again, changed)] == [200, 304, 200]
    assert "X-Nobat-Now" in first.headers


@pytest.mark.parametrize(
    ("wish", "reason"),
    [
        ({"more_service_ids": [2]}, "one_service_only"),
        ({"identity": {"kind": "phone", "value": "09120000000"}}, "one_service_only"),
        ({"priority_class": "emperor"}, "priority_class_unknown"),
        ({"service_id": 99}, "service_unknown"),
    ],
)
def test_what_one_kiosk_alone_cannot_give_is_refused_in_the_one_shape(
    alone: Browser, wish, reason: str
):
    answer = alone.touch(**wish)

    assert answer.status_code == 409
    assert answer.json() == {
        "error": "offline_refused",
        "message": "The server is away, and this ticket could not be given fairly.",
        "details": {"reason": reason},
    }


@pytest.mark.parametrize(
    "body", [{}, {"request_id": "short"}, {"request_id": "long-enough", "service_id": "1"}]
)
def test_nonsense_is_refused_without_the_server_too(alone: Browser, body):
    answer = alone.tell("/tickets", body)

    assert (answer.status_code, answer.json()["error"]) == (422, "invalid_request")


def test_a_touch_sent_again_for_something_else_is_refused(alone: Browser):
    touch_id = uuid4().hex
    alone.touch(request_id=touch_id)
    answer = alone.touch(request_id=touch_id, service_id=2)

    assert (answer.status_code, answer.json()["error"]) == (409, "request_id_reused")


def test_a_ticket_that_was_never_given_here_is_not_found(alone: Browser):
    answer = alone.tell("/tickets/-999/withdrawals", {"request_id": uuid4().hex})

    told = answer.json()
    assert (answer.status_code, told["error"]) == (404, "not_found")
    assert told["details"] == {"what": "ticket", "id": -999}


def test_what_needs_the_server_is_no_connection_to_the_screen(alone: Browser):
    answer = alone.tell("/devices/pairings", {"code": "AAAA-2222"})

    assert (answer.status_code, answer.text) == (502, "the server is away")


def test_a_browser_that_never_was_a_kiosk_gets_nothing(alone: Browser, site):
    stranger = Browser(int(alone.url.rpartition(":")[2]))

    page = stranger.ask("/kiosk")
    answers = [stranger.touch(), stranger.ask(picture(site[2]))]

    assert (page.status_code, page.headers["Refresh"]) == (503, "5")
    assert [each.json()["error"] for each in answers] == ["unauthorised"] * 2
