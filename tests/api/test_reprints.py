"""Papers that staff ask for: a ticket again, the day's slip, a follow-up (rule P6)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.api.papers import boss_and_others, papers, rows, say_states, take
from tests.api.test_tickets import issue
from tests.harness.halls import hall
from tests.harness.site import Person, Site

SECOND_OK = {"code": "second", "state": "ok", "reason": ""}
NEXT_WEEK = "2026-11-30T05:30:00Z"


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """The usual hall with a supervisor, an inspector, and an agent of two printers."""
    made = Site(tmp_path, boss_and_others(hall()), public_url="http://hall.example")
    yield made
    made.db.close()


@pytest.fixture
def boss(site: Site) -> Person:
    """The hall's supervisor."""
    return site.clerk("hall-supervisor")


def take_second(agent: Person) -> Any:
    return agent.send("/print-jobs/takings", printer="second").get_json()["job"]


def test_a_reprint_is_the_ticket_marked_with_who_is_ahead_now(site, kiosk, clerk, agent) -> None:
    for _ in range(3):
        issue(kiosk)
    original = None
    for _ in range(3):
        original = take(agent)
        agent.post(f"/print-jobs/{original['id']}/reports", state="confirmed")
    clerk.post("/calls")

    answer = clerk.post("/tickets/3/reprints")
    job = take(agent)

    assert (answer.status_code, answer.get_json()) == (201, {"id": 4, "state": "queued"})
    assert (job["kind"], job["number"], job["template"]["name"]) == ("reprint", "A-003", "reprint")
    assert job["slip"] == {
        **original["slip"],
        "template": "reprint",
        "reprint": "چاپ دوباره",
        "ahead": "۱ نفر پیش از شما",
        "range": job["slip"]["range"],
    }
    assert rows(site, "SELECT requested_by_id FROM print_job WHERE kind = 'reprint'") == [(1,)]


def test_a_reprint_comes_out_at_the_kiosk_that_gave_the_ticket(site, kiosk, boss, agent) -> None:
    issue(kiosk)
    agent.post("/print-jobs/1/reports", state="failed") if take(agent) else None
    boss.post("/tickets/1/reprints")
    boss.post("/tickets/1/reprints", printer="printer-1/second")

    assert (take(agent)["id"], take_second(agent)["id"]) == (2, 3)


def test_a_reprint_comes_out_where_there_is_paper(site, kiosk, boss, agent) -> None:
    issue(kiosk)
    agent.post("/print-jobs/1/reports", state="failed") if take(agent) else None
    say_states(agent, {"code": "main", "state": "paper_out", "reason": "paper_out"}, SECOND_OK)
    boss.post("/tickets/1/reprints")
    boss.post("/tickets/1/reprints", printer="printer-1/main")

    assert (take_second(agent)["id"], take(agent)["id"]) == (2, 3)


def test_a_ticket_of_a_kiosk_without_paper_is_printed_where_an_agent_works(site, agent, boss):
    issue(site.device("kiosk-2"))

    assert boss.post("/tickets/1/reprints").status_code == 201
    assert take(agent)["kind"] == "reprint"


def test_whoever_is_called_has_nobody_ahead_on_the_reprint(site, kiosk, clerk, agent) -> None:
    issue(kiosk)
    take(agent)
    agent.post("/print-jobs/1/reports", state="confirmed")
    clerk.post("/calls")
    clerk.post("/tickets/1/reprints")
    slip = take(agent)["slip"]

    assert (slip["ahead"], slip["range"], slip["number"]) == ("", "", "A-۰۰۱")


def test_a_ticket_that_is_over_is_not_printed_again(site, kiosk, clerk, agent) -> None:
    issue(kiosk)
    clerk.post("/calls")
    clerk.post("/tickets/1/beginnings")
    clerk.post("/tickets/1/finishes")

    answer = clerk.post("/tickets/1/reprints")

    assert answer.status_code == 409
    assert answer.get_json()["details"] == {"state": "done", "action": "reprint"}


def test_a_missed_visitor_who_may_come_back_gets_the_number_again(kiosk, clerk, agent) -> None:
    issue(kiosk)
    clerk.post("/calls")
    clerk.post("/tickets/1/no-shows")

    assert clerk.post("/tickets/1/reprints").status_code == 201


def test_a_reprint_asked_for_twice_is_one_paper(site: Site, kiosk, clerk, agent) -> None:
    issue(kiosk)
    answers = [clerk.post("/tickets/1/reprints", request_id="reprint-1").get_json() for _ in "12"]

    assert answers == [{"id": 2, "state": "queued"}] * 2
    assert len(papers(site)) == 2


def test_where_no_agent_works_staff_are_told_so(site: Site, kiosk, clerk, agent) -> None:
    issue(kiosk)
    site.clock.forward(seconds=16)
    at_kiosk = clerk.post("/tickets/1/reprints")
    unknown = clerk.post("/tickets/1/reprints", printer="printer-9")

    assert (at_kiosk.status_code, at_kiosk.get_json()["error"]) == (409, "printer_away")
    assert (unknown.status_code, unknown.get_json()["details"]["what"]) == (404, "printer")


def test_another_halls_ticket_is_not_there(site: Site, kiosk, agent) -> None:
    site.apply(boss_and_others_of("other"))
    issue(kiosk)
    stranger = site.clerk("other-clerk1")

    assert stranger.post("/tickets/1/reprints").status_code == 404
    assert stranger.post("/tickets/1/follow-ups", at=NEXT_WEEK).status_code == 404


def boss_and_others_of(code: str) -> dict[str, Any]:
    return hall(code)


