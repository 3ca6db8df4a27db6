"""Scenarios 6, 8, 9, 11 and 13: whom a clerk gets, and what a second press does."""

import pytest

from tests.harness.site import Person, Site
from tests.scenarios.cast import (
    A,
    B,
    act,
    call,
    kinds,
    refused,
    scenario_hall,
    sit,
    spent,
    take,
)


def test_scenario_6_nobody_waiting_is_an_empty_queue_and_changes_nothing(
    site: Site, clerk: Person
) -> None:
    before = clerk.get("/desk").get_json(), kinds(site)

    answer = clerk.post("/calls")

    assert refused(answer) == (409, "queue_empty")
    assert answer.get_json()["details"] == {"resting": 0, "next_at": None}
    assert (clerk.get("/desk").get_json(), kinds(site)) == before


def test_scenario_6_who_waits_for_another_counters_service_is_not_called(make_site) -> None:
    setup = scenario_hall()
    setup["counters"][0]["services"] = ["service_a"]
    site = make_site(setup)
    take(site.device("kiosk-1"), B)

    answer = sit(site, "hall-clerk1", 1).post("/calls")

    assert refused(answer) == (409, "queue_empty")


def test_scenario_8_who_holds_a_ticket_is_refused_another_and_offered_their_own(
    site: Site, kiosk: Person, clerk: Person
) -> None:
    take(kiosk)
    take(kiosk)
    held = call(clerk)

    again = clerk.post("/calls")
    act(clerk, held["id"], "beginnings")
    while_serving = clerk.post("/calls")

    mine = {"id": held["id"], "number": "A-001"}
    assert refused(again) == refused(while_serving) == (409, "ticket_in_hand")
    assert again.get_json()["details"] == {"ticket": mine | {"state": "called"}}
    assert while_serving.get_json()["details"] == {"ticket": mine | {"state": "serving"}}


def test_scenario_8_a_reload_or_a_second_workstation_shows_ones_own_ticket_and_calls_nobody(
    site: Site, kiosk: Person, clerk: Person
) -> None:
    take(kiosk)
    take(kiosk)
    held = call(clerk)
    heard = kinds(site)

    second = site.clerk("hall-clerk1")
    desks = [who.get("/desk").get_json() for who in (clerk, clerk, second)]
    again = second.post("/counters/1/openings")

    assert [desk["ticket"]["number"] for desk in desks] == [held["number"]] * 3
    assert again.status_code == 201
    assert kinds(site) == heard


def test_scenario_8_changing_counters_calls_nobody_and_is_refused_with_a_ticket_in_hand(
    site: Site, kiosk: Person, clerk: Person
) -> None:
    take(kiosk)
    moved = clerk.post("/counters/3/openings").get_json()
    call(clerk)

    back = clerk.post("/counters/1/openings")

    assert moved == {"counter_id": 3, "counter_number": 3, "state": "open"}
    assert refused(back) == (409, "ticket_in_hand")
    assert kinds(site).count("ticket_called") == 1


def test_scenario_8_two_clerks_do_not_share_a_counter(site: Site, clerk: Person) -> None:
    answer = site.clerk("hall-clerk2").post("/counters/1/openings")

    assert refused(answer) == (409, "counter_taken")
    assert answer.get_json()["details"] == {"clerk": "Clerk 1", "counter_number": 1}


def test_scenario_9_standard_elderly_standard_go_by_the_arithmetic_with_the_reason(
    site: Site, kiosk: Person, clerk: Person
) -> None:
    take(kiosk)
    site.clock.forward(minutes=2)
    take(kiosk, priority_class="elderly")
    site.clock.forward(minutes=2)
    take(kiosk)
    site.clock.forward(minutes=2)  # 6 x 1, 4 x 2, 2 x 1

    calls = []
    for _ in range(3):
        calls.append(call(clerk))
        act(clerk, calls[-1]["id"], "no-shows")

    reasons = [each["reason"] for each in calls]
    assert [each["number"] for each in calls] == ["A-002", "A-001", "A-003"]
    assert [each["score"] for each in reasons] == [480.0, 360.0, 120.0]
    assert [[o["number"] for o in each["passed_over"]] for each in reasons] == [["A-001"], [], []]
    assert {each["rule"] for each in reasons} == {"highest_score"}


