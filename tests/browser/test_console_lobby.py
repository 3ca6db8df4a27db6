"""A supervisor sees how the displays are, and says what they show and what the lobby hears."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.console import SIZES, click, console, staff
from tests.browser.console_lobby import (
    DISPLAYS,
    dress,
    furnished,
    lobby_hall,
    lobby_views,
    open_lobby,
    picture,
    put,
    says,
)
from tests.browser.test_console_access import faults
from tests.harness.browser import chromium
from tests.harness.server import Client, RunningServer

pytestmark = pytest.mark.browser
BRANCH = "/branches/1"
LIE = {"name": "fest.png", "mimeType": "image/png", "buffer": b"<svg>not a picture</svg>"}
HONEST = {"name": "fest.gif", "mimeType": "image/gif", "buffer": b"GIF89a"}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def boards(server: RunningServer) -> list[Client]:
    """The displays of a hall; none has said a word yet."""
    server.environment["NOBAT_LOGIN_TRIES"] = "1000 per minute"
    branch_id = server.apply(lobby_hall())
    paired = [Client(server, server.token(branch_id, code)) for code in DISPLAYS]
    server.start()
    return paired


@pytest.fixture
def boss(server: RunningServer, boards: list[Client]) -> Client:
    return staff(server, "supervisor")


@pytest.fixture(scope="module")
def furnished_lobby(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """A lobby with some of everything; looking at it changes nothing."""
    folder: Path = tmp_path_factory.mktemp("lobby")
    server = RunningServer(folder)
    furnished(server)
    yield server
    server.kill()


def displays(person: Client) -> dict[str, Any]:
    """Return the hall's displays by their codes."""
    answer = person.get(f"{BRANCH}/displays").json()
    return {each["code"]: each for each in answer["displays"]}


def media(person: Client) -> list[Any]:
    listed: list[Any] = person.get(f"{BRANCH}/media").json()["media"]
    return listed


def part(page: Page, name: str) -> None:
    """Open the room and turn to one of its parts."""
    open_lobby(page)
    click(page, f"turn-{name}")


def fill(page: Page, field: str, text: str) -> None:
    page.get_by_test_id(f"field-{field}").fill(text)


def said(page: Page) -> Any:
    return expect(page.get_by_test_id("said"))


def test_a_second_voice_in_a_zone_is_refused_beside_its_field(server, boss, browser) -> None:
    with console(browser, server, "supervisor") as page:
        part(page, "displays")
        click(page, "look-lobby-2", "layout-media")
        fill(page, "inches", "۵۵")
        page.get_by_test_id("field-second").select_option("en")
        page.get_by_test_id("field-speaks").check()
        click(page, "form-send")
        problem = page.get_by_test_id("problem")
        expect(problem).to_have_attribute("data-field", "speaks")
        expect(problem).to_contain_text("lobby-۱")
        assert displays(boss)["lobby-2"]["look"]["layout"] == "lines"
        fill(page, "zone", "شرقی")
        click(page, "form-send")
        said(page).to_contain_text("ذخیره شد")
        expect(page.get_by_test_id("sheet")).to_be_hidden()
        expect(page.get_by_test_id("display-lobby-2")).to_contain_text("گویا در ⁨شرقی⁩")

    kept = displays(boss)["lobby-2"]["look"]
    assert (kept["layout"], kept["languages"], kept["inches"]) == ("media", ["fa", "en"], 55)
    assert (kept["zone"], kept["speaks"]) == ("شرقی", True)


def test_a_form_says_what_it_lacks_and_keeps_what_was_written(server, boss, browser) -> None:
    with console(browser, server, "supervisor", "en") as page:
        part(page, "displays")
        click(page, "look-lobby-3", "layout-counter")
        fill(page, "metres", "far")
        click(page, "form-send")
        problem = page.get_by_test_id("problem")
        expect(problem).to_have_attribute("data-field", "counter")
        page.get_by_test_id("field-counter").select_option("2")
        click(page, "form-send")
        expect(problem).to_have_attribute("data-field", "metres")
        fill(page, "metres", "2.5")
        click(page, "form-send")
        expect(page.get_by_test_id("display-lobby-3")).to_contain_text("Counter 2")

    assert displays(boss)["lobby-3"]["look"]["viewing_metres"] == 2.5


