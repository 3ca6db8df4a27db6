"""The real day, twice, on one page of a board that speaks: nothing missed, and it does not grow.

`NOBAT_SOAK_SPEED=60` plays it as slowly as the issue says (22 minutes); the suite plays it faster.
"""

import csv
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page, expect

from server.cli.replay.day_file import COLUMNS, read_day
from server.cli.replay.hall import BOARD, DISPLAY, hall_of
from server.cli.replay.plan import plan_day
from server.clock import utc_now
from server.operations.apply_setup import apply_setup
from server.operations.setup_parts import UserPart
from server.operations.snapshot import branch_seq
from server.security.tokens import fingerprint, secret_key
from tests.browser.desk_hall import latin
from tests.browser.lobby_hall import Lobby, ear, listening_board
from tests.browser.lobby_media import recorded_video
from tests.cli.replayed import log_rows, real_day
from tests.harness.browser import chromium
from tests.harness.halls import PASSWORD
from tests.harness.server import Client, RunningServer

pytestmark = [pytest.mark.browser, pytest.mark.load, pytest.mark.timeout(2400)]
SPEED = os.environ.get("NOBAT_SOAK_SPEED", "600")
NUMBERED = ("arrive", "call")
NOBODY: Mapping[tuple[str, str], int] = {}
SHIFTS = (-470, 170)  # minutes: one day from ten past midnight, the other from eleven
MOST_HEAP_BYTES = 10_000_000
MOST_RESIDENT_BYTES = 150_000_000
MOST_NODES, MOST_LISTENERS = 2_000, 100
LEAST_SAID = 10
# What the ear heard so far, which it then forgets, so that it holds nothing itself.
EMPTY_EAR = """() => {
  const { heard, seqs, numbers } = window.lobbyEar
  Object.assign(window.lobbyEar, { heard: [], seqs: [], numbers: [] })
  return { said: heard.map(({ said }) => said), seqs, numbers }
}"""
CALLED = (
    "SELECT DISTINCT t.number FROM event e JOIN ticket t ON t.id = e.ticket_id"
    " WHERE e.kind = 'ticket_called'"
)
SLIDE = {"fa": {"title": "مدارک لازم", "body": "شناسنامه و کارت ملی"}}
WARM_EVENTS = 400
LOOK_MS = 1_000
CATCH_UP_MS = 10_000


def day_played_twice(folder: Path) -> Path:
    """Write the real day twice into one file, the second time with the numbers after the first.

    Whoever the first day left waiting is called first on the second.
    """
    with real_day().open(encoding="utf-8") as opened:
        rows = list(csv.DictReader(opened))
    before = Counter((row["event"], row["queue"]) for row in rows if row["event"] in NUMBERED)
    path = folder / "twice.csv"
    with path.open("w", encoding="utf-8", newline="") as written:
        writer = csv.DictWriter(written, COLUMNS)
        writer.writeheader()
        writer.writerows(_later(row, SHIFTS[0]) for row in rows)
        writer.writerows(_later(row, SHIFTS[1], before) for row in rows)
    return path


def _later(
    row: dict[str, str], minutes: float, before: Mapping[tuple[str, str], int] = NOBODY
) -> dict[str, object]:
    """Return a row of another day; before: how many came and were called in each queue."""
    value = int(row["value"]) + before.get((row["event"], row["queue"]), 0)
    return row | {"minute": round(float(row["minute"]) + minutes, 3), "value": value}


def set_up(server: RunningServer, file: Path) -> Lobby:
    """Set up the hall of a file as the replay will, so that a board can be there before it."""
    plan = plan_day(read_day(file.read_text(encoding="utf-8").splitlines(), file.name))
    key = secret_key(None, server.folder)
    setup = hall_of(plan, file.stem, lambda username: fingerprint(key, "replay", username))
    code = setup.branch.code
    boss = UserPart.model_validate(
        {"username": f"{code}-supervisor", "name": "S", "role": "supervisor", "password": PASSWORD}
    )
    overseen = setup.model_copy(update={"users": [*setup.users, boss]})
    branch_id = apply_setup(server.database(), overseen, now=utc_now()).branch_id
    return Lobby(server, code, branch_id, Client(server))


