"""The console in a real browser: who may see a hall, sees it live and acts on it at once."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.api.supervising import give_the_city
from tests.browser.console import (
    PASSWORD,
    click,
    console,
    enter,
    hall,
    is_live,
    second_hall,
    staff,
    take,
)
from tests.harness.browser import chromium, log_in, open_screen
from tests.harness.server import Client, RunningServer

pytestmark = pytest.mark.browser
LOST_MS = 15_000
PERMIT, TAX = 1, 2  # services of the demo hall


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def running(server: RunningServer) -> RunningServer:
    """Two halls; nobody is there yet."""
    server.environment["NOBAT_LOGIN_TRIES"] = "1000 per minute"
    server.apply(hall())
    server.apply(second_hall())
    give_the_city(server.database_url, "admin")
    return server.start()


@pytest.fixture
def kiosk(running: RunningServer) -> Client:
    return Client(running, running.token(1, "kiosk-1"))


@pytest.fixture
def page(running: RunningServer, browser: Browser) -> Iterator[Page]:
    """The supervisor's board, live."""
    with console(browser, running, "supervisor") as opened:
        is_live(opened)
        yield opened


def waiting(page: Page, service: str, count: int) -> None:
    expect(page.get_by_test_id(f"line-{service}")).to_have_attribute("data-waiting", str(count))


def test_a_line_grows_before_the_supervisors_eyes(page: Page, kiosk: Client) -> None:
    waiting(page, "building_permit", 0)

    take(kiosk)
    waiting(page, "building_permit", 1)
    take(kiosk)

    waiting(page, "building_permit", 2)
    expect(page.get_by_test_id("figure-issued")).to_have_attribute("data-value", "2")
    expect(page.get_by_test_id("stranded-building_permit")).to_be_visible()


def test_a_clerk_who_calls_nobody_while_people_wait_is_said(
    page: Page, kiosk: Client, running: RunningServer
) -> None:
    clerk = staff(running, "ahmadi")
    clerk.does("/counters/1/openings")
    row = page.get_by_test_id("counter-1")
    expect(row).to_have_attribute("data-stage", "free")

    take(kiosk)

    expect(row).to_have_attribute("data-stage", "idle")
    expect(row).to_contain_text("یک نفر منتظر است")
    clerk.does("/calls")
    expect(row).to_have_attribute("data-stage", "called")
    expect(row).to_contain_text("A-۰۰۱")


def test_a_waiting_visitor_is_moved_to_another_line(page: Page, kiosk: Client) -> None:
    number = take(kiosk)
    waiting(page, "building_permit", 1)

    click(page, "open-line-building_permit", f"act-move-{number}")
    page.get_by_test_id("field-service").select_option(str(TAX))
    click(page, "form-send")

    expect(page.get_by_test_id("said")).to_be_visible()
    waiting(page, "renovation_tax", 1)
    waiting(page, "building_permit", 0)


def test_who_goes_first_goes_with_a_reason(page: Page, kiosk: Client) -> None:
    take(kiosk)
    number = take(kiosk)

    click(page, "open-line-building_permit", f"act-move-{number}", "field-place-first", "form-send")
    expect(page.get_by_test_id("problem")).to_have_attribute("data-field", "note")
    page.get_by_test_id("field-note").fill("نوزاد همراه دارد")
    click(page, "form-send")

    first = page.locator("[data-testid^=waiting-]").first
    expect(first).to_have_attribute("data-testid", f"waiting-{number}")


def test_a_visitor_who_left_is_cancelled(page: Page, kiosk: Client) -> None:
    number = take(kiosk)
    waiting(page, "building_permit", 1)

    click(page, "open-line-building_permit", f"act-cancel-{number}")
    page.get_by_test_id("field-reason").fill("رفت")
    click(page, "form-send")

    waiting(page, "building_permit", 0)
    expect(page.get_by_test_id("figure-cancelled")).to_have_attribute("data-value", "1")


def test_a_clerk_is_seated_and_the_counter_closed_again(page: Page, running: RunningServer) -> None:
    row = page.get_by_test_id("counter-5")

    click(page, "open-counter-5", "act-open-5")
    page.get_by_text("کاوه نادری").click()
    click(page, "form-send")
    expect(row).to_have_attribute("data-state", "open")
    expect(row).to_contain_text("کاوه نادری")
    assert staff(running, "naderi").get("/desk").json()["counter"]["number"] == 5

    click(page, "open-counter-5", "act-close-5", "form-send")
    expect(row).to_have_attribute("data-state", "closed")


def test_a_counter_gets_other_services(page: Page, running: RunningServer) -> None:
    click(page, "open-counter-1", "act-assign-1")
    page.get_by_test_id("tier-renovation_tax").select_option("1")
    page.get_by_test_id("after-renovation_tax").fill("۱۵")
    click(page, "form-send")

    expect(page.get_by_test_id("said")).to_be_visible()
    expect(page.get_by_test_id("counter-1")).to_contain_text("عوارض نوسازی")
    counters = staff(running, "supervisor").get("/branches/1/board").json()["counters"]
    assert counters[0]["services"] == [
        {"service_id": PERMIT, "tier": 0, "after_minutes": None},
        {"service_id": TAX, "tier": 1, "after_minutes": 15.0},
    ]


def test_a_call_for_help_is_seen_answered_and_done(page: Page, running: RunningServer) -> None:
    clerk = staff(running, "ahmadi")
    clerk.does("/counters/1/openings")
    clerk.does("/help-calls", note="<b>اعتراض</b>")

    call = page.get_by_test_id("help-1")
    expect(call).to_contain_text("<b>اعتراض</b>")
    expect(page).to_have_title(re.compile("۱"))
    click(page, "act-answer-1")
    expect(call).to_have_attribute("data-answered", "yes")
    assert clerk.get("/desk").json()["help"]["answered_by"] == "حسین مرادی"
    click(page, "act-done-1")

    expect(call).to_have_count(0)


