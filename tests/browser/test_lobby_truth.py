"""The board is never wrong for long: restarts, a cut link, a sleep, dead pushes (B4, B5, B9)."""

import os
import re
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from tests.browser.desk_hall import latin
from tests.browser.lobby_hall import Lobby, ear, listening_board, open_lobby
from tests.faults.wires import Wire
from tests.harness.browser import chromium
from tests.harness.server import RunningServer

pytestmark = pytest.mark.browser
BACK_MS = 5_000
CUT_SECONDS = 40
BEHIND_MS = 15_000
TOLD_MS = 25_000
SAID_MS = 12_000


@pytest.fixture
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def lobby(server: RunningServer) -> Lobby:
    made = open_lobby(server.start())
    for at in (1, 2, 3):
        made.clerk(at)
    return made


@pytest.fixture
def token(lobby: Lobby) -> str:
    return lobby.server.token(lobby.branch_id, "lobby-1")


def shows(board: Page, number: str, timeout: float = BACK_MS) -> None:
    """Wait until a number stands large on the board."""
    pattern = re.compile(".?".join(map(re.escape, persian(number))))
    shown = board.get_by_test_id("call-number").filter(has_text=pattern)
    expect(shown).to_have_count(1, timeout=timeout)


def persian(text: str) -> str:
    return text.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))


def announced(board: Page) -> list[str]:
    """Return the numbers below twenty that were said, each time."""
    clips = ear(board)["heard"]
    said = dict.fromkeys(clip["said"] for clip in clips)
    return [_number([clip for clip in clips if clip["said"] == seq]) for seq in said]


def _number(clips: list[dict[str, str]]) -> str:
    names = [clip["name"].rsplit("/", 1)[-1].split(".")[0] for clip in clips]
    letter = next(name for name in names if name.startswith("letter_"))
    return f"{letter[-1].upper()}-{int(names[names.index(letter) + 1]):03d}"


def test_a_link_cut_for_forty_seconds_shows_all_and_says_only_what_is_fresh(
    lobby: Lobby, browser: Browser, token: str
) -> None:
    with Wire(lobby.server.port) as wire:
        board = listening_board(browser, lobby.server, token, url=wire.url)
        before = lobby.issue_and_call(1)
        shows(board, before["number"])
        board.wait_for_timeout(SAID_MS)
        wire.health = "cut"
        stale = lobby.issue_and_call(2)
        board.wait_for_timeout((CUT_SECONDS - 5) * 1000)
        expect(board.get_by_test_id("stale")).to_be_visible()
        fresh = lobby.issue_and_call(3)
        board.wait_for_timeout(5_000)
        assert announced(board) == [before["number"]]

        wire.health = "whole"

        shows(board, fresh["number"])
        expect(board.get_by_test_id("stale")).to_have_count(0)
        board.wait_for_timeout(SAID_MS)
        assert announced(board) == [before["number"], fresh["number"]]
        assert stale["number"] in [latin(number) for number in ear(board)["numbers"]]


@contextmanager
def asleep(browser: Browser, seconds: float) -> Iterator[None]:
    """Stop every process of the browser, as a machine that sleeps does."""
    devtools = browser.new_browser_cdp_session()
    processes = devtools.send("SystemInfo.getProcessInfo")["processInfo"]
    pids = [int(process["id"]) for process in processes]
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        time.sleep(seconds)
        yield
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)


def test_a_machine_that_slept_is_right_at_once_and_rings_nothing_again(
    lobby: Lobby, browser: Browser, token: str
) -> None:
    board = listening_board(browser, lobby.server, token)
    before = lobby.issue_and_call(1)
    shows(board, before["number"])
    board.wait_for_timeout(SAID_MS)

    with asleep(browser, CUT_SECONDS):
        fresh = lobby.issue_and_call(2)

    shows(board, fresh["number"])
    board.wait_for_timeout(SAID_MS)
    assert announced(board) == [before["number"], fresh["number"]]


# A browser's steady clock that stands still in a sleep, as that of a suspended laptop does.
STANDS_STILL = """(() => {
  const steady = performance.now.bind(performance)
  let [last, slept] = [steady(), 0]
  performance.now = () => {
    const moment = steady()
    if (moment - last > 5000) slept += moment - last
    last = moment
    return moment - slept
  }
})()"""
NAP_SECONDS = 35


def test_after_a_sleep_that_no_steady_clock_saw_it_is_right_at_once_and_says_nothing_stale(
    lobby: Lobby, browser: Browser, token: str
) -> None:
    board = listening_board(
        browser, lobby.server, token, prepare=lambda page: page.add_init_script(STANDS_STILL)
    )
    with asleep(browser, 0):
        stale = lobby.issue_and_call(1)
        time.sleep(NAP_SECONDS)
        fresh = lobby.issue_and_call(2)

    shows(board, fresh["number"])
    board.wait_for_timeout(SAID_MS)
    assert stale["number"] in [latin(number) for number in ear(board)["numbers"]]
    assert announced(board) == [fresh["number"]]


def keep_events_back(board: Page) -> None:
    """Let the socket join and answer, and never bring an event."""

    def pass_on(near: WebSocketRoute) -> None:
        far = near.connect_to_server()
        far.on_message(lambda message: None if '"event"' in str(message) else near.send(message))

    board.route_web_socket(re.compile("/socket.io/"), pass_on)


def test_with_dead_pushes_it_is_at_most_fifteen_seconds_behind_and_says_so(
    lobby: Lobby, browser: Browser, token: str
) -> None:
    board = listening_board(browser, lobby.server, token, prepare=keep_events_back)

    called = lobby.issue_and_call(1)

    shows(board, called["number"], timeout=BEHIND_MS)
    expect(board.get_by_test_id("pushless")).to_be_visible(timeout=TOLD_MS)


def refuse_sockets(board: Page) -> None:
    board.route_web_socket(re.compile("/socket.io/"), lambda near: near.close())


def test_without_any_socket_it_asks_and_says_so(lobby: Lobby, browser: Browser, token: str) -> None:
    board = listening_board(browser, lobby.server, token, prepare=refuse_sockets, live="no")

    called = lobby.issue_and_call(1)

    shows(board, called["number"], timeout=BEHIND_MS)
    expect(board.get_by_test_id("pushless")).to_be_visible(timeout=TOLD_MS)