def furnish(lobby: Lobby, video: bytes) -> None:
    """Let the watched board speak, beside a slide and a video with sound."""
    slide = lobby.play({"kind": "slide", "texts": json.dumps(SLIDE)})
    lobby.change_medium(slide, seconds=5)
    lobby.change_medium(lobby.play({"name": "town"}, video), sound=True)
    lobby.look(DISPLAY, speaks=False)
    lobby.look(BOARD, layout="media", speaks=True, zone="hall")


def replay(server: RunningServer, file: Path) -> Popen[bytes]:
    words = ("replay", file, "--server", server.url, "--database", server.database_url)
    return Popen(
        [sys.executable, "-m", "server.cli", *map(str, words), "--speed", SPEED, "--json"],
        env=os.environ | {"NOBAT_VAR": str(server.folder)},
        stdout=PIPE,
        stderr=DEVNULL,
    )


@dataclass(frozen=True)
class Used:
    """What a page holds after its rubbish was collected; resident: of its process, all told."""

    heap: int
    nodes: int
    listeners: int
    resident: int

    def since(self, before: "Used") -> "Used":
        return Used(*(getattr(self, name) - getattr(before, name) for name in vars(before)))


def used_by(page: Page, devtools: CDPSession) -> Used:
    devtools.send("HeapProfiler.collectGarbage")
    metrics: Any = devtools.send("Performance.getMetrics")["metrics"]
    found = {each["name"]: int(each["value"]) for each in metrics}
    listeners, nodes = found["JSEventListeners"], found["Nodes"]
    return Used(found["JSHeapUsedSize"], nodes, listeners, resident_bytes(page))


def resident_bytes(page: Page) -> int:
    """Return what the browser's drawing processes hold: the page's, and one kept in reserve."""
    browser = page.context.browser
    assert browser
    processes = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    pids = [int(each["id"]) for each in processes if each["type"] == "renderer"]
    pages = [int(Path(f"/proc/{pid}/statm").read_text().split()[1]) for pid in pids]
    return sum(pages) * os.sysconf("SC_PAGE_SIZE")


@pytest.fixture
def board(server: RunningServer, tmp_path: Path) -> Iterator[tuple[Page, Path, int]]:
    file = day_played_twice(tmp_path)
    lobby = set_up(server, file)
    token = server.token(lobby.branch_id, BOARD)
    server.start()
    with chromium() as browser:
        furnish(lobby, recorded_video(browser))
        page = listening_board(browser, server, token)
        expect(page.get_by_test_id("player")).to_be_visible()
        yield page, file, lobby.branch_id


def test_a_day_twice_misses_nothing_and_leaves_no_memory_behind(
    server: RunningServer, board: tuple[Page, Path, int]
) -> None:
    page, file, branch_id = board
    devtools = page.context.new_cdp_session(page)
    devtools.send("Performance.enable")
    playing = replay(server, file)
    heard = Heard()
    warm = None
    while playing.poll() is None:
        page.wait_for_timeout(LOOK_MS)
        if warm is None and len(ear(page)["seqs"]) > WARM_EVENTS:
            heard.take(page)
            warm = used_by(page, devtools)
    last = branch_seq(server.database(), branch_id)
    expect(page.locator("html")).to_have_attribute("data-seq", str(last), timeout=CATCH_UP_MS)
    heard.take(page)

    grown = used_by(page, devtools).since(warm or Used(0, 0, 0, 0))
    print(f"at {SPEED} times: {grown}, {len(heard.said)} announcements")
    called = {number for (number,) in log_rows(server.database_url, CALLED)}

    assert playing.returncode == 0
    assert warm is not None
    assert heard.seqs == sorted(heard.seqs)
    assert called - {latin(number) for number in heard.numbers} == set()
    assert len(heard.said) >= LEAST_SAID
    assert grown.heap < MOST_HEAP_BYTES, grown
    assert grown.nodes < MOST_NODES, grown
    assert grown.listeners < MOST_LISTENERS, grown
    assert grown.resident < MOST_RESIDENT_BYTES, grown


@dataclass
class Heard:
    """To which events the board came, which it said, and which numbers stood on it."""

    seqs: list[int] = field(default_factory=list)
    said: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)

    def take(self, page: Page) -> None:
        """Take over what the ear has heard so far."""
        told = page.evaluate(EMPTY_EAR)
        self.seqs += told["seqs"]
        self.said |= set(told["said"])
        self.numbers |= set(told["numbers"])
