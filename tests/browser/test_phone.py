"""The visitor's phone: right at once, small, and never a number lost by it (issue: scenario 20)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Response, expect

from server.languages import LANGUAGES
from tests.harness.browser import chromium
from tests.harness.halls import PASSWORD, hall
from tests.harness.server import Client, RunningServer

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
MOST_BYTES = 100_000


@dataclass
class OpenHall:
    """A running hall that speaks every language, with a kiosk and a clerk at counter 1."""

    server: RunningServer
    kiosk: Client
    clerk: Client

    def take(self, at: int, language: str = "fa") -> dict[str, Any]:
        wish = {"service_id": 1, "language": language}
        answer = self.kiosk.post("/tickets", request_id=f"ticket-{at:04}", **wish)
        ticket: dict[str, Any] = answer.json()
        return ticket

    def call(self, at: int) -> int:
        answer = self.clerk.post("/calls", request_id=f"call-{at:04}")
        assert answer.status_code == 201, answer.text
        return int(answer.json()["id"])


@pytest.fixture
def hall_open(server: RunningServer) -> OpenHall:
    branch_id = server.apply(in_every_language(hall()))
    kiosk_token = server.token(branch_id, "kiosk-1")
    server.start()
    clerk = Client(server).log_in("hall-clerk1", PASSWORD)
    assert clerk.post("/counters/1/openings", request_id="open-one").ok
    return OpenHall(server, Client(server, kiosk_token), clerk)


def in_every_language(setup: dict[str, Any]) -> dict[str, Any]:
    """Return a set-up whose names stand in each language."""
    for part in (setup["branch"], *setup["services"], *setup["priority_classes"]):
        part["names"] = dict.fromkeys(LANGUAGES, part["names"]["fa"]) | part["names"]
    return setup | {"branch": setup["branch"] | {"languages": list(LANGUAGES)}}


@pytest.fixture
def browser() -> Iterator[Browser]:
    with chromium() as running:
        yield running


def open_phone(browser: Browser, hall_open: OpenHall, token: str, **context: Any) -> Page:
    page = browser.new_context(viewport=PHONE, has_touch=True, **context).new_page()
    page.goto(f"{hall_open.server.url}/t/{token}")
    return page


def test_the_phone_hears_of_the_call_and_weighs_little(
    browser: Browser, hall_open: OpenHall
) -> None:
    hall_open.take(1)
    mine = hall_open.take(2)
    weights: list[int] = []
    page = browser.new_context(viewport=PHONE).new_page()
    page.on("response", lambda answer: weights.append(weight(answer)))
    page.goto(f"{hall_open.server.url}/t/{mine['token']}", wait_until="networkidle")
    shown = page.locator(".phone")
    expect(page.locator(".headline")).to_have_text("۱ نفر جلوتر از شما هستند")
    heavy = sum(weights)

    first = hall_open.call(1)
    hall_open.clerk.post(f"/tickets/{first}/no-shows", request_id="no-show-1")
    hall_open.call(2)

    expect(page.locator(".headline")).to_have_text("نوبت شماست؛ به باجهٔ ۱ بفرمایید", timeout=3000)
    assert shown.get_attribute("data-state") == "called"
    assert 0 < heavy < MOST_BYTES


def weight(answer: Response) -> int:
    return len(answer.body()) if answer.ok else 0


def test_an_old_phone_without_modules_asks_again_by_itself(
    browser: Browser, hall_open: OpenHall
) -> None:
    mine = hall_open.take(1)
    page = browser.new_context(viewport=PHONE).new_page()
    page.route("**/phone-live.js", lambda route: route.abort())
    page.goto(f"{hall_open.server.url}/t/{mine['token']}")

    hall_open.call(1)

    expect(page.locator(".phone")).to_have_attribute("data-state", "called", timeout=8000)


def test_a_visitor_asks_for_time_then_leaves_only_after_saying_yes(
    browser: Browser, hall_open: OpenHall
) -> None:
    mine = hall_open.take(1, "en")
    page = open_phone(browser, hall_open, mine["token"])

    page.get_by_text("I need 10 more minutes").tap()
    expect(page.locator(".headline")).to_contain_text("We will not call you before")
    page.get_by_text("Leave the line").tap()
    page.get_by_text("No, stay").tap()
    expect(page.locator(".phone")).to_have_attribute("data-state", "waiting")
    page.get_by_text("Leave the line").tap()
    page.get_by_text("Yes, leave").tap()

    expect(page.locator(".headline")).to_have_text("This number was cancelled")
    answer = hall_open.clerk.post("/calls", request_id="nobody-there")
    assert answer.json()["error"] == "queue_empty"


@pytest.fixture
def alone(browser: Browser, hall_open: OpenHall) -> tuple[Page, dict[str, Any]]:
    """A phone that asks only when it is told to: no socket, and its clock stands still."""
    mine = hall_open.take(1, "en")
    page = browser.new_context(viewport=PHONE, has_touch=True).new_page()
    page.clock.install()
    page.route("**/phone-live.js", lambda route: route.abort())
    page.goto(f"{hall_open.server.url}/t/{mine['token']}")
    # The leap wakes the page's own timer once; what that asks for is no part of the test.
    with page.expect_response("**/visit") as last:
        page.clock.pause_at(datetime.now(UTC) + timedelta(hours=1))
    last.value.finished()
    return page, mine


def test_a_call_is_shown_over_the_question_whether_to_leave(
    alone: tuple[Page, dict[str, Any]], hall_open: OpenHall
) -> None:
    page, _ = alone
    page.get_by_text("Leave the line").tap()
    page.evaluate("nobatVisit.changed()")
    expect(page.get_by_text("Yes, leave")).to_be_visible()
    hall_open.call(1)

    page.evaluate("nobatVisit.changed()")

    expect(page.locator(".headline")).to_have_text("It is your turn: please go to counter 1")
    expect(page.get_by_text("Yes, leave")).to_be_hidden()


def test_what_changed_behind_the_question_is_shown_after_a_no(
    alone: tuple[Page, dict[str, Any]], hall_open: OpenHall
) -> None:
    page, mine = alone
    page.get_by_text("Leave the line").tap()
    resting = {"request_id": "resting-1"}
    answer = hall_open.kiosk.post(f"/visits/{mine['token']}/delays", **resting)
    assert answer.status_code == 201, answer.text

    page.get_by_text("No, stay").tap()

    expect(page.locator(".headline")).to_contain_text("We will not call you before")


def test_a_refusal_stays_until_the_visitor_touches_something_else(
    alone: tuple[Page, dict[str, Any]], hall_open: OpenHall
) -> None:
    page, mine = alone
    for at in range(2):
        hall_open.kiosk.post(f"/visits/{mine['token']}/delays", request_id=f"resting-{at}")

    page.get_by_text("I need 10 more minutes").tap()

    told = page.locator("#unheard")
    expect(page.get_by_text("I need 10 more minutes")).to_have_count(0)
    expect(told).to_have_text("Your turn cannot be put off any more.")
    with page.expect_response("**/visit"):
        page.evaluate("nobatVisit.changed()")
    expect(told).to_be_visible()
    page.get_by_text("Leave the line").tap()
    expect(told).to_be_hidden()


def test_a_lost_link_is_said_and_what_was_called_meanwhile_is_shown_after_it(
    browser: Browser, hall_open: OpenHall
) -> None:
    mine = hall_open.take(1)
    page = open_phone(browser, hall_open, mine["token"])
    page.context.set_offline(True)
    expect(page.locator("#unheard")).to_be_visible(timeout=15_000)

    hall_open.call(1)
    page.context.set_offline(False)

    expect(page.locator(".phone")).to_have_attribute("data-state", "called", timeout=5000)
    expect(page.locator("#unheard")).to_be_hidden()


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_the_page_turns_to_each_language_and_is_open_to_everybody(
    browser: Browser, hall_open: OpenHall, language: str
) -> None:
    mine = hall_open.take(1)
    page = open_phone(browser, hall_open, mine["token"])

    page.locator(f"[data-language={language}]").tap()

    direction = "ltr" if language == "en" else "rtl"
    expect(page.locator(f".phone[lang={language}][dir={direction}]")).to_be_visible()
    found = Axe().run(page).response["violations"]
    assert [each["id"] for each in found if each["impact"] in ("serious", "critical")] == []
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