def test_how_each_display_is_stands_in_words_and_follows(server, boards, boss, browser) -> None:
    with console(browser, server, "supervisor") as page:
        part(page, "displays")
        first = page.get_by_test_id("display-lobby-1")
        expect(first).to_have_attribute("data-stage", "never")
        says(boards[0], audio="suspended", legible=False, version="older")
        expect(first).to_have_attribute(
            "data-warnings", "sound_off illegible behind", timeout=20_000
        )
        expect(first).to_contain_text("۱۹۲۰ × ۱۰۸۰")
        expect(first).to_contain_text("ردیف آخر")
        expect(page.get_by_test_id("turn-displays")).to_contain_text("۱ هشدار")
        says(boards[0], audio="running")
        expect(first).to_have_attribute("data-warnings", "", timeout=20_000)


def test_a_display_is_asked_to_show_itself_and_to_load_again(server, boss, browser) -> None:
    with console(browser, server, "supervisor") as page:
        part(page, "displays")
        click(page, "identify-lobby-1")
        said(page).to_contain_text("نام خود را نشان می‌دهد")
        click(page, "reload-lobby-1")
        said(page).to_contain_text("دوباره بارگذاری می‌شود")


def test_a_notice_is_given_stands_and_is_taken_away(server, boss, browser: Browser) -> None:
    with console(browser, server, "supervisor") as page:
        part(page, "notices")
        fill(page, "text-en", "The lift is out of order.")
        click(page, "send")
        expect(page.get_by_test_id("problem")).to_have_attribute("data-field", "text-fa")
        fill(page, "text-fa", "آسانسور خراب است. <b>لطفاً</b> از پله بروید.")
        page.get_by_test_id("field-spoken").check()
        click(page, "send")
        notice = page.get_by_test_id("notice-1")
        expect(notice).to_contain_text("<b>لطفاً</b>")
        expect(notice).to_contain_text("نشان داده می‌شود و گفته شد")
        expect(page.get_by_test_id("field-text-fa")).to_have_value("")
        standing = boss.get(f"{BRANCH}/notices").json()["notices"]
        click(page, "end-notice-1", "form-send")
        expect(notice).to_be_hidden()

    assert [(each["spoken"], each["shown"], each["until"]) for each in standing] == [
        (True, True, None)
    ]
    assert boss.get(f"{BRANCH}/notices").json()["notices"] == []


def test_the_sound_is_told_in_a_sentence_before_it_is_kept(server, boss, browser) -> None:
    with console(browser, server, "supervisor") as page:
        part(page, "sound")
        click(page, "field-times-1", "add-hour")
        page.get_by_test_id("hour-from-0").fill("۱۲:۳۰")
        click(page, "send")
        expect(page.get_by_test_id("problem")).to_have_attribute("data-field", "hours")
        page.get_by_test_id("hour-until-0").fill("۱۳")
        expect(page.get_by_test_id("outcome")).to_contain_text("هیچ صدایی نمی‌آید")
        page.get_by_test_id("volume").fill("60")
        page.get_by_test_id("field-second").select_option("en")
        click(page, "send")
        said(page).to_contain_text("ذخیره شد")

    sound = boss.get(f"{BRANCH}/displays").json()["sound"]
    assert sound["hours"] == [{"from": "12:30", "until": "13:00", "volume": 0}]
    assert (sound["times"], sound["volume"], sound["languages"]) == (1, 60, ["fa", "en"])


def test_what_is_being_written_is_not_overwritten(server, boss, browser: Browser) -> None:
    with console(browser, server, "supervisor") as page:
        part(page, "sound")
        page.get_by_test_id("volume").fill("40")
        theirs = {"languages": ["en"], "times": 3, "chime": False, "volume": 20, "hours": []}
        put(boss, f"{BRANCH}/sound", **theirs)
        expect(page.get_by_test_id("meanwhile")).to_be_visible()
        expect(page.get_by_test_id("volume")).to_have_value("40")
        click(page, "take-theirs")
        expect(page.get_by_test_id("volume")).to_have_value("20")
        expect(page.get_by_test_id("field-times-3")).to_be_checked()


