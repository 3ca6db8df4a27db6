"""Who may look at a hall's board and who may act on it (scenarios 29, 31)."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.api.supervising import board, refusal, seated, serving, take, two_halls
from tests.harness.site import Person, Site

# What only a supervisor may do; {mine}: a ticket in another clerk's hands, {waiting}: one in line.
ACTS: dict[str, dict[str, Any]] = {
    "/counters/3/openings": {"clerk_id": 2},
    "/counters/1/closings": {},
    "/counters/1/pauses": {"reason": "break"},
    "/counters/1/resumptions": {},
    "/counters/1/assignments": {"services": [{"service_id": 1}]},
    "/tickets/{mine}/transfers": {"service_id": 2},
    "/tickets/{mine}/cancellations": {},
    "/tickets/{mine}/endings": {"reason": "چون"},
    "/tickets/{mine}/notes": {"text": "چون"},
    "/tickets/{waiting}/cancellations": {},
    "/tickets/{waiting}/transfers": {"service_id": 2},
    "/help-calls/1/answers": {},
    "/help-calls/1/endings": {},
    "/branches/1/closures": {"reason": "چون"},
    "/closures/1/endings": {},
}
# What clerks may do, and those who only look may not.
CLERKS_ACTS: dict[str, dict[str, Any]] = {
    "/calls": {},
    "/visits": {"service_id": 1},
    "/counters/3/openings": {},
    "/help-calls": {},
    "/tickets/{mine}/finishes": {},
    "/tickets/{mine}/holds": {},
    "/tickets/{mine}/resumptions": {},
    "/tickets/{mine}/services": {"service_id": 2},
    "/tickets/{mine}/recalls": {},
    "/tickets/{mine}/beginnings": {},
    "/tickets/{mine}/no-shows": {},
    "/tickets/{mine}/returns": {},
    "/tickets/{mine}/reopenings": {},
    "/tickets/{waiting}/rejoinings": {},
}
REPORTS = (
    "/reports/day",
    "/reports/day.csv",
    "/reports/figures",
    "/reports/figures.csv?by=clerk",
    "/reports/heat-map",
    "/reports/queue",
    "/reports/ways",
    "/reports/comparison",
    "/reports/periods",
    "/reports/periods.csv",
    "/tickets/1/story",
)
LOOKS = (*REPORTS, "/branches/1/board", "/branches/1/snapshot")
# Where a clerk is refused not as a clerk, but as one whose it is not.
NOT_THEIRS = {
    "/counters/1/closings": (409, "counter_taken"),
    "/counters/1/pauses": (409, "counter_taken"),
    "/counters/1/resumptions": (409, "counter_taken"),
    "/tickets/{mine}/transfers": (403, "not_your_ticket"),
    "/tickets/{mine}/cancellations": (403, "not_your_ticket"),
    "/tickets/{mine}/notes": (403, "not_your_ticket"),
    "/tickets/{waiting}/cancellations": (403, "not_your_ticket"),
    "/tickets/{waiting}/transfers": (403, "not_your_ticket"),
    "/help-calls/1/endings": (403, "not_your_ticket"),
}


@pytest.fixture
def site(make_site: Callable[..., Site]) -> Site:
    """Two halls; in the first, somebody is served at counter 1, one waits, and help is called."""
    site = two_halls(make_site)
    clerk, kiosk = seated(site, 1), site.device("kiosk-1")
    take(kiosk)
    take(kiosk)
    serving(clerk)
    assert clerk.post("/help-calls").status_code == 201
    closed = site.clerk("hall-supervisor").post("/branches/1/closures", service_id=3, reason="برق")
    assert closed.status_code == 201
    return site


@pytest.fixture
def supervisor(site: Site) -> Person:
    return site.clerk("hall-supervisor")


def try_all(
    who: Person, acts: dict[str, dict[str, Any]], query: str = ""
) -> dict[str, tuple[int, str]]:
    """Send every act; return how each was refused."""
    return {
        path: refusal(who.post(path.format(mine=1, waiting=2) + query, **body))
        for path, body in acts.items()
    }


def test_the_inspector_reads_everything_and_changes_nothing(site: Site, supervisor: Person) -> None:
    inspector = site.clerk("hall-inspector")
    before, since = board(supervisor), len(site.heard)

    refused = try_all(inspector, ACTS) | try_all(inspector, CLERKS_ACTS)

    assert set(refused.values()) == {(403, "forbidden")}
    assert [inspector.get(path).status_code for path in LOOKS] == [200] * len(LOOKS)
    assert board(inspector) == before
    assert (board(supervisor), len(site.heard)) == (before, since)


@pytest.mark.parametrize("code", ["kiosk-1", "lobby-1", "printer-1"])
def test_a_device_does_nothing_of_the_staffs(site: Site, supervisor: Person, code: str) -> None:
    device = site.device(code)
    before, since = board(supervisor), len(site.heard)

    refused = try_all(device, ACTS) | try_all(device, CLERKS_ACTS)

    assert set(refused.values()) == {(403, "forbidden")}
    assert refusal(device.get("/branches/1/board")) == (403, "forbidden")
    assert (board(supervisor), len(site.heard)) == (before, since)


def test_a_stranger_is_asked_to_log_in(site: Site) -> None:
    stranger = site.stranger()
    since = len(site.heard)

    refused = try_all(stranger, ACTS) | try_all(stranger, CLERKS_ACTS)

    assert set(refused.values()) == {(401, "unauthorised")}
    assert refusal(stranger.get("/branches/1/board")) == (401, "unauthorised")
    assert len(site.heard) == since


def test_a_clerk_acts_on_nobody_elses(site: Site, supervisor: Person) -> None:
    clerk = seated(site, 2)
    before, since = board(supervisor), len(site.heard)

    refused = try_all(clerk, ACTS)

    assert refused == dict.fromkeys(ACTS, (403, "forbidden")) | NOT_THEIRS
    assert refusal(clerk.get("/branches/1/board")) == (403, "forbidden")
    assert {refusal(clerk.get(path)) for path in REPORTS} == {(403, "forbidden")}
    assert (board(supervisor), len(site.heard)) == (before, since)


def test_another_halls_people_reach_nothing_of_it(site: Site, supervisor: Person) -> None:
    stranger, clerk = site.clerk("other-supervisor"), seated(site, 1, "other", counter_id=4)
    before, since = board(supervisor), len(site.heard)

    own_rights = {path: body for path, body in CLERKS_ACTS.items() if "{" in path}
    refused = [try_all(stranger, ACTS), try_all(clerk, own_rights)]
    named = try_all(stranger, ACTS, "?branch_id=1")

    by_id = dict.fromkeys([*ACTS, *own_rights], (404, "not_found"))
    assert refused[0] | refused[1] == by_id | {"/branches/1/closures": (403, "forbidden")}
    assert set(named.values()) == {(403, "forbidden")}
    assert refusal(stranger.get("/branches/1/board")) == (403, "forbidden")
    other_hall = {refusal(stranger.get(f"{path.split('?')[0]}?branch_id=1")) for path in REPORTS}
    assert other_hall == {(403, "forbidden")}
    assert refusal(stranger.get("/tickets/1/story")) == (404, "not_found")
    assert (board(supervisor), len(site.heard)) == (before, since)


def test_a_person_of_the_city_names_the_hall(site: Site) -> None:
    city = site.clerk("hall-admin")
    codes = [hall["code"] for hall in city.get("/branches").get_json()["branches"]]
    unnamed = city.post("/counters/1/pauses", reason="break")
    moved = city.post("/tickets/2/transfers?branch_id=1", service_id=2)
    elsewhere = city.post("/tickets/1/transfers?branch_id=2", service_id=5)

    assert codes == ["hall", "other"]
    assert [board(city, branch_id)["branch"]["code"] for branch_id in (1, 2)] == codes
    assert refusal(unnamed) == (403, "forbidden")
    assert moved.get_json()["service_id"] == 2
    assert refusal(elsewhere) == (404, "not_found")


def test_a_halls_own_people_see_their_hall_alone(site: Site) -> None:
    shown = {
        name: [hall["code"] for hall in site.clerk(name).get("/branches").get_json()["branches"]]
        for name in ("hall-clerk1", "hall-supervisor", "hall-inspector", "other-admin")
    }

    assert shown == {
        "hall-clerk1": ["hall"],
        "hall-supervisor": ["hall"],
        "hall-inspector": ["hall"],
        "other-admin": ["other"],
    }


def test_a_visitor_is_sent_to_another_hall_by_their_supervisor(site: Site) -> None:
    city = site.clerk("hall-admin")

    sent = site.clerk("hall-supervisor").post("/tickets/2/transfers", branch_id=2, service_id=5)

    assert sent.status_code == 201
    lines = board(city, 2)["lines"]
    waiting = [[ticket["number"] for ticket in line["tickets"]] for line in lines]
    assert waiting == [[], ["A-002"], []]
