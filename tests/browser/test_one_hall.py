"""One hall in a real browser: touch, call, and the lobby shows it (issue 2, line 5)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
import yaml
import zxingcpp
from PIL import Image
from playwright.sync_api import Page, expect

from server.clock import utc_now
from tests.harness.browser import chromium, log_in, open_screen
from tests.harness.server import RunningServer

pytestmark = pytest.mark.browser
PUBLIC_URL = "http://192.168.10.5:8080"
QR_PIXELS = 220
DEMO = Path(__file__).parents[2] / "halls" / "demo.yaml"
ONE_SECOND_MS = 1_000
BACK_MS = 5_000
SAID_MS = 25_000  # an announcement takes some ten seconds, and the next waits for its end


@dataclass
class Hall:
    """A running server and its three screens."""

    server: RunningServer
    kiosk: Page
    counter: Page
    display: Page


@pytest.fixture
def public_address(server: RunningServer) -> None:
    """The hall has an address that phones can reach."""
    server.environment["NOBAT_PUBLIC_URL"] = PUBLIC_URL


@pytest.fixture
def hall(server: RunningServer) -> Iterator[Hall]:
    branch_id = server.apply(yaml.safe_load(DEMO.read_text()))
    kiosk, display = server.token(branch_id, "kiosk-1"), server.token(branch_id, "lobby-1")
    server.start()
    with chromium() as browser:
        screens = Hall(
            server,
            open_screen(browser, server, "kiosk", kiosk),
            open_screen(browser, server, "counter", None),
            open_screen(browser, server, "display", display),
        )
        log_in(screens.counter, "clerk1", "nobat-demo-1", 1)
        for page in (screens.kiosk, screens.counter, screens.display):
            expect(page.locator("html")).to_have_attribute("data-live", "yes")
        yield screens


def take(kiosk: Page, service: str) -> str:
    """Touch a service; return the number in Latin digits."""
    look_at(kiosk, service)
    kiosk.get_by_test_id("take").tap()
    number = kiosk.get_by_test_id("ticket-number")
    expect(number).to_be_visible()
    return latin(number.inner_text())


def look_at(kiosk: Page, service: str) -> None:
    """Touch a service; what it asks for and gives is read before its number is taken."""
    begin = kiosk.get_by_test_id("begin")
    if begin.is_visible():
        begin.tap()
    kiosk.get_by_test_id(f"service-{service}").tap()


def latin(text: str) -> str:
    """Return what is shown without isolates, in Latin digits."""
    shown = text.translate(str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789"))
    return re.sub(r"[\u2066-\u2069\s]", "", shown)


def call(counter: Page) -> None:
    """Press the key of `call next`."""
    counter.keyboard.press("Space")


def shows(display: Page, number: str) -> None:
    """Wait for a number on the board, at most a second."""
    pattern = re.compile(".?".join(map(re.escape, persian(number))))
    expect(display.get_by_test_id("call-number")).to_have_text(pattern, timeout=ONE_SECOND_MS)


def rings(display: Page, times: int) -> None:
    """Wait until the board has rung so often, each time for an event of its own."""
    rung = display.locator("html")
    expect(rung).to_have_attribute(
        "data-rung", re.compile(rf"^\d+( \d+){{{times - 1}}}$"), timeout=SAID_MS
    )
    seqs = (rung.get_attribute("data-rung") or "").split()
    assert len(set(seqs)) == times


def persian(text: str) -> str:
    return text.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))


def test_touch_call_and_the_display_shows_it_within_a_second(hall: Hall) -> None:
    number = take(hall.kiosk, "building_permit")

    call(hall.counter)

    assert number == "A-001"
    shows(hall.display, number)
    expect(hall.counter.get_by_test_id("ticket-state")).to_have_attribute("data-state", "called")


def test_the_same_after_the_server_was_restarted_in_between(hall: Hall) -> None:
    number = take(hall.kiosk, "building_permit")
    hall.server.kill()
    for page in (hall.kiosk, hall.counter, hall.display):
        expect(page.locator("html")).to_have_attribute("data-live", "no")

    hall.server.start()

    for page in (hall.kiosk, hall.counter, hall.display):
        expect(page.locator("html")).to_have_attribute("data-live", "yes", timeout=BACK_MS)
    call(hall.counter)
    shows(hall.display, number)
    hall.kiosk.get_by_test_id("done").tap()
    assert take(hall.kiosk, "building_permit") == "A-002"


def test_a_clerk_serves_by_keyboard_alone(hall: Hall) -> None:
    take(hall.kiosk, "building_permit")
    state = hall.counter.get_by_test_id("ticket-state")
    call(hall.counter)
    expect(state).to_have_attribute("data-state", "called")
    rings(hall.display, times=1)

    hall.counter.keyboard.press("KeyR")
    rings(hall.display, times=2)
    hall.counter.keyboard.press("Enter")
    expect(state).to_have_attribute("data-state", "serving")
    hall.counter.keyboard.press("KeyF")
    expect(hall.counter.locator("dialog :focus")).to_be_visible()
    hall.counter.keyboard.press("Digit1")

    expect(hall.counter.get_by_test_id("call-next")).to_be_visible()


def test_a_double_tap_gives_one_ticket(hall: Hall) -> None:
    look_at(hall.kiosk, "cashier")
    act = hall.kiosk.get_by_test_id("take")
    expect(hall.kiosk.get_by_test_id("kiosk")).not_to_have_class(re.compile("settling"))
    box = act.bounding_box()
    assert box is not None
    for _ in range(2):
        hall.kiosk.touchscreen.tap(box["x"] + 50, box["y"] + 50)
    expect(hall.kiosk.get_by_test_id("ticket-number")).to_be_visible()

    waiting = hall.display.get_by_test_id("waiting-cashier")
    expect(waiting).to_contain_text("۱")
    assert cashiers_tickets(hall) == 1


def test_what_comes_under_a_finger_takes_no_second_tap(hall: Hall) -> None:
    look_at(hall.kiosk, "cashier")
    look_for(hall.kiosk, "done")
    hall.kiosk.get_by_test_id("take").tap()
    assert takes_touches(hall.kiosk) is False

    look_for(hall.kiosk, "service-cashier")
    hall.kiosk.get_by_test_id("done").tap()
    assert takes_touches(hall.kiosk) is False


def look_for(kiosk: Page, test_id: str) -> None:
    """Begin to look whether a button takes touches in the moment it is drawn."""
    kiosk.evaluate(
        """(id) => {
          window.takesTouches = new Promise((resolve) => {
            const look = () => {
              const button = document.querySelector(`[data-testid=${id}]`)
              if (!button) return requestAnimationFrame(look)
              const { x, y, width, height } = button.getBoundingClientRect()
              resolve(button.contains(document.elementFromPoint(x + width / 2, y + height / 2)))
            }
            look()
          })
        }""",
        test_id,
    )


def takes_touches(kiosk: Page) -> bool:
    return bool(kiosk.evaluate("window.takesTouches"))


def cashiers_tickets(hall: Hall) -> int:
    with hall.server.database().reader() as reader:
        today = reader.hall(1).branch.business_day(utc_now())
        return reader.tickets.last_ordinal(6, today)


@pytest.mark.usefixtures("public_address")
def test_a_phone_reads_the_code_beside_the_number(hall: Hall) -> None:
    take(hall.kiosk, "building_permit")

    code = hall.kiosk.get_by_test_id("phone-qr").locator("img")
    expect(code).to_have_js_property("complete", True)
    box = code.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= QR_PIXELS
    seen = Image.open(BytesIO(hall.kiosk.screenshot()))
    (found,) = zxingcpp.read_barcodes(seen)
    assert re.fullmatch(rf"{PUBLIC_URL}/t/\S+", found.text)


def test_a_hall_that_no_phone_can_reach_shows_no_code(hall: Hall) -> None:
    take(hall.kiosk, "building_permit")

    expect(hall.kiosk.get_by_test_id("phone-qr")).to_have_count(0)
