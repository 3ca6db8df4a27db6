"""Scenarios 20 to 24 on the lobby's screens, and two hundred calls in a minute."""

import itertools
import json
import re
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.desk_hall import latin
from tests.browser.lobby_hall import (
    Lobby,
    ear,
    fresh_id,
    listening_board,
    lobby_setup,
    open_lobby,
)
from tests.browser.lobby_media import garden
from tests.cli.replayed import log_rows
from tests.harness.browser import SIZES, chromium
from tests.harness.halls import PASSWORD
from tests.harness.server import RunningServer

pytestmark = pytest.mark.browser
COUNTERS = 10
CALLS = 200
CALLS_SECONDS = 60
SERVED_SECONDS = 0.5
SAID_AFTER_MS = 45_000
MICROSECONDS = 1_000_000
EPSILON_SECONDS = 0.002
CATCH_UP_MS = 5_000
NEVER_MS = 1_000
STALE_SECONDS = 30
SLACK_SECONDS = 1.0
PAUSE_SECONDS = 0.8
SHOWN_MS = 30_000  # what stands in the foot takes turns
MARKUP = "<img src=x onerror=window.wasRead=1>&amp;"
NO_SIGN = {"counter_id": None, "service_ids": []}
WRITTEN_ON: tuple[dict[str, Any], ...] = (
    {"layout": "lines", "viewing_metres": 3},
    {"layout": "service", "service_ids": [1]},
    {"layout": "counter", "counter_id": 1},
    {"layout": "media"},
)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def lobby(server: RunningServer, browser: Browser) -> Iterator[Lobby]:
    server.environment["NOBAT_LOGIN_TRIES"] = "1000 per minute"
    yield open_lobby(server.start(), counters=COUNTERS)
    for context in browser.contexts:
        context.close()


def board_of(lobby: Lobby, browser: Browser, device: str = "lobby-1") -> Page:
    token = lobby.server.token(lobby.branch_id, device)
    return listening_board(browser, lobby.server, token)


def sign_of(lobby: Lobby, browser: Browser, counter_id: int) -> Page:
    """Make the second display the sign over a counter."""
    lobby.look("lobby-2", layout="counter", counter_id=counter_id, speaks=False)
    return board_of(lobby, browser, "lobby-2")


def test_a_call_reaches_board_sign_phone_and_desk_and_no_other_hall(
    lobby: Lobby, browser: Browser
) -> None:
    elsewhere = open_lobby(lobby.server, "elsewhere")
    board, other = board_of(lobby, browser), board_of(elsewhere, browser)
    sign = sign_of(lobby, browser, counter_id=2)
    before = ear(other)["seqs"]
    desk = desk_at(lobby, browser, 2)
    ticket = lobby.issue()
    phone = browser.new_page()
    phone.goto(f"{lobby.server.url}/t/{ticket['token']}")

    desk.keyboard.press("Space")

    number = re.compile(".?".join("A-۰۰۱"))
    expect(board.get_by_test_id("call-number")).to_have_text(number)
    expect(sign.get_by_test_id("call-number")).to_have_text(number)
    expect(phone.locator(".phone")).to_have_attribute("data-state", "called")
    expect(desk.get_by_test_id("ticket-number")).to_have_text(number)
    other.wait_for_timeout(NEVER_MS)
    expect(other.get_by_test_id("call-number")).to_have_count(0)
    assert set(ear(other)["seqs"]) == set(before)


def desk_at(lobby: Lobby, browser: Browser, counter: int) -> Page:
    width, height = SIZES["counter"]
    page = browser.new_context(viewport={"width": width, "height": height}).new_page()
    page.goto(f"{lobby.server.url}/counter")
    page.get_by_test_id("username").fill(f"{lobby.code}-clerk{counter}")
    page.get_by_test_id("password").fill(PASSWORD)
    page.get_by_test_id("log-in").click()
    page.get_by_test_id(f"counter-{counter}").click()
    page.get_by_test_id("call-next").wait_for()
    return page


