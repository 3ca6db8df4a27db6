"""A hall for the lobby's tests: clerks by HTTP, a board in a browser, an ear at its audio graph."""

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect

from tests.harness.browser import SIZES
from tests.harness.halls import PASSWORD, hall
from tests.harness.server import Client, RunningServer

MEDIUM = (
    *("name", "texts", "seconds", "first_day", "last_day"),
    *("weekdays", "from", "until", "place", "sound"),
)
EAR = Path(__file__).with_name("lobby_ear.js")
BACK_MS = 5_000
_ids = itertools.count(1)


def lobby_setup(code: str = "hall", counters: int = 4) -> dict[str, Any]:
    """Return a hall with a board that speaks Persian, and one that only shows."""
    setup = hall(code, services=2, counters=counters)
    setup["devices"].append({"code": "lobby-2", "kind": "display"})
    setup["users"].append(
        {"username": f"{code}-supervisor", "name": "S", "role": "supervisor", "password": PASSWORD}
    )
    return setup


@dataclass
class Lobby:
    """A hall on a running server; its clerks act by HTTP."""

    server: RunningServer
    code: str
    branch_id: int
    kiosk: Client
    clerks: dict[int, Client] = field(default_factory=dict)

    def clerk(self, at: int) -> Client:
        """Return the clerk of a counter, who sits down at the first asking."""
        if at not in self.clerks:
            person = Client(self.server).log_in(f"{self.code}-clerk{at}", PASSWORD)
            self.clerks[at] = person
            done(person.post(f"/counters/{at}/openings", request_id=fresh_id()))
        return self.clerks[at]

    def supervisor(self) -> Client:
        return Client(self.server).log_in(f"{self.code}-supervisor", PASSWORD)

    def issue(self, letter: str = "A") -> dict[str, Any]:
        """Let a visitor take a ticket."""
        service_id = "AB".index(letter) + 1
        return done(self.kiosk.post("/tickets", request_id=fresh_id(), service_id=service_id))

    def call(self, at: int = 1) -> dict[str, Any]:
        """Let a clerk call whoever is next."""
        return done(self.clerk(at).post("/calls", request_id=fresh_id()))

    def act(self, at: int, ticket: dict[str, Any], what: str, **body: Any) -> dict[str, Any]:
        """Let a clerk do something to a ticket: recalls, beginnings, finishes..."""
        path = f"/tickets/{ticket['id']}/{what}"
        return done(self.clerk(at).post(path, request_id=fresh_id(), **body))

    def look(self, code: str, **changes: Any) -> None:
        """Give a display another look."""
        one = self.display(code)
        self._put(f"/displays/{one['id']}/look", one["look"] | changes)

    def sound(self, **changes: Any) -> None:
        """Let the hall sound otherwise."""
        before = done(self.supervisor().get(f"/branches/{self.branch_id}/displays"))["sound"]
        self._put(f"/branches/{self.branch_id}/sound", before | changes)

    def ask(self, code: str, what: str) -> None:
        """Ask a display for something: reloads, identifications."""
        path = f"/displays/{self.display(code)['id']}/{what}"
        done(self.supervisor().post(path, request_id=fresh_id()))

    def display(self, code: str) -> dict[str, Any]:
        """Return a display as the console sees it."""
        found = done(self.supervisor().get(f"/branches/{self.branch_id}/displays"))["displays"]
        return next(one for one in found if one["code"] == code)

    def notice(self, text: str, **body: Any) -> dict[str, Any]:
        """Let a notice in Persian stand on the boards."""
        usual = {"texts": {"fa": text}, "spoken": False, "shown": True, "until": None}
        path = f"/branches/{self.branch_id}/notices"
        return done(self.supervisor().post(path, request_id=fresh_id(), **usual | body))

    def play(self, fields: dict[str, str], data: bytes | None = None) -> dict[str, Any]:
        """Add a medium: a file, or a slide of no file."""
        form: Any = {
            name: (None, text) for name, text in (fields | {"request_id": fresh_id()}).items()
        }
        files = form | ({"file": ("medium", data)} if data else {})
        path = f"{self.server.url}/api/v1/branches/{self.branch_id}/media"
        return done(self.supervisor().session.post(path, files=files, timeout=30))

    def change_medium(self, medium: dict[str, Any], **changes: Any) -> None:
        """Let a medium play otherwise."""
        self._put(f"/media/{medium['id']}", {name: medium[name] for name in MEDIUM} | changes)

    def _put(self, path: str, body: dict[str, Any]) -> None:
        asked = body | {"request_id": fresh_id()}
        done(
            self.supervisor().session.put(f"{self.server.url}/api/v1{path}", json=asked, timeout=30)
        )

    def issue_and_call(self, at: int = 1) -> dict[str, Any]:
        """Let a visitor come and be called at once."""
        self.issue()
        return self.call(at)


def open_lobby(server: RunningServer, code: str = "hall", counters: int = 4) -> Lobby:
    """Set the hall up on a server that runs."""
    branch_id = server.apply(lobby_setup(code, counters))
    kiosk = Client(server, server.token(branch_id, "kiosk-1"))
    return Lobby(server, code, branch_id, kiosk)


def listening_board(
    browser: Browser,
    server: RunningServer,
    token: str,
    *,
    url: str | None = None,
    prepare: Callable[[Page], None] = lambda _: None,
    live: str = "yes",
) -> Page:
    """Open a board whose audio graph is observed, and wait until it has its picture and its plan.

    url: of a wire before the server. prepare: what is done to the page before it is loaded.
    live: whether its socket can be whole.
    """
    width, height = SIZES["display"]
    context = browser.new_context(viewport={"width": width, "height": height})
    context.add_init_script(path=EAR)
    address = url or server.url
    cookie: Any = {"name": "nobat_display", "value": token, "url": address}
    context.add_cookies([cookie])
    page = context.new_page()
    prepare(page)
    page.goto(f"{address}/display")
    expect(page.locator("html")).to_have_attribute("data-seq", re.compile("."))
    expect(page.locator("html")).to_have_attribute("data-live", live)
    expect(page.locator("html")).to_have_attribute("data-planned", "yes")
    return page


def ear(board: Page) -> dict[str, Any]:
    """Return what was scheduled and shown so far."""
    heard: dict[str, Any] = board.evaluate("window.lobbyEar")
    return heard


def fresh_id() -> str:
    """Return a request_id that no command had before."""
    return f"lobby-test-{next(_ids)}"


def done(answer: Any) -> dict[str, Any]:
    """Return the body of an answer that has to be good."""
    assert answer.ok, answer.text
    body: dict[str, Any] = answer.json()
    return body
