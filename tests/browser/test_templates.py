"""A supervisor writes a template and sees the very paper; printers call for help on the board."""

import base64
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.console import click, console, hall, is_live, staff, take
from tests.harness.browser import chromium
from tests.harness.halls import ALL_DAY
from tests.harness.server import Client, RunningServer

pytestmark = pytest.mark.browser
GRAVE = ("serious", "critical")
OWN = '#import "slip.typ": *\n#show: sheet\n\n#head\n#number(40pt)\n#foot\n'
BROKEN = OWN.replace("#head", "#haed")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def agent(server: RunningServer) -> Client:
    """The agent of a hall that is open all day; it has just asked for work."""
    server.environment["NOBAT_LOGIN_TRIES"] = "1000 per minute"
    branch_id = server.apply(hall(hours=ALL_DAY, languages=["fa", "en"]))
    token = server.token(branch_id, "printer-1")
    server.start()
    client = Client(server, token)
    assert job_of(client) is None
    return client


def job_of(agent: Client) -> Any:
    return agent.post("/print-jobs/takings").json()["job"]


def say(agent: Client, state: str) -> None:
    """Say how the printer is."""
    body = {"printers": [{"code": "main", "state": state, "reason": ""}]}
    url = f"{agent.server.url}/api/v1/printers/states"
    assert agent.session.put(url, json=body, timeout=30).status_code == 200


def open_paper(page: Page) -> None:
    click(page, "nav-paper")
    fresh(page)


def fresh(page: Page) -> None:
    """Wait until the picture is of the text that stands there."""
    expect(page.get_by_test_id("preview")).to_have_attribute("data-state", "fresh", timeout=20_000)


def write(page: Page, source: str) -> None:
    page.get_by_test_id("source").fill(source)


def picture(page: Page) -> bytes:
    address = page.get_by_test_id("preview").get_attribute("src") or ""
    return base64.b64decode(address.removeprefix("data:image/png;base64,"))


def barriers(page: Page) -> list[Any]:
    found = Axe().run(page).response["violations"]
    return [(b["id"], n["target"]) for b in found if b["impact"] in GRAVE for n in b["nodes"]]


def test_what_is_written_is_seen_kept_and_printed(server, agent, browser: Browser) -> None:
    with console(browser, server, "supervisor") as page:
        open_paper(page)
        built_in = picture(page)
        write(page, OWN)
        fresh(page)
        own = picture(page)
        click(page, "save")
        expect(page.get_by_test_id("paper-said")).to_have_attribute("data-said", "saved")
        expect(page.get_by_test_id("entry-ticket")).to_contain_text("از آنِ مرکز")

    take(Client(server, server.token(1, "kiosk-1")))
    assert job_of(agent)["template"] == {"name": "ticket", "source": OWN}
    asked = {"name": "ticket", "width": 576, "language": "fa"}
    boss = staff(server, "supervisor")
    assert boss.post("/branches/1/template-previews", source=OWN, **asked).content == own
    assert boss.post("/branches/1/template-previews", **asked).content == built_in != own


def test_a_broken_line_is_marked_and_what_was_kept_stays(server, agent, browser: Browser) -> None:
    with console(browser, server, "supervisor") as page:
        open_paper(page)
        page.get_by_test_id("source").fill(BROKEN)
        broken = page.get_by_test_id("broken")
        expect(broken).to_have_attribute("data-line", "4")
        expect(broken).to_contain_text("سطر ۴، ستون ۲")
        expect(broken).to_contain_text("unknown variable: haed")
        expect(page.locator(".gutter .wrong")).to_have_text("4")
        expect(page.get_by_test_id("preview")).to_have_attribute("data-state", "stale")
        click(page, "save")
        expect(page.get_by_test_id("paper-said")).to_have_attribute("data-said", "broken")
        page.get_by_test_id("source").fill(OWN)
        fresh(page)
        expect(broken).to_be_hidden()
        click(page, "save")
        expect(page.get_by_test_id("paper-said")).to_have_attribute("data-said", "saved")
        page.get_by_test_id("source").fill(BROKEN)
        click(page, "save")
        expect(page.get_by_test_id("paper-said")).to_have_attribute("data-said", "broken")

    kept = staff(server, "supervisor").get("/branches/1/templates").json()["templates"]
    assert [one["source"] for one in kept] == [OWN]