def test_only_staff_who_call_or_supervise_print_again(site: Site, kiosk, agent) -> None:
    issue(kiosk)
    others = (site.stranger(), kiosk, agent, site.clerk("hall-inspector"))

    assert [who.post("/tickets/1/reprints").status_code for who in others] == [401, 403, 403, 403]


def test_taking_back_a_slip_of_the_hand_is_not_hindered_by_a_paper(kiosk, clerk, agent) -> None:
    issue(kiosk)
    clerk.post("/calls")
    clerk.post("/tickets/1/no-shows")
    clerk.post("/tickets/1/reprints")

    assert clerk.post("/tickets/1/reopenings").status_code == 201


def test_a_follow_up_is_printed_and_noted_with_the_visit(site, kiosk, clerk, agent) -> None:
    issue(kiosk, language="en")
    take(agent)
    agent.post("/print-jobs/1/reports", state="confirmed")
    clerk.post("/calls")

    answer = clerk.post("/tickets/1/follow-ups", at=NEXT_WEEK, note="Bring the deed.")
    job = take(agent)

    assert answer.status_code == 201
    assert job["slip"] == {
        "template": "follow_up",
        "language": "en",
        "direction": "ltr",
        "title": "Your next visit",
        "hall": "Town hall",
        "date": "Monday 23 November 2026",
        "time": "10:00",
        "appointment": "Monday 30 November 2026, 09:00",
        "rule": "Please bring this slip and the documents you need.",
        "number": "A-001",
        "service": "Service A",
        "note": "Bring the deed.",
    }
    (note,) = clerk.get("/desk").get_json()["ticket"]["notes"]
    assert note["text"] == "قرار مراجعهٔ بعدی: دوشنبه ۹ آذر ۱۴۰۵، ساعت ۰۹:۰۰. Bring the deed."


@pytest.mark.parametrize("at", ["2026-11-30T05:30:00", "soon"])
def test_a_follow_up_at_no_moment_is_refused(kiosk, clerk, agent, at: str) -> None:
    issue(kiosk)

    answer = clerk.post("/tickets/1/follow-ups", at=at)

    assert (answer.status_code, answer.get_json()["error"]) == (422, "invalid_request")


@pytest.mark.parametrize(
    "at",
    [
        "0001-01-01T00:00:00Z",
        "2026-11-23T06:30:00Z",
        "2028-11-23T06:30:00Z",
        "9999-12-31T23:59:59Z",
    ],
)
def test_a_follow_up_is_to_come_and_not_too_far(site: Site, kiosk, clerk, agent, at: str) -> None:
    issue(kiosk)

    answer = clerk.post("/tickets/1/follow-ups", at=at)

    assert (answer.status_code, answer.get_json()["error"]) == (409, "appointment_refused")
    assert answer.get_json()["details"]["since"] == "2026-11-23T06:30:00.000000Z"
    assert len(papers(site)) == 1


def test_a_clerk_gives_no_appointment_to_somebody_elses_visitor(kiosk, clerk, agent) -> None:
    issue(kiosk)

    answer = clerk.post("/tickets/1/follow-ups", at=NEXT_WEEK, note="")

    assert (answer.status_code, answer.get_json()["error"]) == (403, "not_your_ticket")


def test_a_day_slip_counts_each_service_and_all(site: Site, kiosk, clerk, boss, agent) -> None:
    issue(kiosk)
    issue(kiosk, service_id=2)
    site.clock.forward(minutes=9)
    take(agent)
    clerk.post("/calls")
    clerk.post("/tickets/1/beginnings")
    clerk.post("/tickets/1/finishes")

    answer = boss.post(f"/branches/{site.branch_id}/day-slips", printer="printer-1/second")
    job = take_second(agent)

    assert answer.status_code == 201
    assert (job["kind"], job["number"]) == ("day_slip", "2026-11-23")
    assert (job["slip"]["date"], job["slip"]["time"]) == ("دوشنبه ۲ آذر ۱۴۰۵", "۱۰:۰۹")
    assert job["slip"]["rows"] == [
        ["A · خدمت A", ""],
        *_counts("۱", "۱", "۰"),
        ["میانگین انتظار", "۹ دقیقه"],
        ["", ""],
        ["B · خدمت B", ""],
        *_counts("۱", "۰", "۱"),
        ["", ""],
        ["جمع", ""],
        *_counts("۲", "۱", "۱"),
        ["میانگین انتظار", "۹ دقیقه"],
    ]


def _counts(issued: str, served: str, waiting: str) -> list[list[str]]:
    return [
        ["نوبت‌های داده‌شده", issued],
        ["انجام‌شده", served],
        ["حاضر نشده", "۰"],
        ["لغوشده", "۰"],
        ["هنوز در صف", waiting],
    ]


def test_a_day_without_a_ticket_has_a_slip_of_noughts(site: Site, boss, agent) -> None:
    answer = boss.post(f"/branches/{site.branch_id}/day-slips", day="2026-11-20")
    slip = take(agent)["slip"]

    assert answer.status_code == 201
    assert slip["date"] == "جمعه ۲۹ آبان ۱۴۰۵"
    assert slip["rows"][-5:] == _counts("۰", "۰", "۰")


def test_only_a_supervisor_of_the_hall_prints_its_day(site: Site, clerk, kiosk, agent) -> None:
    path = f"/branches/{site.branch_id}/day-slips"
    others = (site.stranger(), clerk, kiosk, site.clerk("hall-inspector"))

    assert [who.post(path).status_code for who in others] == [401, 403, 403, 403]
    other_id = site.apply(hall("other"))
    boss = site.clerk("hall-supervisor")
    assert boss.post(f"/branches/{other_id}/day-slips").status_code == 403
