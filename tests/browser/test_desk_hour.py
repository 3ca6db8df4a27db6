"""An hour's work of a clerk by keyboard alone: thirty visitors, each ends where they should."""

from collections import Counter
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.browser.desk_hall import Desk, Hall, fresh_id, open_desk, open_hall
from tests.harness.browser import chromium
from tests.harness.server import RunningServer

pytestmark = pytest.mark.browser
PERMITS, TAXES = 19, 10  # and one more in the middle of it
NO_MOUSE = """() => {
  window.touched = 0
  for (const kind of ["mousedown", "pointerdown", "touchstart"]) {
    window.addEventListener(kind, () => { window.touched += 1 }, true)
  }
}"""


class Hour:
    """A clerk's hands on the keys, and what they expect of each ticket."""

    def __init__(self, hall: Hall, desk: Desk) -> None:
        self.hall = hall
        self.desk = desk
        self.expected: dict[str, str] = {}

    def fill(self) -> None:
        """Let thirty visitors take tickets, some of them with priority."""
        for at in range(PERMITS):
            self._issue("A", "disabled" if at == 4 else "elderly" if at == 7 else "standard")
        for _ in range(TAXES):
            self._issue("B", "standard")

    def call(self) -> str:
        self.desk.press("Space")
        self.desk.is_in("called")
        number = self.desk.number()
        self.expected[number] = "called"
        return number

    def begin(self) -> str:
        number = self.call()
        self.desk.press("Enter")
        self.desk.is_in("serving")
        self.expected[number] = "serving"
        return number

    def ask(self, key: str, *answer: str) -> None:
        """Open a sheet by its key and answer it by keys."""
        self.desk.opens(key)
        self.desk.press(*answer)

    def leave(self, number: str, state: str) -> None:
        """The visitor has left the counter."""
        self.desk.is_in("idle")
        self.expected[number] = state

    def finish(self, number: str, outcome: int = 1) -> None:
        self.ask("KeyF", f"Digit{outcome}")
        self.leave(number, "done")

    def _issue(self, letter: str, priority_class: str) -> None:
        self.expected[self.hall.issue(letter, priority_class)["number"]] = "waiting"


@pytest.fixture
def hour(server: RunningServer) -> Iterator[Hour]:
    server.start()
    with chromium() as browser:
        hall = open_hall(server, browser)
        desk = open_desk(hall)
        desk.page.evaluate(NO_MOUSE)
        yield Hour(hall, desk)


def test_an_hours_work_by_keyboard_alone(hour: Hour) -> None:
    hour.fill()
    serve_some(hour)
    miss_some(hour)
    hold_and_resume(hour)
    send_elsewhere(hour)
    put_back(hour)
    serve_twice(hour)
    let_leave(hour)
    call_by_number(hour)
    serve_without_a_ticket(hour)
    rest(hour)
    call_for_help(hour)
    serve_by_itself(hour)

    assert hour.hall.states() == hour.expected
    assert day_report(hour) == {
        "tickets": PERMITS + TAXES + 2,
        "served": Counter(hour.expected.values())["done"],
        "no_shows": Counter(hour.expected.values())["no_show"],
        "cancelled": Counter(hour.expected.values())["cancelled"],
    }
    assert hour.desk.page.evaluate("window.touched") == 0


def serve_some(hour: Hour) -> None:
    for outcome in (1, 2, 3, 4, 1, 1):
        number = hour.begin()
        hour.finish(number, outcome)
        expect(hour.desk.element("last")).to_be_visible()


def miss_some(hour: Hour) -> None:
    """Three do not come; one of them comes back, and one miss was a slip of the hand."""
    for _ in range(2):
        number = hour.call()
        hour.desk.press("KeyR")
        expect(hour.desk.element("said")).to_be_visible()
        hour.desk.press("KeyN")
        hour.leave(number, "no_show")
    back = number
    hour.desk.goes_to_list("Digit2", back)
    hour.desk.press("Enter")
    expect(hour.desk.element(f"row-{back}")).to_have_count(0)
    hour.expected[back] = "waiting"

    slip = hour.call()
    hour.desk.press("KeyN")
    hour.leave(slip, "no_show")
    hour.desk.press("KeyZ")
    hour.desk.shows("called", slip)
    hour.desk.press("Enter")
    hour.desk.is_in("serving")
    hour.finish(slip)


def hold_and_resume(hour: Hour) -> None:
    """Two are held, one for the hall with a note; one of them goes on, the other stays."""
    first = hour.begin()
    hour.ask("KeyH", "Digit1")
    hour.leave(first, "held")
    second = hour.begin()
    hour.ask("KeyH", "ArrowDown", "Tab")
    hour.desk.write("مدرک می‌آورد")
    hour.desk.press("Enter")
    hour.leave(second, "held")

    hour.desk.goes_to_list("Digit1", second, first)
    hour.desk.press("Enter")
    hour.desk.shows("serving", first)
    hour.finish(first)


