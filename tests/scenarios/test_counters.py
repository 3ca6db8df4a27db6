"""Scenarios 18 and 19: a supervisor's ending, pauses, and who leaves a counter."""

from tests.harness.site import Person, Site
from tests.scenarios.cast import A, act, call, done, kinds, periods, refused, serve, spent, take


def test_scenario_18_a_supervisor_ends_anothers_service_flagged_and_told_by_push(
    site: Site, kiosk: Person, clerk: Person, supervisor: Person
) -> None:
    take(kiosk)
    ticket = serve(clerk)["id"]
    site.clock.forward(minutes=9)

    ended = act(supervisor, ticket, "endings", reason="the clerk went home")

    assert (ended["state"], spent(ended)) == ("done", (0, 0, 540))
    assert [flag for _, _, _, flag in periods(site)] == [False, False, True]
    told = site.heard[-1].public()
    assert (told["kind"], told["ticket_id"], told["counter_id"]) == ("ticket_ended", ticket, 1)
    assert "words" not in told
    assert clerk.get("/desk").get_json()["ticket"] is None
    assert refused(clerk.post(f"/tickets/{ticket}/finishes")) == (409, "wrong_state")


def test_scenario_18_only_a_supervisor_ends_with_a_reason_and_only_who_is_in_hand(
    site: Site, kiosk: Person, clerk: Person, colleague: Person, supervisor: Person
) -> None:
    waiting = take(kiosk)["id"]
    by_clerk = colleague.post(f"/tickets/{waiting}/endings", reason="me")
    without_reason = supervisor.post(f"/tickets/{waiting}/endings", reason="  ")
    not_in_hand = supervisor.post(f"/tickets/{waiting}/endings", reason="it waits")

    assert refused(by_clerk) == (403, "forbidden")
    assert refused(without_reason) == (422, "invalid_request")
    assert refused(not_in_hand) == (409, "wrong_state")


def test_scenario_18_a_supervisor_closes_and_seats_for_others(
    site: Site, kiosk: Person, clerk: Person, supervisor: Person
) -> None:
    take(kiosk)
    ticket = call(clerk)["id"]
    held = supervisor.post("/counters/1/closings")
    act(clerk, ticket, "no-shows")

    closed = done(supervisor.post("/counters/1/closings"))
    seated = done(supervisor.post("/counters/2/openings", clerk_id=1))

    assert refused(held) == (409, "ticket_in_hand")
    assert (closed["state"], seated["state"]) == ("closed", "open")
    assert clerk.get("/desk").get_json()["counter"]["number"] == 2


def test_scenario_19_a_paused_counter_takes_no_calls_and_the_pause_is_in_the_clerks_log(
    site: Site, kiosk: Person, clerk: Person
) -> None:
    take(kiosk)
    paused = done(clerk.post("/counters/1/pauses", reason="prayer", note="back at eleven"))
    answers = [
        clerk.post("/calls"),
        clerk.post("/calls", ticket_id=1, reason="but now"),
        clerk.post("/visits", service_id=A, reason="but now"),
    ]
    site.clock.forward(minutes=12)
    resumed = done(clerk.post("/counters/1/resumptions"))

    assert (paused["state"], resumed["state"]) == ("paused", "open")
    assert [refused(each) for each in answers] == [(409, "counter_paused")] * 3
    log = site.rows(
        "SELECT state, reason, note, (ended_at - started_at) / 1000000 FROM seat_period"
        " WHERE clerk_id = 1 ORDER BY id"
    )
    assert log == [
        ("open", "", "", 0),
        ("paused", "prayer", "back at eleven", 720),
        ("open", "", "", None),
    ]
    assert clerk.get("/desk").get_json()["today"]["paused_seconds"] == 720
    assert "reason" not in site.heard[-2].public()
    assert call(clerk)["number"] == "A-001"


def test_scenario_19_a_pause_needs_a_known_reason_and_empty_hands(
    site: Site, kiosk: Person, clerk: Person
) -> None:
    unknown = clerk.post("/counters/1/pauses", reason="holiday")
    take(kiosk)
    call(clerk)
    in_hand = clerk.post("/counters/1/pauses", reason="prayer")

    assert refused(unknown) == (404, "not_found")
    assert refused(in_hand) == (409, "ticket_in_hand")


def test_scenario_19_a_paused_counter_counts_as_nobody_in_the_estimate(
    site: Site, kiosk: Person, clerk: Person
) -> None:
    done(clerk.post("/counters/1/pauses", reason="break"))

    picture = kiosk.get("/branches/1/snapshot").get_json()

    assert [line["estimate"] for line in picture["services"]] == [None] * 3
    assert picture["counters"][0]["state"] == "paused"


def test_a_clerk_who_logs_out_leaves_an_empty_counter_but_never_a_visitor(
    site: Site, kiosk: Person, clerk: Person, colleague: Person
) -> None:
    take(kiosk)
    call(clerk)

    for person in (clerk, colleague):
        assert person.client.delete("/api/v1/sessions/current").status_code == 204

    states = site.rows("SELECT number, state, clerk_id FROM counter ORDER BY number")
    assert states == [(1, "open", 1), (2, "closed", None), (3, "closed", None)]
    assert refused(clerk.post("/calls")) == (401, "unauthorised")
    back = site.clerk("hall-clerk1").get("/desk").get_json()
    assert (back["counter"]["number"], back["ticket"]["number"]) == (1, "A-001")


def test_help_is_called_answered_and_ended_once(
    site: Site, clerk: Person, colleague: Person, supervisor: Person
) -> None:
    asked = done(clerk.post("/help-calls", note="an angry visitor"))
    again = clerk.post("/help-calls")
    by_clerk = clerk.post(f"/help-calls/{asked['id']}/answers")
    by_another = colleague.post(f"/help-calls/{asked['id']}/endings")
    answered = done(supervisor.post(f"/help-calls/{asked['id']}/answers"))
    ended = done(clerk.post(f"/help-calls/{asked['id']}/endings"))
    after = supervisor.post(f"/help-calls/{asked['id']}/endings")

    assert refused(again) == (409, "help_called_already")
    assert refused(by_clerk) == (403, "forbidden")
    assert by_another.status_code == 403
    assert (answered["answered_by"], answered["ended_at"]) == ("Supervisor", None)
    assert ended["ended_at"] is not None
    assert refused(after) == (409, "wrong_state")
    assert kinds(site)[-3:] == ["help_called", "help_answered", "help_ended"]
