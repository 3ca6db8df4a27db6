"""kill -9 in the middle of the load, five times: what was acknowledged is there (must hold 4)."""

import time
from collections import Counter
from pathlib import Path

import pytest

from tests.faults.crowd import Crowd
from tests.harness.consistency import called, faults, issued
from tests.harness.server import RunningServer

KILLS = 5
LOAD_SECONDS = 2.0
EXPECTED = {(201, ""), (409, "queue_empty")}


@pytest.mark.load
def test_what_was_acknowledged_survives_kill_9(server: RunningServer):
    crowd, path = Crowd(server), server.folder / "nobat.db"
    crowd.start()

    for at in range(KILLS):
        # Another moment of the second each time, so that not the same work is cut off.
        time.sleep(LOAD_SECONDS + at * 0.13)
        server.kill()
        _require_acknowledged(crowd, path)
        server.start()
        _require_acknowledged(crowd, path)
    time.sleep(LOAD_SECONDS)
    crowd.stop()

    assert set(crowd.statuses) <= EXPECTED, crowd.statuses
    assert crowd.resent > 0
    # Everyone sent again until they were answered: one ticket for each request, and no other.
    assert issued(path) == crowd.tickets
    assert called(path) == Counter(crowd.calls)
    assert faults(path) == []


def _require_acknowledged(crowd: Crowd, path: Path) -> None:
    """The database is sound, and every ticket and call acknowledged so far is in it."""
    tickets, calls = crowd.tickets, crowd.calls
    assert tickets
    assert calls
    assert faults(path) == []
    assert tickets.items() <= issued(path).items()
    assert Counter(calls) <= called(path)
