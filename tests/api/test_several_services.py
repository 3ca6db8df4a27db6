"""One ticket for several services (S7), and giving a ticket back (V1)."""

from tests.api.papers import papers
from tests.api.papers import take as take_paper
from tests.api.visitors import refused, take, with_rules
from tests.harness.halls import hall
from tests.harness.site import Person, Site


def test_one_number_goes_for_several_services_one_after_the_other(
    site: Site, kiosk: Person, clerk: Person, agent: Person
) -> None:
    ticket = take(kiosk, 2, more_service_ids=[1])
    slip = take_paper(agent)["slip"]
    call = clerk.post("/calls").get_json()
    clerk.post(f"/tickets/{call['id']}/beginnings")
    after = clerk.post(f"/tickets/{call['id']}/finishes").get_json()

    assert (ticket["number"], ticket["services"]) == ("B-001", [2, 1])
    assert [each["service_id"] for each in call["services"]] == [2, 1]
    assert (after["state"], after["service_id"]) == ("serving", 1)
    assert (slip["service"], slip["services"]) == ("خدمت B", ["خدمت B", "خدمت A"])


def test_a_quick_service_is_no_way_past_those_who_wait_for_the_other(
    kiosk: Person, clerk: Person
) -> None:
    earlier = take(kiosk, 2)
    both = take(kiosk, 1, more_service_ids=[2])
    clerk.post("/calls", ticket_id=both["id"], reason="asked for by number")
    clerk.post(f"/tickets/{both['id']}/beginnings")

    after = clerk.post(f"/tickets/{both['id']}/finishes").get_json()

    assert (after["state"], after["service_id"]) == ("waiting", 2)
    assert clerk.post("/calls").get_json()["number"] == earlier["number"]


def test_a_service_that_the_clerk_adds_goes_on_at_the_desk(
    site: Site, kiosk: Person, clerk: Person
) -> None:
    take(kiosk, 2)
    one = take(kiosk, 1)
    clerk.post("/calls", ticket_id=one["id"], reason="asked for by number")
    clerk.post(f"/tickets/{one['id']}/beginnings")
    site.clock.forward(minutes=1)
    clerk.post(f"/tickets/{one['id']}/services", service_id=2)

    after = clerk.post(f"/tickets/{one['id']}/finishes").get_json()

    assert (after["state"], after["service_id"]) == ("serving", 2)


def test_a_service_taken_with_others_counts_for_its_own_quota(tmp_path) -> None:
    setup = hall()
    setup["services"][0]["daily_quota"] = 2
    site = Site(tmp_path, setup)
    kiosk = site.device("kiosk-1")
    given_back = take(kiosk, 2, more_service_ids=[1])
    kiosk.post(f"/tickets/{given_back['id']}/withdrawals")
    for _ in range(2):
        take(kiosk, 2, more_service_ids=[1])

    answers = [
        kiosk.post("/tickets", service_id=1),
        kiosk.post("/tickets", service_id=2, more_service_ids=[1]),
    ]

    assert [refused(answer)[:2] for answer in answers] == [(409, "quota_used_up")] * 2


def test_more_services_than_the_hall_allows_are_refused(tmp_path) -> None:
    site = Site(tmp_path, with_rules(hall(services=3), services_per_ticket=2))
    kiosk = site.device("kiosk-1")

    answer = kiosk.post("/tickets", service_id=1, more_service_ids=[2, 3])

    assert refused(answer) == (409, "too_many_services", {"most": 2})
    assert [recorded.event.kind for recorded in site.heard] == []


def test_a_service_that_stands_twice_or_is_closed_takes_the_whole_ticket_with_it(tmp_path) -> None:
    setup = hall()
    setup["services"][1]["last_ticket"] = "09:00"
    site = Site(tmp_path, setup)
    kiosk = site.device("kiosk-1")

    answers = [
        kiosk.post("/tickets", service_id=1, more_service_ids=[1]),
        kiosk.post("/tickets", service_id=1, more_service_ids=[2]),
    ]

    assert [(a.status_code, a.get_json()["error"]) for a in answers] == [
        (422, "invalid_request"),
        (409, "after_last_ticket"),
    ]
    assert site.heard == []


def test_a_ticket_goes_back_within_twenty_seconds_and_its_paper_with_it(
    site: Site, kiosk: Person
) -> None:
    agent = site.device("printer-1")
    take_paper(agent)
    ticket = take(kiosk)
    site.clock.forward(seconds=20)

    answer = kiosk.post(f"/tickets/{ticket['id']}/withdrawals", request_id="wrong-service")
    again = kiosk.post(f"/tickets/{ticket['id']}/withdrawals", request_id="wrong-service")

    assert ticket["undo_until"] == "2026-11-23T06:30:20.000000Z"
    assert (answer.status_code, answer.get_json()) == (
        201,
        {"id": ticket["id"], "number": "A-001", "state": "cancelled"},
    )
    assert again.get_json() == answer.get_json()
    assert papers(site) == [(ticket["id"], "failed", "withdrawn")]
    assert take_paper(agent) is None
    assert [recorded.event.kind for recorded in site.heard] == ["ticket_issued", "ticket_cancelled"]
    assert take(kiosk)["number"] == "A-002"


def test_too_late_called_or_given_by_another_kiosk_is_not_taken_back(
    site: Site, kiosk: Person, clerk: Person
) -> None:
    late, called, foreign = take(kiosk), take(kiosk), take(site.device("kiosk-2"))
    clerk.post("/calls", ticket_id=called["id"], reason="for the test")
    answers = [kiosk.post(f"/tickets/{each['id']}/withdrawals") for each in (called, foreign)]
    site.clock.forward(seconds=21)
    answers.append(kiosk.post(f"/tickets/{late['id']}/withdrawals"))

    until = "2026-11-23T06:30:20.000000Z"
    assert [refused(answer) for answer in answers] == [
        (409, "too_late_to_withdraw", {"state": "called", "until": until}),
        (403, "forbidden", {}),
        (409, "too_late_to_withdraw", {"state": "waiting", "until": until}),
    ]


def test_a_ticket_given_back_does_not_use_up_the_days_quota(tmp_path) -> None:
    setup = hall()
    setup["services"][0]["daily_quota"] = 1
    site = Site(tmp_path, setup)
    kiosk = site.device("kiosk-1")
    first = take(kiosk)
    full = kiosk.post("/tickets", service_id=1)
    kiosk.post(f"/tickets/{first['id']}/withdrawals")

    assert full.get_json()["error"] == "quota_used_up"
    assert take(kiosk)["number"] == "A-002"
