"""Every view of the console, opened one after the other as somebody would by hand."""

from collections.abc import Iterator

from playwright.sync_api import Browser, Page, expect

from tests.browser.console import console, is_live
from tests.harness.server import RunningServer

# Name of the view: what is clicked, by the beginning of its test id.
SHEETS = {
    "line": ("open-line-building_permit",),
    "line-closed": ("open-line-civil_registry",),
    "line-close": ("open-line-cashier", "act-close-service-cashier"),
    "move": ("open-line-building_permit", "act-move-"),
    "cancel": ("open-line-building_permit", "act-cancel-"),
    "counter-serving": ("open-counter-1",),
    "counter-paused": ("open-counter-4",),
    "counter-idle": ("open-counter-6",),
    "end": ("open-counter-1", "act-end-"),
    "pause": ("open-counter-6", "act-pause-6"),
    "close": ("open-counter-6", "act-close-6"),
    "open": ("open-counter-5", "act-open-5"),
    "assign": ("open-counter-3", "act-assign-3"),
    "held": ("held-",),
    "missed": ("missed-",),
    "close-hall": ("act-close-hall-hall",),
    "lacking": ("open-counter-1", "act-end-", "form-send"),
}


def views(
    browser: Browser, server: RunningServer, language: str, size: tuple[int, int]
) -> Iterator[tuple[str, Page]]:
    """Yield each view by name while it is open, after the hall's morning."""
    with console(browser, server, None, language, size) as page:
        yield "login", page
    with console(browser, server, "admin", language, size) as page:
        page.get_by_test_id("hall-district22").wait_for()
        yield "choose", page
    with console(browser, server, "ahmadi", language, size) as page:
        page.get_by_test_id("to-counter").wait_for()
        yield "clerk", page
    with console(browser, server, "inspector", language, size) as page:
        is_live(page)
        yield "inspector", page
    with console(browser, server, "supervisor", language, size) as page:
        yield from _of_a_supervisor(page)


def _of_a_supervisor(page: Page) -> Iterator[tuple[str, Page]]:
    is_live(page)
    yield "board", page
    for name, steps in SHEETS.items():
        for start in steps:
            page.locator(f"[data-testid^={start}]").first.click()
        expect(page.get_by_test_id("sheet")).to_be_visible()
        yield name, page
        page.get_by_test_id("sheet-close").click()
        expect(page.get_by_test_id("sheet")).to_be_hidden()
    page.get_by_test_id("nav-day").click()
    page.get_by_test_id("day-all-").wait_for()
    yield "day", page
