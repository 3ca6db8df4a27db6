"""The print agent's door: takings and reports (rule P1)."""

from itertools import product
from pathlib import Path
from typing import Any

import pytest

from tests.api.papers import actor_of_print_failed, device_id, papers, report, take, told
from tests.api.test_tickets import issue
from tests.harness.halls import hall
from tests.harness.site import Person, Site

STATES = ("queued", "taken", "sent", "confirmed", "failed", "unknown")
ALLOWED = {
    ("taken", "sent"),
    ("taken", "confirmed"),
    ("taken", "failed"),
    ("taken", "unknown"),
    ("sent", "confirmed"),
    ("sent", "unknown"),
}


def test_a_taking_gives_the_oldest_paper_until_it_is_reported(site, kiosk, agent) -> None:
    tickets = [issue(kiosk), issue(kiosk)]
    first, again = take(agent), take(agent)
    report(agent, first["id"], "confirmed")
    second = take(agent)
    report(agent, second["id"], "confirmed")

    assert first == again
    assert [first["number"], second["number"]] == ["A-001", "A-002"]
    assert {key: first[key] for key in first if key != "slip"} == {
        "id": 1,
        "number": "A-001",
        "queued_at": tickets[0]["issued_at"],
        "kind": "ticket",
        "printer": "main",
        "template": {"name": "ticket", "source": None},
    }
    assert (first["slip"]["language"], first["slip"]["number"]) == ("fa", "A-۰۰۱")
    assert take(agent) is None
    assert papers(site) == [(1, "confirmed", ""), (2, "confirmed", "")]


@pytest.mark.parametrize("body", [{}, {"request_id": "taking-0001"}])
def test_a_taking_says_nothing_and_may_say_who_it_is(agent: Person, kiosk, body) -> None:
    issue(kiosk)

    numbers = [agent.send("/print-jobs/takings", **body).get_json()["job"]["number"] for _ in "12"]

    assert numbers == ["A-001", "A-001"]


@pytest.mark.parametrize("body", [{"surprise": 1}, {"request_id": "short"}])
def test_a_taking_says_nothing_else(agent: Person, body: dict[str, Any]) -> None:
    answer = agent.send("/print-jobs/takings", **body)

    assert (answer.status_code, answer.get_json()["error"]) == (422, "invalid_request")


@pytest.mark.parametrize(("stood", "said"), list(product(STATES, STATES)))
def test_a_report_moves_a_paper_only_as_the_table_says(site, kiosk, agent, stood, said) -> None:
    issue(kiosk)
    if stood != "queued":
        take(agent)
    if stood not in ("queued", "taken"):
        assert report(agent, 1, stood) == (201, {"id": 1, "state": stood})
    before = papers(site), len(site.heard)

    status, answer = report(agent, 1, said, reason="offline")

    if (stood, said) in ALLOWED:
        assert (status, answer) == (201, {"id": 1, "state": said})
        assert papers(site) == [(1, said, "offline")]
    else:
        assert (status, answer["error"]) == (409, "wrong_state")
        assert answer["details"] == {"state": stood, "action": said}
        assert (papers(site), len(site.heard)) == before


@pytest.mark.parametrize("state", ["failed", "unknown"])
def test_trouble_is_told_to_every_screen(site: Site, kiosk, agent, state: str) -> None:
    ticket = issue(kiosk)
    take(agent)

    report(agent, 1, state, reason="paper_out")

    (event,) = told(site)
    assert event == {
        "seq": site.heard[-1].seq,
        "kind": "print_failed",
        "branch_id": 1,
        "ticket_id": ticket["id"],
        "number": "A-001",
        "state": state,
        "reason": "paper_out",
        "kiosk_id": device_id(site, "kiosk-1"),
    }
    assert actor_of_print_failed(site) == [(None, device_id(site, "printer-1"))]


@pytest.mark.parametrize("state", ["sent", "confirmed"])
def test_what_went_well_is_told_to_nobody(site: Site, kiosk, agent, state: str) -> None:
    issue(kiosk)
    take(agent)
    report(agent, 1, state)

    assert [recorded.event.kind for recorded in site.heard] == ["ticket_issued"]


def test_a_report_sent_again_gets_the_first_answer(site: Site, kiosk, agent: Person) -> None:
    issue(kiosk)
    take(agent)
    answers = [
        report(agent, 1, "unknown", reason="stuck", request_id="one-report") for _ in range(2)
    ]

    assert answers == [(201, {"id": 1, "state": "unknown"})] * 2
    assert len(told(site)) == 1


def test_a_request_id_names_one_report_only(site: Site, kiosk, agent: Person) -> None:
    issue(kiosk)
    take(agent)
    report(agent, 1, "sent", request_id="one-report")

    status, answer = report(agent, 1, "confirmed", request_id="one-report")

    assert (status, answer["error"]) == (409, "request_id_reused")
    assert papers(site) == [(1, "sent", "")]


@pytest.mark.parametrize(
    "body",
    [
        {"state": "confirmed"},
        {"request_id": "short", "state": "confirmed"},
        {"request_id": "a-report-1"},
        {"request_id": "a-report-1", "state": "printed"},
        {"request_id": "a-report-1", "state": "failed", "reason": "x" * 65},
        {"request_id": "a-report-1", "state": "failed", "surprise": 1},
    ],
)
def test_a_report_that_is_none_is_refused(site: Site, kiosk, agent: Person, body) -> None:
    issue(kiosk)
    take(agent)

    answer = agent.send("/print-jobs/1/reports", **body)

    assert (answer.status_code, answer.get_json()["error"]) == (422, "invalid_request")
    assert papers(site) == [(1, "taken", "")]


def test_another_agents_paper_is_not_there(tmp_path: Path) -> None:
    setup = hall()
    setup["devices"].append({"code": "printer-2", "kind": "agent"})
    site = Site(tmp_path, setup)
    branch_id = site.apply(hall("other"))
    mine, neighbour = site.device("printer-1"), site.device("printer-2")
    foreign = site.device("printer-1", branch_id)
    take(mine)
    issue(site.device("kiosk-1"))

    assert [take(neighbour), take(foreign), take(mine)["id"]] == [None, None, 1]
    answers = [report(who, 1, "confirmed") for who in (neighbour, foreign)]
    answers.append(report(mine, 2, "confirmed"))
    assert [(status, answer["error"]) for status, answer in answers] == [(404, "not_found")] * 3
    assert papers(site) == [(1, "taken", "")]


def test_only_an_agent_takes_and_reports(site: Site, kiosk, agent, clerk: Person) -> None:
    issue(kiosk)
    take(agent)
    others = (site.stranger(), site.device("lobby-1"), kiosk, clerk)

    takings = [who.send("/print-jobs/takings").status_code for who in others]
    reports = [report(who, 1, "confirmed")[0] for who in others]

    assert takings == reports == [401, 403, 403, 403]
    assert papers(site) == [(1, "taken", "")]
