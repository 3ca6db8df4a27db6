"""A browser that holds the sound back until somebody touches the screen (B8)."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.lobby_hall import Lobby, ear, listening_board, open_lobby
from tests.harness.browser import QUIET
from tests.harness.server import RunningServer

pytestmark = pytest.mark.browser
STALE_MS = 31_000
SAID_MS = 12_000


@pytest.fixture
def browser() -> Iterator[Browser]:
    """A browser that was started as any other, without the kiosk's flag for sound."""
    args = [flag for flag in QUIET if not flag.startswith("--autoplay-policy")]
    with sync_playwright() as play:
        opened = play.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=[*args, "--autoplay-policy=document-user-activation-required"],
        )
        yield opened
        opened.close()


@pytest.fixture
def lobby(server: RunningServer) -> Lobby:
    return open_lobby(server.start())


def test_it_says_so_and_after_the_touch_only_what_is_fresh_is_said(
    lobby: Lobby, browser: Browser
) -> None:
    token = lobby.server.token(lobby.branch_id, "lobby-1")
    board = listening_board(browser, lobby.server, token)
    button = board.get_by_test_id("sound-off")
    expect(button).to_be_visible()
    lobby.issue_and_call(1)
    board.wait_for_timeout(STALE_MS)
    lobby.issue_and_call(2)
    board.wait_for_timeout(1_000)
    assert ear(board)["heard"] == []

    button.click()
    expect(button).to_have_count(0)
    board.wait_for_timeout(SAID_MS)

    assert len({clip["said"] for clip in ear(board)["heard"]}) == 1
