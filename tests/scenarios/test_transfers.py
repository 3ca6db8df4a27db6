"""Scenario 15: to another service, another counter, another hall."""

from typing import Any

import pytest

from tests.harness.site import Person, Site
from tests.scenarios.cast import A, B, act, call, kinds, refused, scenario_hall, serve, sit, take


def test_scenario_15_a_transfer_keeps_number_and_arrival_and_the_note_goes_with_it(
    site: Site, kiosk: Person, clerk: Person, colleague: Person
) -> None:
    ticket = take(kiosk, A)["id"]
    site.clock.forward(minutes=5)
    take(kiosk, B)
    call(clerk, ticket)
    act(clerk, ticket, "beginnings")
    site.clock.forward(minutes=5)

    sent = act(clerk, ticket, "transfers", service_id=B, note="the map is missing")
    site.clock.forward(minutes=1)
    called = call(colleague)

    assert (sent["state"], sent["service_id"], sent["counter_id"]) == ("waiting", B, None)
    assert (called["id"], called["number"]) == (ticket, "A-001")
    assert called["reason"]["wait_seconds"] == 660
    assert [(n["text"], n["by"], n["counter_number"]) for n in called["notes"]] == [
        ("the map is missing", "Clerk 1", 1)
    ]
    assert clerk.get("/desk").get_json()["ticket"] is None
    closed = site.rows(
        "SELECT kind, service_id, (ended_at - started_at) / 1000000 FROM period"
        f" WHERE ticket_id = {ticket} AND ended_at IS NOT NULL ORDER BY id"
    )
    assert closed == [
        ("waiting", A, 300),
        ("called", A, 0),
        ("serving", A, 300),
        ("waiting", B, 60),
    ]


@pytest.mark.parametrize(
    ("place", "order"),
    [
        ("first", ["A-001", "B-001", "B-002"]),
        ("by_arrival", ["B-001", "A-001", "B-002"]),
        ("last", ["B-001", "B-002", "A-001"]),
    ],
)
def test_scenario_15_one_joins_the_target_first_last_or_by_arrival(
    site: Site, kiosk: Person, clerk: Person, colleague: Person, place: str, order: list[str]
) -> None:
    take(kiosk, B)
    site.clock.forward(minutes=1)
    ticket = take(kiosk, A)["id"]
    site.clock.forward(minutes=1)
    take(kiosk, B)
    call(clerk, ticket, reason="to be transferred")
    site.clock.forward(minutes=1)
    act(clerk, ticket, "transfers", service_id=B, place=place, note="sent by mistake")
    site.clock.forward(minutes=1)

    called = []
    for _ in order:
        called.append(call(colleague))
        act(colleague, called[-1]["id"], "no-shows")

    assert [each["number"] for each in called] == order


def test_scenario_15_a_transfer_to_a_counter_waits_for_that_counter_alone(
    site: Site, kiosk: Person, clerk: Person, colleague: Person
) -> None:
    ticket = take(kiosk)["id"]
    call(clerk)

    sent = act(clerk, ticket, "transfers", counter_id=2)
    elsewhere = clerk.post("/calls")
    directed = colleague.get("/desk").get_json()["directed"]
    called = call(colleague)

    assert sent["for_counter_id"] == 2
    assert refused(elsewhere) == (409, "queue_empty")
    assert [each["number"] for each in directed] == ["A-001"]
    assert (called["number"], called["for_counter_id"]) == ("A-001", None)


def test_scenario_15_a_transfer_that_leads_nowhere_is_refused(
    make_site,
) -> None:
    setup = scenario_hall()
    setup["counters"][1]["services"] = ["service_b"]
    site = make_site(setup)
    kiosk, boss = site.device("kiosk-1"), site.clerk("hall-supervisor")
    ticket = take(kiosk)["id"]
    wishes: list[dict[str, Any]] = [
        {},
        {"service_id": A},
        {"service_id": 99},
        {"counter_id": 99},
        {"service_id": A, "counter_id": 2},
        {"branch_id": 99, "service_id": A},
    ]

    answers = [boss.post(f"/tickets/{ticket}/transfers", **wish) for wish in wishes]

    assert [refused(each)[1] for each in answers] == [
        "nowhere_to_go",
        "nowhere_to_go",
        "not_found",
        "not_found",
        "counter_cannot_serve",
        "not_found",
    ]
    assert kinds(site) == ["ticket_issued"]


