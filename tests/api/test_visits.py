"""A visitor follows their ticket from a phone, leaves, asks for time (rules V2-V4)."""

from typing import Any

import pytest

from tests.api.papers import boss_and_others
from tests.api.visitors import refused, take, with_rules
from tests.harness.halls import hall
from tests.harness.site import Person, Site


def visit(site: Site, ticket: dict[str, Any]) -> dict[str, Any]:
    answer = site.stranger().get(f"/visits/{ticket['token']}")
    assert answer.status_code == 200, answer.text
    return answer.get_json()


def wish(site: Site, ticket: dict[str, Any], what: str, **body: Any) -> Any:
    return site.stranger().post(f"/visits/{ticket['token']}/{what}", **body)


def kinds(site: Site) -> list[str]:
    return [recorded.event.kind for recorded in site.heard]


def test_whoever_has_the_token_sees_where_the_ticket_stands(
    site: Site, kiosk: Person, clerk: Person
) -> None:
    take(kiosk)
    ticket = take(kiosk, language="en")

    assert visit(site, ticket) == {
        "seq": site.heard[-1].seq,
        "number": "A-002",
        "state": "waiting",
        "hall": {"fa": "شهرداری", "en": "Town hall"},
        "service": {"fa": "خدمت A", "en": "Service A"},
        "language": "en",
        "counter_number": None,
        "ahead": 1,
        "estimate": {"kind": "under", "low_minutes": 0, "high_minutes": 12},
        "issued_at": "2026-11-23T06:30:00.000000Z",
        "called_at": None,
        "may_leave": True,
        "may_delay": True,
        "delays_left": 2,
        "alive": True,
        "provisional": False,
    }


def test_a_call_and_its_recall_tell_the_counter_and_when(
    site: Site, kiosk: Person, clerk: Person
) -> None:
    ticket = take(kiosk)
    clerk.post("/calls")
    site.clock.forward(seconds=30)
    clerk.post(f"/tickets/{ticket['id']}/recalls")
    called = visit(site, ticket)
    clerk.post(f"/tickets/{ticket['id']}/beginnings")
    serving = visit(site, ticket)
    clerk.post(f"/tickets/{ticket['id']}/finishes")
    done = visit(site, ticket)

    shown = ("state", "counter_number", "ahead", "called_at", "may_leave", "may_delay", "alive")
    at = "2026-11-23T06:30:30.000000Z"
    assert [tuple(each[key] for key in shown) for each in (called, serving, done)] == [
        ("called", 1, None, at, True, False, True),
        ("serving", 1, None, at, False, False, True),
        ("done", None, None, at, False, False, False),
    ]


def test_an_unknown_token_is_not_found(site: Site) -> None:
    nobody = {"token": "x" * 16}
    answers = [
        site.stranger().get(f"/visits/{nobody['token']}"),
        wish(site, nobody, "departures"),
        wish(site, nobody, "delays"),
    ]

    assert [refused(answer)[:2] for answer in answers] == [(404, "not_found")] * 3


def test_a_visitor_who_leaves_is_out_of_the_line_once(
    site: Site, kiosk: Person, clerk: Person
) -> None:
    first, second = take(kiosk), take(kiosk)
    answer = wish(site, first, "departures", request_id="i-leave-now")
    again = wish(site, first, "departures", request_id="i-leave-now")
    once_more = wish(site, first, "departures")

    assert (answer.status_code, answer.get_json()["state"]) == (201, "cancelled")
    assert again.get_json() == answer.get_json()
    assert refused(once_more) == (409, "wrong_state", {"state": "cancelled", "action": "leave"})
    assert kinds(site).count("ticket_cancelled") == 1
    assert clerk.post("/calls").get_json()["number"] == second["number"]


def test_a_called_visitor_who_leaves_frees_the_counter(
    site: Site, kiosk: Person, clerk: Person
) -> None:
    gone, next_one = take(kiosk), take(kiosk)
    clerk.post("/calls")
    left = wish(site, gone, "departures").get_json()

    assert (left["state"], left["alive"]) == ("cancelled", False)
    assert clerk.get("/desk").get_json()["ticket"] is None
    assert clerk.post("/calls").get_json()["number"] == next_one["number"]


