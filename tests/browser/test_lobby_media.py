"""Media never sound over a call, nor from a display that does not speak (B6)."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.lobby_hall import Lobby, listening_board, open_lobby
from tests.browser.lobby_media import recorded_video
from tests.harness.browser import chromium
from tests.harness.server import RunningServer

pytestmark = pytest.mark.browser
BACK_MS = 5_000
SAID_MS = 30_000
PLAYED_MS = 9_000
QUIET_ALL_DAY = [{"from": "00:00", "until": "23:59", "volume": 0}]
VOLUME, GAIN = 50, 0.25
# Each time that a video begins at its beginning, or comes to its end.
PLAYS = """() => {
  window.plays = []
  for (const kind of ["play", "ended"]) {
    document.addEventListener(kind, ({ target }) => window.plays.push([kind, target.loop]), true)
  }
}"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def video(browser: Browser) -> bytes:
    return recorded_video(browser)


@pytest.fixture
def lobby(server: RunningServer, browser: Browser, video: bytes) -> Iterator[Lobby]:
    made = open_lobby(server.start())
    made.clerk(1)
    made.sound(volume=VOLUME)
    medium = made.play({"name": "town"}, video)
    made.change_medium(medium, sound=True)
    for code in ("lobby-1", "lobby-2"):
        made.look(code, layout="media")
    yield made
    for context in browser.contexts:
        context.close()


def board_of(lobby: Lobby, browser: Browser, code: str = "lobby-1") -> Page:
    board = listening_board(browser, lobby.server, lobby.server.token(lobby.branch_id, code))
    expect(board.locator("video")).to_be_visible(timeout=BACK_MS)
    return board


def loudness(board: Page) -> Any:
    return board.locator("video").evaluate("(video) => (video.muted ? 0 : video.volume)")


def sounds(board: Page, gain: float, timeout: float = BACK_MS) -> None:
    board.wait_for_function(
        "(gain) => { const video = document.querySelector('video');"
        " return video && (video.muted ? 0 : video.volume) === gain }",
        arg=gain,
        timeout=timeout,
    )


def test_a_video_sounds_at_the_halls_volume_and_is_silent_while_a_call_is_said(
    lobby: Lobby, browser: Browser
) -> None:
    board = board_of(lobby, browser)
    sounds(board, GAIN)

    lobby.issue_and_call()
    sounds(board, 0)
    board.wait_for_function("document.documentElement.dataset.rung")
    assert loudness(board) == 0

    sounds(board, GAIN, SAID_MS)


def test_a_display_that_does_not_speak_plays_without_sound(lobby: Lobby, browser: Browser) -> None:
    board = board_of(lobby, browser, "lobby-2")
    board.wait_for_timeout(PLAYED_MS)

    assert loudness(board) == 0


def test_in_quiet_hours_media_are_silent_too(lobby: Lobby, browser: Browser) -> None:
    board = board_of(lobby, browser)
    sounds(board, GAIN)

    lobby.sound(hours=QUIET_ALL_DAY)

    sounds(board, 0)


def test_a_video_plays_to_its_end_and_begins_again_only_then(
    lobby: Lobby, browser: Browser
) -> None:
    board = board_of(lobby, browser)
    board.evaluate(f"({PLAYS})()")
    board.wait_for_timeout(PLAYED_MS)

    plays = board.evaluate("window.plays")
    ended = [loop for kind, loop in plays if kind == "ended"]
    assert ended
    assert not any(loop for _, loop in plays)