def test_every_screen_is_right_within_five_seconds_of_a_restart(
    lobby: Lobby, browser: Browser
) -> None:
    lobby.clerk(1)
    desk = desk_at(lobby, browser, 2)
    screens = [board_of(lobby, browser), sign_of(lobby, browser, counter_id=1)]
    ticket = lobby.issue()
    phone = browser.new_page()
    phone.goto(f"{lobby.server.url}/t/{ticket['token']}")
    expect(phone.locator(".phone")).to_have_attribute("data-state", "waiting")

    lobby.server.kill()
    lobby.server.start()
    up = time.monotonic()
    lobby.call(1)

    for screen in screens:
        number = screen.get_by_test_id("call-number")
        expect(number).to_have_text(re.compile(".?".join("A-۰۰۱")), timeout=left_ms(up))
    expect(phone.locator(".phone")).to_have_attribute("data-state", "called", timeout=left_ms(up))
    expect(desk.locator("html")).to_have_attribute("data-live", "yes", timeout=left_ms(up))


def left_ms(since: float) -> float:
    """Return what is left of the time in which every screen has to be right again."""
    return max(1.0, CATCH_UP_MS - (time.monotonic() - since) * 1000)


def test_a_board_goes_on_when_a_counter_and_a_service_are_gone(
    lobby: Lobby, browser: Browser
) -> None:
    lobby.look("lobby-1", layout="calls", languages=["fa", "en"], viewing_metres=3)
    board = board_of(lobby, browser)
    called = lobby.issue_and_call(1)
    lobby.act(1, called, "beginnings")
    lobby.act(1, called, "finishes")
    setup = lobby_setup(lobby.code, COUNTERS)
    setup["services"].pop()
    setup["counters"] = setup["counters"][1:]
    for counter in setup["counters"]:
        counter["services"] = ["service_a"]

    lobby.clerk(1).post("/counters/1/closings", request_id=fresh_id())
    lobby.server.apply(setup)
    board.reload()

    expect(board.get_by_test_id("call-number")).to_have_text(re.compile("۰۰۱"))
    nothing_is_unsaid(board)
    after = lobby.issue_and_call(2)
    expect(board.get_by_test_id("call-number")).to_have_text(re.compile("۰۰۲"), timeout=CATCH_UP_MS)
    expect(board.get_by_test_id("recent-call")).to_have_count(1)
    nothing_is_unsaid(board)
    assert after["number"] == "A-002"


def nothing_is_unsaid(board: Page) -> None:
    """Require that no letter of a program stands on the board: a null, a place left open."""
    text = board.locator("#screen").inner_text()
    assert [sign for sign in ("null", "undefined", "NaN", "{") if sign in text] == []


def test_what_staff_write_is_never_read_as_html(lobby: Lobby, browser: Browser) -> None:
    board = board_of(lobby, browser)
    lobby.notice(MARKUP)
    setup = lobby_setup(lobby.code, COUNTERS)
    setup["branch"]["names"] = setup["branch"]["ticker"] = {"fa": MARKUP, "en": MARKUP}
    for service in setup["services"]:
        service["names"] = {"fa": MARKUP, "en": MARKUP}
    lobby.server.apply(setup)
    lobby.play({"kind": "slide", "texts": json.dumps({"fa": {"title": MARKUP, "body": MARKUP}})})
    lobby.play({"name": MARKUP}, garden())
    lobby.issue_and_call(1)

    for look in WRITTEN_ON:
        lobby.look("lobby-1", zone=MARKUP, speaks=True, **NO_SIGN | look)
        expect(board.locator(f".board-{look['layout']}")).to_be_visible(timeout=CATCH_UP_MS)
        expect(board.get_by_text(MARKUP).first).to_be_visible(timeout=SHOWN_MS)
        nothing_was_read(board)
    lobby.ask("lobby-1", "identifications")
    expect(board.get_by_test_id("identity")).to_be_visible(timeout=CATCH_UP_MS)
    nothing_was_read(board)


def test_what_staff_wrote_is_never_read_as_html_without_the_server(
    lobby: Lobby, browser: Browser
) -> None:
    setup = lobby_setup(lobby.code, COUNTERS)
    setup["branch"]["names"] = {"fa": MARKUP, "en": MARKUP}
    lobby.server.apply(setup)
    board = board_of(lobby, browser)
    board.route(re.compile("/snapshot$"), lambda route: route.abort())

    board.reload()

    expect(board.locator("h1")).to_have_text(MARKUP)
    nothing_was_read(board)


