"""A hall for the clerk's desk: documents, proofs; and a hand on its keyboard."""

import itertools
import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, Locator, Page, expect

from tests.harness.browser import SIZES
from tests.harness.halls import PASSWORD, hall
from tests.harness.server import Client, RunningServer

TRUTH_MS = 2_000
NARROW = (360, 768)
PROOF = "قانون حمایت از حقوق معلولان، ۱۳۹۷"
HELD = "the list of the held"
MOMENT_AFTER = {"Space": "called", "Enter": "serving", "Digit1": "idle"}
_ids = itertools.count(1)


def desk_setup(code: str = "hall") -> dict[str, Any]:
    """Return a hall of three services and three counters; the first two services at counter 1."""
    setup = hall(code, services=3, counters=3)
    setup["branch"]["names"] = {"fa": "شهرداری منطقهٔ ۶", "en": "Municipality, District 6"}
    names = (
        {"fa": "صدور پروانهٔ ساختمانی", "en": "Building permit"},
        {"fa": "عوارض نوسازی", "en": "Renovation tax"},
        {"fa": "رسیدگی به شکایت‌ها", "en": "Complaints"},
    )
    colors = ("#0B6E78", "#1F4E9E", "#A3441C")
    for service, name, color in zip(setup["services"], names, colors, strict=True):
        service |= {"names": name, "color": color, "numbers": "1-999"}
    setup["services"][0]["documents"] = [
        {"fa": "اصل سند مالکیت", "en": "Title deed"},
        {"fa": "کارت ملی", "en": "National ID card"},
        {"fa": "نقشهٔ تأییدشده", "en": "Approved plan"},
    ]
    setup["priority_classes"].append(
        {
            "code": "disabled",
            "rate": 3.0,
            "names": {"fa": "دارای معلولیت", "en": "Disabled"},
            "asks_proof": True,
            "legal_reference": PROOF,
        }
    )
    for counter, served in zip(setup["counters"], ("ab", "ab", "c"), strict=True):
        counter["services"] = [f"service_{letter}" for letter in served]
    setup["users"][0]["name"] = "زهرا احمدی"
    setup["users"][1]["name"] = "علی رضایی"
    setup["users"].append(_supervisor(code))
    return setup


def _supervisor(code: str) -> dict[str, Any]:
    return {
        "username": f"{code}-supervisor",
        "name": "حسین مرادی",
        "role": "supervisor",
        "password": PASSWORD,
    }


@dataclass
class Hall:
    """One hall on a running server, with its kiosk, its log, and a browser."""

    server: RunningServer
    browser: Browser
    code: str
    branch_id: int
    kiosk: Client

    def issue(self, letter: str = "A", priority_class: str = "standard") -> dict[str, Any]:
        """Let a visitor take a ticket and return it."""
        found = self._rows(
            "SELECT id FROM service WHERE branch_id = ? AND letter = ?", self.branch_id, letter
        )
        answer = self.kiosk.post(
            "/tickets",
            request_id=fresh_id(),
            service_id=found[0][0],
            priority_class=priority_class,
        )
        assert answer.status_code == 201, answer.text
        ticket: dict[str, Any] = answer.json()
        return ticket

    def life(self, number: str) -> tuple[str, ...]:
        """Return what the log says of a ticket, in order."""
        query = (
            "SELECT kind FROM event e JOIN ticket t ON t.id = e.ticket_id"
            " WHERE t.branch_id = ? AND t.number = ? ORDER BY e.seq"
        )
        return tuple(kind for (kind,) in self._rows(query, self.branch_id, number))

    def states(self) -> dict[str, str]:
        """Return the state of every ticket by its number."""
        query = "SELECT number, state FROM ticket WHERE branch_id = ? ORDER BY id"
        return dict(self._rows(query, self.branch_id))

    def ticket_id(self, number: str) -> int:
        query = "SELECT id FROM ticket WHERE branch_id = ? AND number = ?"
        return int(self._rows(query, self.branch_id, number)[0][0])

    def person(self, name: str) -> Client:
        """Log somebody of the staff in by HTTP, beside the browser."""
        return Client(self.server).log_in(f"{self.code}-{name}", PASSWORD)

    def end_by_supervisor(self, number: str) -> None:
        """Let the supervisor end a clerk's service."""
        path = f"/tickets/{self.ticket_id(number)}/endings"
        answer = self.person("supervisor").post(path, request_id=fresh_id(), reason="ended")
        assert answer.status_code == 201, answer.text

    def _rows(self, query: str, *values: object) -> list[Any]:
        with closing(sqlite3.connect(self.server.folder / "nobat.db", timeout=10)) as db:
            return db.execute(query, values).fetchall()


