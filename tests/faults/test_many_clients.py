"""Everybody at once: exactly one number each, exactly one caller each (issue 2, must hold 3)."""

import time
from collections import Counter

import pytest

from tests.faults.crowd import Crowd
from tests.harness.consistency import called, faults, issued, waiting
from tests.harness.server import Client, RunningServer

LOAD_SECONDS = 20
EXPECTED = {(201, ""), (409, "queue_empty")}


@pytest.mark.load
def test_many_clients_get_one_number_each_and_one_caller_each(server: RunningServer):
    crowd = Crowd(server)

    crowd.start()
    time.sleep(LOAD_SECONDS)
    crowd.stop()

    path = server.folder / "nobat.db"
    assert set(crowd.statuses) <= EXPECTED, crowd.statuses
    assert len({number for _, number in crowd.tickets.values()}) == len(crowd.tickets) > 0
    assert issued(path) == crowd.tickets
    # The log of each ticket, which `faults` reads, lets nobody be called who does not wait.
    assert called(path) == Counter(crowd.calls) != Counter()
    assert faults(path) == []
    assert _waiting_on_screens(server, crowd) == waiting(path)


def _waiting_on_screens(server: RunningServer, crowd: Crowd) -> dict[int, int]:
    answer = Client(server, crowd.kiosk_token).get(f"/branches/{crowd.branch_id}/snapshot")
    lines = answer.json()["services"]
    return {line["id"]: line["waiting"] for line in lines if line["waiting"]}
