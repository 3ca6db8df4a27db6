"""The desk shows the truth within two seconds, whatever happens in the middle of an act.

A reload, a lost answer, a lost link, a killed server.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Route, expect

from tests.browser.desk_hall import HELD, TRUTH_MS, Desk, Hall, bring_to, fresh_id, press_slowly

pytest_plugins = ["tests.browser.desk_site"]
pytestmark = pytest.mark.browser
BACK_MS = 5_000
STEP_MS = 20
ISSUED = "ticket_issued"
CALLED = (ISSUED, "ticket_called")
SERVING = (*CALLED, "service_begun")


@dataclass(frozen=True)
class Act:
    """An act by keys: what leads up to it, what it writes into the log, and where it ends."""

    before: tuple[str, ...]
    keys: tuple[str, ...]
    life: tuple[str, ...]
    moment: str


ACTS = {
    "call": Act((), ("Space",), CALLED, "called"),
    "begin": Act(("Space",), ("Enter",), SERVING, "serving"),
    "finish": Act(("Space", "Enter"), ("KeyF", "Digit1"), (*SERVING, "ticket_finished"), "idle"),
    "recall": Act(("Space",), ("KeyR",), (*CALLED, "ticket_recalled"), "called"),
    "no_show": Act(("Space",), ("KeyN",), (*CALLED, "ticket_no_show"), "idle"),
    "hold": Act(("Space", "Enter"), ("KeyH", "Digit1"), (*SERVING, "ticket_held"), "idle"),
    "resume": Act(
        ("Space", "Enter", "KeyH", "Digit1", HELD),
        (HELD, "Enter"),
        (*SERVING, "ticket_held", "ticket_resumed"),
        "serving",
    ),
    "transfer": Act(
        ("Space",), ("KeyT", "Tab", "Digit1", "Enter"), (*CALLED, "ticket_transferred"), "idle"
    ),
    "return": Act(("Space",), ("KeyB",), (*CALLED, "ticket_returned"), "idle"),
}


def do(desk: Desk, act: Act) -> None:
    for key in act.keys:
        press_slowly(desk, key)


def until(desk: Desk, holds: Callable[[], bool]) -> None:
    """Wait for what only the server's log can tell, while the browser goes on."""
    for _ in range(BACK_MS // STEP_MS):
        if holds():
            return
        desk.page.wait_for_timeout(STEP_MS)
    raise AssertionError("it did not come")


def swallow_answers(desk: Desk) -> None:
    """Let each command reach the server, and let its answer never come."""

    def reach_and_wait(route: Route) -> None:
        if route.request.method != "POST":
            return route.fallback()
        route.fetch()
        return None

    desk.page.route("**/api/v1/**", reach_and_wait)


@pytest.mark.parametrize("name", ACTS)
def test_a_reload_in_the_middle_of_an_act_shows_what_stands(
    hall: Hall, desk: Desk, name: str
) -> None:
    act = ACTS[name]
    bring_to(desk, act.before)
    swallow_answers(desk)

    do(desk, act)
    until(desk, lambda: hall.life("A-001") == act.life)
    desk.page.unroute_all(behavior="ignoreErrors")
    desk.page.reload()

    desk.is_in(act.moment)
    assert hall.life("A-001") == act.life


@pytest.mark.parametrize("name", ACTS)
def test_an_answer_that_is_lost_changes_nothing_about_the_act(
    hall: Hall, desk: Desk, name: str
) -> None:
    act = ACTS[name]
    bring_to(desk, act.before)

    def reach_and_lose(route: Route) -> None:
        if route.request.method != "POST":
            return route.fallback()
        route.fetch()
        return route.abort()

    desk.page.route("**/api/v1/**", reach_and_lose)
    do(desk, act)
    until(desk, lambda: hall.life("A-001") == act.life)

    desk.is_in(act.moment)
    assert hall.life("A-001") == act.life


@pytest.mark.parametrize("name", ACTS)
def test_an_act_that_never_reached_the_server_is_done_once_when_it_is_done_again(
    hall: Hall, desk: Desk, name: str
) -> None:
    act = ACTS[name]
    bring_to(desk, act.before)
    before = hall.life("A-001")
    desk.page.context.set_offline(True)
    do(desk, act)
    expect(desk.element("refusal").first).to_have_attribute("data-code", "no_connection")
    assert hall.life("A-001") == before

    desk.page.context.set_offline(False)
    desk.page.keyboard.press("Escape")
    do(desk, act)

    desk.is_in(act.moment)
    until(desk, lambda: hall.life("A-001") == act.life)


def test_after_a_lost_link_the_desk_says_that_the_act_was_not_recorded(
    hall: Hall, desk: Desk
) -> None:
    bring_to(desk, ("Space",))
    desk.page.context.set_offline(True)
    desk.press("Enter")
    expect(desk.element("refusal")).to_have_attribute("data-code", "no_connection")

    desk.page.context.set_offline(False)

    said = desk.element("refusal")
    expect(said).to_have_attribute("data-code", "counter.unrecorded", timeout=TRUTH_MS)
    desk.press("Enter")
    desk.is_in("serving")
    assert hall.life("A-001") == SERVING


def test_a_server_killed_in_the_middle_of_a_call_gives_that_call_and_no_other(
    hall: Hall, desk: Desk
) -> None:
    hall.issue()
    swallow_answers(desk)
    desk.press("Space")
    until(desk, lambda: hall.life("A-001") == CALLED)
    hall.server.kill()
    desk.page.unroute_all(behavior="ignoreErrors")

    hall.server.start()
    desk.page.reload()

    desk.shows("called", "A-001")
    assert hall.states() == {"A-001": "called", "A-002": "waiting"}


def test_what_happened_while_the_server_was_away_is_shown_when_it_is_back(
    hall: Hall, desk: Desk
) -> None:
    bring_to(desk, ("Space",))
    supervisor = hall.person("supervisor")
    hall.server.kill()
    expect(desk.page.locator("html")).to_have_attribute("data-live", "no")

    hall.server.start()
    path = f"/tickets/{hall.ticket_id('A-001')}/endings"
    assert supervisor.post(path, request_id=fresh_id(), reason="ended").status_code == 201

    expect(desk.page.locator("html")).to_have_attribute("data-live", "yes", timeout=BACK_MS)
    desk.is_in("idle")


def test_what_a_colleague_did_while_the_link_was_lost_is_shown_when_it_is_back(
    hall: Hall, desk: Desk
) -> None:
    bring_to(desk, ("Space",))
    desk.page.context.set_offline(True)
    hall.end_by_supervisor("A-001")

    desk.page.context.set_offline(False)

    desk.is_in("idle")