def nothing_was_read(board: Page) -> None:
    assert board.locator("img[src=x]").count() == 0
    assert board.evaluate("window.wasRead") is None


def test_two_hundred_calls_in_a_minute_are_all_shown_and_said_as_the_rule_says(
    lobby: Lobby, browser: Browser
) -> None:
    board = board_of(lobby, browser)
    for at in range(1, COUNTERS + 1):
        lobby.clerk(at)
    for _ in range(CALLS):
        lobby.issue()

    began = time.monotonic()
    with ThreadPoolExecutor(COUNTERS) as pool:
        list(pool.map(lambda at: call_and_serve(lobby, at, began), range(1, COUNTERS + 1)))
    board.wait_for_timeout(SAID_AFTER_MS)

    called = calls_in_log(lobby)
    shown = {latin(number) for number in ear(board)["numbers"]}
    assert len(called) == CALLS
    assert {call.number for call in called} - shown == set()
    require_the_rule(ear(board)["heard"], called)


def call_and_serve(lobby: Lobby, at: int, began: float) -> None:
    """Call and serve at one counter, evenly over the minute."""
    for turn in range(CALLS // COUNTERS):
        due = began + (turn + at / COUNTERS) * CALLS_SECONDS * COUNTERS / CALLS
        time.sleep(max(0.0, due - time.monotonic()))
        ticket = lobby.call(at)
        time.sleep(SERVED_SECONDS)
        lobby.act(at, ticket, "beginnings")
        lobby.act(at, ticket, "finishes")


@dataclass(frozen=True)
class Called:
    """A call as the log has it; at: seconds since 1970."""

    seq: int
    number: str
    at: float


def calls_in_log(lobby: Lobby) -> list[Called]:
    query = (
        "SELECT e.seq, t.number, e.at FROM event e JOIN ticket t ON t.id = e.ticket_id"
        " WHERE e.kind = 'ticket_called' ORDER BY e.seq"
    )
    rows = log_rows(lobby.server.database_url, query)
    return [Called(seq, number, at / MICROSECONDS) for seq, number, at in rows]


def require_the_rule(heard: list[dict[str, Any]], called: list[Called]) -> None:
    """Every call is said in its turn, unless it is older than 30 s by then (B3, B4)."""
    clips = sorted(heard, key=lambda clip: clip["at"])
    said = [
        Said(int(seq), list(group))
        for seq, group in itertools.groupby(clips, lambda clip: clip["said"])
    ]
    none_is_cut_and_none_overlaps(clips)
    assert [one.seq for one in said] == sorted({one.seq for one in said})
    at = {call.seq: call.at for call in called}
    assert called[0].seq == said[0].seq
    assert all(one.begun - at[one.seq] <= STALE_SECONDS + SLACK_SECONDS for one in said)
    for call in unsaid(called, said):
        assert turn_of(call, said) - call.at >= STALE_SECONDS - SLACK_SECONDS
    longest = max(one.seconds for one in said) + PAUSE_SECONDS
    assert len(said) >= CALLS_SECONDS // longest


def unsaid(called: list[Called], said: list["Said"]) -> list[Called]:
    seqs = {one.seq for one in said}
    return [call for call in called if call.seq not in seqs]


def turn_of(call: Called, said: list["Said"]) -> float:
    """Return when a call would have been said: when the next was begun, or the last was over."""
    later = [one.begun for one in said if one.seq > call.seq]
    return later[0] if later else said[-1].begun + said[-1].seconds + PAUSE_SECONDS


@dataclass(frozen=True)
class Said:
    """What was said of a call, in its clips."""

    seq: int
    clips: list[dict[str, Any]]

    @property
    def begun(self) -> float:
        """Seconds since 1970."""
        began: float = self.clips[0]["wall"]
        return began

    @property
    def seconds(self) -> float:
        """How long it was on the audio clock."""
        long: float = self.clips[-1]["until"] - self.clips[0]["at"]
        return long


def none_is_cut_and_none_overlaps(clips: list[dict[str, Any]]) -> None:
    assert all(clip["stopped"] is None for clip in clips)
    for before, after in itertools.pairwise(clips):
        assert after["at"] >= before["until"] - EPSILON_SECONDS
