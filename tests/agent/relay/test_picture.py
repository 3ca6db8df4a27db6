"""While the server is away no card invites to a touch that would be refused."""

import json
from typing import Any

from kiosk.agent.relay.disk import Disk
from kiosk.agent.relay.hall_clock import HallClock, iso
from kiosk.agent.relay.kit import KitBox
from kiosk.agent.relay.own_tickets import OwnTickets
from kiosk.agent.relay.picture import offline_picture
from kiosk.agent.relay.series import OwnSeries
from tests.agent.relay.conftest import NOON, TOMORROW, Machine, kit

LAST = {
    "seq": 7,
    "branch": {"code": "hall", "open": True, "opens_at": None, "closes_at": iso(NOON)},
    "services": [{"id": 1, "waiting": 2, "estimate": {}}, {"id": 3, "waiting": 1, "estimate": {}}],
}
CLOSES = "2026-11-23T10:00:00.000000Z"
OPENS = "2026-11-24T04:00:00.000000Z"
REFUSED = {"open": False, "why": "offline_refused", "until": None, "opens_at": None}


def picture(disk: Disk, clock: HallClock, **more: Any) -> dict[str, Any]:
    box = KitBox(disk)
    if "kit" not in more:
        box.put(kit(**more))
    series = OwnSeries(OwnTickets(disk), box, clock, lambda _: True)
    found: dict[str, Any] = json.loads(offline_picture(LAST, series, "kiosk-1", {1: 3}).body)
    return found


def doors(found: dict[str, Any]) -> tuple[bool, str | None]:
    return found["branch"]["open"], found["branch"]["opens_at"]


def issuing(found: dict[str, Any]) -> list[dict[str, Any]]:
    return [service["issuing"] for service in found["services"]]


def test_what_can_be_given_is_open_and_the_rest_is_not(disk: Disk, clock: HallClock):
    given = {"open": True, "why": None, "until": CLOSES, "opens_at": None}

    assert picture(disk, clock) == {
        "seq": 7,
        "offline": True,
        "branch": {"code": "hall", "open": True, "opens_at": None, "closes_at": None},
        "services": [
            {"id": 1, "waiting": 5, "estimate": None, "issuing": given},
            {"id": 3, "waiting": 1, "estimate": None, "issuing": REFUSED},
        ],
    }


def test_a_kiosk_without_numbers_of_its_own_invites_nobody(disk: Disk, clock: HallClock):
    found = picture(disk, clock, kiosks=[{"code": "kiosk-1", "block": None}])

    assert (doors(found), issuing(found)) == ((True, None), [REFUSED] * 2)


def test_too_long_after_the_last_contact_nobody_is_invited(
    disk: Disk, clock: HallClock, machine: Machine
):
    machine.forward(minutes=61)

    found = picture(disk, clock, offline_minutes=60)

    assert (doors(found), issuing(found)) == ((True, None), [REFUSED] * 2)


def test_at_night_the_doors_are_closed_however_long_the_server_is_away(
    disk: Disk, clock: HallClock, machine: Machine
):
    machine.forward(hours=10)

    found = picture(disk, clock)

    assert (doors(found), issuing(found)) == ((False, OPENS), [REFUSED] * 2)


def test_outside_the_hours_a_service_says_when_it_opens(disk: Disk, clock: HallClock):
    closed = {"open": False, "why": "hall_closed", "until": None, "opens_at": OPENS}
    services = [service | {"open_spans": [TOMORROW]} for service in kit()["services"]]

    found = picture(disk, clock, services=services)

    assert (doors(found), issuing(found)) == ((False, OPENS), [closed, REFUSED])


def test_what_nobody_can_know_opens_no_doors(disk: Disk, clock: HallClock):
    found = picture(disk, clock, kit=None)

    assert (doors(found), issuing(found)) == ((False, None), [REFUSED] * 2)
