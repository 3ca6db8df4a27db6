"""Scenario 7: two clerks press at the same moment, in two server processes."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.harness.site import Person, Site
from tests.scenarios.cast import act, done, take

ROUNDS = 40
Press = Callable[[Person], TestResponse]


@pytest.fixture
def clerks(site: Site) -> list[Person]:
    """Two clerks at counters 1 and 2, each served by a process of their own."""
    people = [site.clerk("hall-clerk1"), site.clerk("hall-clerk2", site.worker())]
    for number, person in enumerate(people, 1):
        done(person.post(f"/counters/{number}/openings"))
    return people


def at_once(people: list[Person], press: Press) -> list[TestResponse]:
    """Let everybody press at the same moment; return their answers in order."""
    barrier = Barrier(len(people))
    answers: dict[int, TestResponse] = {}

    def run(place: int, person: Person) -> None:
        barrier.wait(timeout=30)
        answers[place] = press(person)

    threads = [Thread(target=run, args=each) for each in enumerate(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return [answers[place] for place in range(len(people))]


def finish(person: Person, ticket: dict[str, Any]) -> None:
    act(person, ticket["id"], "no-shows")


def test_scenario_7_two_clerks_calling_at_once_get_two_different_tickets(
    kiosk: Person, clerks: list[Person]
) -> None:
    numbers = []
    for _ in range(ROUNDS):
        take(kiosk)
        take(kiosk)
        called = [done(each) for each in at_once(clerks, lambda who: who.post("/calls"))]
        numbers += sorted(each["number"] for each in called)
        for person, ticket in zip(clerks, called, strict=True):
            finish(person, ticket)

    assert numbers == [f"A-{at:03d}" for at in range(1, 2 * ROUNDS + 1)]


def test_scenario_7_of_two_who_pick_the_same_row_one_gets_it_the_other_is_told_who(
    kiosk: Person, clerks: list[Person]
) -> None:
    told = []
    for _ in range(ROUNDS):
        ticket = take(kiosk)["id"]
        answers = at_once(clerks, lambda who, id=ticket: who.post("/calls", ticket_id=id))
        statuses = [each.status_code for each in answers]
        assert sorted(statuses) == [201, 409]
        winner, loser = statuses.index(201), statuses.index(409)
        told.append((winner, answers[loser].get_json()))
        finish(clerks[winner], answers[winner].get_json())

    for winner, refusal in told:
        assert refusal["error"] == "wrong_state"
        assert refusal["details"] == {
            "state": "called",
            "action": "call",
            "counter_number": winner + 1,
            "clerk": f"Clerk {winner + 1}",
        }


def test_scenario_7_of_two_who_want_the_last_visitor_one_finds_an_empty_queue(
    kiosk: Person, clerks: list[Person]
) -> None:
    outcomes = []
    for _ in range(ROUNDS):
        take(kiosk)
        answers = at_once(clerks, lambda who: who.post("/calls"))
        outcomes.append(sorted(answer.get_json().get("error", "called") for answer in answers))
        for person, answer in zip(clerks, answers, strict=True):
            if answer.status_code == 201:
                finish(person, answer.get_json())

    assert outcomes == [["called", "queue_empty"]] * ROUNDS


def test_scenario_7_one_press_sent_twice_at_once_calls_one_visitor(
    site: Site, kiosk: Person
) -> None:
    pair = [site.clerk("hall-clerk1"), site.clerk("hall-clerk1", site.worker())]
    done(pair[0].post("/counters/1/openings"))
    calls = []
    for at in range(ROUNDS):
        take(kiosk)
        answers = at_once(pair, lambda who, id=f"press-{at:04d}": who.post("/calls", request_id=id))
        first, second = (done(each) for each in answers)
        assert first == second
        calls.append(first["number"])
        finish(pair[0], first)

    assert calls == [f"A-{at:03d}" for at in range(1, ROUNDS + 1)]


def test_scenario_7_of_two_who_open_the_same_counter_one_sits_down(
    site: Site, clerks: list[Person]
) -> None:
    for _ in range(ROUNDS):
        answers = at_once(clerks, lambda who: who.post("/counters/3/openings"))
        winner = [each.status_code for each in answers].index(201)
        loser = answers[1 - winner]
        assert (loser.status_code, loser.get_json()["error"]) == (409, "counter_taken")
        assert loser.get_json()["details"]["clerk"] == f"Clerk {winner + 1}"
        done(clerks[winner].post("/counters/3/closings"))
