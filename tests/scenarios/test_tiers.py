"""Scenario 10 and its neighbours: what a counter takes, and in which order."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.harness.site import Person, Site
from tests.scenarios.cast import A, B, C, act, call, done, refused, scenario_hall, sit, take


@pytest.fixture
def tiered(make_site: Callable[..., Site]) -> Site:
    """Counter 1 gives A first, B after it or once it waited 20 minutes, C only when alone."""
    setup = scenario_hall()
    setup["counters"][0] = {
        "number": 1,
        "services": ["service_a"],
        "tiers": [
            {"services": ["service_b"], "after_minutes": 20},
            {"services": ["service_c"]},
        ],
    }
    return make_site(setup)


def called_numbers(clerk: Person, times: int) -> list[tuple[str, int]]:
    calls = []
    for _ in range(times):
        made = call(clerk)
        calls.append((made["number"], made["reason"]["tier"]))
        act(clerk, made["id"], "no-shows")
    return calls


def test_scenario_10_a_lower_tier_is_called_only_when_the_higher_is_empty(tiered: Site) -> None:
    kiosk, clerk = tiered.device("kiosk-1"), sit(tiered, "hall-clerk1", 1)
    take(kiosk, C)
    take(kiosk, B)
    tiered.clock.forward(minutes=10)
    take(kiosk, A)

    assert called_numbers(clerk, 3) == [("A-001", 0), ("B-001", 1), ("C-001", 2)]


def test_scenario_10_a_lower_tier_past_its_limit_competes_with_the_higher(tiered: Site) -> None:
    kiosk, clerk = tiered.device("kiosk-1"), sit(tiered, "hall-clerk1", 1)
    take(kiosk, B)
    take(kiosk, C)
    tiered.clock.forward(minutes=5)
    take(kiosk, A)
    tiered.clock.forward(minutes=15)  # at the limit itself B does not wait longer than it yet
    at_the_limit = call(clerk)
    act(clerk, at_the_limit["id"], "no-shows")
    take(kiosk, A)
    tiered.clock.forward(seconds=1)

    assert at_the_limit["number"] == "A-001"
    assert called_numbers(clerk, 3) == [("B-001", 1), ("A-002", 0), ("C-001", 2)]


def test_scenario_10_the_desk_says_which_tier_a_line_is_of(tiered: Site) -> None:
    desk = sit(tiered, "hall-clerk1", 1).get("/desk").get_json()

    assert [(line["service_id"], line["tier"]) for line in desk["lines"]] == [
        (A, 0),
        (B, 1),
        (C, 2),
    ]


def test_an_express_counter_takes_only_visits_that_are_short(make_site) -> None:
    setup = scenario_hall()
    setup["services"][1]["minutes"] = 3
    setup["counters"][0]["express_minutes"] = 5
    site = make_site(setup)
    kiosk, clerk = site.device("kiosk-1"), sit(site, "hall-clerk1", 1)
    take(kiosk, A)
    site.clock.forward(minutes=1)
    take(kiosk, B)

    too_long = clerk.post("/visits", service_id=A, reason="no ticket")

    assert refused(too_long) == (409, "counter_cannot_serve")
    assert clerk.get("/desk").get_json()["counter"]["service_ids"] == [B]
    assert call(clerk)["number"] == "B-001"


def test_an_express_counter_still_takes_whom_one_sends_to_it(make_site) -> None:
    setup = scenario_hall()
    setup["services"][1]["minutes"] = 3
    setup["counters"][0]["express_minutes"] = 5
    site = make_site(setup)
    ticket = take(site.device("kiosk-1"), A)["id"]
    boss = site.clerk("hall-supervisor")

    sent = done(boss.post(f"/tickets/{ticket}/transfers", counter_id=1))

    assert sent["for_counter_id"] == 1
    assert call(sit(site, "hall-clerk1", 1))["number"] == "A-001"


def test_a_supervisor_gives_a_counter_other_services_at_once(
    site: Site, kiosk: Person, clerk: Person, supervisor: Person
) -> None:
    take(kiosk, A)
    site.clock.forward(minutes=1)
    take(kiosk, B)
    body: dict[str, Any] = {"services": [{"service_id": B}]}

    forbidden = clerk.post("/counters/1/assignments", **body)
    done(supervisor.post("/counters/1/assignments", **body))

    assert refused(forbidden) == (403, "forbidden")
    assert clerk.get("/desk").get_json()["counter"]["service_ids"] == [B]
    assert call(clerk)["number"] == "B-001"


def test_an_assignment_that_serves_nobody_is_refused(site: Site, supervisor: Person) -> None:
    short = supervisor.post(
        "/counters/1/assignments", services=[{"service_id": A}], express_minutes=1
    )
    unknown = supervisor.post("/counters/1/assignments", services=[{"service_id": 99}])

    assert refused(short) == (409, "counter_cannot_serve")
    assert refused(unknown) == (404, "not_found")


def test_people_whom_no_open_counter_can_call_are_named(
    site: Site, kiosk: Person, clerk: Person, supervisor: Person
) -> None:
    take(kiosk, A)
    take(kiosk, B)
    take(kiosk, B)
    done(supervisor.post("/counters/1/assignments", services=[{"service_id": A}]))
    ticket = take(kiosk, C)["id"]
    act(supervisor, ticket, "transfers", service_id=A, counter_id=2)

    board = supervisor.get("/branches/1/board").get_json()

    assert board["stranded"] == clerk.get("/desk").get_json()["stranded"]
    assert board["stranded"] == [
        {"service_id": B, "counter_id": None, "waiting": 2},
        {"service_id": A, "counter_id": 2, "waiting": 1},
    ]
