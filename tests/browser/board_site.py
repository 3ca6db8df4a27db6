"""A hall with the longest numbers and names, to look at its boards."""

import itertools
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect

from tests.browser.board_texts import HALL, LANGUAGES, NAMES, TICKER
from tests.browser.lobby_media import garden
from tests.harness.halls import PASSWORD, hall
from tests.harness.server import Client, RunningServer

SIZES = {
    "hd": (1920, 1080),
    "upright": (1080, 1920),
    "four": (3840, 2160),
    "wall": (640, 320),
}
INCHES = {"hd": 43.0, "upright": 43.0, "four": 65.0, "wall": 88.0}
LAYOUTS = ("calls", "lines", "media", "service", "counter")
LAST_NUMBER = "AK-9999"
LONGEST_COUNTER = 999
EYE = Path(__file__).with_name("board_eye.js").read_text().split("\n", 1)[1].strip()
COLORS = ("#0B6E78", "#1F4E9E", "#A3441C", "#6B3FA0", "#1B7F3B", "#8A5200")
NOTICE = {
    "fa": "باجهٔ صندوق تا ساعت ۱۲ در طبقهٔ دوم پاسخ‌گوست",
    "en": "Until noon the cashier is on the second floor",
    "ar": "الصندوق في الطابق الثاني حتى الساعة ١٢",
}
SLIDE = {
    "fa": {
        "title": "پرداخت عوارض بدون مراجعه",
        "body": "عوارض نوسازی را با کد نوسازی در سامانهٔ شهرداری بپردازید؛ نوبت لازم نیست.",
    },
    "en": {
        "title": "Pay without coming",
        "body": "Pay the renovation tax with your code on the city's site; you need no ticket.",
    },
    "ar": {
        "title": "الدفع دون مراجعة",
        "body": "ادفعوا رسوم التجديد بالرمز على موقع البلدية؛ لا حاجة إلى رقم.",
    },
}
_ids = itertools.count(1)


def board_setup() -> dict[str, Any]:
    """Return a hall of six services and five counters whose numbers have three digits."""
    setup = hall(services=6, counters=5, names=HALL, languages=LANGUAGES, ticker=TICKER)
    for each in setup["priority_classes"]:
        each["names"] = dict.fromkeys(LANGUAGES, each["names"]["en"]) | each["names"]
    for at, (service, names) in enumerate(zip(setup["services"], NAMES, strict=True)):
        service |= {"names": names, "color": COLORS[at]}
    setup["services"][0] |= {"letter": "AK", "numbers": "9991-9999"}
    setup["services"][1] |= {"letter": "BM", "numbers": "8000-9999"}
    setup["rules"] = {"most_recalls": 50}
    for at, counter in enumerate(setup["counters"]):
        counter["number"] = LONGEST_COUNTER - at
    person = {"username": "supervisor", "name": "S", "role": "supervisor", "password": PASSWORD}
    setup["users"].append(person)
    return setup


