"""Scenarios 29 and 31, and what else nobody may do: every command, by everybody it is not for."""

from typing import Any

import pytest

from tests.harness.site import Person, Site
from tests.scenarios.cast import A, call, done, kinds, refused, scenario_hall, sit, take

TICKET: dict[str, dict[str, Any]] = {
    "recalls": {},
    "beginnings": {},
    "no-shows": {},
    "returns": {},
    "finishes": {},
    "holds": {},
    "resumptions": {},
    "transfers": {"service_id": 2},
    "services": {"service_id": 2},
    "notes": {"text": "x"},
    "rejoinings": {},
    "cancellations": {},
    "reopenings": {},
    "endings": {"reason": "x"},
}
COUNTER: dict[str, dict[str, Any]] = {
    "openings": {},
    "closings": {},
    "pauses": {"reason": "break"},
    "resumptions": {},
    "assignments": {"services": [{"service_id": 1}]},
}
COMMANDS: dict[str, dict[str, Any]] = {
    **{f"/tickets/1/{action}": body for action, body in TICKET.items()},
    **{f"/counters/1/{action}": body for action, body in COUNTER.items()},
    "/calls": {},
    "/visits": {"service_id": 1},
    "/help-calls": {},
    "/help-calls/1/answers": {},
    "/help-calls/1/endings": {},
    "/branches/1/closures": {"reason": "x"},
    "/closures/1/endings": {},
}


@pytest.fixture
def busy(site: Site, kiosk: Person, clerk: Person, supervisor: Person) -> Site:
    """A hall with a ticket called, help asked for and a service closed."""
    take(kiosk)
    call(clerk)
    done(clerk.post("/help-calls"))
    done(supervisor.post("/branches/1/closures", service_id=3, reason="x"))
    return site


def everything(who: Person) -> dict[str, tuple[int, str]]:
    return {path: refused(who.post(path, **body)) for path, body in COMMANDS.items()}


def test_scenario_31_the_inspector_reads_the_order_of_calls_and_changes_nothing(busy: Site) -> None:
    inspector = busy.clerk("hall-inspector")
    heard = kinds(busy)

    answers = everything(inspector)
    reads = [
        inspector.get(path).status_code
        for path in ("/branches/1/board", "/branches/1/snapshot", "/reports/day", "/branches")
    ]

    assert {path: code for path, code in answers.items() if code != (403, "forbidden")} == {}
    assert reads == [200] * 4
    assert kinds(busy) == heard


@pytest.mark.parametrize("device", ["kiosk-2", "lobby-1", "printer-1"])
def test_no_screen_does_what_clerks_do(busy: Site, device: str) -> None:
    answers = everything(busy.device(device))

    assert {status for status, _ in answers.values()} <= {401, 403}


def test_a_stranger_does_nothing_and_sees_nothing(busy: Site) -> None:
    stranger = busy.stranger()

    assert set(everything(stranger).values()) == {(401, "unauthorised")}
    for path in ("/desk", "/branches/1/board", "/branches/1/snapshot", "/reports/day"):
        assert refused(stranger.get(path)) == (401, "unauthorised")


@pytest.mark.parametrize("role", ["clerk1", "supervisor"])
def test_scenario_29_nobody_of_another_hall_touches_or_sees_this_one(busy: Site, role: str) -> None:
    busy.apply(scenario_hall("other"))
    foreigner = sit(busy, f"other-{role}", 4)
    heard = kinds(busy)

    tickets = [foreigner.post(f"/tickets/1/{action}", **body) for action, body in TICKET.items()]
    others = [
        foreigner.post("/calls", ticket_id=1, reason="x"),
        foreigner.post("/counters/1/openings"),
        foreigner.post("/counters/1/pauses", reason="break"),
        foreigner.post("/help-calls/1/endings"),
        foreigner.post("/branches/1/closures", reason="x"),
        foreigner.post("/closures/1/endings"),
        foreigner.post("/calls?branch_id=1"),
        foreigner.get("/desk?branch_id=1"),
        foreigner.get("/branches/1/snapshot"),
        foreigner.get("/branches/1/board"),
        foreigner.get("/reports/day?branch_id=1"),
        foreigner.get("/reports/day.csv?branch_id=1"),
    ]

    codes = {refused(each) for each in (*tickets, *others)}
    assert codes <= {(403, "forbidden"), (404, "not_found")}
    assert kinds(busy) == heard
    seen = foreigner.get("/desk").get_json()
    assert (seen["held"], seen["missed"]) == ([], [])
    assert [each["id"] for each in foreigner.get("/branches").get_json()["branches"]] == [2]


def test_a_supervisor_seats_only_people_of_the_hall_who_may_sit(
    site: Site, supervisor: Person
) -> None:
    site.apply(scenario_hall("other"))
    inspector, foreigner = 5, 6

    answers = [
        supervisor.post("/counters/1/openings", clerk_id=each)
        for each in (inspector, foreigner, 999)
    ]

    assert [refused(each) for each in answers] == [(404, "not_found")] * 3


def test_a_clerk_seats_nobody_else_and_closes_nobody_else(
    site: Site, clerk: Person, colleague: Person
) -> None:
    seats = clerk.post("/counters/3/openings", clerk_id=2)
    closes = clerk.post("/counters/2/closings")
    pauses = clerk.post("/counters/2/pauses", reason="break")

    assert refused(seats) == (403, "forbidden")
    assert [refused(each) for each in (closes, pauses)] == [(409, "counter_taken")] * 2


def test_a_second_halls_counter_is_not_one_for_a_transfer_inside_the_first(
    busy: Site, clerk: Person
) -> None:
    busy.apply(scenario_hall("other"))

    answers = [
        clerk.post("/tickets/1/transfers", counter_id=4),
        clerk.post("/tickets/1/transfers", service_id=4),
        clerk.post("/tickets/1/transfers", branch_id=2, service_id=A),
        clerk.post("/tickets/1/transfers", branch_id=2, service_id=4, counter_id=1),
    ]

    assert [refused(each) for each in answers] == [(404, "not_found")] * 4


def test_somebody_of_the_whole_city_sits_in_one_hall_at_a_time(site: Site) -> None:
    other = site.apply(scenario_hall("other"))
    site.change("UPDATE user_account SET branch_id = NULL WHERE username = 'hall-supervisor'")
    boss = site.clerk("hall-supervisor")

    unsaid = boss.post("/counters/1/openings")
    here = boss.post(f"/counters/1/openings?branch_id={site.branch_id}")
    there = boss.post(f"/counters/4/openings?branch_id={other}")

    assert refused(unsaid) == (403, "forbidden")
    assert here.status_code == 201
    assert refused(there) == (409, "wrong_state")
