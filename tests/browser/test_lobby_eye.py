"""What the eye is told: who is called flashes once, and is marked while it is said (B12)."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.desk_hall import latin
from tests.browser.lobby_hall import Lobby, ear, listening_board, open_lobby
from tests.harness.browser import chromium
from tests.harness.server import RunningServer

pytestmark = pytest.mark.browser
BACK_MS = 5_000
FLASHED_MS = 6_000
SAID_MS = 30_000
STEP_MS = 700
CALLS_AT_ONCE, CALLS_ON_PANEL = 3, 2
# Every pulse that ever began, with the number of its call and its start on the document's clock.
PULSES = """() => {
  window.pulses = []
  document.addEventListener("animationstart", ({ animationName, target }) => {
    if (animationName !== "pulse") return
    const all = target.getAnimations({ subtree: true })
    const pulse = all.find((one) => one.animationName === "pulse")
    const number = target.querySelector(".number").textContent
    window.pulses.push({ number, at: pulse.startTime })
  })
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def lobby(server: RunningServer, browser: Browser) -> Iterator[Lobby]:
    made = open_lobby(server.start())
    for at in range(1, CALLS_AT_ONCE + 1):
        made.clerk(at)
    made.look("lobby-1", layout="calls", viewing_metres=3)
    yield made
    for context in browser.contexts:
        context.close()


@pytest.fixture
def board(lobby: Lobby, browser: Browser) -> Page:
    page = listening_board(browser, lobby.server, lobby.server.token(lobby.branch_id, "lobby-1"))
    page.evaluate(f"({PULSES})()")
    return page


def pulses(board: Page) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = board.evaluate("window.pulses")
    return [one | {"number": bare(one["number"])} for one in found]


def bare(shown: str) -> str:
    return latin(re.sub(r"[\u2066-\u2069\s]", "", shown))


def test_a_call_flashes_once_however_often_its_panel_is_drawn_anew(
    lobby: Lobby, board: Page
) -> None:
    first = lobby.issue_and_call(1)
    board.wait_for_timeout(FLASHED_MS)
    slide = lobby.play({"kind": "slide", "texts": '{"fa": {"title": "پروانه", "body": ""}}'})
    lobby.look("lobby-1", layout="media")
    expect(board.get_by_test_id("player")).to_be_visible(timeout=BACK_MS)
    lobby.supervisor().post(f"/media/{slide['id']}/endings", request_id="media-ends")
    expect(board.get_by_test_id("player")).to_have_count(0, timeout=BACK_MS)

    assert [one["number"] for one in pulses(board)] == [first["number"]]


def test_calls_of_one_moment_flash_in_one_step(lobby: Lobby, board: Page) -> None:
    for at in (1, 2, 3):
        lobby.issue_and_call(at)
        board.wait_for_timeout(150)
    board.wait_for_timeout(FLASHED_MS)

    starts = [one["at"] for one in pulses(board)]
    assert len(starts) >= CALLS_ON_PANEL
    assert {round(at) % STEP_MS for at in starts} == {0}


def test_a_call_that_came_while_the_board_was_loaded_again_flashes(
    lobby: Lobby, board: Page
) -> None:
    lobby.issue_and_call(1)
    board.wait_for_timeout(FLASHED_MS)
    board.goto("about:blank")
    called = lobby.issue_and_call(2)

    board.goto(f"{lobby.server.url}/display")

    fresh = board.locator(".call-fresh")
    expect(fresh).to_have_count(1)
    assert bare(fresh.get_by_test_id("call-number").inner_text()) == called["number"]


def test_the_number_that_is_said_is_marked_while_newer_ones_have_the_panel(
    lobby: Lobby, board: Page
) -> None:
    called = [lobby.issue_and_call(at) for at in (1, 2, 3)]
    marked = board.locator(".call-said, .recent-said")

    seen = []
    for ticket in called:
        number = re.compile(".?".join(map(re.escape, persian(ticket["number"]))))
        expect(marked.filter(has_text=number)).to_have_count(1, timeout=SAID_MS)
        seen.append(marked.count())

    assert seen == [1] * CALLS_AT_ONCE
    expect(marked).to_have_count(0, timeout=SAID_MS)
    assert len({clip["said"] for clip in ear(board)["heard"]}) == CALLS_AT_ONCE


def persian(text: str) -> str:
    return text.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
