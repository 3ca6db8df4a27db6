"""A visitor at the kiosk, by finger: from the language to the number."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.kiosk_hall import (
    NATIONAL_ID,
    TICKETS,
    OpenHall,
    demo,
    hall_opener,
    large_hall,
    plain_hall,
)
from tests.harness.browser import chromium

pytestmark = pytest.mark.browser
REFRESHED_MS = 10_000  # a screen asks for the snapshot five to six seconds after an event


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def hall(browser: Browser, tmp_path: Path) -> Iterator[OpenHall]:
    with hall_opener(browser, tmp_path / "hall") as open_hall:
        yield open_hall


def test_three_touches_lead_from_the_language_to_the_number(hall: OpenHall) -> None:
    kiosk = hall(demo())
    kiosk.shows("attract")

    kiosk.tap("language-en", "service-building_permit", "take")

    assert kiosk.number() == "A-001"
    expect(kiosk.at("people-ahead")).to_have_text("You are next in line")
    expect(kiosk.at("paper-coming")).to_be_visible()
    expect(kiosk.at("phone-qr").locator("img")).to_have_js_property("complete", True)
    assert kiosk.tickets() == [("A-001", "waiting")]


def test_a_service_with_nothing_to_read_gives_its_number_at_its_own_touch(hall: OpenHall) -> None:
    kiosk = hall(plain_hall())

    kiosk.tap("begin", "service-cashier")

    assert kiosk.number() == "F-001"


def test_language_and_look_are_the_visitors_own_and_gone_with_them(hall: OpenHall) -> None:
    kiosk = hall(demo())
    html = kiosk.page.locator("html")
    kiosk.tap("language-en", "mode-large", "mode-contrast", "service-building_permit")
    expect(html).to_have_attribute("lang", "en")
    expect(html).to_have_attribute("data-text", "large")
    expect(html).to_have_attribute("data-contrast", "high")

    kiosk.tap("take", "done")

    kiosk.shows("services")
    expect(html).to_have_attribute("lang", "fa")
    expect(html).to_have_attribute("dir", "rtl")
    expect(html).to_have_attribute("data-text", "plain")
    expect(html).to_have_attribute("data-contrast", "plain")


def test_groups_in_groups_and_the_search_lead_to_a_service(hall: OpenHall) -> None:
    kiosk = hall(large_hall(), "en")
    kiosk.tap("language-en", "group-revenue", "group-business")
    expect(kiosk.at("service-business_tax")).to_be_visible()
    kiosk.tap("back", "back", "search", *[f"key-{letter}" for letter in "CIVIL"])
    expect(kiosk.at("query")).to_have_text("CIVIL")

    first = kiosk.at("results").get_by_role("button").first
    expect(first).to_contain_text("Civil registry window")
    first.tap()

    kiosk.shows("service")


def test_a_finger_finds_a_service_by_its_digits_in_persian(hall: OpenHall) -> None:
    kiosk = hall(large_hall())

    kiosk.tap("begin", "search", "key-turn", "key-۱", "key-۳", "key-۷")

    assert kiosk.at("results").get_by_role("button").count() == 3


def test_a_wrong_service_is_given_back_and_another_one_taken(hall: OpenHall) -> None:
    kiosk = hall(demo())
    kiosk.tap("begin", "service-cashier", "take", "undo")
    kiosk.shows("services")
    expect(kiosk.at("lead")).to_contain_text("پس گرفته شد")

    kiosk.tap("service-building_permit", "take")

    assert kiosk.number() == "A-001"
    assert kiosk.tickets() == [("F-001", "cancelled"), ("A-001", "waiting")]


def test_who_takes_a_ticket_is_asked_kindly_and_counted(hall: OpenHall) -> None:
    kiosk = hall(demo(), "en")
    kiosk.tap("language-en", "service-civil_registry", "take")
    kiosk.tap(*[f"digit-{digit}" for digit in "0499370898"], "take")
    expect(kiosk.at("wrong")).to_have_text("This number is not right; please check its digits")
    kiosk.tap("erase", "digit-9", "take")
    assert kiosk.number() == "E-001"
    kiosk.tap("done")
    for_english = ("language-en", "service-civil_registry", "take")
    digits = [f"digit-{digit}" for digit in NATIONAL_ID]
    kiosk.tap(*for_english, *digits, "take", "done")

    kiosk.tap(*for_english, *digits, "take")

    expect(kiosk.at("wrong")).to_contain_text("all your tickets of this service")
    assert [number for number, _ in kiosk.tickets()] == ["E-001", "E-002"]


def test_several_services_and_a_priority_stand_on_one_ticket(hall: OpenHall) -> None:
    kiosk = hall(demo(), "en")
    kiosk.tap("language-en", "service-renovation_tax", "add-service", "service-cashier")
    expect(kiosk.at("take")).to_have_text("Take one number for 2 services")
    with kiosk.page.expect_request(TICKETS) as sent:
        kiosk.tap("class-elderly", "take")

    assert kiosk.number() == kiosk.only_ticket() == "B-001"
    body = sent.value.post_data_json
    assert (body["service_id"], body["more_service_ids"], body["priority_class"]) == (
        2,
        [6],
        "elderly",
    )


def test_a_service_whose_numbers_are_given_is_greyed_with_its_reason(hall: OpenHall) -> None:
    setup = demo()
    setup["services"][5]["daily_quota"] = 1
    kiosk = hall(setup, "en")
    kiosk.tap("language-en", "service-cashier", "take", "done", "language-en")
    card = kiosk.at("service-cashier")

    expect(card).to_have_attribute("aria-disabled", "true", timeout=REFRESHED_MS)
    expect(card).to_contain_text("All of today's tickets for this service are given.")
