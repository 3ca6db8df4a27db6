"""A board lives for months alone: it follows its look, loads itself again, tells how it is."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.board_site import LAYOUTS, BoardSite, done, fresh_id, open_site
from tests.harness.browser import chromium
from tests.harness.server import RunningServer

pytestmark = pytest.mark.browser
SERIOUS = ("serious", "critical")
SETTLED_MS = 3_000
LOADED_AGAIN_MS = 20_000
SNAPSHOT = re.compile("/snapshot$")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, browser: Browser) -> Iterator[BoardSite]:
    folder = tmp_path_factory.mktemp("board")
    server = RunningServer(folder, {"NOBAT_LOGIN_TRIES": "1000 per minute"})
    yield open_site(server, browser)
    server.kill()


@pytest.fixture
def page(site: BoardSite) -> Iterator[Page]:
    """A board for calls in two languages, which remembers that it was not loaded again."""
    site.look("calls", "hd", ["fa", "en"])
    with site.board("hd") as page:
        remember(page)
        yield page


def remember(page: Page) -> None:
    page.evaluate("document.documentElement.dataset.sameLoad = 'yes'")


def is_the_same_load(page: Page) -> None:
    expect(page.locator("html")).to_have_attribute("data-same-load", "yes")


def is_loaded_again(page: Page) -> None:
    expect(page.locator("html[data-same-load]")).to_have_count(0, timeout=LOADED_AGAIN_MS)
    expect(page.get_by_test_id("call-number").first).to_be_visible()


def ask(site: BoardSite, what: str) -> None:
    (display, *_) = site.displays()
    done(site.supervisor.post(f"/displays/{display['id']}/{what}", request_id=fresh_id()))


@pytest.mark.parametrize("layout", LAYOUTS)
def test_axe_finds_nothing_serious(site: BoardSite, layout: str) -> None:
    slide = site.show_slide() if layout == "media" else None
    site.look(layout, "hd", ["fa", "en"])
    # Letters that fade in would be met half way.
    with site.board("hd", reduced_motion="reduce") as page:
        page.wait_for_timeout(SETTLED_MS)
        found = serious(page)
        notice = site.notice()
        expect(page.get_by_test_id("notice")).to_be_visible()
        found += serious(page)
    site.end(notice)
    if slide:
        site.take_away(slide)
    assert found == []


def serious(page: Page) -> list[str]:
    return [
        f"{rule['id']}: {node['html'][:120]}"
        for rule in Axe().run(page).response["violations"]
        if rule["impact"] in SERIOUS
        for node in rule["nodes"]
    ]


def test_another_look_is_taken_without_loading_again(site: BoardSite, page: Page) -> None:
    site.look("service", "hd", ["en"])

    expect(page.locator(".board-service")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    is_the_same_load(page)


def test_a_board_that_is_asked_says_who_it_is(site: BoardSite, page: Page) -> None:
    ask(site, "identifications")

    identity = page.get_by_test_id("identity")
    expect(identity).to_contain_text("lobby-1")
    expect(identity).to_contain_text("1920 × 1080")


def test_a_board_that_is_asked_loads_itself_again(site: BoardSite, page: Page) -> None:
    ask(site, "reloads")

    is_loaded_again(page)


def test_a_board_tells_how_it_is(site: BoardSite, page: Page) -> None:
    expect(page.get_by_test_id("call-number").first).to_be_visible()
    page.wait_for_timeout(1_000)

    (display, *_) = site.displays()
    status = display["status"]
    seq = page.locator("html").get_attribute("data-seq")
    assert (status["width"], status["height"], str(status["seq"])) == (1920, 1080, seq)
    assert status["version"] in page.content()


def test_after_an_upgrade_it_loads_itself_again_once(site: BoardSite, page: Page) -> None:
    def upgraded(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers=answer.headers | {"x-nobat-assets": "newer"})

    page.route(SNAPSHOT, upgraded)
    is_loaded_again(page)

    remember(page)
    page.wait_for_timeout(LOADED_AGAIN_MS)
    is_the_same_load(page)


def test_a_board_that_cannot_draw_loads_itself_again(site: BoardSite, page: Page) -> None:
    broken = {"seq": 10**6, "branch": None}
    page.route(SNAPSHOT, lambda route: route.fulfill(json=broken), times=1)
    site.take(3)  # what happens in a hall lets its boards ask again within a few seconds

    is_loaded_again(page)


def test_while_the_server_is_away_a_new_page_says_where_it_is_and_since_when(
    site: BoardSite, page: Page
) -> None:
    page.route(SNAPSHOT, lambda route: route.abort())
    page.reload()

    expect(page.get_by_test_id("last-heard")).to_be_visible()
    expect(page.locator("h1")).to_contain_text("شهرداری")
    expect(page.get_by_test_id("call-number")).to_have_count(0)


def test_who_wants_no_motion_sees_none(site: BoardSite) -> None:
    site.look("calls", "hd", ["fa"])
    with site.board("hd", reduced_motion="reduce") as page:
        motion = page.evaluate(
            """() => {
              const call = document.querySelector(".call")
              call.classList.add("call-fresh")
              return getComputedStyle(call, "::before").animationName
            }"""
        )
    assert motion == "none"


def test_a_medium_that_cannot_be_loaded_is_skipped(site: BoardSite) -> None:
    image, slide = site.show_image(), site.show_slide()
    site.look("media", "hd", ["fa"])
    with site.board("hd") as page:
        player = page.get_by_test_id("player")
        expect(player).to_have_attribute("data-medium", str(image["id"]))
        page.route(re.compile(r"/media/\d+/file"), lambda route: route.abort())
        page.reload()
        expect(player).to_have_attribute("data-medium", str(slide["id"]))
    for medium in (image, slide):
        site.take_away(medium)
