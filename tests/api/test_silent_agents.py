"""An agent that asks no more is noticed: no paper is promised, none is left lying (P2, P3)."""

import pytest

from tests.api.papers import (
    actor_of_print_failed,
    device_id,
    papers,
    report,
    say_states,
    take,
    told,
)
from tests.api.test_tickets import issue
from tests.harness.site import Person, Site


def test_asking_for_work_is_no_event(site: Site, agent: Person) -> None:
    def picture() -> tuple[str | None, int]:
        answer = agent.get("/branches/1/snapshot")
        return answer.headers["ETag"], answer.get_json()["seq"]

    before = picture()
    site.clock.forward(seconds=5)
    take(agent)

    assert (picture(), site.heard) == (before, [])


@pytest.mark.parametrize(("silent_seconds", "prints"), [(0, True), (15, True), (15.001, False)])
def test_paper_is_promised_while_the_agent_asks(
    site: Site, kiosk, agent, silent_seconds: float, prints: bool
) -> None:
    site.clock.forward(seconds=silent_seconds)

    ticket = issue(kiosk)

    assert ticket["prints"] is prints
    assert [paper[:2] for paper in papers(site)] == ([(1, "queued")] if prints else [])


@pytest.mark.parametrize("state", ["paper_out", "cover_open", "offline", "mute", "error"])
def test_no_paper_is_promised_on_a_printer_that_says_it_is_stuck(
    site: Site, kiosk, agent, state: str
) -> None:
    say_states(agent, {"code": "main", "state": state, "reason": state})
    stuck = issue(kiosk)
    say_states(agent, {"code": "main", "state": "paper_low", "reason": ""})
    mended = issue(kiosk)

    assert (stuck["prints"], mended["prints"]) == (False, True)
    assert [paper[:2] for paper in papers(site)] == [(2, "queued")]


def test_what_a_printer_said_long_ago_keeps_no_paper_back(site: Site, kiosk, agent) -> None:
    say_states(agent, {"code": "main", "state": "paper_out", "reason": "paper_out"})
    site.clock.forward(seconds=16)
    take(agent)

    assert issue(kiosk)["prints"] is True


def test_an_agent_that_never_asked_prints_nothing(site: Site, kiosk: Person) -> None:
    ticket = issue(kiosk)
    agent = site.device("printer-1")

    assert (ticket["prints"], take(agent), papers(site)) == (False, None, [])


def test_an_agent_that_is_back_prints_the_next_ticket(site: Site, kiosk, agent: Person) -> None:
    site.clock.forward(minutes=10)
    before = issue(kiosk)
    take(agent)
    after = issue(kiosk)

    assert (before["prints"], after["prints"]) == (False, True)
    assert take(agent)["number"] == "A-002"


def test_a_kiosk_without_an_agent_promises_nothing(site: Site, agent: Person) -> None:
    assert issue(site.device("kiosk-2"))["prints"] is False
    assert papers(site) == []


def test_a_clock_set_back_neither_kills_an_agent_nor_keeps_it_alive(site, kiosk, agent) -> None:
    issue(kiosk)
    site.clock.forward(hours=-1)
    take(agent)
    asked = issue(kiosk)
    site.clock.forward(seconds=16)
    silent = issue(kiosk)

    assert (asked["prints"], silent["prints"]) == (True, False)


def test_a_paper_nobody_took_is_closed_when_the_agent_asks_again(site, kiosk, agent) -> None:
    issue(kiosk)
    site.clock.forward(seconds=1)
    issue(kiosk)
    site.clock.forward(seconds=120)

    job = take(agent)

    assert (job["number"], papers(site)) == ("A-002", [(1, "failed", "too_old"), (2, "taken", "")])
    (event,) = told(site)
    assert (event["ticket_id"], event["state"], event["reason"]) == (1, "failed", "too_old")
    assert event["kiosk_id"] == device_id(site, "kiosk-1")
    assert actor_of_print_failed(site) == [(None, device_id(site, "printer-1"))]


def test_a_paper_nobody_took_is_closed_by_the_next_visitor(site: Site, kiosk, agent) -> None:
    issue(kiosk)
    site.clock.forward(seconds=121)

    ticket = issue(kiosk)

    assert (ticket["prints"], papers(site)) == (False, [(1, "failed", "too_old")])
    (event,) = told(site)
    assert (event["ticket_id"], event["reason"]) == (1, "too_old")
    assert [recorded.seq for recorded in site.heard[1:]] == [
        site.heard[0].seq + 1,
        site.heard[0].seq + 2,
    ]
    assert actor_of_print_failed(site) == [(None, device_id(site, "kiosk-1"))]
    issue(kiosk)
    assert len(told(site)) == 1


def test_a_paper_in_an_agents_hands_does_not_grow_too_old(site: Site, kiosk, agent) -> None:
    issue(kiosk)
    first = take(agent)
    site.clock.forward(minutes=10)
    issue(kiosk)

    assert take(agent) == first
    assert report(agent, 1, "unknown", reason="interrupted")[0] == 201


def test_behind_a_paper_in_hand_the_old_ones_are_closed(site: Site, kiosk, agent) -> None:
    issue(kiosk)
    issue(kiosk)
    take(agent)
    site.clock.forward(seconds=121)

    assert take(agent)["number"] == "A-001"
    assert papers(site) == [(1, "taken", ""), (2, "failed", "too_old")]


def test_a_paper_closed_as_too_old_takes_no_report(site: Site, kiosk, agent) -> None:
    issue(kiosk)
    site.clock.forward(seconds=121)
    take(agent)

    status, answer = report(agent, 1, "confirmed")

    assert (status, answer["details"]["state"]) == (409, "failed")
