"""A hall with a kiosk in a real Chromium, and what its tests look at."""

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from copy import deepcopy
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import yaml
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from tests.harness.server import Client, RunningServer

DEMO = Path(__file__).parents[2] / "halls" / "demo.yaml"
LANGUAGES = ("fa", "en", "ar", "azb", "ckb")
DIRECTIONS = {"fa": "rtl", "en": "ltr", "ar": "rtl", "azb": "rtl", "ckb": "rtl"}
UPRIGHT = (1080, 1920)
NATIONAL_ID = "0499370899"
LATIN = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")
TICKETS = "**/api/v1/tickets"
GRAVE = ("serious", "critical")
EYE = Path(__file__).with_name("kiosk_eye.js").read_text().split("\n", 1)[1].strip()


def demo() -> dict[str, Any]:
    """Return the demo hall: six services, a class by choice, one that asks for an identity."""
    setup: dict[str, Any] = yaml.safe_load(DEMO.read_text())
    return setup


def busy_hall() -> dict[str, Any]:
    """Return the demo hall late in its day: one service ended, one ends soon, one is used up."""
    setup = demo()
    now = datetime.now(ZoneInfo(setup["branch"]["time_zone"]))
    soon = min(now + timedelta(minutes=90), now.replace(hour=23, minute=59))
    by_code = {service["code"]: service for service in setup["services"]}
    by_code["business_tax"]["last_ticket"] = "00:01"
    by_code["renovation_tax"]["last_ticket"] = f"{soon:%H:%M}"
    by_code["complaints_137"]["daily_quota"] = 1
    return setup


def fill(server: RunningServer) -> None:
    """Let visitors wait for a counter that serves them, and one take the only ticket of a day."""
    visitors = Client(server, server.token(1, "kiosk-1"))
    for at, service_id in enumerate([1] * 12 + [2] * 3 + [4]):
        answer = visitors.post("/tickets", request_id=f"filling-{at}", service_id=service_id)
        assert answer.status_code == 201, answer.text
    clerk = Client(server).log_in("clerk1", "nobat-demo-1")
    assert clerk.post("/counters/2/openings", request_id="open-two").status_code == 201


def large_hall() -> dict[str, Any]:
    """Return the demo hall with three times its services, so that groups and search are needed."""
    setup = demo()
    for at, letter in enumerate("GHIJKLMNOPQR"):
        more = deepcopy(setup["services"][at % 6]) | {"letter": letter, "code": f"more_{at}"}
        more.pop("identity", None)
        more.pop("per_person", None)
        setup["services"].append(more)
    return setup


def plain_hall() -> dict[str, Any]:
    """Return the demo hall without a guide and without classes: a touch is a ticket."""
    setup = demo()
    told = ("documents", "steps", "fee", "place", "in_charge", "identity", "per_person")
    for service in setup["services"]:
        for name in told:
            service.pop(name, None)
    setup["priority_classes"] = setup["priority_classes"][:1]
    return setup


STEP_MS = 6_000
ANSWERED_MS = 300


@dataclass
class Kiosk:
    """One kiosk's page, and the hall's server behind it."""

    page: Page
    server: RunningServer

    def at(self, name: str) -> Locator:
        """Return what is drawn under a name."""
        return self.page.get_by_test_id(name)

    def tap(self, *names: str) -> None:
        """Touch one thing after another, each as soon as it takes touches."""
        for name in names:
            self.at(name).tap()

    def press(self, *keys: str) -> None:
        """Press keys of the keypad."""
        for key in keys:
            self.page.keyboard.press(key)

    def shows(self, name: str) -> None:
        """Wait until a page stands, and takes touches."""
        expect(self.at("kiosk")).to_have_attribute("data-page", name)
        expect(self.at("kiosk")).not_to_have_class(re.compile("kiosk-settling"))

    def passes(self, milliseconds: int) -> None:
        """Let time pass, in steps after which a page that looks after its link is fresh again."""
        for _ in range(milliseconds // STEP_MS):
            self.page.clock.fast_forward(STEP_MS)
            self.page.wait_for_timeout(ANSWERED_MS)
        self.page.clock.fast_forward(milliseconds % STEP_MS)

    def number(self) -> str:
        """Return the number on the glass, in Latin digits."""
        self.shows("ticket")
        shown = self.at("ticket-number").inner_text().translate(LATIN)
        return re.sub(r"[\u2066-\u2069\s]", "", shown)

    def says(self, text: str) -> None:
        """Wait until the spoken guidance says something."""
        expect(self.page.locator("html")).to_have_attribute("data-spoken", text)

    def tickets(self) -> list[tuple[str, str]]:
        """Return the tickets in the database: number and state."""
        with sqlite3.connect(self.server.folder / "nobat.db") as kept:
            return kept.execute("SELECT number, state FROM ticket ORDER BY id").fetchall()

    def only_ticket(self) -> str:
        """Return the number of the one ticket there is."""
        ((number, state),) = self.tickets()
        assert state == "waiting"
        return str(number)


OpenHall = Callable[..., Kiosk]


@contextmanager
def hall_server(folder: Path, setup: dict[str, Any]) -> Iterator[RunningServer]:
    """Run a hall whose phones are reached and whose agent prints."""
    folder.mkdir(exist_ok=True)
    server = RunningServer(folder, {"NOBAT_PUBLIC_URL": "http://192.168.10.5:8080"})
    branch_id = server.apply(setup)
    server.expect_agent(branch_id)
    server.start()
    try:
        yield server
    finally:
        server.kill()


def open_kiosk(
    browser: Browser,
    server: RunningServer,
    language: str = "fa",
    size: tuple[int, int] = UPRIGHT,
    *,
    clock: bool = False,
) -> Kiosk:
    """Open a paired kiosk; clock: its time is in the test's hands."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, has_touch=True, reduced_motion="reduce"
    )
    cookie: Any = {"name": "nobat_kiosk", "value": server.token(1, "kiosk-1"), "url": server.url}
    context.add_cookies([cookie])
    page = context.new_page()
    if clock:
        page.clock.install()
    page.goto(f"{server.url}/kiosk?language={language}")
    expect(page.locator("html")).to_have_attribute("data-live", "yes")
    return Kiosk(page, server)


@contextmanager
def hall_opener(browser: Browser, folder: Path) -> Iterator[OpenHall]:
    """Give what opens a kiosk in a hall of its own: opener(set-up, language, clock=...)."""
    with ExitStack() as open_things:

        def open_hall(setup: dict[str, Any], language: str = "fa", *, clock: bool = False) -> Kiosk:
            server = open_things.enter_context(hall_server(folder, setup))
            kiosk = open_kiosk(browser, server, language, clock=clock)
            open_things.callback(kiosk.page.context.close)
            return kiosk

        yield open_hall


def axe_faults(kiosk: Kiosk) -> list[tuple[str, str]]:
    """Return what axe-core finds serious or critical: the rule, and where."""
    found = Axe().run(kiosk.page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        (fault["id"], node["html"][:160])
        for fault in found
        if fault["impact"] in GRAVE
        for node in fault["nodes"]
    ]


def faults_seen(page: Page, what: str, given: object = None) -> list[str]:
    """Return what kiosk_eye.js finds wrong with the page: cut, small, high or covered."""
    found: list[str] = page.evaluate(f"([what, given]) => ({EYE})[what](given)", [what, given])
    return found