@dataclass
class BoardSite:
    """A hall after a few calls, and browsers to look at its board."""

    server: RunningServer
    browser: Browser
    token: str
    kiosk: Client
    supervisor: Client
    clerks: list[Client] = field(default_factory=list)

    def look(self, layout: str, size: str, languages: list[str], **more: Any) -> None:
        """Let the board look so; a sign hangs over the first counter, a zone has one service."""
        wanted = {
            "layout": layout,
            "languages": languages,
            "inches": INCHES[size],
            "viewing_metres": 5.0,
            "service_ids": [1] if layout == "service" else [],
            "counter_id": 1 if layout == "counter" else None,
            "zone": "hall",
            "speaks": True,
        }
        display = next(iter(self.displays()))
        body = wanted | more | {"request_id": fresh_id()}
        path = f"{self.server.url}/api/v1/displays/{display['id']}/look"
        done(self.supervisor.session.put(path, json=body, timeout=30))

    def displays(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = done(self.supervisor.get("/branches/1/displays"))["displays"]
        return found

    @contextmanager
    def board(
        self,
        size: str,
        *,
        prepare: Callable[[Page], None] = lambda _: None,
        live: str = "yes",
        **context: Any,
    ) -> Iterator[Page]:
        """Open the board on a screen of that size, and wait for its picture and letters.

        prepare: what is done to the page before it is loaded. live: whether its socket can be
        whole.
        """
        width, height = SIZES[size]
        opened = self.browser.new_context(viewport={"width": width, "height": height}, **context)
        cookie: Any = {"name": "nobat_display", "value": self.token, "url": self.server.url}
        opened.add_cookies([cookie])
        page = opened.new_page()
        prepare(page)
        page.goto(f"{self.server.url}/display")
        expect(page.locator("html")).to_have_attribute("data-live", live)
        expect(page.locator("html")).to_have_attribute("data-planned", "yes")
        expect(page.locator("html")).to_have_attribute("data-seq", re.compile("."))
        page.evaluate("document.fonts.ready")
        yield page
        opened.close()

    def take(self, service_id: int) -> None:
        done(self.kiosk.post("/tickets", request_id=fresh_id(), service_id=service_id))

    def act(self, at: int, path: str, **body: Any) -> Any:
        """Let the clerk of a counter, counted from 1, do something."""
        return done(self.clerks[at - 1].post(path, request_id=fresh_id(), **body))

    def call(self, at: int, then: str | None = None) -> None:
        """Let a clerk call whoever is next, and what became of it."""
        ticket = self.act(at, "/calls")
        if then:
            self.act(at, f"/tickets/{ticket['id']}/{then}")
        if then == "beginnings":
            self.act(at, f"/tickets/{ticket['id']}/finishes")

    def recall(self, at: int) -> None:
        """Let a clerk call once more whoever was called last."""
        ticket = done(self.clerks[at - 1].get("/desk"))["ticket"]
        self.act(at, f"/tickets/{ticket['id']}/recalls")

    def call_two(self) -> None:
        """Let two numbers stand on the panel: the longest, and one that was called just before."""
        self.take(2)
        self.call(2)
        self.recall(1)

    def serve_one(self) -> None:
        """Let the second of the two be served, so that the longest has the panel for itself."""
        ticket = done(self.clerks[1].get("/desk"))["ticket"]
        self.act(2, f"/tickets/{ticket['id']}/beginnings")
        self.act(2, f"/tickets/{ticket['id']}/finishes")

    def notice(self) -> Any:
        """Let a notice stand on the boards."""
        texts = {"texts": NOTICE, "spoken": False, "shown": True, "until": None}
        sent = self.supervisor.post("/branches/1/notices", request_id=fresh_id(), **texts)
        return done(sent)

    def end(self, notice: dict[str, Any]) -> None:
        done(self.supervisor.post(f"/notices/{notice['id']}/endings", request_id=fresh_id()))

    def show_slide(self, texts: dict[str, Any] | None = None) -> Any:
        """Let a slide play."""
        return self._upload({"kind": "slide", "texts": texts or SLIDE})

    def show_image(self) -> Any:
        """Let a picture play."""
        return self._upload({"name": "garden"}, garden())

    def _upload(self, fields: dict[str, Any], data: bytes | None = None) -> Any:
        form = {"request_id": fresh_id()} | fields
        files = {name: (None, as_field(value)) for name, value in form.items()}
        sent: Any = files | ({"file": ("garden.png", data)} if data else {})
        path = f"{self.server.url}/api/v1/branches/1/media"
        return done(self.supervisor.session.post(path, files=sent, timeout=30))

    def take_away(self, medium: dict[str, Any]) -> None:
        done(self.supervisor.post(f"/media/{medium['id']}/endings", request_id=fresh_id()))


def open_site(server: RunningServer, browser: Browser) -> BoardSite:
    """Set the hall up and let a morning pass: calls of every fate, the newest the longest."""
    branch_id = server.apply(board_setup())
    token = server.token(branch_id, "lobby-1")
    kiosk = Client(server, server.token(branch_id, "kiosk-1"))
    server.start()
    supervisor = Client(server).log_in("supervisor", PASSWORD)
    clerks = [Client(server).log_in(f"hall-clerk{at}", PASSWORD) for at in range(1, 6)]
    site = BoardSite(server, browser, token, kiosk, supervisor, clerks)
    _let_the_morning_pass(site)
    return site


def _let_the_morning_pass(site: BoardSite) -> None:
    for at in range(1, 5):
        site.act(at, f"/counters/{at}/openings")
    for _ in range(6):
        site.take(1)
    site.call(3, "no-shows")
    site.call(2, "no-shows")
    for _ in range(3):
        site.call(2, "beginnings")
    for service_id in (2, 3, 3, 5):
        site.take(service_id)
    site.call(1)
    site.act(4, "/counters/4/pauses", reason="break")


def as_field(value: Any) -> str:
    """Return a value as a field of a form."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def fresh_id() -> str:
    """Return a request_id that no command had before."""
    return f"board-{next(_ids):06}"


def done(answer: Any) -> Any:
    """Return the body of an answer that has to be good."""
    assert answer.ok, answer.text
    return answer.json()
