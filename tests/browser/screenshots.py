"""Makes the pictures in docs/screens: `make screenshots`. The demo hall after a busy morning."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect

from kiosk.agent.paper import Press
from server.operations.setup_parts import WEEKDAYS
from tests.browser.console import click, console, enter, hall, is_live
from tests.browser.console_morning import Morning, zone_of_late_morning
from tests.browser.kiosk_hall import Kiosk, open_kiosk
from tests.harness.browser import SIZES, chromium, open_screen
from tests.harness.server import Client, RunningServer

PUBLIC_URL = "http://192.168.10.5:8080"
ROOT = Path(__file__).parents[2]
SHOWN = ROOT / "docs" / "screens"
LANGUAGES = ("fa", "en")
PHONE = {"width": 390, "height": 844}
PAPER_DOTS = 576
MOST_COLOURS = 256
DRAWN_MS = 20_000
ALL_TURNS_MS = 40_000
BEFORE_ELEVEN = {day: ["07:30-10:30"] for day in WEEKDAYS}


@dataclass
class Studio:
    """The hall after its morning, its agent, and a browser in front of it."""

    server: RunningServer
    browser: Browser
    agent: Client

    def wakes_agent(self, when: str) -> None:
        """Let the agent be heard with a printer that is well, so that paper is promised."""
        self.agent.post("/print-jobs/takings", request_id=f"taking-before-{when}")
        well = {"printers": [{"code": "main", "state": "ok", "reason": ""}]}
        url = f"{self.server.url}/api/v1/printers/states"
        assert self.agent.session.put(url, json=well, timeout=30).status_code == 200


def main() -> None:
    """Write every picture."""
    SHOWN.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, _studio(Path(folder)) as studio:
        for language in LANGUAGES:
            _draw_console(studio, language)
            _draw_desk(studio, language)
            _draw_kiosk(studio, language)
            _draw_lobby(studio, language)
            _draw_phone(studio, language)
        _print(studio)
        _draw_closed(studio)


@contextmanager
def _studio(folder: Path) -> Iterator[Studio]:
    environment = {"NOBAT_PUBLIC_URL": PUBLIC_URL, "NOBAT_LOGIN_TRIES": "1000 per minute"}
    server = RunningServer(folder, environment)
    Morning(server).pass_by()
    agent = Client(server, server.token(1, "printer-1"))
    server.start()
    try:
        with chromium() as browser:
            yield Studio(server, browser, agent)
    finally:
        server.stop()


def _draw_console(studio: Studio, language: str) -> None:
    studio.wakes_agent(f"console-{language}")
    with console(studio.browser, studio.server, "supervisor", language) as page:
        is_live(page)
        _keep(page, f"console-{language}")
        click(page, "nav-paper")
        preview = page.get_by_test_id("preview")
        expect(preview).to_have_attribute("data-state", "fresh", timeout=DRAWN_MS)
        _keep(page, f"console-paper-{language}")


def _draw_desk(studio: Studio, language: str) -> None:
    """Draw the desk of the clerk at counter 1, who serves somebody: whole, and as a strip."""
    page = open_screen(studio.browser, studio.server, "counter", None)
    page.goto(f"{studio.server.url}/counter?language={language}")
    enter(page, "ahmadi")
    expect(page.get_by_test_id("ticket-state")).to_have_attribute("data-state", "serving")
    _keep(page, f"counter-{language}")
    page.set_viewport_size({"width": 360, "height": SIZES["counter"][1]})
    _keep(page, f"counter-narrow-{language}")
    page.context.close()


def _draw_kiosk(studio: Studio, language: str) -> None:
    kiosk = open_kiosk(studio.browser, studio.server, language)
    _wait_for_turn(kiosk, language)
    _keep_page(kiosk, "attract", f"kiosk-welcome-{language}")
    kiosk.tap(f"language-{language}")
    _keep_page(kiosk, "services", f"kiosk-{language}")
    kiosk.tap("service-building_permit")
    _keep_page(kiosk, "service", f"kiosk-service-{language}")
    studio.wakes_agent(f"kiosk-{language}")
    kiosk.tap("take")
    expect(kiosk.at("phone-qr").locator("img")).to_have_js_property("complete", True)
    _keep_page(kiosk, "ticket", f"kiosk-ticket-{language}")
    kiosk.page.context.close()


def _wait_for_turn(kiosk: Kiosk, language: str) -> None:
    """Wait until the invitation, which stands in each language in turn, comes to this one."""
    for turn in (f".invite:not([lang={language}])", f".invite[lang={language}]"):
        expect(kiosk.page.locator(turn)).to_be_visible(timeout=ALL_TURNS_MS)


def _draw_closed(studio: Studio) -> None:
    """Draw the kiosk of a hall that has closed at half past ten; it is about eleven there."""
    closed = hall(time_zone=zone_of_late_morning(), hours=BEFORE_ELEVEN)
    closed["users"] = [user for user in closed["users"] if user["role"] != "admin"]  # the city's
    studio.server.apply(closed)
    for language in LANGUAGES:
        kiosk = open_kiosk(studio.browser, studio.server, language)
        kiosk.tap(f"language-{language}")
        _keep_page(kiosk, "closed", f"kiosk-closed-{language}")
        kiosk.page.context.close()


def _draw_lobby(studio: Studio, language: str) -> None:
    token = studio.server.token(1, "lobby-1")
    page = open_screen(studio.browser, studio.server, "display", token)
    page.goto(f"{studio.server.url}/display?language={language}")
    expect(page.locator("html")).to_have_attribute("data-live", "yes")
    _keep(page, f"display-{language}")
    page.context.close()


def _draw_phone(studio: Studio, language: str) -> None:
    page = studio.browser.new_context(viewport=PHONE, has_touch=True).new_page()
    page.goto(f"{studio.server.url}/t/{_take(studio, f'phone-{language}', language)}")
    expect(page.locator(".headline")).to_be_visible()
    _keep(page, f"phone-{language}")
    page.context.close()


def _take(studio: Studio, request_id: str, language: str) -> str:
    """Take a ticket for renovation tax; return what its phone page is found by."""
    kiosk = Client(studio.server, studio.server.token(1, "kiosk-1"))
    answer = kiosk.post("/tickets", request_id=request_id, service_id=2, language=language)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["token"])


def _print(studio: Studio) -> None:
    """Draw the paper of each language's last ticket, as the agent prints it."""
    press = Press(ROOT / "printer_templates", ROOT / "server/static/fonts/ttf")
    at = 0
    while job := studio.agent.post("/print-jobs/takings", request_id=f"take-{at:04}").json()["job"]:
        report = {"request_id": f"report-{at:04}", "state": "confirmed", "reason": ""}
        studio.agent.post(f"/print-jobs/{job['id']}/reports", **report)
        slip: Image.Image = press.bitmap(job["slip"], PAPER_DOTS)
        slip.save(SHOWN / f"paper-{job['slip']['language']}.png", optimize=True)
        at += 1


def _keep_page(kiosk: Kiosk, page: str, name: str) -> None:
    kiosk.shows(page)
    _keep(kiosk.page, name)


def _keep(page: Page, name: str) -> None:
    """Keep a picture with as many colours as an eye tells apart: a third of its weight."""
    page.evaluate("document.fonts.ready")
    page.wait_for_timeout(900)  # the first motion
    seen = Image.open(BytesIO(page.screenshot())).convert("RGB")
    few = seen.quantize(
        MOST_COLOURS, Image.Quantize.MAXCOVERAGE, kmeans=1, dither=Image.Dither.NONE
    )
    few.save(SHOWN / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
    print(f"{len(list(SHOWN.glob('*.png')))} pictures in {SHOWN.relative_to(ROOT)}; sizes {SIZES}")
