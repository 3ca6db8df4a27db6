"""Makes the pictures in docs/screens: `make screenshots`. A busy morning in the demo hall."""

import tempfile
from pathlib import Path

import yaml
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from kiosk.agent.paper import Press
from tests.harness.browser import SIZES, chromium, log_in, open_screen
from tests.harness.server import Client, RunningServer

PUBLIC_URL = "http://192.168.10.5:8080"
ROOT = Path(__file__).parents[2]
SHOWN = ROOT / "docs" / "screens"
MORNING = {1: 5, 2: 3, 3: 4, 4: 2, 5: 6, 6: 3}  # tickets by service


def main() -> None:
    """Write every picture."""
    SHOWN.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        server = RunningServer(Path(folder), {"NOBAT_PUBLIC_URL": PUBLIC_URL})
        branch_id = server.apply(yaml.safe_load((ROOT / "halls/demo.yaml").read_text()))
        devices = ("kiosk-1", "lobby-1", "printer-1")
        server.expect_agent(branch_id)
        tokens = {name: server.token(branch_id, name) for name in devices}
        server.start()
        try:
            _fill(server, tokens["kiosk-1"])
            with chromium() as browser:
                _draw(browser, server, tokens)
            _print(server, tokens)
        finally:
            server.stop()


def _fill(server: RunningServer, kiosk: str) -> None:
    """Issue a morning's tickets and call some of them."""
    visitors = Client(server, kiosk)
    for service_id, count in MORNING.items():
        for at in range(count):
            request_id = f"visitor-{service_id}-{at}"
            visitors.post("/tickets", request_id=request_id, service_id=service_id)
    for at, counter in enumerate((2, 3), start=2):
        clerk = Client(server).log_in(f"clerk{at}", f"nobat-demo-{at}")
        clerk.post(f"/counters/{counter}/openings", request_id=f"open-{counter}xx")
        for visit in range(2):
            call = clerk.post("/calls", request_id=f"call-{counter}-{visit}").json()
            clerk.post(f"/tickets/{call['id']}/beginnings", request_id=f"begin-{counter}-{visit}")
            if visit == 0:
                clerk.post(f"/tickets/{call['id']}/finishes", request_id=f"done-{counter}-{visit}")


def _draw(browser: Browser, server: RunningServer, tokens: dict[str, str]) -> None:
    counter = open_screen(browser, server, "counter", None)
    log_in(counter, "clerk1", "nobat-demo-1", 1)
    counter.keyboard.press("Space")
    expect(counter.get_by_test_id("ticket-number")).to_be_visible()
    counter.keyboard.press("Enter")
    expect(counter.get_by_test_id("ticket-state")).to_have_attribute("data-state", "serving")
    console = open_screen(browser, server, "admin", None)
    console.get_by_test_id("username").fill("supervisor")
    console.get_by_test_id("password").fill("nobat-demo-s")
    console.get_by_test_id("log-in").click()
    for language in ("fa", "en"):
        if language == "en":
            counter.get_by_test_id("language").click()
            console.get_by_test_id("language").click()
        _keep(console, f"console-{language}")
        _keep(counter, f"counter-{language}")
        counter.set_viewport_size({"width": 360, "height": 768})
        _keep(counter, f"counter-narrow-{language}")
        counter.set_viewport_size({"width": SIZES["counter"][0], "height": SIZES["counter"][1]})
        kiosk = open_screen(browser, server, "kiosk", tokens["kiosk-1"])
        _settle(kiosk, f"{server.url}/kiosk?language={language}")
        _keep(kiosk, f"kiosk-invitation-{language}")
        kiosk.get_by_test_id(f"language-{language}").tap()
        _keep(kiosk, f"kiosk-{language}")
        kiosk.get_by_test_id("service-building_permit").tap()
        _keep(kiosk, f"kiosk-service-{language}")
        _ask_for_work(server, tokens["printer-1"], language)
        kiosk.get_by_test_id("take").tap()
        expect(kiosk.get_by_test_id("ticket-number")).to_be_visible()
        _keep(kiosk, f"kiosk-ticket-{language}")
        display = open_screen(browser, server, "display", tokens["lobby-1"])
        _settle(display, f"{server.url}/display?language={language}")
        _keep(display, f"display-{language}")


def _ask_for_work(server: RunningServer, agent: str, when: str) -> None:
    """Let the agent be heard, so that paper is promised."""
    Client(server, agent).post("/print-jobs/takings", request_id=f"taking-before-{when}")


def _settle(page: Page, address: str) -> None:
    page.goto(address)
    expect(page.locator("html")).to_have_attribute("data-live", "yes")


def _keep(page: Page, name: str) -> None:
    page.wait_for_timeout(900)  # fonts and the first motion
    page.screenshot(path=SHOWN / f"{name}.png")


def _print(server: RunningServer, tokens: dict[str, str]) -> None:
    """Draw the paper of a Persian and an English ticket, as the agent prints it."""
    press = Press(ROOT / "printer_templates", ROOT / "server/static/fonts/ttf")
    visitors = Client(server, tokens["kiosk-1"])
    agent = Client(server, tokens["printer-1"])
    _ask_for_work(server, tokens["printer-1"], "paper")
    wanted = {"fa": "paper-fa", "en": "paper-en"}
    for language in wanted:
        visitors.post("/tickets", request_id=f"paper-{language}xx", service_id=1, language=language)
    at = 0
    while job := agent.post("/print-jobs/takings", request_id=f"taking-{at:03}").json()["job"]:
        agent.post(
            f"/print-jobs/{job['id']}/reports",
            request_id=f"report-{at:03}",
            state="confirmed",
            reason="",
        )
        bitmap: Image.Image = press.bitmap(job["slip"], 576)
        bitmap.save(SHOWN / f"{wanted[job['slip']['language']]}.png")
        at += 1


if __name__ == "__main__":
    main()
    print(f"{len(list(SHOWN.glob('*.png')))} pictures in {SHOWN.relative_to(ROOT)}; sizes {SIZES}")
