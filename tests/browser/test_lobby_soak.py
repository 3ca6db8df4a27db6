"""The real day, twice, on one page of the board: nothing missed, and its memory does not grow.

`NOBAT_SOAK_SPEED=60` plays it as slowly as the issue says (22 minutes); the suite plays it faster.
"""

import csv
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from typing import Any

import pytest
from playwright.sync_api import CDPSession, Page, expect

from server.cli.replay.day_file import COLUMNS, read_day
from server.cli.replay.hall import BOARD, hall_of
from server.cli.replay.plan import plan_day
from server.clock import utc_now
from server.operations.apply_setup import apply_setup
from server.operations.snapshot import branch_seq
from server.security.tokens import fingerprint, secret_key
from tests.browser.lobby_hall import ear, listening_board
from tests.cli.replayed import real_day
from tests.harness.browser import chromium
from tests.harness.server import RunningServer

pytestmark = [pytest.mark.browser, pytest.mark.load, pytest.mark.timeout(2400)]
SPEED = os.environ.get("NOBAT_SOAK_SPEED", "600")
SHIFTS = (-470, 170)  # minutes: one day from ten past midnight, the other from eleven
MOST_GROWTH_BYTES = 10_000_000
WARM_EVENTS = 400
LOOK_MS = 1_000
CATCH_UP_MS = 10_000


def day_played_twice(folder: Path) -> Path:
    """Write the real day twice into one file, the second time with the numbers after the first."""
    with real_day().open(encoding="utf-8") as opened:
        rows = list(csv.DictReader(opened))
    taken: dict[str, int] = {}
    for row in rows:
        if row["event"] == "arrive":
            taken[row["queue"]] = max(taken.get(row["queue"], 0), int(row["value"]))
    path = folder / "twice.csv"
    with path.open("w", encoding="utf-8", newline="") as written:
        writer = csv.DictWriter(written, COLUMNS)
        writer.writeheader()
        writer.writerows(row | {"minute": float(row["minute"]) + SHIFTS[0]} for row in rows)
        writer.writerows(_again(row, taken) for row in rows)
    return path


def _again(row: dict[str, str], taken: dict[str, int]) -> dict[str, object]:
    """Return a row of the second day."""
    before = 0 if row["event"] == "open_counters" else taken.get(row["queue"], 0)
    return row | {"minute": float(row["minute"]) + SHIFTS[1], "value": int(row["value"]) + before}


def set_up(server: RunningServer, file: Path) -> int:
    """Set up the hall of a file as the replay will, so that a board can be there before it."""
    plan = plan_day(read_day(file.read_text(encoding="utf-8").splitlines(), file.name))
    key = secret_key(None, server.folder)
    setup = hall_of(plan, file.stem, lambda username: fingerprint(key, "replay", username))
    return apply_setup(server.database(), setup, now=utc_now()).branch_id


def replay(server: RunningServer, file: Path) -> Popen[bytes]:
    words = ("replay", file, "--server", server.url, "--database", server.database_url)
    return Popen(
        [sys.executable, "-m", "server.cli", *map(str, words), "--speed", SPEED, "--json"],
        env=os.environ | {"NOBAT_VAR": str(server.folder)},
        stdout=PIPE,
        stderr=DEVNULL,
    )


def bytes_used(devtools: CDPSession) -> int:
    """Return the page's memory after its rubbish was collected: scripts and document."""
    devtools.send("HeapProfiler.collectGarbage")
    metrics: Any = devtools.send("Performance.getMetrics")["metrics"]
    found = {each["name"]: each["value"] for each in metrics}
    return int(found["JSHeapUsedSize"])


@pytest.fixture
def board(server: RunningServer, tmp_path: Path) -> Iterator[tuple[Page, Path, int]]:
    file = day_played_twice(tmp_path)
    branch_id = set_up(server, file)
    token = server.token(branch_id, BOARD)
    server.start()
    with chromium() as browser:
        yield listening_board(browser, server, token), file, branch_id


def test_a_day_twice_misses_nothing_and_leaves_no_memory_behind(
    server: RunningServer, board: tuple[Page, Path, int]
) -> None:
    page, file, branch_id = board
    devtools = page.context.new_cdp_session(page)
    devtools.send("Performance.enable")
    playing = replay(server, file)
    warm = None
    while playing.poll() is None:
        page.wait_for_timeout(LOOK_MS)
        if warm is None and len(ear(page)["seqs"]) > WARM_EVENTS:
            warm = bytes_used(devtools)
    last = branch_seq(server.database(), branch_id)
    expect(page.locator("html")).to_have_attribute("data-seq", str(last), timeout=CATCH_UP_MS)
    seqs = ear(page)["seqs"]
    page.evaluate("for (const key of ['heard', 'seqs', 'numbers']) window.lobbyEar[key] = []")
    grown = bytes_used(devtools) - (warm or 0)

    assert playing.returncode == 0
    assert warm is not None
    assert sorted(set(seqs)) == list(range(min(seqs), last + 1))
    assert grown < MOST_GROWTH_BYTES, grown