def send_elsewhere(hour: Hour) -> None:
    """One goes to another service, one to another counter, one comes back from a wrong transfer."""
    number = hour.call()
    hour.ask("KeyT", "Tab", "Digit2", "Enter")
    hour.leave(number, "waiting")

    number = hour.begin()
    hour.ask("KeyT", "Digit2", "Tab", "Digit1", "Enter")
    hour.leave(number, "waiting")

    number = hour.call()
    hour.ask("KeyT", "Tab", "Digit2", "Enter")
    hour.leave(number, "waiting")
    hour.desk.press("KeyZ")
    hour.desk.shows("called", number)
    hour.desk.press("Enter")
    hour.desk.is_in("serving")
    hour.finish(number)


def put_back(hour: Hour) -> None:
    """Somebody without the proof of a class goes back into the line as an ordinary visitor."""
    hour.hall.issue("A", "disabled")
    hour.desk.press("KeyC")
    hour.desk.asks("find")
    hour.desk.write("۲۰")
    expect(hour.desk.element("found-A-020")).to_have_attribute("aria-selected", "true")
    hour.desk.press("Escape")
    hour.desk.asks_nothing()
    hour.expected["A-020"] = "waiting"

    call_out_of_turn(hour, "20")
    expect(hour.desk.element("proof")).to_be_visible()
    hour.ask("KeyB", "Digit2")
    hour.leave("A-020", "waiting")


def serve_twice(hour: Hour) -> None:
    """A second service on the same visit follows the first; both are finished."""
    number = hour.begin()
    hour.desk.opens("KeyM")
    hour.desk.write("دو کار دارد")
    hour.desk.press("Enter")
    expect(hour.desk.element("note-text")).to_have_count(1)
    hour.ask("KeyS", "Digit1")
    expect(hour.desk.element("other-service")).to_have_count(1)
    hour.ask("KeyF", "Digit1")
    expect(hour.desk.element("said")).to_have_attribute("data-code", "counter.said.moved_on")
    hour.finish(number, outcome=2)


def let_leave(hour: Hour) -> None:
    number = hour.call()
    hour.desk.opens("KeyX")
    hour.desk.write("وقت نداشت")
    hour.desk.press("Enter")
    hour.leave(number, "cancelled")


def call_by_number(hour: Hour) -> None:
    call_out_of_turn(hour, "B10")
    hour.desk.press("Enter")
    hour.desk.is_in("serving")
    hour.finish("B-010")


def call_out_of_turn(hour: Hour, typed: str) -> None:
    hour.desk.opens("KeyC")
    hour.desk.write(typed)
    hour.desk.press("Enter")
    expect(hour.desk.element("field-reason")).to_be_focused()
    hour.desk.write("سرپرست خواست")
    hour.desk.press("Enter")
    hour.desk.is_in("called")


def serve_without_a_ticket(hour: Hour) -> None:
    hour.ask("KeyW", "Digit1", "Enter")
    expect(hour.desk.element("field-reason")).to_be_focused()
    hour.desk.write("یک پرسش کوتاه")
    hour.desk.press("Enter")
    hour.desk.is_in("serving")
    hour.finish(hour.desk.number())


def rest(hour: Hour) -> None:
    hour.ask("KeyP", "Digit2")
    hour.desk.is_in("paused")
    hour.desk.press("Space")
    expect(hour.desk.element("refusal")).to_have_attribute("data-code", "counter.first.paused")
    hour.desk.press("KeyP")
    hour.desk.is_in("idle")


def call_for_help(hour: Hour) -> None:
    hour.desk.opens("KeyK")
    hour.desk.write("چاپگر")
    hour.desk.press("Enter")
    button = hour.desk.element("help")
    expect(button).to_have_attribute("data-stage", "asked")
    supervisor = hour.hall.person("supervisor")
    board = supervisor.get(f"/branches/{hour.hall.branch_id}/board").json()
    supervisor.post(f"/help-calls/{board['help'][0]['id']}/answers", request_id=fresh_id())
    expect(button).to_have_attribute("data-stage", "answered")
    hour.desk.press("KeyK")
    expect(button).to_have_attribute("data-stage", "none")


def serve_by_itself(hour: Hour) -> None:
    """With the switch on, each finish calls the next, until nobody can be called."""
    hour.desk.press("KeyA")
    number = hour.call()
    for _ in range(PERMITS + TAXES):
        hour.desk.press("Enter")
        hour.desk.is_in("serving")
        hour.ask("KeyF", "Digit1")
        hour.expected[number] = "done"
        visitor = hour.desk.page.locator(".visitor:not([data-moment='serving'])")
        expect(visitor).to_have_attribute("aria-busy", "false")
        if visitor.get_attribute("data-moment") == "idle":
            break
        number = hour.desk.number()
    expect(hour.desk.element("refusal")).to_have_attribute("data-code", "queue_empty")


def day_report(hour: Hour) -> dict[str, int]:
    total = hour.hall.person("supervisor").get("/reports/day").json()["total"]
    return {key: total[key] for key in ("tickets", "served", "no_shows", "cancelled")}