def test_scenario_9_past_the_halls_cap_the_oldest_goes_first(
    site: Site, kiosk: Person, clerk: Person
) -> None:
    take(kiosk)
    site.clock.forward(minutes=80)
    take(kiosk, priority_class="elderly")
    site.clock.forward(minutes=10)  # 90 x 1 against 10 x 2: equal to the cap is not past it
    site.clock.forward(seconds=1)

    reason = call(clerk)["reason"]

    assert (reason["rule"], reason["wait_seconds"]) == ("hard_cap", 5401)


def test_scenario_11_a_recall_rings_and_shows_again_and_changes_nothing_else(
    site: Site, kiosk: Person, clerk: Person
) -> None:
    take(kiosk)
    site.clock.forward(seconds=100)
    first = call(clerk)
    shown = clerk.get("/branches/1/snapshot").get_json()["calls"]
    site.clock.forward(seconds=20)

    again = act(clerk, first["id"], "recalls")
    shown_again = clerk.get("/branches/1/snapshot").get_json()["calls"]

    assert kinds(site)[-2:] == ["ticket_called", "ticket_recalled"]
    assert (again["state"], again["recalls"], spent(again)) == ("called", 1, (100, 20, 0))
    assert [each["number"] for each in shown_again] == ["A-001"]
    assert shown_again[0]["seq"] == shown[0]["seq"] + 1
    assert shown_again[0]["called_at"] > shown[0]["called_at"]


def test_scenario_11_the_hall_limits_how_often_one_is_rung(make_site) -> None:
    site = make_site(scenario_hall() | {"rules": {"most_recalls": 2}})
    kiosk, clerk = site.device("kiosk-1"), sit(site, "hall-clerk1", 1)
    take(kiosk)
    ticket = call(clerk)["id"]
    act(clerk, ticket, "recalls")
    act(clerk, ticket, "recalls")

    answer = clerk.post(f"/tickets/{ticket}/recalls")

    assert refused(answer) == (409, "recalls_used_up")
    assert answer.get_json()["details"] == {"most": 2}


@pytest.mark.parametrize(
    ("steps", "twice", "stood"),
    [
        (["beginnings"], "beginnings", "serving"),
        (["beginnings", "finishes"], "finishes", "done"),
        (["no-shows"], "no-shows", "no_show"),
        (["cancellations"], "cancellations", "cancelled"),
        (["returns"], "returns", "waiting"),
        (["beginnings", "holds"], "holds", "held"),
    ],
)
def test_scenario_13_the_second_time_is_refused_with_the_state_that_stood(
    site: Site, kiosk: Person, clerk: Person, steps: list[str], twice: str, stood: str
) -> None:
    take(kiosk)
    ticket = call(clerk)["id"]
    for step in steps:
        act(clerk, ticket, step)
    heard = kinds(site)

    answer = clerk.post(f"/tickets/{ticket}/{twice}")

    assert refused(answer) == (409, "wrong_state")
    assert answer.get_json()["details"]["state"] == stood
    assert kinds(site) == heard


@pytest.mark.parametrize("ended", ["finishes", "no-shows"])
def test_scenario_13_a_ticket_that_is_over_is_not_called(
    site: Site, kiosk: Person, clerk: Person, ended: str
) -> None:
    take(kiosk, A)
    ticket = call(clerk)["id"]
    if ended == "finishes":
        act(clerk, ticket, "beginnings")
    state = act(clerk, ticket, ended)["state"]

    answer = clerk.post("/calls", ticket_id=ticket, reason="once more")

    assert refused(answer) == (409, "wrong_state")
    assert answer.get_json()["details"] == {"state": state, "action": "call"}
