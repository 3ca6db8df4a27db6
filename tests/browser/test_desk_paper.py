"""Papers that a clerk asks for by keyboard: a number again, and when to come next."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, expect

from server.languages.dates import clock_time, long_date
from server.languages.words import say
from tests.browser.desk_hall import NARROW, Desk, Hall, bring_to, desk_setup, open_desk
from tests.harness.browser import SIZES
from tests.harness.server import Client, RunningServer

pytest_plugins = ["tests.browser.desk_site"]
pytestmark = pytest.mark.browser
ZONE = ZoneInfo("Asia/Tehran")
WORKING_DAYS = ("saturday", "sunday", "monday", "tuesday", "wednesday", "thursday")
SERIOUS = ("serious", "critical")
HALF_HOUR = timedelta(minutes=30)
NOTE = "نقشهٔ تأییدشده را بیاورید"
# As a keyboard with Persian letters sends it.
PERSIAN_E = """() => document.body.dispatchEvent(
  new KeyboardEvent("keydown", {code: "KeyE", key: "ث", bubbles: true, cancelable: true}))"""
_codes = (f"office{at}" for at in itertools.count(1))


@dataclass
class Office:
    """A hall with usual working hours, open now, whose printer does what the test says."""

    hall: Hall
    agent: Client

    def expect_printer(self) -> None:
        self.hall.server.expect_agent(self.hall.branch_id)

    def take(self) -> dict[str, Any]:
        """Take the oldest paper, as the agent does."""
        job: dict[str, Any] = self.agent.post("/print-jobs/takings").json()["job"]
        return job

    def report(self, job: dict[str, Any], state: str, reason: str = "") -> None:
        """Say what came of a paper."""
        path = f"/print-jobs/{job['id']}/reports"
        body = {"request_id": f"report-{job['id']}", "state": state, "reason": reason}
        answer = self.agent.post(path, **body)
        assert answer.status_code == 201, answer.text

    def printed(self) -> tuple[str, str]:
        """Let the oldest paper come out whole and return what it is."""
        job = self.take()
        self.report(job, "confirmed")
        self.expect_printer()
        return job["kind"], job["number"]


@pytest.fixture
def office(desk_server: RunningServer, desk_browser: Browser) -> Iterator[Office]:
    """Nobody has seen its printer yet."""
    setup = desk_setup(next(_codes))
    today = datetime.now(ZONE).strftime("%A").lower()
    hours = {day: ["07:30-14:00"] for day in WORKING_DAYS} | {today: ["00:00-24:00"]}
    setup["branch"]["hours"] = hours
    branch_id = desk_server.apply(setup)
    kiosk = Client(desk_server, desk_server.token(branch_id, "kiosk-1"))
    hall = Hall(desk_server, desk_browser, setup["branch"]["code"], branch_id, kiosk)
    yield Office(hall, Client(desk_server, desk_server.token(branch_id, "printer-1")))
    for context in desk_browser.contexts:
        context.close()


@pytest.fixture
def serving(office: Office) -> Desk:
    """A desk with A-001 held, A-002 missed, A-003 in front and A-004 waiting; the printer works."""
    for _ in range(4):
        office.hall.issue()
    desk = open_desk(office.hall)
    expect(desk.element("line-service_a")).to_have_attribute("data-waiting", "4")
    bring_to(desk, ("Space", "Enter", "KeyH", "Digit1", "Space", "KeyN"))
    desk.is_in("idle")
    bring_to(desk, ("Space", "Enter"))
    office.expect_printer()
    return desk


@pytest.mark.parametrize("size", [SIZES["counter"], NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("language", ["fa", "en"])
def test_an_appointment_is_chosen_printed_and_noted_by_keyboard(
    office: Office, language: str, size: tuple[int, int]
) -> None:
    take_ticket(office.hall, language)
    desk = open_desk(office.hall)
    speak(desk, language)
    desk.page.set_viewport_size({"width": size[0], "height": size[1]})
    bring_to(desk, ("Space", "Enter"))
    office.expect_printer()
    day = open_days(office)[2]

    desk.opens("KeyV")
    expect(desk.element("from-0")).to_be_focused()
    desk.press("Tab", "Digit3")
    expect(desk.element(f"day-{day['day']}")).to_be_checked()
    desk.press("Tab", "ArrowDown", "ArrowDown", "ArrowUp")
    desk.press("Tab")
    desk.write(NOTE)
    assert serious(desk) == []
    assert fits(desk)
    promised = desk.element("send").locator("span").inner_text()
    desk.press("Enter")
    expect(desk.element("said")).to_have_attribute("data-code", "counter.said.follow_up")
    desk.asks_nothing()

    told = in_words(first_time(day) + HALF_HOUR, language)
    job = office.take()
    assert (job["kind"], job["number"]) == ("follow_up", "A-001")
    assert (job["slip"]["appointment"], job["slip"]["note"]) == (told, NOTE)
    assert promised.endswith(told)
    expect(desk.element("note-text")).to_contain_text(NOTE)


def test_an_appointment_without_a_day_or_a_time_is_not_sent(office: Office, serving: Desk) -> None:
    serving.opens("KeyV")
    expect(serving.element("from-0")).to_be_focused()

    serving.press("Enter")
    expect(serving.element("problem")).to_have_attribute("data-field", "day")
    serving.press("Tab", "Digit1", "Enter")

    expect(serving.element("problem")).to_have_attribute("data-field", "at")
    assert office.take() is None


def test_a_number_is_printed_again_for_whoever_is_meant(office: Office, serving: Desk) -> None:
    serving.page.evaluate(PERSIAN_E)
    said(serving, "A-۰۰۳")
    in_front = office.printed()

    serving.goes_to_list("Digit2", "A-002")
    serving.press("KeyE")
    said(serving, "A-۰۰۲")
    missed = office.printed()

    serving.press("Escape")
    serving.opens("KeyC")
    serving.write("4")
    expect(serving.element("found-A-004")).to_have_attribute("aria-selected", "true")
    serving.press("Tab", "Tab")
    expect(serving.element("find-reprint")).to_be_focused()
    serving.press("Enter")
    said(serving, "A-۰۰۴")

    expected = [("reprint", number) for number in ("A-003", "A-002", "A-004")]
    assert [in_front, missed, office.printed()] == expected
    assert office.take() is None
    assert serious(serving) == []


def test_a_narrow_window_prints_from_its_lists_too(office: Office, serving: Desk) -> None:
    serving.page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})

    serving.opens("Digit1")
    serving.asks("list")
    serving.page.locator("dialog [data-testid=row-A-001]").focus()
    serving.press("KeyE")
    serving.asks_nothing()

    said(serving, "A-۰۰۱")
    assert office.printed() == ("reprint", "A-001")


def test_a_visit_that_is_over_has_no_number_to_print(office: Office, serving: Desk) -> None:
    serving.opens("KeyF")
    serving.press("Digit1")
    serving.is_in("idle")

    serving.press("KeyE")
    refused(serving, "counter.first.whose_paper")
    serving.goes_to_list("Digit3", "A-003")
    expect(serving.element("reprint-A-003")).to_have_count(0)
    serving.press("KeyE")

    refused(serving, "counter.first.no_paper_any_more")
    assert office.take() is None


@pytest.mark.parametrize(
    ("state", "reason", "code"),
    [
        ("failed", "paper_out", "print_failed.paper_out"),
        ("unknown", "broken_off", "print_failed.unsure"),
    ],
)
def test_a_printer_that_cannot_print_is_told_to_whoever_asked(
    office: Office, serving: Desk, state: str, reason: str, code: str
) -> None:
    serving.press("KeyE")
    said(serving, "A-۰۰۳")

    office.report(office.take(), state, reason)

    refused(serving, code)
    expect(serving.element("refusal")).to_contain_text(joined("A-۰۰۳"))


def test_where_nobody_prints_the_refusal_says_what_to_do(office: Office) -> None:
    office.hall.issue()
    desk = open_desk(office.hall)
    bring_to(desk, ("Space", "Enter"))

    desk.press("KeyE")

    refused(desk, "printer_away")
    expect(desk.element("refusal")).to_contain_text(joined("printer-۱"))


def take_ticket(hall: Hall, language: str) -> None:
    service_id = hall.person("clerk1").get("/desk").json()["services"][0]["id"]
    body = {"request_id": f"ticket-{hall.code}", "service_id": service_id, "language": language}
    answer = hall.kiosk.post("/tickets", **body)
    assert answer.status_code == 201, answer.text


def speak(desk: Desk, language: str) -> None:
    if language != "fa":
        desk.element("language").focus()
        desk.press("Enter")
        desk.page.evaluate("document.activeElement.blur()")
    expect(desk.page.locator("html")).to_have_attribute("lang", language)


def open_days(office: Office) -> list[dict[str, Any]]:
    """Return the days of the first service that still have a half hour to come."""
    clerk = office.hall.person("clerk1")
    service_id = clerk.get("/desk").json()["services"][0]["id"]
    days: list[dict[str, Any]] = clerk.get(f"/services/{service_id}/open-days").json()["days"]
    has_time = datetime.fromisoformat(days[0]["open_spans"][-1][1]) - datetime.now(ZONE) > HALF_HOUR
    return days if has_time else days[1:]


def first_time(day: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(day["open_spans"][0][0])


def in_words(moment: datetime, language: str) -> str:
    day, time = long_date(moment, ZONE, language), clock_time(moment, ZONE, language)
    return say(language, "paper.day_and_time", day=day, time=time)


def said(desk: Desk, number: str) -> None:
    told: Locator = desk.element("said")
    expect(told).to_contain_text(joined(number))
    expect(told).to_have_attribute("data-code", "counter.said.reprint")


def joined(code: str) -> str:
    """Return a code as sentences carry it: never broken at its hyphen."""
    return code.replace("-", "\u2060-\u2060")


def refused(desk: Desk, code: str) -> None:
    expect(desk.element("refusal")).to_have_attribute("data-code", code)


def fits(desk: Desk) -> bool:
    """Return whether nothing has to be scrolled sideways."""
    wide = "element => element.scrollWidth <= element.clientWidth"
    return bool(desk.element("sheet").evaluate(wide)) and bool(
        desk.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    )


def serious(desk: Desk) -> list[str]:
    desk.page.wait_for_timeout(300)  # colours that fade would be met half way
    found = Axe().run(desk.page).response["violations"]
    return [rule["id"] for rule in found if rule["impact"] in SERIOUS]