def test_scenario_15_a_clerk_moves_nobody_who_waits_a_supervisor_does(
    site: Site, kiosk: Person, clerk: Person, supervisor: Person
) -> None:
    take(kiosk)
    friend = take(kiosk)["id"]

    answers = [
        clerk.post(f"/tickets/{friend}/transfers", counter_id=1, place="first"),
        clerk.post(f"/tickets/{friend}/cancellations"),
        clerk.post(f"/tickets/{friend}/notes", text="my cousin"),
    ]
    unexplained = supervisor.post(f"/tickets/{friend}/transfers", service_id=B, place="first")
    sent = act(supervisor, friend, "transfers", service_id=B, place="first", note="he is ill")

    assert [refused(each) for each in answers] == [(403, "not_your_ticket")] * 3
    assert refused(unexplained) == (409, "reason_needed")
    assert (sent["state"], sent["service_id"]) == ("waiting", B)
    assert call(clerk)["reason"]["rule"] == "put_first"


@pytest.fixture
def two_halls(make_site) -> tuple[Site, int]:
    """The hall, and the id of another hall of the same city."""
    site = make_site(scenario_hall())
    return site, site.apply(scenario_hall("other", time_zone="Europe/Berlin"))


def test_scenario_15_a_transfer_to_another_hall_waits_there_with_number_age_and_note(
    two_halls: tuple[Site, int],
) -> None:
    site, other = two_halls
    here, there = sit(site, "hall-clerk1", 1), sit(site, "other-clerk1", 4)
    take(site.device("kiosk-1"))
    site.clock.forward(minutes=10)
    ticket = serve(here)["id"]
    site.clock.forward(minutes=2)
    seqs = dict(site.rows("SELECT branch_id, seq FROM branch_head"))
    before = len(site.heard)

    sent = act(here, ticket, "transfers", branch_id=other, service_id=4, note="lives there")
    site.clock.forward(minutes=3)
    called = call(there)

    assert (sent["state"], sent["service_id"], sent["number"]) == ("waiting", 4, "A-001")
    assert called["reason"]["wait_seconds"] == 900
    assert (called["wait_seconds"], called["service_seconds"]) == (780, 120)
    assert [note["text"] for note in called["notes"]] == ["lives there"]
    heard = [(r.branch_id, r.seq, r.event.kind) for r in site.heard[before:]]
    assert heard == [
        (site.branch_id, seqs[site.branch_id] + 1, "ticket_left_hall"),
        (other, seqs[other] + 1, "ticket_joined_hall"),
        (other, seqs[other] + 2, "ticket_called"),
    ]
    gone = here.post(f"/tickets/{ticket}/recalls")
    assert refused(gone) == (404, "not_found")
    assert here.get("/desk").get_json()["ticket"] is None


def test_scenario_15_a_number_given_there_already_is_marked_as_from_elsewhere(
    two_halls: tuple[Site, int],
) -> None:
    site, other = two_halls
    here = sit(site, "hall-clerk1", 1)
    take(site.device("kiosk-1"))
    taken = take(site.device("kiosk-1", other), 4)
    ticket = serve(here)["id"]

    sent = act(here, ticket, "transfers", branch_id=other, service_id=4)

    assert (taken["number"], sent["number"]) == ("A-001", "XA-001")


def test_scenario_15_the_targets_show_every_hall_ones_own_first(
    two_halls: tuple[Site, int],
) -> None:
    site, other = two_halls
    take(site.device("kiosk-1", other), 5)

    branches = site.clerk("other-clerk1").get("/transfer-targets").get_json()["branches"]

    assert [each["id"] for each in branches] == [other, site.branch_id]
    assert [each["waiting"] for each in branches[0]["services"]] == [0, 1, 0]
