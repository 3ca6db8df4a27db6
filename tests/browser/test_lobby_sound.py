"""What the hall hears, read from the audio graph itself: clips, order, times (rules B3 to B8)."""

import itertools
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.desk_hall import latin
from tests.browser.lobby_hall import Lobby, ear, listening_board, open_lobby
from tests.harness.browser import chromium
from tests.harness.server import RunningServer

pytestmark = pytest.mark.browser
SAID_MS = 60_000
LOOK_MS = 100
BACK_MS = 5_000
PLAN_MS = 4_000
NOW_AND_LATER = [
    {"from": "00:00", "until": "12:00", "volume": 0},
    {"from": "12:00", "until": "00:00", "volume": 0},
]
QUIET_SECONDS = 1.5  # longer than the pause between two announcements
EPSILON_SECONDS = 0.002
BURST = 8
CHIME = "made"
A_ONE_TO_COUNTER_ONE = ["number", "letter_a", "1", "to_counter", "1"]

Clip = dict[str, Any]
Announcement = tuple[int, list[Clip]]


@dataclass
class Hall:
    """A hall and a board that speaks in it."""

    lobby: Lobby
    board: Page

    def said(self) -> list[Announcement]:
        """Return what was scheduled, by the announcement (seq) it belongs to, as the clock goes."""
        clips = sorted(ear(self.board)["heard"], key=lambda clip: clip["at"])
        groups = itertools.groupby(clips, lambda clip: int(clip["said"]))
        return [(seq, list(group)) for seq, group in groups]

    def has_said(self, count: int) -> list[Announcement]:
        """Wait until so many announcements have been said, and nothing follows."""
        for _ in range(SAID_MS // LOOK_MS):
            self.board.wait_for_timeout(LOOK_MS)
            if len(said := self.said()) >= count and self.is_quiet(said):
                assert len(said) == count, [seq for seq, _ in said]
                return said
        raise AssertionError(self.said())

    def has_said_last(self, number: str) -> list[Announcement]:
        """Wait until a number of below twenty has been said, and nothing follows."""
        for _ in range(SAID_MS // LOOK_MS):
            self.board.wait_for_timeout(LOOK_MS)
            said = self.said()
            if said and number_of(said[-1][1]) == number and self.is_quiet(said):
                return said
        raise AssertionError(self.said())

    def is_quiet(self, said: list[Announcement]) -> bool:
        """Return whether nothing was said for longer than one announcement waits for the next."""
        now: float = self.board.evaluate("window.lobbyClock()")
        return not said or now > said[-1][1][-1]["until"] + QUIET_SECONDS


def words(clips: list[Clip]) -> list[str]:
    """Return the names of the clips, the chime being the only one that is made."""
    return [clip["name"].rsplit("/", 1)[-1].rsplit(".", 1)[0] for clip in clips]


def number_of(clips: list[Clip]) -> str:
    """Return the ticket's number that was said; of those below twenty."""
    _, _, letter, ordinal, *_ = words(clips)
    return f"{letter.removeprefix('letter_').upper()}-{int(ordinal):03d}"


def none_overlap_or_are_cut(said: list[Announcement]) -> bool:
    """Return whether each clip begins after the one before has ended, and none was stopped."""
    clips = [clip for _, group in said for clip in group]
    followed = itertools.pairwise(clips)
    in_turn = all(after["at"] >= before["until"] - EPSILON_SECONDS for before, after in followed)
    return in_turn and all(clip["stopped"] is None for clip in clips)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def hall(server: RunningServer, browser: Browser) -> Iterator[Hall]:
    server.environment["NOBAT_LOGIN_TRIES"] = "1000 per minute"
    lobby = open_lobby(server.start(), counters=BURST)
    for at in range(1, BURST + 1):
        lobby.clerk(at)
    token = server.token(lobby.branch_id, "lobby-1")
    yield Hall(lobby, listening_board(browser, server, token))
    for context in browser.contexts:
        context.close()


def test_a_call_is_chimed_and_said_twice(hall: Hall) -> None:
    hall.lobby.issue_and_call()

    ((_, clips),) = said = hall.has_said(1)

    assert words(clips) == [CHIME, *A_ONE_TO_COUNTER_ONE, *A_ONE_TO_COUNTER_ONE]
    assert none_overlap_or_are_cut(said)
    assert all(clip["until"] > clip["at"] for clip in clips)


def test_three_calls_at_once_are_said_one_after_the_other(hall: Hall) -> None:
    for _ in range(3):
        hall.lobby.issue()
    with ThreadPoolExecutor() as pool:
        list(pool.map(hall.lobby.call, (1, 2, 3)))

    said = hall.has_said(3)

    seqs = [seq for seq, _ in said]
    assert seqs == sorted(set(seqs))
    assert sorted(words(clips)[3] for _, clips in said) == ["1", "2", "3"]
    assert none_overlap_or_are_cut(said)


def test_a_recall_sounds_though_the_number_stands_on_the_board(hall: Hall) -> None:
    ticket = hall.lobby.issue_and_call()
    hall.has_said(1)

    hall.lobby.act(1, ticket, "recalls")

    first, second = hall.has_said(2)
    assert second[0] > first[0]
    assert words(second[1]) == words(first[1])


def test_what_is_older_than_thirty_seconds_is_shown_and_not_said_but_a_recall(
    hall: Hall,
) -> None:
    for _ in range(BURST):
        hall.lobby.issue()
    called = [hall.lobby.call(at) for at in range(1, BURST + 1)]
    hall.lobby.act(BURST, called[-1], "recalls")

    said = hall.has_said_last(called[-1]["number"])

    fresh = [ticket["number"] for ticket in called[: len(said) - 1]]
    assert len(fresh) < BURST
    assert [number_of(clips) for _, clips in said] == [*fresh, called[-1]["number"]]
    assert none_overlap_or_are_cut(said)
    shown = ear(hall.board)["numbers"]
    assert {ticket["number"] for ticket in called} <= {latin(number) for number in shown}


def test_nothing_is_said_again_after_a_reload_or_a_restart(hall: Hall) -> None:
    hall.lobby.issue_and_call()
    hall.has_said(1)

    hall.lobby.server.kill()
    hall.lobby.server.start()
    expect(hall.board.locator("html")).to_have_attribute("data-live", "yes", timeout=BACK_MS)
    assert len(hall.has_said(1)) == 1
    hall.board.reload()
    expect(hall.board.locator("html")).to_have_attribute("data-live", "yes")
    hall.board.wait_for_timeout(3_000)

    assert hall.said() == []
    expect(hall.board.get_by_test_id("call-number")).to_have_text(re.compile("۰۰۱"))


def test_a_notice_is_chimed_and_spoken(hall: Hall) -> None:
    supervisor = hall.lobby.supervisor()
    body = {"texts": {"fa": "خودروی سفید پلاک ۱۲ جابه‌جا شود"}, "spoken": True, "shown": True}
    path = f"/branches/{hall.lobby.branch_id}/notices"
    answer = supervisor.post(path, request_id="notice-1", until=None, **body)
    assert answer.status_code == 201, answer.text

    ((_, clips),) = hall.has_said(1)

    assert [clip["name"] == CHIME for clip in clips] == [True, False]
    assert clips[1]["until"] - clips[1]["at"] > 1
    expect(hall.board.get_by_text("خودروی سفید")).to_be_visible()


def test_in_a_quiet_hour_a_call_is_shown_and_not_said_then_or_later(hall: Hall) -> None:
    hall.lobby.sound(hours=NOW_AND_LATER)
    hall.board.wait_for_timeout(PLAN_MS)
    hall.lobby.issue_and_call(1)
    expect(hall.board.get_by_test_id("call-number")).to_have_text(re.compile("۰۰۱"))

    hall.lobby.sound(hours=[])
    hall.board.wait_for_timeout(PLAN_MS)
    hall.lobby.issue_and_call(2)

    ((_, clips),) = hall.has_said(1)
    assert number_of(clips) == "A-002"


def test_two_parts_of_a_hall_say_each_their_own(hall: Hall, browser: Browser) -> None:
    lobby = hall.lobby
    lobby.look("lobby-1", service_ids=[1])
    lobby.look("lobby-2", service_ids=[2], zone="east", speaks=True)
    token = lobby.server.token(lobby.branch_id, "lobby-2")
    east = Hall(lobby, listening_board(browser, lobby.server, token))
    hall.board.wait_for_timeout(PLAN_MS)

    lobby.issue("A")
    lobby.call(1)
    lobby.issue("B")
    lobby.call(2)

    ((_, in_hall),) = hall.has_said(1)
    ((_, in_east),) = east.has_said(1)
    assert [number_of(in_hall), number_of(in_east)] == ["A-001", "B-001"]
