"""Scenarios 14 and 16: holds, and a second service on the same visit."""

from tests.harness.site import Person, Site
from tests.scenarios.cast import (
    A,
    B,
    act,
    call,
    done,
    kinds,
    periods,
    refused,
    scenario_hall,
    serve,
    sit,
    spent,
    take,
)


def test_scenario_14_held_time_is_neither_wait_nor_service_and_the_spells_add_up(
    site: Site, kiosk: Person, clerk: Person
) -> None:
    first = take(kiosk)["id"]
    site.clock.forward(seconds=60)
    call(clerk)
    site.clock.forward(seconds=10)
    act(clerk, first, "beginnings")
    site.clock.forward(seconds=100)
    held = act(clerk, first, "holds", note="went for a copy")
    take(kiosk)
    second = serve(clerk)["id"]
    site.clock.forward(seconds=300)
    act(clerk, second, "finishes")
    resumed = act(clerk, first, "resumptions")
    site.clock.forward(seconds=50)
    finished = act(clerk, first, "finishes")

    assert (held["state"], held["held_for"]) == ("held", "counter")
    assert (resumed["state"], resumed["held_for"]) == ("serving", None)
    assert spent(finished) == (60, 10, 150)
    assert periods(site) == [
        ("waiting", A, 60, False),
        ("called", A, 10, False),
        ("serving", A, 100, False),
        ("held", A, 300, False),
        ("serving", A, 50, False),
    ]


def test_scenario_14_everybody_sees_who_holds_whom_and_only_that_counter_resumes(
    site: Site, kiosk: Person, clerk: Person, colleague: Person
) -> None:
    take(kiosk)
    ticket = serve(clerk)["id"]
    act(clerk, ticket, "holds", note="went for a copy")

    (seen,) = colleague.get("/desk").get_json()["held"]
    answer = colleague.post(f"/tickets/{ticket}/resumptions")

    assert {name: seen[name] for name in ("number", "counter_number", "clerk", "note")} == {
        "number": "A-001",
        "counter_number": 1,
        "clerk": "Clerk 1",
        "note": "went for a copy",
    }
    assert refused(answer) == (403, "not_your_ticket")
    assert answer.get_json()["details"]["clerk"] == "Clerk 1"


def test_scenario_14_who_is_held_for_the_hall_goes_on_at_any_counter(
    site: Site, kiosk: Person, clerk: Person, colleague: Person
) -> None:
    take(kiosk)
    ticket = serve(clerk)["id"]
    act(clerk, ticket, "holds", scope="hall")

    resumed = act(colleague, ticket, "resumptions")

    assert (resumed["state"], resumed["counter_number"]) == ("serving", 2)


def test_scenario_14_whom_a_counter_held_any_may_resume_once_its_clerk_left(
    site: Site, kiosk: Person, clerk: Person, colleague: Person
) -> None:
    take(kiosk)
    ticket = serve(clerk)["id"]
    act(clerk, ticket, "holds")
    done(clerk.post("/counters/1/closings"))

    resumed = act(colleague, ticket, "resumptions")

    assert (resumed["state"], resumed["counter_number"]) == ("serving", 2)


def test_scenario_14_nobody_is_resumed_onto_a_counter_that_holds_another(
    site: Site, kiosk: Person, clerk: Person
) -> None:
    take(kiosk)
    take(kiosk)
    held = serve(clerk)["id"]
    act(clerk, held, "holds")
    call(clerk)

    assert refused(clerk.post(f"/tickets/{held}/resumptions")) == (409, "ticket_in_hand")


def test_scenario_16_a_second_service_is_served_next_with_its_own_periods_and_outcome(
    site: Site, kiosk: Person, clerk: Person
) -> None:
    take(kiosk)
    ticket = serve(clerk)["id"]
    act(clerk, ticket, "services", service_id=B)
    site.clock.forward(seconds=120)
    moved_on = act(clerk, ticket, "finishes", outcome="documents_missing")
    site.clock.forward(seconds=30)
    over = act(clerk, ticket, "finishes")

    assert (moved_on["state"], moved_on["service_id"]) == ("serving", B)
    assert (over["state"], over["service_id"], spent(over)) == ("done", B, (0, 0, 150))
    assert [(each["service_id"], each["outcome"]) for each in over["services"]] == [
        (A, "documents_missing"),
        (B, "completed"),
    ]
    served = [period for period in periods(site) if period[0] == "serving"]
    assert served == [("serving", A, 120, False), ("serving", B, 30, False)]
    assert kinds(site)[-2:] == ["ticket_moved_on", "ticket_finished"]


def test_scenario_16_a_second_service_of_another_counter_waits_there_by_its_own_age(
    make_site,
) -> None:
    setup = scenario_hall()
    setup["counters"][0]["services"] = ["service_a"]
    site = make_site(setup)
    kiosk = site.device("kiosk-1")
    here, there = sit(site, "hall-clerk1", 1), sit(site, "hall-clerk2", 2)
    ticket = take(kiosk, A)["id"]
    serve(here)
    act(here, ticket, "services", service_id=B)
    site.clock.forward(minutes=3)
    take(kiosk, B)
    site.clock.forward(minutes=3)

    waits = act(here, ticket, "finishes")
    called = call(there)

    assert (waits["state"], waits["service_id"], waits["counter_id"]) == ("waiting", B, None)
    assert (called["number"], called["reason"]["wait_seconds"]) == ("A-001", 360)
    assert spent(called) == (0, 0, 360)


def test_scenario_16_the_same_service_is_not_added_twice_and_only_while_serving(
    site: Site, kiosk: Person, clerk: Person
) -> None:
    take(kiosk)
    ticket = call(clerk)["id"]
    too_early = clerk.post(f"/tickets/{ticket}/services", service_id=B)
    act(clerk, ticket, "beginnings")
    act(clerk, ticket, "services", service_id=B)

    answers = [clerk.post(f"/tickets/{ticket}/services", service_id=each) for each in (A, B, 99)]

    assert refused(too_early) == (409, "wrong_state")
    assert [refused(each)[1] for each in answers] == ["already_added", "already_added", "not_found"]