def test_a_template_for_one_service_language_and_roll_goes_back(server, agent, browser) -> None:
    with console(browser, server, "supervisor", "en") as page:
        open_paper(page)
        page.get_by_test_id("aim-service").select_option("1")
        page.get_by_test_id("aim-language").select_option("en")
        page.get_by_test_id("aim-width").select_option("384")
        fresh(page)
        write(page, OWN)
        fresh(page)
        click(page, "save")
        entry = page.get_by_test_id("entry-ticket-1-en-384")
        expect(entry).to_have_attribute("aria-current", "true")
        width = page.get_by_test_id("preview").evaluate("image => image.naturalWidth")
        click(page, "give-up")
        expect(entry).to_be_hidden()
        expect(page.get_by_test_id("give-up")).to_be_hidden()

    assert width == 384
    assert staff(server, "supervisor").get("/branches/1/templates").json()["templates"] == []


def test_unsaved_text_is_not_lost_by_a_click_beside_it(server, agent, browser: Browser) -> None:
    with console(browser, server, "supervisor") as page:
        open_paper(page)
        write(page, OWN)
        click(page, "entry-test")
        expect(page.get_by_test_id("paper-said")).to_have_attribute("data-said", "unsaved")
        expect(page.get_by_test_id("source")).to_have_value(OWN)
        click(page, "discard", "entry-test")
        expect(page.get_by_test_id("source")).not_to_have_value(OWN)
        expect(page.get_by_test_id("entry-test")).to_have_attribute("aria-current", "true")
        fresh(page)


def test_every_kind_of_paper_has_its_picture_on_both_rolls(server, agent, browser) -> None:
    with console(browser, server, "supervisor") as page:
        open_paper(page)
        seen = []
        for kind in ("ticket", "reprint", "test", "day_slip", "follow_up"):
            click(page, f"entry-{kind}")
            for width in ("576", "384"):
                page.get_by_test_id("look-width").select_option(width)
                expect(page.get_by_test_id("preview")).to_have_js_property(
                    "naturalWidth", int(width), timeout=20_000
                )
                fresh(page)
                seen.append(picture(page))

    assert len(set(seen)) == len(seen) == 10


def test_a_printer_in_trouble_is_told_on_the_board_until_it_is_well(server, agent, browser):
    say(agent, "ok")
    with console(browser, server, "supervisor") as page:
        is_live(page)
        alarm = page.get_by_test_id("printer-printer-1/main")
        expect(alarm).to_be_hidden()
        for state, words in (
            ("paper_low", "کاغذ چاپگر printer-1/main رو به پایان است"),
            ("paper_out", "چاپگر printer-1/main کاغذ ندارد"),
            ("cover_open", "درِ چاپگر printer-1/main باز است"),
        ):
            say(agent, state)
            expect(alarm).to_have_attribute("data-state", state)
            assert words in without_marks(alarm.inner_text())
        assert barriers(page) == []
        click(page, "act-test-page-printer-1-main")
        expect(page.get_by_test_id("said")).to_contain_text("برگهٔ آزمایش")
        assert job_of(agent)["kind"] == "test"
        say(agent, "ok")
        expect(alarm).to_be_hidden()


def without_marks(text: str) -> str:
    return text.translate(dict.fromkeys((0x2066, 0x2067, 0x2068, 0x2069)))


def test_a_ticket_is_printed_again_from_its_line(server, agent, browser: Browser) -> None:
    take(Client(server, server.token(1, "kiosk-1")))
    with console(browser, server, "supervisor") as page:
        is_live(page)
        click(page, "open-line-building_permit", "act-reprint-A-001")
        expect(page.get_by_test_id("said")).to_contain_text("چاپ می‌شود")

    first = job_of(agent)
    agent.post(f"/print-jobs/{first['id']}/reports", request_id="report-1", state="failed")
    assert job_of(agent)["kind"] == "reprint"


def test_an_inspector_sees_a_printer_in_trouble_and_no_button(server, agent, browser) -> None:
    say(agent, "offline")
    with console(browser, server, "inspector") as page:
        is_live(page)
        expect(page.get_by_test_id("printer-printer-1/main")).to_be_visible()
        expect(page.get_by_test_id("act-test-page-printer-1-main")).to_be_hidden()
        expect(page.get_by_test_id("nav-paper")).to_be_hidden()


def test_the_day_is_printed_from_the_list_of_printers(server, agent, browser: Browser) -> None:
    with console(browser, server, "supervisor") as page:
        open_paper(page)
        click(page, "day-slip-printer-1/main")
        expect(page.get_by_test_id("paper-said")).to_have_attribute("data-said", "day_slip")

    assert job_of(agent)["kind"] == "day_slip"


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_paper_room_shuts_nobody_out(server, agent, browser, language: str) -> None:
    say(agent, "paper_out")
    with console(browser, server, "supervisor", language) as page:
        open_paper(page)
        whole = barriers(page)
        page.get_by_test_id("source").fill(BROKEN)
        expect(page.get_by_test_id("broken")).to_be_visible()
        broken = barriers(page)

    assert (whole, broken) == ([], [])
