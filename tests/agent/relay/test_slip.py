"""The agent imports nothing of the server, and yet prints the same ticket."""

import json
from pathlib import Path

import pytest

from kiosk.agent.relay.disk import Disk
from kiosk.agent.relay.hall_clock import HallClock
from kiosk.agent.relay.kit import KitBox
from kiosk.agent.relay.own_tickets import OwnTickets
from kiosk.agent.relay.series import OwnSeries
from tests.agent.relay.conftest import Machine, touch
from tests.api.visitors import take, with_blocks
from tests.harness.halls import hall
from tests.harness.site import TEN_O_CLOCK, Site

UNKNOWABLE = {"number", "ahead", "range", "qr", "fingerprint"}


@pytest.mark.parametrize("language", ["fa", "en"])
def test_a_ticket_given_without_the_server_says_what_the_servers_says(
    tmp_path: Path, disk: Disk, language: str
):
    site = Site(tmp_path, with_blocks(hall()), public_url="https://nobat.example")
    agent, kiosk = site.device("printer-1"), site.device("kiosk-1")
    agent.send("/print-jobs/takings")
    take(kiosk, language=language)
    theirs = agent.send("/print-jobs/takings").get_json()["job"]["slip"]

    box, machine = KitBox(disk), Machine()
    box.put(agent.get(f"/branches/{site.branch_id}/offline-kit").get_json())
    clock = HallClock(disk, machine.ticking)
    clock.hear(TEN_O_CLOCK, machine.ticked, machine.ticked)
    own = OwnSeries(OwnTickets(disk), box, clock, lambda _: True)
    ours = json.loads(own.take(touch(language=language)).slip)

    provisional = ours.pop("provisional")
    assert provisional
    assert ours.keys() == theirs.keys()
    known = ours.keys() - UNKNOWABLE
    assert {name: ours[name] for name in known} == {name: theirs[name] for name in known}
