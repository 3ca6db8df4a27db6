"""Every view of the console is readable by everybody, whole, and in its own digits."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.console import SIZES
from tests.browser.console_morning import Morning
from tests.browser.console_views import views
from tests.harness.browser import chromium
from tests.harness.server import RunningServer

pytestmark = pytest.mark.browser
GRAVE = ("serious", "critical")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def morning(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """A hall after its morning; looking at it changes nothing."""
    folder: Path = tmp_path_factory.mktemp("morning")
    server = RunningServer(folder, {"NOBAT_LOGIN_TRIES": "1000 per minute"})
    Morning(server).pass_by()
    server.start()
    yield server
    server.kill()


@pytest.mark.parametrize("language", ["fa", "en"])
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_no_view_shuts_anybody_out_or_cuts_a_word(
    browser: Browser, morning: RunningServer, language: str, size: tuple[int, int]
) -> None:
    found = {name: faults(page) for name, page in views(browser, morning, language, size)}

    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def faults(page: Page) -> list[str]:
    """Return what axe finds serious or critical, cut words, and digits of another language."""
    found = Axe().run(page).response["violations"]
    barriers = [fault for fault in found if fault["impact"] in GRAVE]
    cut: list[str] = page.evaluate(CUT)
    digits: list[str] = page.evaluate(LATIN_DIGITS)
    return [
        *(
            f"{b['id']}: {n['target']}"
            for b in barriers
            if b["impact"] in GRAVE
            for n in b["nodes"]
        ),
        *(f"cut: {text}" for text in cut),
        *(f"Latin digits: {text}" for text in digits),
    ]


# What is wider than its box and hides the rest.
CUT = r"""
() => [...document.querySelectorAll("#screen *")]
  .filter((e) => e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 1
    && ["hidden", "clip"].includes(getComputedStyle(e).overflowX) && e.innerText?.trim())
  .map((e) => e.innerText)
"""
# The codes of devices are written as the set-up file has them.
LATIN_DIGITS = r"""
() => document.documentElement.lang !== "fa" ? [] : [...document.querySelectorAll("#screen *")]
  .flatMap((e) => [...e.childNodes].filter((n) => n.nodeType === Node.TEXT_NODE).map((n) => n.data)
    .concat(e.matches("input:not([type=radio], [type=range])") ? [e.value] : []))
  .filter((text) => /[0-9]/.test(text.replace(/\u2068[a-z][a-z0-9/_-]*\u2069/g, "")))
"""
