"""Several people at one queue: two windows, two clerks, a supervisor, another hall, a reload."""

import pytest
from playwright.sync_api import expect

from tests.browser.desk_hall import (
    HELD,
    TRUTH_MS,
    Desk,
    Hall,
    bring_to,
    log_in,
    open_desk,
    open_hall,
    press_slowly,
)

pytest_plugins = ["tests.browser.desk_site"]
pytestmark = pytest.mark.browser
BACK_MS = 5_000
CALLED = ("ticket_issued", "ticket_called")


def test_a_second_window_of_the_same_clerk_follows_every_act(hall: Hall, desk: Desk) -> None:
    other = second_window(desk)

    for keys, moment in (
        (("Space",), "called"),
        (("Enter",), "serving"),
        (("KeyH", "Digit1"), "idle"),
        ((HELD, "Enter"), "serving"),
        (("KeyF", "Digit1"), "idle"),
    ):
        for key in keys:
            press_slowly(desk, key)
        desk.is_in(moment)
        other.is_in(moment)


def test_two_windows_that_call_at_once_call_one_visitor(hall: Hall, desk: Desk) -> None:
    hall.issue()
    other = second_window(desk)
    expect(other.element("line-service_a")).to_have_attribute("data-waiting", "2")

    desk.press("Space")
    other.press("Space")

    desk.shows("called", "A-001")
    other.shows("called", "A-001")
    assert hall.states() == {"A-001": "called", "A-002": "waiting"}


def test_two_clerks_who_call_at_once_get_two_visitors(hall: Hall, desk: Desk) -> None:
    colleague = open_desk(hall, clerk=2, counter=2)
    hall.issue()
    expect(colleague.element("line-service_a")).to_have_attribute("data-waiting", "2")

    desk.press("Space")
    colleague.press("Space")

    desk.is_in("called")
    colleague.is_in("called")
    assert {desk.number(), colleague.number()} == {"A-001", "A-002"}


def test_of_two_clerks_and_one_visitor_one_is_told_that_nobody_waits(
    hall: Hall, desk: Desk
) -> None:
    colleague = open_desk(hall, clerk=2, counter=2)
    expect(colleague.element("line-service_a")).to_have_attribute("data-waiting", "1")

    bring_to(desk, ("Space",))
    colleague.press("Space")

    expect(colleague.element("refusal")).to_have_attribute("data-code", "queue_empty")
    assert hall.life("A-001") == CALLED


def test_a_colleague_who_resumes_first_is_seen_at_the_other_desk(hall: Hall, desk: Desk) -> None:
    colleague = open_desk(hall, clerk=2, counter=2)
    bring_to(desk, ("Space", "Enter"))
    press_slowly(desk, "KeyH")
    desk.press("Digit2")
    desk.is_in("idle")
    expect(colleague.element("row-A-001")).to_be_visible(timeout=TRUTH_MS)

    press_slowly(colleague, HELD)
    colleague.press("Enter")

    colleague.shows("serving", "A-001")
    expect(desk.element("row-A-001")).to_have_count(0, timeout=TRUTH_MS)


def test_a_supervisor_who_ends_a_service_clears_the_desk_and_the_sheet_over_it(
    hall: Hall, desk: Desk
) -> None:
    bring_to(desk, ("Space", "Enter"))
    desk.opens("KeyM")

    hall.end_by_supervisor("A-001")

    desk.is_in("idle")
    desk.asks_nothing()
    expect(desk.element("said")).to_be_visible()


def test_who_logs_out_with_a_visitor_in_hand_finds_them_again(hall: Hall, desk: Desk) -> None:
    bring_to(desk, ("Space",))
    other = second_window(desk)
    leave(desk)
    expect(desk.element("refusal")).to_have_attribute("data-code", "counter.first.leave")
    leave(desk)

    expect(desk.element("username")).to_be_visible()
    expect(other.element("username")).to_be_visible(timeout=TRUTH_MS)
    log_in(desk, hall, 1)

    desk.shows("called", "A-001")
    other.shows("called", "A-001", timeout=BACK_MS)


def test_the_ticks_of_the_checklist_outlive_a_reload(hall: Hall, desk: Desk) -> None:
    bring_to(desk, ("Space", "Enter"))
    desk.press("KeyU", "ArrowDown", "Space")
    expect(desk.element("paper-1")).to_be_checked()

    desk.page.reload()

    expect(desk.element("paper-1")).to_be_checked(timeout=TRUTH_MS)
    expect(desk.element("paper-0")).not_to_be_checked()


def test_the_switch_that_calls_next_calls_nobody_by_a_reload(hall: Hall, desk: Desk) -> None:
    hall.issue()
    desk.press("KeyA")
    expect(desk.element("switch-auto")).to_have_attribute("aria-checked", "true")

    desk.page.reload()
    desk.is_in("idle")
    desk.is_live()
    assert hall.states() == {"A-001": "waiting", "A-002": "waiting"}

    bring_to(desk, ("Space",))
    desk.press("KeyN")
    desk.shows("called", "A-002")


def test_a_visitor_sent_to_another_hall_is_gone_here_and_waits_there(
    hall: Hall, desk: Desk
) -> None:
    there = open_hall(hall.server, hall.browser, f"{hall.code}-away")
    bring_to(desk, ("Space",))
    desk.opens("KeyT")
    way = desk.element("to-hall")
    expect(way).to_have_count(1)
    desk.press("Digit3", "Tab")
    desk.element(f"branch_id-{there.branch_id}").focus()
    desk.press("Space", "Tab", "Digit1", "Enter")

    desk.is_in("idle")
    assert hall.states() == {}
    assert there.states() == {"A-001": "waiting"}


def test_an_idle_desk_with_its_sound_on_rings_once_for_the_first_who_comes(hall: Hall) -> None:
    desk = open_desk(hall)
    desk.press("KeyD")
    expect(desk.element("switch-bell")).to_have_attribute("aria-checked", "true")

    for waiting in ("1", "2"):
        hall.issue()
        line = desk.element("line-service_a")
        expect(line).to_have_attribute("data-waiting", waiting, timeout=TRUTH_MS)

    expect(desk.page.locator("html")).to_have_attribute("data-rung", "1")


def test_a_key_held_down_acts_once(hall: Hall, desk: Desk) -> None:
    hall.issue()
    desk.page.keyboard.down("Space")
    desk.is_in("called")
    desk.page.keyboard.down("Space")
    desk.page.keyboard.up("Space")
    desk.page.keyboard.down("KeyX")
    desk.asks("cancel")
    for _ in range(3):
        desk.page.keyboard.down("KeyX")

    expect(desk.element("field-reason")).to_have_value("")
    assert hall.states() == {"A-001": "called", "A-002": "waiting"}


def second_window(desk: Desk) -> Desk:
    """Open the counter once more in the same browser."""
    page = desk.page.context.new_page()
    page.goto(desk.page.url)
    other = Desk(page)
    other.is_in(desk.page.locator(".visitor").get_attribute("data-moment") or "")
    other.is_live()
    return other


def leave(desk: Desk) -> None:
    """Press "log out" from the keys' sheet."""
    desk.press("Slash")
    desk.asks("keys")
    desk.page.locator("dialog").get_by_test_id("log-out").focus()
    desk.press("Enter")
