"""Slips taken back, returns to the line, and calls against the order (rules S8, Q10)."""

import pytest

from tests.harness.site import Person, Site
from tests.scenarios.cast import A, B, C, act, call, done, refused, serve, spent, take


def test_a_slip_is_taken_back_within_two_minutes(site: Site, kiosk: Person, clerk: Person) -> None:
    take(kiosk)
    ticket = serve(clerk)["id"]
    site.clock.forward(seconds=200)
    act(clerk, ticket, "finishes", outcome="not_possible")
    site.clock.forward(seconds=120)

    back = act(clerk, ticket, "reopenings")
    site.clock.forward(seconds=10)
    over = act(clerk, ticket, "finishes")

    assert (back["state"], back["services"][0]["outcome"]) == ("serving", None)
    assert (over["services"][0]["outcome"], spent(over)) == ("completed", (0, 0, 210))


@pytest.mark.parametrize(
    ("slip", "was"),
    [
        ("no-shows", "called"),
        ("cancellations", "called"),
        ("returns", "called"),
        ("transfers", "called"),
    ],
)
def test_every_slip_goes_back_to_what_it_was(
    site: Site, kiosk: Person, clerk: Person, slip: str, was: str
) -> None:
    take(kiosk)
    ticket = call(clerk)["id"]
    more = {"service_id": B} if slip == "transfers" else {}
    act(clerk, ticket, slip, **more)

    back = act(clerk, ticket, "reopenings")

    assert (back["state"], back["service_id"], back["misses"]) == (was, A, 0)
    assert clerk.get("/desk").get_json()["ticket"]["id"] == ticket


def test_a_slip_is_not_taken_back_too_late_by_another_or_after_something_else(
    site: Site, kiosk: Person, clerk: Person, colleague: Person
) -> None:
    take(kiosk)
    take(kiosk)
    finished = serve(clerk)["id"]
    act(clerk, finished, "finishes")
    by_another = colleague.post(f"/tickets/{finished}/reopenings")
    returned = call(clerk)["id"]
    in_hand = clerk.post(f"/tickets/{finished}/reopenings")
    act(clerk, returned, "returns")
    call(colleague, returned)
    overtaken = clerk.post(f"/tickets/{returned}/reopenings")
    site.clock.forward(seconds=121)
    too_late = clerk.post(f"/tickets/{finished}/reopenings")

    assert [refused(each) for each in (by_another, too_late)] == [(409, "too_late_to_reopen")] * 2
    assert refused(overtaken) == (403, "not_your_ticket")
    assert overtaken.get_json()["details"]["clerk"] == "Clerk 2"
    assert refused(in_hand) == (409, "ticket_in_hand")


def test_a_visitor_goes_back_to_the_line_as_another_class_without_proof(
    site: Site, kiosk: Person, clerk: Person
) -> None:
    take(kiosk, priority_class="elderly")
    site.clock.forward(minutes=5)
    ticket = call(clerk)["id"]

    back = act(clerk, ticket, "returns", priority_class="standard")
    site.clock.forward(minutes=1)
    again = call(clerk)

    assert (back["state"], back["priority_class"]) == ("waiting", "standard")
    assert (again["reason"]["rate"], again["reason"]["wait_seconds"]) == (1.0, 360)


def test_a_visit_can_come_without_a_ticket_and_says_so(
    site: Site, kiosk: Person, clerk: Person
) -> None:
    free = done(clerk.post("/visits", service_id=A))
    act(clerk, free["id"], "finishes")
    waiting = take(kiosk, B)
    site.clock.forward(minutes=4)
    refusal = clerk.post("/visits", service_id=A)
    named = done(clerk.post("/visits", service_id=C, reason="cannot stand in line"))

    assert (free["number"], free["state"], free["reason"]["rule"]) == (
        "A-001",
        "serving",
        "without_ticket",
    )
    assert refused(refusal) == (409, "reason_needed")
    assert refusal.get_json()["details"] == {"passed_over": [waiting["number"]]}
    assert named["reason"]["words"] == "cannot stand in line"
    assert [each["number"] for each in named["reason"]["passed_over"]] == ["B-001"]


def test_a_call_out_of_turn_needs_a_reason_and_names_whom_it_passed_over(
    site: Site, kiosk: Person, clerk: Person
) -> None:
    take(kiosk)
    site.clock.forward(minutes=2)
    later = take(kiosk)["id"]
    refusal = clerk.post("/calls", ticket_id=later, reason=" ")
    made = call(clerk, later, reason="a child with a fever")

    assert refused(refusal) == (409, "reason_needed")
    assert refusal.get_json()["details"] == {"passed_over": ["A-001"]}
    assert (made["reason"]["rule"], made["reason"]["words"]) == (
        "out_of_turn",
        "a child with a fever",
    )
    assert [each["number"] for each in made["reason"]["passed_over"]] == ["A-001"]
    assert "reason" not in site.heard[-1].public()


def test_calling_the_next_one_by_number_is_no_call_out_of_turn(
    site: Site, kiosk: Person, clerk: Person
) -> None:
    first = take(kiosk)["id"]
    take(kiosk)

    assert call(clerk, first)["reason"]["rule"] == "highest_score"
