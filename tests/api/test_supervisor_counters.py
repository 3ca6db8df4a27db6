"""What a supervisor does at once with counters, help, and a hall closed for today (10, 19)."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.api.supervising import (
    at,
    board,
    desk,
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


def test_a_clerk_is_seated_moved_over_and_sent_away(site: Site, supervisor: Person) -> None:
    clerk_id = board(supervisor)["clerks"][0]["id"]
    since = len(site.heard)

    supervisor.post("/counters/2/openings", clerk_id=clerk_id)
    supervisor.post("/counters/3/openings", clerk_id=clerk_id)
    seats = [(c["state"], c["clerk"]) for c in board(supervisor)["counters"]]
    supervisor.post("/counters/3/closings")

    assert seats == [("closed", None), ("closed", None), ("open", "Clerk 1")]
    assert kinds(site, since) == [
        "counter_opened",
        "counter_closed",
        "counter_opened",
        "counter_closed",
    ]
    assert board(supervisor)["clerks"][0] == {
        "id": clerk_id,
        "name": "Clerk 1",
        "counter_number": None,
    }


def test_nobody_is_seated_who_serves_elsewhere_or_is_no_clerk(
    site: Site, kiosk: Person, supervisor: Person
) -> None:
    clerk = seated(site, 1)
    take(kiosk)
    serving(clerk)
    clerk_id = desk(board(supervisor), 1)["clerk_id"]
    inspector_id = site.clerk("hall-inspector").get("/me").get_json()["user"]["id"]

    answers = [
        supervisor.post("/counters/2/openings", clerk_id=each) for each in (clerk_id, inspector_id)
    ]

    assert [refusal(each) for each in answers] == [(409, "ticket_in_hand"), (404, "not_found")]


def test_a_counter_with_a_visitor_is_neither_closed_nor_paused(
    site: Site, kiosk: Person, supervisor: Person
) -> None:
    clerk = seated(site, 1)
    take(kiosk)
    serving(clerk)

    answers = [
        supervisor.post("/counters/1/closings"),
        supervisor.post("/counters/1/pauses", reason="break"),
    ]

    assert [refusal(each) for each in answers] == [(409, "ticket_in_hand")] * 2


def test_another_clerks_counter_is_paused_and_goes_on(
    site: Site, kiosk: Person, supervisor: Person
) -> None:
    clerk = seated(site, 1)
    take(kiosk)

    supervisor.post("/counters/1/pauses", reason="problem", note="چاپگر")
    paused = clerk.post("/calls")
    supervisor.post("/counters/1/resumptions")

    assert refusal(paused) == (409, "counter_paused")
    assert clerk.post("/calls").status_code == 201


def test_a_counter_gives_other_services_from_now_on(
    site: Site, kiosk: Person, supervisor: Person
) -> None:
    clerk = seated(site, 1)
    take(kiosk, "A")
    site.clock.forward(minutes=1)
    take(kiosk, "B")
    services = [{"service_id": 2}, {"service_id": 1, "tier": 1, "after_minutes": 10}]

    answer = supervisor.post("/counters/1/assignments", services=services)

    assert answer.get_json() == {"counter_id": 1, "counter_number": 1, "state": "open"}
    assert desk(board(supervisor), 1)["services"] == [
        {"service_id": 2, "tier": 0, "after_minutes": None},
        {"service_id": 1, "tier": 1, "after_minutes": 10.0},
    ]
    assert clerk.post("/calls").get_json()["number"] == "B-001"


def test_a_lower_row_comes_first_when_it_has_waited_too_long(
    site: Site, kiosk: Person, supervisor: Person
) -> None:
    clerk = seated(site, 1)
    services = [{"service_id": 2}, {"service_id": 1, "tier": 1, "after_minutes": 10}]
    supervisor.post("/counters/1/assignments", services=services)
    take(kiosk, "A")
    site.clock.forward(minutes=11)
    take(kiosk, "B")

    assert clerk.post("/calls").get_json()["number"] == "A-001"


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ({"services": []}, (422, "invalid_request")),
        ({"services": [{"service_id": 1}, {"service_id": 1}]}, (422, "invalid_request")),
        ({"services": [{"service_id": 99}]}, (404, "not_found")),
        ({"services": [{"service_id": 1}], "express_minutes": 2}, (409, "counter_cannot_serve")),
    ],
)
def test_services_that_make_no_sense_change_nothing(
    site: Site, supervisor: Person, body: dict[str, Any], why: tuple[int, str]
) -> None:
    before, since = board(supervisor), len(site.heard)

    assert refusal(supervisor.post("/counters/1/assignments", **body)) == why
    assert (board(supervisor), len(site.heard)) == (before, since)


def test_a_call_for_help_is_answered_and_ended(site: Site, supervisor: Person) -> None:
    clerk = seated(site, 1)
    since = len(site.heard)
    asked = clerk.post("/help-calls", note="مراجعه‌کننده اعتراض دارد").get_json()
    site.clock.forward(minutes=1)

    answered = supervisor.post(f"/help-calls/{asked['id']}/answers").get_json()
    shown = board(supervisor)["help"]
    again = supervisor.post(f"/help-calls/{asked['id']}/answers")
    supervisor.post(f"/help-calls/{asked['id']}/endings")

    assert shown == [answered]
    assert answered == asked | {"answered_at": at(1), "answered_by": "Supervisor of hall"}
    assert refusal(again) == (409, "wrong_state")
    assert kinds(site, since) == ["help_called", "help_answered", "help_ended"]
    assert (board(supervisor)["help"], clerk.get("/desk").get_json()["help"]) == ([], None)


def test_a_service_closed_for_today_gives_no_tickets_until_it_is_opened_again(
    site: Site, kiosk: Person, supervisor: Person
) -> None:
    clerk = seated(site, 1)
    take(kiosk, "A")
    closed = supervisor.post("/branches/1/closures", service_id=1, reason="سامانه قطع است")
    refused = kiosk.post("/tickets", service_id=1)

    assert refusal(refused) == (409, "service_closed")
    assert refused.get_json()["details"] == {"reason": "سامانه قطع است"}
    assert board(supervisor)["closures"] == [closed.get_json()]
    assert line(board(supervisor), 1)["issuing"]["why"] == "service_closed"
    assert take(kiosk, "B") == 2
    assert clerk.post("/calls").get_json()["number"] == "A-001"

    opened = supervisor.post(f"/closures/{closed.get_json()['id']}/endings")

    assert opened.get_json()["ended_at"] == at(0)
    assert board(supervisor)["closures"] == []
    assert take(kiosk, "A") == 3


def test_a_hall_closed_for_today_opens_by_itself_tomorrow(
    site: Site, kiosk: Person, supervisor: Person
) -> None:
    answer = supervisor.post("/branches/1/closures", reason="برف")
    today = kiosk.post("/tickets", service_id=1)
    again = supervisor.post("/branches/1/closures", reason="برف")
    site.clock.forward(days=1)

    assert (answer.status_code, answer.get_json()["service_id"]) == (201, None)
    assert refusal(today) == (409, "hall_closed")
    assert refusal(again) == (409, "wrong_state")
    assert take(kiosk) == 1
