"""Scenario 12: who does not come, and comes back."""

from collections.abc import Callable

import pytest

from tests.harness.site import Person, Site
from tests.scenarios.cast import act, call, refused, scenario_hall, sit, take

Opened = tuple[Site, Person, Person]


@pytest.fixture
def opened(make_site: Callable[..., Site]) -> Callable[..., Opened]:
    """Opens a hall with rules of its own: the site, its kiosk, a clerk at counter 1."""

    def make(**rules: object) -> Opened:
        site = make_site(scenario_hall() | {"rules": rules})
        return site, site.device("kiosk-1"), sit(site, "hall-clerk1", 1)

    return make


def test_scenario_12_a_no_show_rests_five_minutes_then_comes_back_by_the_halls_rule(
    site: Site, kiosk: Person, clerk: Person
) -> None:
    take(kiosk)
    site.clock.forward(minutes=10)
    missed = call(clerk)["id"]
    take(kiosk)
    act(clerk, missed, "no-shows")
    site.clock.forward(minutes=1)

    back = act(clerk, missed, "rejoinings")
    next_one = call(clerk)
    act(clerk, next_one["id"], "no-shows")
    resting = clerk.post("/calls")
    site.clock.forward(minutes=3, seconds=59)
    still_resting = clerk.post("/calls")
    site.clock.forward(seconds=1)
    again = call(clerk)

    assert (back["state"], back["misses"]) == ("waiting", 1)
    assert next_one["number"] == "A-002"
    assert refused(resting) == refused(still_resting) == (409, "queue_empty")
    rest = {"resting": 1, "next_at": "2026-11-23T06:45:00.000000Z"}
    assert resting.get_json()["details"] == still_resting.get_json()["details"] == rest
    assert again["number"] == "A-001"
    assert again["reason"]["wait_seconds"] == 900  # by arrival: its own age


def test_scenario_12_the_rest_is_over_when_the_visitor_comes_back_later_than_it(
    site: Site, kiosk: Person, clerk: Person
) -> None:
    take(kiosk)
    missed = call(clerk)["id"]
    act(clerk, missed, "no-shows")
    site.clock.forward(minutes=6)

    act(clerk, missed, "rejoinings")

    assert call(clerk)["number"] == "A-001"


def test_scenario_12_the_halls_rule_can_be_the_end_of_the_line(opened) -> None:
    site, kiosk, clerk = opened(rejoin="last", rest_minutes=0)
    take(kiosk)
    missed = call(clerk)["id"]
    act(clerk, missed, "no-shows")
    site.clock.forward(minutes=1)
    take(kiosk)
    site.clock.forward(minutes=1)

    act(clerk, missed, "rejoinings")

    assert call(clerk)["number"] == "A-002"


@pytest.mark.parametrize(("minutes", "comes_back"), [(60, True), (60.02, False)])
def test_scenario_12_who_comes_back_too_late_takes_a_new_ticket(
    site: Site, kiosk: Person, clerk: Person, minutes: float, comes_back: bool
) -> None:
    take(kiosk)
    missed = call(clerk)["id"]
    act(clerk, missed, "no-shows")
    site.clock.forward(minutes=minutes)
    (shown,) = clerk.get("/desk").get_json()["missed"]

    answer = clerk.post(f"/tickets/{missed}/rejoinings")

    assert (answer.status_code == 201) is comes_back
    assert (shown["until"] is not None) is comes_back
    if not comes_back:
        assert refused(answer) == (409, "out_of_returns")
        details = {"misses": 1, "until": "2026-11-23T07:30:00.000000Z"}
        assert answer.get_json()["details"] == details


def test_scenario_12_past_the_halls_number_of_misses_one_is_out(opened) -> None:
    _, kiosk, clerk = opened(most_misses=2, rest_minutes=0)
    ticket = take(kiosk)["id"]
    call(clerk)
    act(clerk, ticket, "no-shows")
    act(clerk, ticket, "rejoinings")
    call(clerk)
    act(clerk, ticket, "no-shows")

    answer = clerk.post(f"/tickets/{ticket}/rejoinings")

    assert refused(answer) == (409, "out_of_returns")
    assert answer.get_json()["details"] == {"misses": 2, "until": None}
    (shown,) = clerk.get("/desk").get_json()["missed"]
    assert (shown["misses"], shown["until"]) == (2, None)


def test_scenario_12_any_clerk_or_the_supervisor_lets_a_missed_visitor_in(
    site: Site, kiosk: Person, clerk: Person, colleague: Person, supervisor: Person
) -> None:
    for person in (colleague, supervisor):
        ticket = take(kiosk)["id"]
        call(clerk, ticket)
        act(clerk, ticket, "no-shows")
        assert act(person, ticket, "rejoinings")["state"] == "waiting"
        act(supervisor, ticket, "cancellations")


def test_scenario_12_one_who_rests_is_called_by_number_only_with_a_reason(
    site: Site, kiosk: Person, clerk: Person
) -> None:
    ticket = take(kiosk)["id"]
    call(clerk)
    act(clerk, ticket, "no-shows")
    act(clerk, ticket, "rejoinings")

    without = clerk.post("/calls", ticket_id=ticket)
    with_reason = call(clerk, ticket, reason="stands before me")

    assert refused(without) == (409, "reason_needed")
    assert with_reason["reason"]["rule"] == "out_of_turn"
