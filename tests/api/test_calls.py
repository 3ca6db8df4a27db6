"""Calling and serving (scenarios 6-9, 11-13, 25)."""

import pytest

from tests.api.test_tickets import issue
from tests.harness.site import Person, Site


def test_with_nobody_waiting_the_queue_is_empty(site: Site, clerk: Person) -> None:
    before = len(site.heard)

    answer = clerk.post("/calls")

    assert (answer.status_code, answer.get_json()["error"]) == (409, "queue_empty")
    assert len(site.heard) == before


def test_two_clerks_never_get_the_same_ticket(site: Site, kiosk: Person, clerk: Person) -> None:
    issue(kiosk)
    issue(kiosk)
    other = site.clerk("hall-clerk2")
    other.post("/counters/2/openings")

    numbers = [who.post("/calls").get_json()["number"] for who in (clerk, other)]

    assert numbers == ["A-001", "A-002"]


def test_a_clerk_with_a_ticket_in_hand_gets_no_other(kiosk: Person, clerk: Person) -> None:
    issue(kiosk)
    issue(kiosk)
    called = clerk.post("/calls").get_json()

    answer = clerk.post("/calls")

    assert (answer.status_code, answer.get_json()["error"]) == (409, "ticket_in_hand")
    assert answer.get_json()["details"]["ticket"]["number"] == called["number"]
    assert clerk.get("/desk").get_json()["ticket"]["number"] == called["number"]


def test_a_call_sent_twice_calls_once(site: Site, kiosk: Person, clerk: Person) -> None:
    issue(kiosk)
    issue(kiosk)

    first = clerk.post("/calls", request_id="one-press").get_json()
    second = clerk.post("/calls", request_id="one-press").get_json()

    assert second == first
    assert [r.event.kind for r in site.heard].count("ticket_called") == 1


def test_priority_follows_the_arithmetic_and_says_so(
    site: Site, kiosk: Person, clerk: Person
) -> None:
    issue(kiosk, priority_class="standard")  # A-001, at 0
    site.clock.forward(minutes=4)
    issue(kiosk, priority_class="elderly")  # A-002, at 4, rate 2
    site.clock.forward(minutes=5)  # now 9: 9 against 2 x 5

    call = clerk.post("/calls").get_json()

    first = {
        "number": "A-001",
        "service_id": 1,
        "priority_class": "standard",
        "wait_seconds": 540,
        "score": 540.0,
    }
    assert call["number"] == "A-002"
    assert call["reason"] == {
        "rule": "highest_score",
        "rate": 2.0,
        "wait_seconds": 300,
        "score": 600.0,
        "passed_over": [first],
        "runners_up": [first],
        "tier": 0,
        "words": "",
    }


def test_a_recall_changes_neither_state_nor_wait(site: Site, kiosk: Person, clerk: Person) -> None:
    issue(kiosk)
    site.clock.forward(seconds=90)
    called = clerk.post("/calls").get_json()
    site.clock.forward(seconds=30)

    again = clerk.post(f"/tickets/{called['id']}/recalls").get_json()

    assert (again["state"], again["wait_seconds"], again["recalls"]) == ("called", 90, 1)
    assert site.heard[-1].event.kind == "ticket_recalled"


def test_the_times_of_a_visit_are_exact(site: Site, kiosk: Person, clerk: Person) -> None:
    issue(kiosk)
    site.clock.forward(minutes=12, seconds=1)
    ticket = clerk.post("/calls").get_json()["id"]
    site.clock.forward(seconds=35)
    clerk.post(f"/tickets/{ticket}/beginnings")
    site.clock.forward(minutes=7, seconds=9)
    done = clerk.post(f"/tickets/{ticket}/finishes").get_json()

    spent = done["wait_seconds"], done["way_seconds"], done["service_seconds"]
    assert (done["state"], spent) == ("done", (721, 35, 429))
    assert clerk.get("/desk").get_json()["today"] == {
        "served": 1,
        "no_shows": 0,
        "mean_wait_seconds": 721,
        "mean_service_seconds": 429,
        "paused_seconds": 0,
    }


@pytest.mark.parametrize(
    ("steps", "wrong", "stood"),
    [
        ([], "finishes", "called"),
        (["beginnings"], "beginnings", "serving"),
        (["beginnings"], "recalls", "serving"),
        (["beginnings"], "no-shows", "serving"),
        (["beginnings", "finishes"], "finishes", "done"),
        (["no-shows"], "beginnings", "no_show"),
    ],
)
def test_a_wrong_move_is_refused_with_the_state_that_stood(
    site: Site, kiosk: Person, clerk: Person, steps: list[str], wrong: str, stood: str
) -> None:
    issue(kiosk)
    ticket = clerk.post("/calls").get_json()["id"]
    for step in steps:
        assert clerk.post(f"/tickets/{ticket}/{step}").status_code == 201
    before = len(site.heard)

    answer = clerk.post(f"/tickets/{ticket}/{wrong}")

    assert (answer.status_code, answer.get_json()["error"]) == (409, "wrong_state")
    assert answer.get_json()["details"]["state"] == stood
    assert len(site.heard) == before


def test_a_colleagues_ticket_cannot_be_touched(site: Site, kiosk: Person, clerk: Person) -> None:
    issue(kiosk)
    ticket = clerk.post("/calls").get_json()["id"]
    other = site.clerk("hall-clerk2")
    other.post("/counters/2/openings")

    moves = ("recalls", "beginnings", "finishes", "no-shows")
    answers = [other.post(f"/tickets/{ticket}/{move}") for move in moves]

    assert [a.get_json()["error"] for a in answers] == ["not_your_ticket"] * 4


def test_a_clock_set_back_makes_no_negative_time(site: Site, kiosk: Person, clerk: Person) -> None:
    issue(kiosk)
    site.clock.forward(hours=-1)
    ticket = clerk.post("/calls").get_json()
    site.clock.forward(minutes=5)
    served = clerk.post(f"/tickets/{ticket['id']}/beginnings").get_json()

    assert (ticket["wait_seconds"], served["way_seconds"]) == (0, 0)
    moments = [recorded.at for recorded in site.heard]
    assert moments == sorted(moments)


def test_events_are_numbered_without_a_gap(site: Site, kiosk: Person, clerk: Person) -> None:
    issue(kiosk)
    clerk.post("/calls")
    clerk.post("/calls")  # refused: no event

    seqs = [recorded.seq for recorded in site.heard]
    assert seqs == list(range(seqs[0], seqs[0] + 3))


def test_the_screens_never_hear_why(site: Site, kiosk: Person, clerk: Person) -> None:
    issue(kiosk)
    clerk.post("/calls")

    called = site.heard[-1].public()

    assert called == {
        "seq": called["seq"],
        "kind": "ticket_called",
        "branch_id": 1,
        "ticket_id": 1,
        "number": "A-001",
        "service_id": 1,
        "counter_id": 1,
        "counter_number": 1,
        "recalls": 0,
    }
