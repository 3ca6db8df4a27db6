"""Two halls with everybody who oversees them, for the console's tests and pictures."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect

from server.operations.setup_file import read_setup
from tests.harness.server import Client, RunningServer

DEMO = Path(__file__).parents[2] / "halls" / "demo.yaml"
PASSWORD = "a-long-password"
CLERKS = {
    "ahmadi": "زهرا احمدی",
    "rezaei": "علی رضایی",
    "karimi": "مریم کریمی",
    "mousavi": "رضا موسوی",
    "hosseini": "فاطمه حسینی",
    "ghasemi": "سعید قاسمی",
    "naderi": "کاوه نادری",
}
OVERSEERS = {"supervisor": "حسین مرادی", "inspector": "پروین شاکری", "admin": "نسرین توکلی"}
CIVIL_REGISTRY = 5  # asks who takes the ticket; nobody takes more than two of it a day
NATIONAL_IDS = ("0001234560", "0499370899", "0812345673", "1122334451", "1270000012")
SIZES = ((1366, 768), (1920, 1080))
_request_ids = count(1)


def hall(code: str = "district6", **branch: Any) -> dict[str, Any]:
    """Return the demo hall with more clerks, and with those who oversee it."""
    setup = read_setup(DEMO.read_text(), "demo.yaml").model_dump(mode="json")
    setup["branch"] |= {"code": code, **branch}
    setup["users"] = [
        *(_person(name, text, "clerk") for name, text in CLERKS.items()),
        *(_person(role, text, role) for role, text in OVERSEERS.items()),
    ]
    return setup


def second_hall(**branch: Any) -> dict[str, Any]:
    """Return another hall of the city, with a supervisor of its own."""
    names = {
        "fa": "شهرداری منطقهٔ ۲۲",
        "en": "Municipality, District 22",
        "ar": "بلدية المنطقة ٢٢",
        "azb": "۲۲-جی منطقه‌نین بلدیه‌سی",
        "ckb": "شارەوانیی ناوچەی ٢٢",
    }
    setup = hall("district22", names=names, **branch)
    setup["users"] = [_person("supervisor22", "مینا صالحی", "supervisor")]
    return setup


def _person(username: str, name: str, role: str) -> dict[str, str]:
    return {"username": username, "name": name, "role": role, "password": PASSWORD}


class Staff(Client):
    """Somebody at the hall, by HTTP; each command has a request id of its own."""

    def does(self, path: str, **body: Any) -> Any:
        """Send a command that must be taken; return its answer."""
        answer = self.post(path, request_id=f"console-{next(_request_ids)}", **body)
        assert answer.status_code == 201, answer.text
        return answer.json()


def staff(server: RunningServer, username: str) -> Staff:
    """Log somebody in."""
    person = Staff(server)
    person.log_in(username, PASSWORD)
    return person


def take(kiosk: Client, service_id: int = 1) -> str:
    """Take a ticket at a kiosk; return its number."""
    request_id = f"console-{next(_request_ids)}"
    answer = kiosk.post("/tickets", request_id=request_id, service_id=service_id)
    assert answer.status_code == 201, answer.text
    number: str = answer.json()["number"]
    return number


@contextmanager
def console(
    browser: Browser,
    server: RunningServer,
    username: str | None,
    language: str = "fa",
    size: tuple[int, int] = SIZES[0],
) -> Iterator[Page]:
    """Open the console in a browser of its own, logged in as somebody."""
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    page.goto(f"{server.url}/admin?language={language}")
    if username:
        enter(page, username)
    yield page
    context.close()


def enter(page: Page, username: str) -> None:
    """Log in by the form."""
    page.get_by_test_id("username").fill(username)
    page.get_by_test_id("password").fill(PASSWORD)
    page.get_by_test_id("log-in").click()


def is_live(page: Page) -> None:
    """Wait until the board is drawn and its link stands."""
    expect(page.get_by_test_id("board")).to_be_visible()
    expect(page.locator("html")).to_have_attribute("data-live", "yes")


def click(page: Page, *test_ids: str) -> None:
    """Click one thing after the other."""
    for test_id in test_ids:
        page.get_by_test_id(test_id).click()
