"""A visitor who sees nothing of the glass: the whole way by a keypad's arrows and Enter, by ear."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.kiosk_hall import NATIONAL_ID, Kiosk, demo, hall_server, open_kiosk
from tests.harness.browser import chromium

pytestmark = pytest.mark.browser
HELLO = (
    "Municipality, District 6. Spoken guidance is on. Touch the service you came for. 6 choices."
    " Move with the arrow keys and choose with Enter."
)
SALAM = (
    "شهرداری منطقهٔ ۶. راهنمای گویا روشن است. برای گرفتن نوبت، خدمت\u00a0خود را لمس کنید. ۶ گزینه."
    " با کلیدهای جهت‌دار جابه‌جا شوید و با کلید تأیید انتخاب کنید."
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def kiosk(browser: Browser, tmp_path: Path) -> Iterator[Kiosk]:
    setup = demo()
    setup["branch"]["languages"] = ["en", "fa"]
    with hall_server(tmp_path / "hall", setup) as server:
        kiosk = open_kiosk(browser, server, "en")
        kiosk.shows("attract")
        yield kiosk
        kiosk.page.context.close()


def test_the_whole_way_by_arrows_and_enter_with_every_word_spoken(kiosk: Kiosk) -> None:
    kiosk.press("ArrowDown")
    kiosk.says(HELLO)
    kiosk.press("ArrowDown")
    kiosk.says("Building permit. no one waiting.")
    kiosk.press("ArrowUp")
    kiosk.says("Louder.")
    kiosk.press("ArrowRight", "ArrowRight", "ArrowRight")
    kiosk.says("Business tax. no one waiting.")

    kiosk.press("Enter")

    kiosk.says(
        "Business tax. no one waiting. What to bring: Business licence. Lease or deed of the shop."
        " Where: Ground floor, counters 3 and 4. At the counter: 8 minutes."
        " Fee: As the city council's tariff says. In charge: Leila Heydari, head of revenue."
    )
    kiosk.press("ArrowDown")
    kiosk.says("Take a number.")
    kiosk.press("ArrowDown", "ArrowDown")
    kiosk.says("Elderly. Please show your proof at the counter.")
    kiosk.press("Enter")
    kiosk.says("Elderly. Please show your proof at the counter. Chosen.")
    kiosk.press("ArrowUp", "ArrowUp", "Enter")
    kiosk.says(
        "Your number: C 1. You are next in line. no open counter. Your paper ticket is coming."
    )
    assert kiosk.number() == kiosk.only_ticket() == "C-001"
    kiosk.press("ArrowDown")
    kiosk.says("Done.")
    kiosk.press("Enter")
    kiosk.shows("services")
    expect(kiosk.page.locator("html")).not_to_have_attribute("data-spoken", "Done.")


@pytest.mark.parametrize("key", ["Enter", " ", "Tab", "x", "5"])
def test_any_first_key_begins_to_speak_and_presses_nothing(kiosk: Kiosk, key: str) -> None:
    kiosk.at("mode-contrast").focus()

    kiosk.press(key)

    kiosk.says(HELLO)
    expect(kiosk.page.locator("html")).to_have_attribute("data-contrast", "plain")


def test_enter_before_anything_was_chosen_says_the_first_thing(kiosk: Kiosk) -> None:
    kiosk.press("Enter", "Enter")
    kiosk.says("Building permit. no one waiting.")
    kiosk.shows("services")

    kiosk.press("Enter")

    kiosk.shows("service")


def test_a_number_that_goes_is_told_and_any_key_keeps_it_and_says_it_again(
    browser: Browser, tmp_path: Path
) -> None:
    with hall_server(tmp_path / "hall", demo()) as server:
        kiosk = open_kiosk(browser, server, "en", clock=True)
        kiosk.press("ArrowDown", *["ArrowDown"] * 6)
        kiosk.says("Cashier. no one waiting.")
        kiosk.press("Enter", "ArrowDown", "Enter")
        number = (
            "Your number: F 1. You are next in line. no open counter. Your paper ticket is coming."
        )
        kiosk.says(number)
        kiosk.press("ArrowDown")
        kiosk.says("Done.")
        kiosk.passes(11_000)
        kiosk.says("This page goes away in 10 seconds. Press any key to keep it.")

        kiosk.press("Enter")

        kiosk.says(number)
        assert kiosk.number() == "F-001"
        kiosk.passes(11_000)
        kiosk.says("This page goes away in 10 seconds. Press any key to keep it.")
        kiosk.passes(10_500)
        kiosk.shows("services")


def test_digits_are_counted_and_not_said(kiosk: Kiosk) -> None:
    kiosk.press("ArrowDown", *["ArrowDown"] * 5)
    kiosk.says("Civil registry window. no one waiting.")
    kiosk.press("Enter", "ArrowDown", "Enter")
    asked = "Only to count today's numbers; yours is not kept."
    kiosk.says(f"Enter your national ID number. 0 of 10 digits. {asked}")
    for digit in NATIONAL_ID:
        kiosk.press(digit)
    kiosk.says(f"Enter your national ID number. 10 of 10 digits. {asked}")

    kiosk.press("ArrowUp", "ArrowUp")
    kiosk.says("Take a number. 10 of 10 digits.")
    kiosk.press("Enter")

    assert kiosk.number() == kiosk.only_ticket() == "E-001"


def test_another_language_is_chosen_and_spoken_by_keys(kiosk: Kiosk) -> None:
    kiosk.press("ArrowDown", *["ArrowDown"] * 8)
    kiosk.says("فارسی.")

    kiosk.press("Enter")

    kiosk.says(SALAM)
    kiosk.press("ArrowLeft")
    kiosk.says("صدور پروانهٔ ساختمانی. کسی در صف نیست.")


def test_what_is_spoken_stands_where_a_screen_reader_reads_it(kiosk: Kiosk) -> None:
    kiosk.press("ArrowDown")
    kiosk.says(HELLO)

    expect(kiosk.page.locator("[aria-live=assertive]")).to_have_text(HELLO)


def test_the_button_begins_to_speak_and_ends_it_and_the_volume_is_the_visitors(
    kiosk: Kiosk,
) -> None:
    kiosk.tap("mode-spoken")
    kiosk.says(HELLO)
    kiosk.tap("louder", "louder")
    expect(kiosk.at("louder")).to_be_disabled()

    kiosk.tap("mode-spoken")

    expect(kiosk.page.locator("[aria-live=assertive]")).to_have_text("")
    kiosk.tap("service-cashier", "take", "done", "mode-spoken")
    expect(kiosk.at("louder")).to_be_enabled()