def test_a_service_is_closed_for_today_and_opened_again(page: Page, kiosk: Client) -> None:
    click(page, "open-line-building_permit", "act-close-service-building_permit")
    page.get_by_test_id("field-reason").fill("سامانه قطع است")
    click(page, "form-send")

    line = page.get_by_test_id("line-building_permit")
    expect(line).to_have_attribute("data-issuing", "no")
    expect(line).to_contain_text("سامانه قطع است")
    refused = kiosk.post("/tickets", request_id="while-closed", service_id=PERMIT).json()
    assert refused["error"] == "service_closed"
    click(page, "open-line-building_permit", "act-reopen-building_permit")
    expect(line).to_have_attribute("data-issuing", "yes")
    assert take(kiosk) == "A-001"


def test_ending_a_service_closes_it_on_the_clerks_own_screen(
    page: Page, kiosk: Client, browser: Browser, running: RunningServer
) -> None:
    number = take(kiosk)
    desk = open_screen(browser, running, "counter", None)
    log_in(desk, "ahmadi", PASSWORD, 1)
    desk.keyboard.press("Space")
    state = desk.get_by_test_id("ticket-state")
    expect(state).to_have_attribute("data-state", "called")
    desk.keyboard.press("Enter")
    expect(state).to_have_attribute("data-state", "serving")

    click(page, "open-counter-1", f"act-end-{number}", "form-send")
    expect(page.get_by_test_id("problem")).to_have_attribute("data-field", "reason")
    page.get_by_test_id("field-reason").fill("متصدی رفته است")
    click(page, "form-send")

    expect(state).to_have_count(0)
    expect(desk.get_by_test_id("call-next")).to_be_visible()
    expect(page.get_by_test_id("counter-1")).to_have_attribute("data-stage", "free")
    desk.context.close()


def test_the_inspector_sees_the_board_and_can_act_on_nothing(
    kiosk: Client, browser: Browser, running: RunningServer
) -> None:
    take(kiosk)
    clerk = staff(running, "ahmadi")
    clerk.does("/counters/1/openings")
    clerk.does("/help-calls")
    with console(browser, running, "inspector") as page:
        is_live(page)
        acts = page.locator("[data-testid^=act-]")

        expect(page.get_by_test_id("view-only")).to_be_visible()
        expect(page.get_by_test_id("help-1")).to_be_visible()
        expect(acts).to_have_count(0)
        click(page, "open-line-building_permit")
        expect(page.get_by_test_id("waiting-A-001")).to_be_visible()
        expect(acts).to_have_count(0)
        click(page, "sheet-close", "open-counter-1")
        expect(page.get_by_test_id("sheet")).to_contain_text("زهرا احمدی")
        expect(acts).to_have_count(0)


def test_a_clerk_who_comes_here_is_shown_the_way_to_the_counter(
    browser: Browser, running: RunningServer
) -> None:
    with console(browser, running, "ahmadi") as page:
        click(page, "to-counter")

        expect(page).to_have_url(f"{running.url}/counter")


def test_a_wrong_password_is_said_and_nothing_is_shown(
    browser: Browser, running: RunningServer
) -> None:
    with console(browser, running, None) as page:
        page.get_by_test_id("username").fill("supervisor")
        page.get_by_test_id("password").fill("not-the-password")
        click(page, "log-in")

        expect(page.get_by_test_id("refusal")).to_have_attribute("data-code", "wrong_login")
        enter(page, "supervisor")
        is_live(page)
        click(page, "log-out")
        expect(page.get_by_test_id("username")).to_be_visible()


def test_a_person_of_the_city_chooses_a_hall_and_acts_in_it(
    browser: Browser, running: RunningServer
) -> None:
    clerk = staff(running, "ahmadi")
    clerk.does("/counters/1/openings")
    with console(browser, running, "admin") as page:
        click(page, "hall-district6")
        is_live(page)
        click(page, "open-counter-1", "act-pause-1", "field-reason-prayer", "form-send")

        expect(page.get_by_test_id("counter-1")).to_have_attribute("data-state", "paused")
        click(page, "choose-hall", "hall-district22")
        expect(page.get_by_test_id("hall-name")).to_have_text("شهرداری منطقهٔ ۲۲")
    assert clerk.get("/desk").json()["counter"]["pause_reason"] == "prayer"


def test_a_lost_link_is_said_and_mended_by_itself(page: Page, running: RunningServer) -> None:
    running.kill()
    expect(page.get_by_test_id("age")).to_be_visible(timeout=LOST_MS)
    expect(page.get_by_test_id("board")).to_be_visible()

    running.start()

    expect(page.get_by_test_id("age")).to_have_count(0, timeout=LOST_MS)
    is_live(page)


def test_the_days_figures_are_shown_and_come_as_a_file(
    page: Page, kiosk: Client, running: RunningServer
) -> None:
    take(kiosk)
    take(kiosk)

    click(page, "nav-day")
    row = page.get_by_test_id("day-services-A")
    expect(row.locator("[data-name=tickets]")).to_have_attribute("data-value", "2")
    with page.expect_download() as coming:
        click(page, "day-file")

    day = staff(running, "supervisor").get("/reports/day").json()["day"]
    assert coming.value.suggested_filename == f"district6-{day}.csv"
    assert "services,A" in coming.value.path().read_text()
