"""A real Chromium with the hall's three screens."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.harness.server import RunningServer

SIZES = {
    "kiosk": (1080, 1920),
    "counter": (1366, 768),
    "display": (1920, 1080),
    "admin": (1366, 768),
}
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--autoplay-policy=no-user-gesture-required",
)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Give Debian's Chromium, quiet on the network."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=list(QUIET))
        yield browser
        browser.close()


def open_screen(browser: Browser, server: RunningServer, screen: str, token: str | None) -> Page:
    """Open one screen at its real size, in a browser of its own, paired when it has a token."""
    width, height = SIZES[screen]
    context = browser.new_context(
        viewport={"width": width, "height": height}, has_touch=screen == "kiosk"
    )
    if token:
        cookie: Any = {"name": f"nobat_{screen}", "value": token, "url": server.url}
        context.add_cookies([cookie])
    page = context.new_page()
    page.goto(f"{server.url}/{screen}")
    return page


def log_in(page: Page, username: str, password: str, counter: int) -> None:
    """Log a clerk in at the counter screen and open a counter."""
    page.get_by_test_id("username").fill(username)
    page.get_by_test_id("password").fill(password)
    page.get_by_test_id("log-in").click()
    page.get_by_test_id(f"counter-{counter}").click()
    page.get_by_test_id("call-next").wait_for()