def test_more_time_rests_the_ticket_and_keeps_its_place(
    site: Site, kiosk: Person, clerk: Person
) -> None:
    slow, quick = take(kiosk), take(kiosk)
    site.clock.forward(minutes=1)
    answer = wish(site, slow, "delays", request_id="more-time-1")
    again = wish(site, slow, "delays", request_id="more-time-1")
    (resting, _) = clerk.get("/desk").get_json()["lines"][0]["tickets"]
    served_meanwhile = clerk.post("/calls").get_json()
    clerk.post(f"/tickets/{served_meanwhile['id']}/no-shows")
    nobody = clerk.post("/calls")
    late = take(kiosk)
    site.clock.forward(minutes=10)

    assert (answer.get_json()["delays_left"], answer.get_json()["state"]) == (1, "waiting")
    assert again.get_json() == answer.get_json()
    assert resting["resting_until"] == "2026-11-23T06:41:00.000000Z"
    assert served_meanwhile["number"] == quick["number"]
    assert refused(nobody)[1] == "queue_empty"
    assert visit(site, late)["ahead"] == 1
    assert clerk.post("/calls").get_json()["number"] == slow["number"]


def test_more_time_does_not_shorten_a_rest_after_a_miss(tmp_path) -> None:
    site = Site(tmp_path, with_rules(hall(), rest_minutes=30))
    kiosk, clerk = site.device("kiosk-1"), site.clerk("hall-clerk1")
    clerk.post("/counters/1/openings")
    ticket = take(kiosk)
    clerk.post("/calls")
    clerk.post(f"/tickets/{ticket['id']}/no-shows")
    clerk.post(f"/tickets/{ticket['id']}/rejoinings")
    before = clerk.get("/desk").get_json()["lines"][0]["tickets"][0]["resting_until"]

    wish(site, ticket, "delays")

    assert clerk.get("/desk").get_json()["lines"][0]["tickets"][0]["resting_until"] == before


def test_a_rest_goes_with_the_visitor_to_another_line(tmp_path) -> None:
    site = Site(tmp_path, boss_and_others(hall()))
    kiosk, boss = site.device("kiosk-1"), site.clerk("hall-supervisor")
    ticket = take(kiosk)
    wish(site, ticket, "delays")

    boss.post(f"/tickets/{ticket['id']}/transfers", service_id=2)

    assert site.rows("SELECT service_id, not_before IS NULL FROM ticket") == [(2, False)]


def test_the_same_language_again_is_no_event(site: Site, kiosk: Person) -> None:
    ticket = take(kiosk, language="en")
    heard = len(site.heard)

    answer = wish(site, ticket, "languages", language="en")

    assert (answer.status_code, len(site.heard)) == (201, heard)


@pytest.mark.parametrize("token", ["a%00b", "x" * 64, "%D9%86"])
def test_what_is_no_token_leads_nowhere(site: Site, token: str) -> None:
    phone = site.app.test_client()

    codes = [phone.get(path.format(token)).status_code for path in ("/api/v1/visits/{}", "/t/{}")]

    assert codes == [404, 404]


def test_time_is_asked_for_as_often_as_the_hall_allows_and_only_while_waiting(
    tmp_path,
) -> None:
    site = Site(tmp_path, with_rules(hall(), most_delays=1))
    kiosk, clerk = site.device("kiosk-1"), site.clerk("hall-clerk1")
    clerk.post("/counters/1/openings")
    ticket = take(kiosk)
    wish(site, ticket, "delays")
    once_more = wish(site, ticket, "delays")
    site.clock.forward(minutes=10)
    clerk.post("/calls")
    called = wish(site, ticket, "delays")

    assert refused(once_more) == (409, "no_more_delays", {"most": 1})
    assert refused(called) == (409, "wrong_state", {"state": "called", "action": "delay"})
    assert visit(site, ticket)["may_delay"] is False


def test_the_language_changes_for_the_page_and_the_clerk(
    site: Site, kiosk: Person, clerk: Person
) -> None:
    ticket = take(kiosk)
    answers = [
        wish(site, ticket, "languages", language="en"),
        wish(site, ticket, "languages", language="tlh"),
    ]

    assert [answer.status_code for answer in answers] == [201, 422]
    assert visit(site, ticket)["language"] == "en"
    assert clerk.post("/calls").get_json()["language"] == "en"
    assert 'lang="en"' in site.app.test_client().get(f"/t/{ticket['token']}").text


def test_looks_are_limited_by_ticket_and_not_by_address(site: Site, kiosk: Person) -> None:
    busy, calm = take(kiosk), take(kiosk)
    phone = site.stranger()

    answers = [phone.get(f"/visits/{busy['token']}").status_code for _ in range(130)]

    assert answers == [200] * 120 + [429] * 10
    assert visit(site, calm)["number"] == "A-002"
