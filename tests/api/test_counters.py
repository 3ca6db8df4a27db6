"""Sitting down and leaving (scenario 8)."""

from tests.api.test_tickets import issue
from tests.harness.site import Person, Site


def test_a_counter_has_one_clerk(site: Site, clerk: Person) -> None:
    other = site.clerk("hall-clerk2")

    answer = other.post("/counters/1/openings")

    assert (answer.status_code, answer.get_json()["error"]) == (409, "counter_taken")
    assert answer.get_json()["details"] == {"clerk": "Clerk 1", "counter_number": 1}


def test_changing_counters_calls_nobody_and_closes_the_first(
    site: Site, kiosk: Person, clerk: Person
) -> None:
    issue(kiosk)

    clerk.post("/counters/2/openings")

    assert [r.event.kind for r in site.heard[-2:]] == ["counter_closed", "counter_opened"]
    desk = clerk.get("/desk").get_json()
    assert (desk["counter"]["number"], desk["ticket"]) == (2, None)
    assert [c["state"] for c in desk["counters"]] == ["closed", "open"]


def test_nobody_leaves_a_visitor_behind(kiosk: Person, clerk: Person) -> None:
    issue(kiosk)
    clerk.post("/calls")

    answers = [clerk.post("/counters/1/closings"), clerk.post("/counters/2/openings")]

    assert [a.get_json()["error"] for a in answers] == ["ticket_in_hand"] * 2


def test_opening_ones_own_counter_again_changes_nothing(site: Site, clerk: Person) -> None:
    before = len(site.heard)

    answer = clerk.post("/counters/1/openings")

    assert answer.get_json() == {"counter_id": 1, "counter_number": 1, "state": "open"}
    assert len(site.heard) == before


def test_without_a_counter_nobody_is_called(site: Site, kiosk: Person) -> None:
    issue(kiosk)

    answer = site.clerk("hall-clerk2").post("/calls")

    assert (answer.status_code, answer.get_json()["error"]) == (409, "counter_needed")
