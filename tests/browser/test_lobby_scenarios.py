"""Scenarios 20 to 24 on the lobby's screens, and two hundred calls in a minute."""

import itertools
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
    done,
    ear,
    fresh_id,
    listening_board,
    lobby_setup,
    open_lobby,
)
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
STALE_SECONDS = 30
SLACK_SECONDS = 1.0
MARKUP = "<img src=x onerror=window.wasRead=1>&amp;"


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
    displays = lobby.supervisor().get(f"/branches/{lobby.branch_id}/displays").json()["displays"]
    (sign,) = (each for each in displays if each["code"] == "lobby-2")
    look = sign["look"] | {"layout": "counter", "counter_id": counter_id, "speaks": False}
    answer = lobby.supervisor().session.put(
        f"{lobby.server.url}/api/v1/displays/{sign['id']}/look",
        json={"request_id": fresh_id(), **look},
        timeout=30,
    )
    done(answer)
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
    expect(other.get_by_test_id("call-number")).to_have_count(0)
    assert ear(other)["seqs"] == before


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


def test_a_board_goes_on_when_a_counter_and_a_service_are_gone(
    lobby: Lobby, browser: Browser
) -> None:
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
    after = lobby.issue_and_call(2)

    expect(board.get_by_test_id("call-number")).to_have_text(re.compile("۰۰۲"), timeout=CATCH_UP_MS)
    assert after["number"] == "A-002"


def test_what_staff_write_is_never_read_as_html(lobby: Lobby, browser: Browser) -> None:
    board = board_of(lobby, browser)
    body = {"texts": {"fa": MARKUP}, "spoken": False, "shown": True, "until": None}

    done(
        lobby.supervisor().post(
            f"/branches/{lobby.branch_id}/notices", request_id=fresh_id(), **body
        )
    )
    setup = lobby_setup(lobby.code, COUNTERS)
    setup["branch"]["names"] = {"fa": MARKUP, "en": MARKUP}
    setup["services"][0]["names"] = {"fa": MARKUP, "en": MARKUP}
    setup["branch"]["ticker"] = {"fa": MARKUP, "en": MARKUP}
    lobby.server.apply(setup)
    lobby.issue_and_call(1)

    expect(board.get_by_text(MARKUP).first).to_be_visible(timeout=20_000)
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
    """Every call is said in its turn, unless it is older than 30 s by then (D3, D4)."""
    begun: dict[int, float] = {}
    for clip in sorted(heard, key=lambda clip: clip["at"]):
        begun.setdefault(int(clip["said"]), clip["wall"])
    assert list(begun) == sorted(begun)
    said = [call for call in called if call.seq in begun]
    assert len(said) == len(begun)
    for call in said:
        assert begun[call.seq] - call.at <= STALE_SECONDS + SLACK_SECONDS
    for call in called:
        turns = [at for seq, at in begun.items() if seq > call.seq]
        if call.seq not in begun and turns:
            assert turns[0] - call.at >= STALE_SECONDS - SLACK_SECONDS
    clips = sorted(heard, key=lambda clip: clip["at"])
    assert all(clip["stopped"] is None for clip in clips)
    for before, after in itertools.pairwise(clips):
        assert after["at"] >= before["until"] - EPSILON_SECONDS