def test_a_picture_is_sent_seen_timed_and_taken_away(server, boss, browser: Browser) -> None:
    with console(browser, server, "supervisor") as page:
        part(page, "media")
        file = {"name": "park.png", "mimeType": "image/png", "buffer": picture(320, 180)}
        page.get_by_test_id("upload").set_input_files([file])
        row = page.get_by_test_id("medium-1")
        expect(row).to_contain_text("park")
        expect(row.locator("img")).to_have_js_property("naturalWidth", 320)
        click(page, "medium-edit-1")
        page.get_by_test_id("field-first_day-set").select_option("day")
        page.get_by_test_id("field-first_day-year").select_option("1405")
        page.get_by_test_id("field-first_day-month").select_option("12")
        page.get_by_test_id("field-first_day-day").select_option("29")
        page.get_by_test_id("field-weekdays-4").uncheck()
        fill(page, "from", "۸")
        click(page, "form-send")
        expect(row).to_contain_text("از ⁨۲۹ اسفند ۱۴۰۵⁩")
        kept = media(boss)
        click(page, "end-medium-1", "form-send")
        expect(row).to_be_hidden()

    told = [(each["first_day"], each["weekdays"], each["from"], each["until"]) for each in kept]
    assert told == [("2027-03-20", [0, 1, 2, 3, 5, 6], "08:00", None)]
    assert media(boss) == []


@pytest.mark.parametrize("file", [LIE, HONEST], ids=["by-the-server", "before-it-is-sent"])
def test_what_is_no_picture_is_refused_in_words(server, boss, browser, file: Any) -> None:
    with console(browser, server, "supervisor") as page:
        part(page, "media")
        page.get_by_test_id("upload").set_input_files([file])
        refused = page.get_by_test_id("upload-row")
        expect(refused).to_have_attribute("data-code", "type_refused")
        expect(refused).to_contain_text("PNG, JPEG, WebP")
        click(page, "upload-drop")
        expect(refused).to_be_hidden()

    assert media(boss) == []


def test_a_slide_is_written_and_put_before_a_picture(server, boss, browser: Browser) -> None:
    with console(browser, server, "supervisor") as page:
        part(page, "media")
        file = {"name": "park.png", "mimeType": "image/png", "buffer": picture()}
        page.get_by_test_id("upload").set_input_files([file])
        expect(page.get_by_test_id("medium-1")).to_be_visible()
        click(page, "add-slide")
        fill(page, "title-fa", "مدارک لازم")
        fill(page, "body-fa", "شناسنامه")
        click(page, "form-send")
        expect(page.get_by_test_id("medium-2")).to_have_attribute("data-kind", "slide")
        click(page, "earlier-2")
        expect(page.locator(".medium").first).to_have_attribute("data-testid", "medium-2")

    assert [(each["id"], each["place"]) for each in media(boss)] == [(2, 0), (1, 1)]


def test_an_inspector_sees_all_of_it_and_no_way_to_change_it(server, boss, browser) -> None:
    dress(boss, displays(boss)["lobby-1"]["id"], layout="calls", speaks=True)
    with console(browser, server, "inspector") as page:
        open_lobby(page)
        expect(page.get_by_test_id("display-lobby-1")).to_contain_text("فقط فراخوان‌ها")
        for name in ("displays", "notices", "sound", "media"):
            click(page, f"turn-{name}")
            shown = page.get_by_test_id(f"part-{name}")
            expect(shown.get_by_role("heading").first).to_be_visible()
            expect(shown.locator("button, input, select, textarea")).to_have_count(0)


@pytest.mark.parametrize("language", ["fa", "en"])
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_lobby_room_shuts_nobody_out_and_cuts_no_word(
    browser: Browser, furnished_lobby: RunningServer, language: str, size: tuple[int, int]
) -> None:
    found = {
        name: faults(page) for name, page in lobby_views(browser, furnished_lobby, language, size)
    }

    assert {name: wrong for name, wrong in found.items() if wrong} == {}
