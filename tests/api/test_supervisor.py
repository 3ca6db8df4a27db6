"""What a supervisor does at once with visitors (scenarios 15, 18)."""

from collections.abc import Callable

import pytest

from tests.api.supervising import (
    at,
    board,
    kinds,
    line,
    overseen,
    refusal,
    seated,
    serving,
    take,
)
from tests.harness.site import Person, Site


@pytest.fixture
def site(make_site: Callable[..., Site]) -> Site:
    return make_site(overseen())


@pytest.fixture
def supervisor(site: Site) -> Person:
    return site.clerk("hall-supervisor")


def test_a_waiting_ticket_is_moved_with_its_number_and_arrival(
    site: Site, kiosk: Person, supervisor: Person
) -> None:
    take(kiosk, "B")
    ticket_id = take(kiosk, "A")
    site.clock.forward(minutes=3)

    path = f"/tickets/{ticket_id}/transfers"
    without_reason = supervisor.post(path, service_id=2, place="first")
    moved = supervisor.post(path, service_id=2, place="first", note="نوزاد همراه دارد")

    assert refusal(without_reason) == (409, "reason_needed")
    assert moved.status_code == 201
    shown = board(supervisor)
    assert (line(shown, 1)["waiting"], line(shown, 2)["waiting"]) == (0, 2)
    first = line(shown, 2)["tickets"][0]
    assert (first["number"], first["issued_at"], first["place"]) == ("A-001", at(0), "first")


def test_another_clerks_visitor_is_moved_and_their_counter_is_free(
    site: Site, kiosk: Person, supervisor: Person
) -> None:
    clerk = seated(site, 1)
    take(kiosk)
    ticket_id = serving(clerk)
    since = len(site.heard)

    answer = supervisor.post(f"/tickets/{ticket_id}/transfers", service_id=3, note="نقشه ندارد")

    assert (answer.get_json()["state"], answer.get_json()["service_id"]) == ("waiting", 3)
    assert kinds(site, since) == ["ticket_transferred"]
    assert clerk.get("/desk").get_json()["ticket"] is None


@pytest.mark.parametrize("steps", [[], ["called"], ["called", "serving"], ["called", "held"]])
def test_any_living_ticket_is_cancelled(
    site: Site, kiosk: Person, supervisor: Person, steps: list[str]
) -> None:
    clerk = seated(site, 1)
    ticket_id = take(kiosk)
    if steps:
        clerk.post("/calls")
    if "serving" in steps or "held" in steps:
        clerk.post(f"/tickets/{ticket_id}/beginnings")
    if "held" in steps:
        clerk.post(f"/tickets/{ticket_id}/holds")

    answer = supervisor.post(f"/tickets/{ticket_id}/cancellations", reason="رفت")

    assert (answer.status_code, answer.get_json()["state"]) == (201, "cancelled")
    again = supervisor.post(f"/tickets/{ticket_id}/cancellations")
    assert refusal(again) == (409, "wrong_state")


def test_another_clerks_service_is_ended_flagged_and_their_desk_hears_it(
    site: Site, kiosk: Person, supervisor: Person
) -> None:
    clerk = seated(site, 1)
    take(kiosk)
    ticket_id = serving(clerk)
    site.clock.forward(minutes=90)

    without_reason = supervisor.post(f"/tickets/{ticket_id}/endings", reason=" ")
    ended = supervisor.post(f"/tickets/{ticket_id}/endings", reason="متصدی رفته است")

    assert refusal(without_reason) == (422, "invalid_request")
    assert (ended.status_code, ended.get_json()["state"]) == (201, "done")
    told = site.heard[-1].public()
    assert {key: told[key] for key in ("kind", "ticket_id", "state", "counter_id")} == {
        "kind": "ticket_ended",
        "ticket_id": ticket_id,
        "state": "done",
        "counter_id": 1,
    }
    assert clerk.get("/desk").get_json()["ticket"] is None
    total = supervisor.get("/reports/day").get_json()["total"]
    assert (total["served"], total["suspect"], total["service"]) == (1, 1, None)


def test_a_waiting_ticket_has_no_service_to_end(kiosk: Person, supervisor: Person) -> None:
    ticket_id = take(kiosk)

    answer = supervisor.post(f"/tickets/{ticket_id}/endings", reason="از صف رفت")

    assert refusal(answer) == (409, "wrong_state")


def test_a_missed_visitor_is_let_back_in(site: Site, kiosk: Person, supervisor: Person) -> None:
    clerk = seated(site, 1)
    ticket_id = take(kiosk)
    clerk.post("/calls")
    clerk.post(f"/tickets/{ticket_id}/no-shows")

    answer = supervisor.post(f"/tickets/{ticket_id}/rejoinings")

    assert (answer.status_code, answer.get_json()["state"]) == (201, "waiting")


def test_an_act_sent_twice_is_done_once(site: Site, kiosk: Person, supervisor: Person) -> None:
    ticket_id = take(kiosk)
    path, since = f"/tickets/{ticket_id}/cancellations", len(site.heard)

    first = supervisor.post(path, request_id="one-press", reason="رفت")
    second = supervisor.post(path, request_id="one-press", reason="رفت")

    assert (first.status_code, second.get_json()) == (201, first.get_json())
    assert kinds(site, since) == ["ticket_cancelled"]
