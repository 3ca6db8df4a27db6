"""Every layout on every screen, in each language: nothing is cut, nothing leaves the screen."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.board_site import EYE, LAYOUTS, SIZES, BoardSite, open_site
from tests.harness.browser import chromium
from tests.harness.server import RunningServer

pytestmark = pytest.mark.browser
SPOKEN = (["fa"], ["en"], ["ar"], ["fa", "en"])
DRAWN_MS = 2_600  # the pulses, and what fades in


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[BoardSite]:
    server = RunningServer(
        tmp_path_factory.mktemp("board"), {"NOBAT_LOGIN_TRIES": "1000 per minute"}
    )
    yield open_site(server, browser)
    server.kill()


def all_faults(site: BoardSite, page: Page, layout: str, size: str) -> list[str]:
    """Return what is wrong with the board as it stands, in each language and in two."""
    found = []
    for languages in SPOKEN:
        site.look(layout, size, languages)
        board = page.locator(f"main[data-languages='{len(languages)}']")
        expect(page.locator(f"html[lang={languages[0]}]").locator(board)).to_be_visible()
        page.wait_for_timeout(DRAWN_MS)
        shown: list[str] = page.evaluate(f"({EYE}).faults()")
        found += [f"{'-'.join(languages)}: {fault}" for fault in shown]
    return found


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_nothing_is_cut_and_nothing_leaves_the_screen(
    site: BoardSite, layout: str, size: str
) -> None:
    slide = site.show_slide() if layout == "media" else None
    site.look(layout, size, SPOKEN[0])

    with site.board(size) as page:
        expect(page.get_by_test_id("call-number").first).to_be_visible()
        site.call_two()
        found = all_faults(site, page, layout, size)
        site.serve_one()
        notice = site.notice()
        expect(page.get_by_test_id("notice")).to_be_visible()
        found += all_faults(site, page, layout, size)

    site.end(notice)
    if slide:
        site.take_away(slide)
    assert found == []
