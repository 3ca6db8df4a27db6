"""Agents say how their printers are, and supervisors see it (rule P4)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.api.papers import boss_and_others, device_id, put, rows, say_states, take
from tests.harness.halls import hall
from tests.harness.site import Person, Site

OK = {"code": "main", "state": "ok", "reason": ""}
STATES = ("ok", "paper_low", "paper_out", "cover_open", "offline", "mute", "error", "unknown")


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """The usual hall with a supervisor, an inspector, and an agent of two printers."""
    made = Site(tmp_path, boss_and_others(hall()))
    yield made
    made.db.close()


@pytest.fixture
def boss(site: Site) -> Person:
    """The hall's supervisor."""
    return site.clerk("hall-supervisor")


def shown(site: Site, boss: Person, code: str = "main") -> Any:
    """Return state, reason and since of a printer, as the board shows it."""
    printers = boss.get(f"/branches/{site.branch_id}/board").get_json()["printers"]
    (found,) = (each for each in printers if each["printer"] == code)
    return found["state"], found["reason"], found["since"]


def changes(site: Site) -> list[Any]:
    heard = [dict(recorded.public()) for recorded in site.heard]
    kept = [each for each in heard if each["kind"] == "printer_changed"]
    return [(each["agent_id"], each["printer"], each["state"], each["reason"]) for each in kept]


def test_the_board_shows_every_printer_of_the_set_up(site: Site, boss: Person, agent) -> None:
    say_states(agent, {**OK, "state": "paper_low", "reason": "near_end"})

    printers = boss.get(f"/branches/{site.branch_id}/board").get_json()["printers"]

    agent_id = device_id(site, "printer-1")
    common = {"agent_id": agent_id, "agent": "printer-1"}
    assert printers == [
        {
            **common,
            "printer": "main",
            "state": "paper_low",
            "reason": "near_end",
            "since": "2026-11-23T06:30:00.000000Z",
            "kiosks": ["kiosk-1"],
        },
        {
            **common,
            "printer": "second",
            "state": "silent",
            "reason": "",
            "since": None,
            "kiosks": [],
        },
    ]


@pytest.mark.parametrize("state", STATES)
def test_a_changed_state_is_told_to_the_screens_once(site: Site, boss, agent, state: str) -> None:
    say_states(agent, {**OK, "state": state, "reason": "why"})
    site.clock.forward(seconds=10)
    say_states(agent, {**OK, "state": state, "reason": "why"})

    assert changes(site) == [(device_id(site, "printer-1"), "main", state, "why")]
    assert shown(site, boss) == (state, "why", "2026-11-23T06:30:00.000000Z")


def test_a_printer_nothing_is_heard_of_for_15_seconds_is_silent(site, boss, agent) -> None:
    say_states(agent, OK)
    site.clock.forward(seconds=15)
    still = shown(site, boss)
    site.clock.forward(seconds=0.001)

    assert still == ("ok", "", "2026-11-23T06:30:00.000000Z")
    assert shown(site, boss) == ("silent", "", "2026-11-23T06:30:00.000000Z")


def test_the_rounds_tell_the_screens_of_a_silent_printer_once(site: Site, boss, agent) -> None:
    say_states(agent, OK)
    site.app.rounds.once()
    site.clock.forward(seconds=16)
    site.app.rounds.once()
    site.app.rounds.once()
    say_states(agent, OK)

    agent_id = device_id(site, "printer-1")
    assert changes(site) == [
        (agent_id, "main", "ok", ""),
        (agent_id, "main", "silent", ""),
        (agent_id, "main", "ok", ""),
    ]
    assert shown(site, boss) == ("ok", "", "2026-11-23T06:30:16.000000Z")


def test_a_printer_that_was_silent_between_two_rounds_is_told_to_be_back(
    site: Site, boss, agent
) -> None:
    say_states(agent, OK)
    site.clock.forward(seconds=16)
    say_states(agent, OK)

    agent_id = device_id(site, "printer-1")
    assert changes(site) == [(agent_id, "main", "ok", "")] * 2
    assert shown(site, boss) == ("ok", "", "2026-11-23T06:30:16.000000Z")


def test_saying_the_same_again_is_no_event(site: Site, boss: Person, agent: Person) -> None:
    say_states(agent, OK)
    before = boss.get(f"/branches/{site.branch_id}/snapshot").get_json()["seq"]
    say_states(agent, OK)

    assert boss.get(f"/branches/{site.branch_id}/snapshot").get_json()["seq"] == before


def test_a_printer_that_is_not_in_the_set_up_is_passed_over(site: Site, boss, agent) -> None:
    told = say_states(agent, {**OK, "code": "third", "state": "error"}, OK)

    assert [each["state"] for each in told] == ["ok", "silent"]
    assert rows(site, "SELECT code, state FROM printer") == [("main", "ok")]


