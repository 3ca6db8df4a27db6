"""What may go wrong at the kiosk: two taps, lost answers, reloads, nobody there, a closed hall."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.kiosk_hall import (
    NATIONAL_ID,
    TICKETS,
    Kiosk,
    OpenHall,
    demo,
    hall_opener,
    plain_hall,
)
from tests.harness.browser import chromium

pytestmark = pytest.mark.browser
OPENS_MS = 20_000  # a screen that hears nothing asks each 15 s


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def hall(browser: Browser, tmp_path: Path) -> Iterator[OpenHall]:
    with hall_opener(browser, tmp_path / "hall") as open_hall:
        yield open_hall


def lose_answer(kiosk: Kiosk) -> list[str]:
    """Let the server get every ticket's command, and the kiosk none of its answers."""
    sent: list[str] = []

    def lose(route: Route) -> None:
        sent.append(str(route.request.post_data_json["request_id"]))
        route.fetch()
        route.abort()

    kiosk.page.route(TICKETS, lose)
    return sent


def hold_answer(kiosk: Kiosk) -> None:
    """Let the server get the next command, and its answer never arrive; those after it pass.

    The route stays: taken away, it would let go of what it holds.
    """
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        if held:
            route.fallback()
            return
        held.append(route)
        route.fetch()

    kiosk.page.route(TICKETS, hold_the_first)


def reload(page: Page) -> None:
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-live", "yes")


def test_a_double_tap_gives_one_ticket(hall: OpenHall) -> None:
    kiosk = hall(plain_hall())
    kiosk.tap("begin")
    kiosk.shows("services")
    box = kiosk.at("service-cashier").bounding_box()
    assert box is not None

    for _ in range(2):
        kiosk.page.touchscreen.tap(box["x"] + 60, box["y"] + 60)

    assert kiosk.number() == kiosk.only_ticket() == "F-001"


def test_a_lost_answer_is_asked_for_again_and_gives_one_ticket(hall: OpenHall) -> None:
    kiosk = hall(demo())
    kiosk.tap("begin", "service-cashier")
    sent = lose_answer(kiosk)

    kiosk.tap("take")
    kiosk.shows("trouble")
    kiosk.page.unroute(TICKETS)
    kiosk.shows("service")
    kiosk.tap("take")

    assert kiosk.number() == kiosk.only_ticket() == "F-001"
    assert len(set(sent)) == 1


def test_a_reload_in_the_middle_shows_the_same_ticket(hall: OpenHall) -> None:
    kiosk = hall(demo())
    kiosk.tap("language-en", "service-cashier")
    hold_answer(kiosk)
    kiosk.tap("take")
    expect(kiosk.at("take")).to_have_attribute("aria-busy", "true")

    reload(kiosk.page)

    assert kiosk.number() == kiosk.only_ticket() == "F-001"
    expect(kiosk.page.locator("html")).to_have_attribute("lang", "en")
    reload(kiosk.page)
    assert kiosk.number() == kiosk.only_ticket() == "F-001"
    kiosk.tap("done")
    reload(kiosk.page)
    kiosk.shows("attract")


def test_a_reload_in_the_middle_asks_again_who_it_was_and_gives_one_ticket(hall: OpenHall) -> None:
    kiosk = hall(demo())
    digits = [f"digit-{digit}" for digit in NATIONAL_ID]
    kiosk.tap("begin", "service-civil_registry", "take", *digits)
    hold_answer(kiosk)
    kiosk.tap("take")
    expect(kiosk.at("take")).to_have_attribute("aria-busy", "true")
    kept = kiosk.page.evaluate("JSON.stringify(Object.entries(localStorage))")

    reload(kiosk.page)
    kiosk.shows("identity")
    kiosk.tap(*digits, "take")

    assert kiosk.number() == kiosk.only_ticket() == "E-001"
    assert NATIONAL_ID not in kept


def test_nobody_is_sent_away_without_a_warning(hall: OpenHall) -> None:
    kiosk = hall(demo(), clock=True)
    kiosk.tap("language-en", "service-cashier")
    kiosk.shows("service")
    kiosk.passes(46_000)
    expect(kiosk.at("still-there")).to_contain_text("Are you still there?")

    kiosk.tap("stay")
    kiosk.shows("service")
    kiosk.passes(46_000)
    expect(kiosk.at("still-there")).to_be_visible()
    kiosk.passes(21_000)

    kiosk.shows("attract")
    expect(kiosk.page.locator("html")).to_have_attribute("lang", "fa")


def test_a_number_left_alone_goes_by_itself_and_a_touch_keeps_it(hall: OpenHall) -> None:
    kiosk = hall(demo(), clock=True)
    kiosk.tap("begin", "service-cashier", "take")
    kiosk.shows("ticket")
    kiosk.passes(15_000)
    kiosk.tap("ticket-number")
    kiosk.passes(15_000)
    assert kiosk.number() == "F-001"

    kiosk.passes(6_000)

    kiosk.shows("services")


def test_a_closed_hall_opens_by_itself(hall: OpenHall) -> None:
    closed = demo()
    closed["branch"]["hours"] = {"friday": ["00:00-00:01"]}
    kiosk = hall(closed)
    expect(kiosk.at("closed")).to_be_visible()

    kiosk.server.apply(demo())

    expect(kiosk.at("kiosk")).to_have_attribute("data-page", "attract", timeout=OPENS_MS)


def test_a_trouble_is_told_and_goes_by_itself(hall: OpenHall) -> None:
    kiosk = hall(demo())
    kiosk.tap("begin")
    kiosk.server.kill()
    expect(kiosk.at("trouble")).to_have_attribute("data-code", "no_connection", timeout=OPENS_MS)

    kiosk.server.start()

    expect(kiosk.at("kiosk")).to_have_attribute("data-page", "services", timeout=OPENS_MS)
