"""axe-core finds nothing serious on the clerk's desk: every state and sheet, in both languages."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.desk_hall import NARROW, Desk, Hall, log_in, open_hall
from tests.harness.browser import SIZES, chromium
from tests.harness.server import RunningServer

pytestmark = pytest.mark.browser
SERIOUS = ("serious", "critical")
SHEETS_IDLE = {"KeyC": "find", "KeyW": "walk_in", "KeyP": "pause", "KeyK": "help", "Slash": "keys"}
SHEETS_CALLED = {"KeyB": "return", "KeyT": "transfer", "KeyX": "cancel"}
SHEETS_SERVING = {"KeyF": "finish", "KeyH": "hold", "KeyS": "add_service", "KeyM": "note"}


@dataclass
class Look:
    """A desk under axe's eye."""

    hall: Hall
    desk: Desk
    found: list[str] = field(default_factory=list)

    def at(self, name: str) -> None:
        """Look at what is shown, at the desk's size and in a narrow window."""
        for size in (SIZES["counter"], NARROW):
            self.desk.page.set_viewport_size({"width": size[0], "height": size[1]})
            self.desk.page.wait_for_timeout(300)  # colours that fade would be met half way
            answer = Axe().run(self.desk.page)
            self.found += [
                f"{name} {size[0]}: {rule['id']}: {node['html'][:120]}"
                for rule in answer.response["violations"]
                if rule["impact"] in SERIOUS
                for node in rule["nodes"]
            ]
        width, height = SIZES["counter"]
        self.desk.page.set_viewport_size({"width": width, "height": height})

    def at_sheets(self, sheets: dict[str, str]) -> None:
        for key, kind in sheets.items():
            self.desk.opens(key)
            self.desk.asks(kind)
            self.at(kind)
            self.desk.press("Escape")
            self.desk.asks_nothing()


@pytest.fixture(params=["fa", "en"])
def look(server: RunningServer, request: pytest.FixtureRequest) -> Iterator[Look]:
    server.start()
    with chromium() as browser:
        hall = open_hall(server, browser)
        page = browser.new_page()
        page.goto(f"{server.url}/counter")
        desk = Desk(page)
        if request.param == "en":
            desk.element("language").focus()
            desk.press("Enter")
        expect(page.locator("html")).to_have_attribute("lang", request.param)
        yield Look(hall, desk)


def test_nothing_serious_in_any_state_or_sheet(look: Look) -> None:
    look.at("login")
    come_to_the_desk(look)
    look.at("idle")
    look.at_sheets(SHEETS_IDLE)
    look.desk.press("Space")
    look.desk.is_in("called")
    look.at("called")
    look.at_sheets(SHEETS_CALLED)
    look.desk.press("Enter")
    look.desk.is_in("serving")
    look.at("serving")
    look.at_sheets(SHEETS_SERVING)
    look.desk.opens("KeyH")
    look.desk.press("Digit1")
    look.desk.is_in("idle")
    look.at("held")
    rest(look)

    assert look.found == []


def come_to_the_desk(look: Look) -> None:
    """Log in, and let people wait: with a proof to show, and where no counter is open."""
    look.desk.element("username").focus()
    log_in(look.desk, look.hall, 1)
    look.desk.element("counter-1").wait_for()
    look.at("choose")
    look.desk.press("Digit1")
    look.desk.is_in("idle")
    look.at("nobody waits")
    for letter, priority_class in (("A", "disabled"), ("A", "standard"), ("B", "elderly")):
        look.hall.issue(letter, priority_class)
    look.hall.issue("C")
    expect(look.desk.element("stranded")).to_be_visible()


def rest(look: Look) -> None:
    look.desk.opens("KeyP")
    look.desk.press("Digit1")
    look.desk.is_in("paused")
    look.at("paused")
    look.desk.opens("KeyQ")
    look.at("close")
