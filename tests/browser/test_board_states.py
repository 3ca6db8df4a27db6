"""Boards in every visitors' language, as nobody set them up, and when something is wrong."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.board_site import EYE, LAYOUTS, BoardSite, open_site
from tests.harness.browser import chromium
from tests.harness.server import RunningServer

pytestmark = pytest.mark.browser
SPOKEN = (["azb"], ["ckb"], ["en", "fa"], ["ar", "fa"], ["azb", "ckb"])
DRAWN_MS = 1_000
TOLD_MS = 25_000
ADDRESS = "www.shahrdari.tehran.ir/appointments"
SCREENS = ("hd", "upright", "wall")
SILENT = "Object.defineProperty(BaseAudioContext.prototype, 'state', { get: () => 'suspended' })"


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


def faults(page: Page, languages: list[str]) -> list[str]:
    """Return what is wrong with the board, once it stands in these languages."""
    board = page.locator(f"main[data-languages='{len(languages)}']")
    expect(page.locator(f"html[lang={languages[0]}]").locator(board)).to_be_visible()
    page.wait_for_timeout(DRAWN_MS)
    found: list[str] = page.evaluate(f"({EYE}).faults()")
    return [f"{'-'.join(languages)}: {fault}" for fault in found]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_it_fits_in_every_visitors_language(site: BoardSite, layout: str) -> None:
    slide = site.show_slide() if layout == "media" else None
    found = []
    site.look(layout, "hd", SPOKEN[0])
    with site.board("hd") as page:
        for languages in SPOKEN:
            site.look(layout, "hd", languages)
            found += faults(page, languages)
    if slide:
        site.take_away(slide)
    assert found == []


@pytest.mark.parametrize("size", SCREENS)
def test_an_address_on_a_slide_is_wholly_shown(site: BoardSite, size: str) -> None:
    slide = site.show_slide({"en": {"title": "Appointments", "body": ADDRESS}})
    site.look("media", size, ["en"])
    with site.board(size) as page:
        expect(page.locator(".slide p")).to_have_text(ADDRESS)
        found = faults(page, ["en"])
    site.take_away(slide)
    assert found == []


@pytest.mark.parametrize("languages", [["fa"], ["fa", "en"]])
def test_the_look_of_a_display_that_nobody_set_up_fits(
    site: BoardSite, languages: list[str]
) -> None:
    site.look("lines", "hd", languages, viewing_metres=8.0)
    with site.board("hd") as page:
        assert faults(page, languages) == []


def dead_pushes(page: Page) -> None:
    page.route_web_socket(re.compile("/socket.io/"), lambda near: near.close())


def held_back(page: Page) -> None:
    page.add_init_script(SILENT)


@pytest.mark.parametrize("size", SCREENS)
@pytest.mark.parametrize(
    ("told", "prepare", "live"), [("pushless", dead_pushes, "no"), ("sound-off", held_back, "yes")]
)
def test_a_warning_fits(
    site: BoardSite, size: str, told: str, prepare: Callable[[Page], None], live: str
) -> None:
    found = []
    for languages in (["fa"], ["fa", "en"]):
        site.look("lines", size, languages)
        with site.board(size, prepare=prepare, live=live) as page:
            expect(page.get_by_test_id(told)).to_be_visible(timeout=TOLD_MS)
            found += faults(page, languages)
    assert found == []


@pytest.mark.parametrize("size", SCREENS)
def test_the_age_of_an_old_picture_fits(site: BoardSite, size: str) -> None:
    site.look("lines", size, ["fa", "en"])
    with site.board(size) as page:
        page.route(re.compile("/snapshot$"), lambda route: route.abort())
        expect(page.get_by_test_id("stale")).to_be_visible(timeout=TOLD_MS)
        assert faults(page, ["fa", "en"]) == []


@pytest.mark.parametrize("size", SCREENS)
def test_a_page_that_waits_for_its_first_picture_fits(site: BoardSite, size: str) -> None:
    site.look("lines", size, ["fa"])
    with site.board(size) as page:
        page.wait_for_timeout(DRAWN_MS)
        page.route(re.compile("/snapshot$"), lambda route: route.abort())
        page.reload()
        expect(page.get_by_test_id("last-heard")).to_be_visible()
        found = page.evaluate(f"({EYE}).faults()")
    assert found == []
