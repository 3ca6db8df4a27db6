"""A display follows its plan and its supervisor's wishes whatever its pushes do."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.lobby_hall import Lobby, ear, listening_board, open_lobby
from tests.browser.test_lobby_truth import keep_events_back
from tests.faults.wires import Wire
from tests.harness.browser import chromium
from tests.harness.server import RunningServer

pytestmark = pytest.mark.browser
BACK_MS = 5_000
PUSHLESS_MS = 18_000  # each 12 s it asks, then within 2 s for its plan
SAID_MS = 12_000
QUIET_MS = 4_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def lobby(server: RunningServer, browser: Browser) -> Iterator[Lobby]:
    yield open_lobby(server.start())
    for context in browser.contexts:
        context.close()


@pytest.fixture
def token(lobby: Lobby) -> str:
    return lobby.server.token(lobby.branch_id, "lobby-1")


def looks(board: Page, layout: str, timeout: float) -> None:
    expect(board.locator(f".board-{layout}")).to_be_visible(timeout=timeout)


def test_a_look_that_was_changed_while_the_link_was_cut_is_taken_when_it_is_back(
    lobby: Lobby, browser: Browser, token: str
) -> None:
    with Wire(lobby.server.port) as wire:
        board = listening_board(browser, lobby.server, token, url=wire.url)
        wire.health = "cut"
        expect(board.get_by_test_id("stale")).to_be_visible(timeout=3 * BACK_MS)
        lobby.look("lobby-1", layout="calls")
        lobby.issue()  # a seq that follows the change

        wire.health = "whole"

        looks(board, "calls", 2 * BACK_MS)


def test_with_dead_pushes_a_look_is_taken_and_a_wish_is_obeyed(
    lobby: Lobby, browser: Browser, token: str
) -> None:
    board = listening_board(browser, lobby.server, token, prepare=keep_events_back)

    lobby.look("lobby-1", layout="calls")
    looks(board, "calls", PUSHLESS_MS)
    lobby.ask("lobby-1", "identifications")
    expect(board.get_by_test_id("identity")).to_be_visible(timeout=PUSHLESS_MS)


def test_a_wish_to_load_again_that_came_while_the_link_was_cut_is_obeyed_once(
    lobby: Lobby, browser: Browser, token: str
) -> None:
    with Wire(lobby.server.port) as wire:
        board = listening_board(browser, lobby.server, token, url=wire.url)
        loads: list[str] = []
        board.on("load", lambda page: loads.append(page.url))
        wire.health = "cut"
        expect(board.get_by_test_id("stale")).to_be_visible(timeout=3 * BACK_MS)
        lobby.ask("lobby-1", "reloads")

        wire.health = "whole"

        board.wait_for_event("load", timeout=4 * BACK_MS)
        expect(board.locator("html")).to_have_attribute("data-planned", "yes")
        board.wait_for_timeout(3 * BACK_MS)
        assert len(loads) == 1


def test_who_speaks_is_changed_for_both_at_once(lobby: Lobby, browser: Browser, token: str) -> None:
    first = listening_board(browser, lobby.server, token)
    second = listening_board(browser, lobby.server, lobby.server.token(lobby.branch_id, "lobby-2"))

    lobby.look("lobby-1", speaks=False)
    lobby.look("lobby-2", speaks=True)
    first.wait_for_timeout(QUIET_MS)
    lobby.issue_and_call()
    second.wait_for_timeout(SAID_MS)

    assert ear(first)["heard"] == []
    assert ear(second)["heard"] != []


def test_a_display_whose_plan_never_came_shows_and_does_not_speak(
    lobby: Lobby, browser: Browser, token: str
) -> None:
    board = listening_board(browser, lobby.server, token)
    board.evaluate("localStorage.clear()")
    board.route(re.compile("/displays/me$"), refuse)
    board.reload()
    expect(board.locator("html")).to_have_attribute("data-live", "yes")

    lobby.issue_and_call()

    expect(board.get_by_test_id("call-number")).to_have_text(re.compile("۰۰۱"))
    board.wait_for_timeout(QUIET_MS)
    assert ear(board)["heard"] == []


def refuse(route: Route) -> None:
    route.abort()