def open_hall(server: RunningServer, browser: Browser, code: str = "hall") -> Hall:
    """Set a hall up on a server; each code is a hall of its own."""
    branch_id = server.apply(desk_setup(code))
    return Hall(
        server, browser, code, branch_id, Client(server, server.token(branch_id, "kiosk-1"))
    )


def fresh_id() -> str:
    """Return a request_id that no command had before."""
    return f"desk-test-{next(_ids)}"


@dataclass
class Desk:
    """A clerk's window, worked by keyboard."""

    page: Page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def write(self, text: str) -> None:
        self.page.keyboard.insert_text(text)

    def element(self, test_id: str) -> Locator:
        return self.page.get_by_test_id(test_id)

    def is_in(self, moment: str, timeout: float = TRUTH_MS) -> None:
        """Wait until the desk shows a moment: idle, paused, called, serving."""
        visitor = self.page.locator(".visitor")
        expect(visitor).to_have_attribute("data-moment", moment, timeout=timeout)

    def shows(self, moment: str, number: str, timeout: float = TRUTH_MS) -> None:
        """Wait until the desk shows a visitor in a moment."""
        self.is_in(moment, timeout)
        expect(self.element("ticket-number")).to_have_text(persian(number), timeout=timeout)

    def number(self) -> str:
        """Return the number in front, in Latin digits."""
        return latin(self.element("ticket-number").inner_text())

    def asks(self, kind: str) -> None:
        """Wait until a sheet is open and has the focus."""
        expect(self.element("sheet")).to_have_attribute("data-kind", kind)
        expect(self.page.locator("dialog :focus")).to_have_count(1)

    def opens(self, key: str) -> None:
        """Press the key of a sheet and wait until the sheet has the focus."""
        self.press(key)
        expect(self.page.locator("dialog :focus")).to_have_count(1)

    def goes_to_list(self, key: str, number: str, first: str | None = None) -> None:
        """Press the key of a list once a visitor stands in it, until its first row is in hand."""
        self.press(key)
        expect(self.element(f"row-{number}")).to_be_visible(timeout=TRUTH_MS)
        self.press(key)
        focused = self.page.locator(".rows :focus")
        expect(focused).to_have_attribute("data-testid", f"row-{first or number}")

    def asks_nothing(self) -> None:
        expect(self.page.locator("dialog[open]")).to_have_count(0)

    def is_live(self) -> None:
        expect(self.page.locator("html")).to_have_attribute("data-live", "yes")


def open_desk(
    hall: Hall, clerk: int = 1, counter: int = 1, size: tuple[int, int] = SIZES["counter"]
) -> Desk:
    """Log a clerk in and sit down, by keyboard alone."""
    width, height = size
    page = hall.browser.new_context(viewport={"width": width, "height": height}).new_page()
    page.goto(f"{hall.server.url}/counter")
    desk = Desk(page)
    log_in(desk, hall, clerk)
    desk.element(f"counter-{counter}").wait_for()
    desk.press(f"Digit{counter}")
    desk.is_in("idle")
    desk.is_live()
    return desk


def log_in(desk: Desk, hall: Hall, clerk: int) -> None:
    """Type a clerk's name and password and send them."""
    expect(desk.element("username")).to_be_focused()
    desk.write(f"{hall.code}-clerk{clerk}")
    desk.press("Tab")
    desk.write(PASSWORD)
    desk.press("Enter")


def bring_to(desk: Desk, keys: tuple[str, ...]) -> None:
    """Press keys, each when the one before has been answered."""
    for key in keys:
        press_slowly(desk, key)
        if key in MOMENT_AFTER:
            desk.is_in(MOMENT_AFTER[key])


def press_slowly(desk: Desk, key: str) -> None:
    """Press a key as a hand does: after what the last one opened has come."""
    if key == HELD:
        desk.goes_to_list("Digit1", "A-001")
    elif key in ("KeyF", "KeyH", "KeyT"):
        desk.opens(key)
    else:
        desk.press(key)


def persian(text: str) -> str:
    return text.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))


def latin(text: str) -> str:
    """Return what is shown without isolates, in Latin digits."""
    shown = text.translate(str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789"))
    return re.sub(r"[\u2066-\u2069\s]", "", shown)