@pytest.mark.parametrize(
    "printers",
    [
        [{"code": "main", "state": "silent", "reason": ""}],
        [{"code": "main", "state": "on fire", "reason": ""}],
        [{"code": "main", "reason": ""}],
        [{"code": "main", "state": "ok", "reason": "x" * 65}],
        [OK] * 17,
    ],
)
def test_states_that_are_none_are_refused(site: Site, agent: Person, printers: Any) -> None:
    answer = put(agent, "/printers/states", printers=printers)

    assert (answer.status_code, answer.get_json()["error"]) == (422, "invalid_request")
    assert rows(site, "SELECT * FROM printer") == []


def test_an_agent_speaks_for_its_own_printers_only(tmp_path: Path) -> None:
    site = Site(tmp_path, boss_and_others(hall()))
    other_id = site.apply(hall("other"))
    stranger = site.device("printer-1", other_id)

    told = say_states(stranger, {**OK, "state": "error"})

    assert [(each["agent"], each["state"]) for each in told] == [("printer-1", "error")]
    assert rows(site, "SELECT d.branch_id FROM printer p JOIN device d ON d.id = p.agent_id") == [
        (other_id,)
    ]


def test_only_an_agent_says_how_printers_are(site: Site, boss, kiosk, agent) -> None:
    others = (site.stranger(), kiosk, boss)

    assert [put(who, "/printers/states", printers=[OK]).status_code for who in others] == [
        401,
        403,
        403,
    ]


def test_a_supervisor_prints_a_test_page_on_one_printer(site: Site, boss, agent) -> None:
    agent_id = device_id(site, "printer-1")

    answer = boss.post(f"/printers/{agent_id}/second/test-pages")
    job = agent.send("/print-jobs/takings", printer="second").get_json()["job"]

    assert (answer.status_code, answer.get_json()) == (201, {"id": 1, "state": "queued"})
    assert take(agent) is None
    assert (job["kind"], job["printer"], job["number"]) == ("test", "second", "test")
    assert job["slip"] == {
        "template": "test",
        "language": "fa",
        "direction": "rtl",
        "title": "برگهٔ آزمایش چاپگر",
        "hall": "شهرداری",
        "date": "دوشنبه ۲ آذر ۱۴۰۵",
        "time": "۱۰:۰۰",
        "rule": job["slip"]["rule"],
        "number": "printer-1/second",
    }
    queued = [dict(each.public()) for each in site.heard if each.event.kind == "paper_queued"]
    assert [(each["paper"], each["printer"], each["ticket_id"]) for each in queued] == [
        ("test", "second", None)
    ]


def test_a_test_page_that_does_not_come_is_told_without_a_ticket(site: Site, boss, agent) -> None:
    boss.post(f"/printers/{device_id(site, 'printer-1')}/main/test-pages")
    take(agent)
    agent.post("/print-jobs/1/reports", state="failed", reason="cover_open")

    (event,) = (dict(each.public()) for each in site.heard if each.event.kind == "print_failed")
    assert (event["ticket_id"], event["number"], event["reason"]) == (None, "test", "cover_open")


def test_where_nobody_prints_no_test_page_is_queued(site: Site, boss: Person, agent) -> None:
    agent_id = device_id(site, "printer-1")
    site.clock.forward(seconds=16)
    answer = boss.post(f"/printers/{agent_id}/main/test-pages")
    unknown = boss.post(f"/printers/{agent_id}/third/test-pages")

    assert (answer.status_code, answer.get_json()["error"]) == (409, "printer_away")
    assert answer.get_json()["details"] == {"printer": "printer-1/main"}
    assert unknown.status_code == 404
    assert rows(site, "SELECT * FROM print_job") == []


def test_only_a_supervisor_prints_a_test_page(site: Site, clerk, kiosk, agent) -> None:
    path = f"/printers/{device_id(site, 'printer-1')}/main/test-pages"
    others = (site.stranger(), clerk, site.clerk("hall-inspector"), kiosk, agent)

    assert [who.post(path).status_code for who in others] == [401, 403, 403, 403, 403]


def test_each_printer_of_an_agent_has_jobs_of_its_own(site: Site, boss, kiosk, agent) -> None:
    path = f"/printers/{device_id(site, 'printer-1')}"
    for printer in ("second", "main", "second"):
        boss.post(f"{path}/{printer}/test-pages")

    taken = [
        agent.send("/print-jobs/takings", printer=printer).get_json()["job"]["id"]
        for printer in ("main", "second")
    ]

    assert taken == [2, 1]
