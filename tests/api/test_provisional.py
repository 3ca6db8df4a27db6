"""Tickets that a kiosk gave by itself enter the queue where they belong (rules L1-L5)."""

from datetime import timedelta
from typing import Any

import pytest

from server.clock import iso
from tests.api.visitors import refused, take, with_blocks
from tests.harness.halls import hall
from tests.harness.site import TEN_O_CLOCK, Person, Site


@pytest.fixture
def site(tmp_path) -> Site:
    """A hall whose two kiosks have numbers of their own."""
    return Site(tmp_path, with_blocks(hall()))


@pytest.fixture
def agent(site: Site) -> Person:
    return site.device("printer-1")


def given(ordinal: int, **more: Any) -> dict[str, Any]:
    """Return what an agent tells of a ticket that was taken `ordinal` minutes after ten."""
    taken_at = TEN_O_CLOCK + timedelta(minutes=ordinal)
    return {
        "touch_id": f"touch-{ordinal:04}",
        "kiosk": "kiosk-1",
        "service_id": 1,
        "language": "en",
        "priority_class": "standard",
        "block": "K",
        "ordinal": ordinal,
        "token": f"token-{ordinal:010}",
        "taken_at": iso(taken_at),
        "printed": True,
    } | more


def enter(agent: Person, ordinal: int, **more: Any) -> dict[str, Any]:
    answer = agent.post("/provisional-tickets", **given(ordinal, **more))
    assert answer.status_code == 201, answer.text
    return answer.get_json()


def called_in_turn(clerk: Person, most: int) -> list[str]:
    numbers = []
    for _ in range(most):
        call = clerk.post("/calls").get_json()
        clerk.post(f"/tickets/{call['id']}/cancellations")
        numbers.append(call["number"])
    return numbers


def test_a_provisional_ticket_keeps_number_token_and_time(
    site: Site, agent: Person, clerk: Person
) -> None:
    site.clock.forward(minutes=20)
    ticket = enter(agent, 5)

    visit = site.stranger().get(f"/visits/{ticket['token']}").get_json()
    site.clock.forward(minutes=1)
    call = clerk.post("/calls").get_json()

    assert ticket == {
        "id": 1,
        "number": "AK-005",
        "service_id": 1,
        "state": "waiting",
        "issued_at": "2026-11-23T06:35:00.000000Z",
        "ahead": 0,
        "estimate": {"kind": "under", "low_minutes": 0, "high_minutes": 5},
        "prints": True,
        "token": "token-0000000005",
        "phone_qr": None,
        "services": [1],
        "undo_until": "2026-11-23T06:35:20.000000Z",
        "provisional": True,
    }
    assert (visit["number"], visit["provisional"], visit["language"]) == ("AK-005", True, "en")
    assert (call["number"], call["wait_seconds"]) == ("AK-005", 16 * 60)


def test_the_order_of_calls_is_that_of_the_touches(
    site: Site, agent: Person, clerk: Person
) -> None:
    kiosk = site.device("kiosk-1")
    take(kiosk)
    site.clock.forward(minutes=30)
    take(kiosk)
    enter(agent, 1)
    enter(agent, 1, kiosk="kiosk-2", block="M", touch_id="another-touch", token="a" * 16)
    enter(agent, 2)

    assert called_in_turn(clerk, 5) == ["A-001", "AK-001", "AM-001", "AK-002", "A-002"]


def test_sending_it_again_changes_nothing(site: Site, agent: Person) -> None:
    site.clock.forward(minutes=10)
    first = enter(agent, 1, request_id="entry-0001")

    again = enter(agent, 1, request_id="entry-0001")
    with_another_id = enter(agent, 1)

    assert (again, with_another_id) == (first, first)
    assert [recorded.event.kind for recorded in site.heard] == ["ticket_issued"]


def test_the_servers_own_numbers_go_on_without_a_gap(site: Site, agent: Person) -> None:
    kiosk = site.device("kiosk-1")
    site.clock.forward(minutes=10)
    numbers = [take(kiosk)["number"], enter(agent, 7)["number"], take(kiosk)["number"]]

    assert numbers == ["A-001", "AK-007", "A-002"]


def test_a_time_to_come_counts_as_now(site: Site, agent: Person) -> None:
    assert enter(agent, 30)["issued_at"] == "2026-11-23T06:30:00.000000Z"


def test_a_ticket_whose_answer_was_lost_is_replaced(site: Site, agent: Person) -> None:
    kiosk = site.device("kiosk-1")
    unheard = take(kiosk, request_id="touch-0001", language="en")
    site.clock.forward(minutes=5)
    ticket = enter(agent, 1)

    retry = take(kiosk, request_id="touch-0001", language="en")
    states = [
        site.stranger().get(f"/visits/{each['token']}").get_json()["state"]
        for each in (unheard, ticket)
    ]

    assert states == ["cancelled", "waiting"]
    assert retry == ticket
    assert [recorded.event.kind for recorded in site.heard] == [
        "ticket_issued",
        "ticket_cancelled",
        "ticket_issued",
    ]


def test_a_lost_answer_whose_ticket_is_called_already_stays_with_its_clerk(
    site: Site, agent: Person, clerk: Person
) -> None:
    unheard = take(site.device("kiosk-1"), request_id="touch-0001", language="en")
    clerk.post("/calls")
    enter(agent, 1)

    visit = site.stranger().get(f"/visits/{unheard['token']}").get_json()
    assert visit["state"] == "called"


def test_a_touch_that_arrives_after_all_gets_the_ticket_of_the_paper(
    site: Site, agent: Person
) -> None:
    site.clock.forward(minutes=5)
    ticket = enter(agent, 1)
    kiosk = site.device("kiosk-1")

    assert take(kiosk, request_id="touch-0001", language="en") == ticket
    other = kiosk.post("/tickets", request_id="touch-0001", service_id=2)
    assert refused(other)[:2] == (409, "request_id_reused")


def test_a_kiosk_that_lost_its_memory_gives_no_number_twice(site: Site, agent: Person) -> None:
    site.clock.forward(minutes=10)
    numbers = [
        enter(agent, 1)["number"],
        enter(agent, 1, touch_id="after-the-crash", token="b" * 16)["number"],
        enter(agent, 2)["number"],
    ]

    assert numbers == ["AK-001", "XAK-001", "AK-002"]


def test_one_whose_day_is_closed_enters_as_expired(site: Site, agent: Person) -> None:
    site.clock.forward(days=1)
    ticket = enter(agent, 1)

    assert (ticket["state"], ticket["issued_at"]) == ("expired", "2026-11-23T06:31:00.000000Z")
    assert [recorded.event.kind for recorded in site.heard] == ["ticket_issued", "ticket_expired"]


def test_what_an_agent_may_not_enter_is_refused_and_changes_nothing(tmp_path) -> None:
    setup = with_blocks(hall())
    setup["devices"].append({"code": "printer-2", "kind": "agent"})
    site = Site(tmp_path, setup)
    agent, kiosk = site.device("printer-1"), site.device("kiosk-1")
    taken = take(kiosk)["token"]
    asks = [
        (site.device("printer-2"), given(1)),
        (agent, given(1, kiosk="lobby-1")),
        (agent, given(1, service_id=99)),
        (agent, given(1, kiosk="kiosk-2", token=taken)),
        (agent, given(1, token="short")),
        (agent, given(0)),
        (agent, given(1, taken_at="0001-01-01T00:00:00Z")),
        (agent, given(1, taken_at="2026-11-23T06:31:00")),
        (kiosk, given(1)),
        (site.stranger(), given(1)),
    ]

    answers = [who.post("/provisional-tickets", **body) for who, body in asks]

    assert [(answer.status_code, answer.get_json()["error"]) for answer in answers] == [
        *[(404, "not_found")] * 3,
        (409, "request_id_reused"),
        *[(422, "invalid_request")] * 4,
        (403, "forbidden"),
        (401, "unauthorised"),
    ]
    assert [recorded.event.kind for recorded in site.heard] == ["ticket_issued"]


def asks_for_work(agent: Person, **more: Any) -> None:
    assert agent.send("/print-jobs/takings", **more).status_code == 200


def taken_at(**after_ten: float) -> dict[str, str]:
    return {"taken_at": iso(TEN_O_CLOCK + timedelta(**after_ten))}


def test_nobody_gets_before_what_the_cut_explains(site: Site, agent: Person, clerk: Person) -> None:
    kiosk = site.device("kiosk-1")
    site.clock.forward(minutes=30)
    asks_for_work(agent)
    take(kiosk)
    site.clock.forward(minutes=1)
    claims = [taken_at(minutes=1), taken_at(minutes=2), taken_at(minutes=29, seconds=45)]

    tickets = [enter(agent, at, **claim) for at, claim in enumerate(claims, start=1)]

    last_heard = "2026-11-23T06:59:50.000000Z"
    assert [each["issued_at"] for each in tickets] == [last_heard] * 3
    issued = [each.event.body() for each in site.heard if each.event.kind == "ticket_issued"]
    assert [(each["taken_at"], each["claimed_at"]) for each in issued] == [
        (None, None),
        *((last_heard, claim["taken_at"]) for claim in claims),
    ]
    assert called_in_turn(clerk, 4) == ["AK-001", "AK-002", "AK-003", "A-001"]


def test_a_ticket_of_the_second_of_the_cut_keeps_its_time(site: Site, agent: Person) -> None:
    site.clock.forward(minutes=30)
    asks_for_work(agent)
    site.clock.forward(minutes=2)
    claims = [taken_at(minutes=29, seconds=50), taken_at(minutes=30), taken_at(minutes=31)]

    tickets = [enter(agent, at, **claim) for at, claim in enumerate(claims, start=1)]

    assert [each["issued_at"] for each in tickets] == [claim["taken_at"] for claim in claims]
    assert [each.event.body()["claimed_at"] for each in site.heard] == [None] * 3


def test_what_a_server_that_stood_still_hears_late_makes_no_ticket_later(
    site: Site, agent: Person
) -> None:
    asks_for_work(agent)
    site.clock.forward(minutes=2)
    asks_for_work(agent, asked_at=iso(TEN_O_CLOCK + timedelta(seconds=5)))

    ticket = enter(agent, 1)

    assert ticket["issued_at"] == taken_at(minutes=1)["taken_at"]


def test_an_agent_takes_back_nothing_of_when_it_was_heard(site: Site, agent: Person) -> None:
    site.clock.forward(minutes=30)
    asks_for_work(agent)
    asks_for_work(agent, asked_at=iso(TEN_O_CLOCK))
    asks_for_work(agent, asked_at=iso(TEN_O_CLOCK + timedelta(days=1)))

    assert enter(agent, 1)["issued_at"] == "2026-11-23T06:59:50.000000Z"


def test_one_whose_day_is_closed_keeps_its_time_whenever_its_agent_was_heard(
    site: Site, agent: Person
) -> None:
    site.clock.forward(days=1)
    asks_for_work(agent)
    ticket = enter(agent, 1)

    assert (ticket["state"], ticket["issued_at"]) == ("expired", taken_at(minutes=1)["taken_at"])


def test_a_ticket_keeps_its_number_though_its_kiosk_has_another_letter_by_now(
    site: Site, agent: Person
) -> None:
    setup = with_blocks(hall())
    setup["devices"][1] |= {"block": "P"}
    site.apply(setup)

    assert enter(agent, 1)["number"] == "AK-001"


def test_no_ticket_of_another_kiosk_is_taken_back_for_one(
    site: Site, agent: Person, clerk: Person
) -> None:
    other = site.device("kiosk-2")
    waiting = other.post("/tickets", service_id=1, request_id="touch-0001").get_json()

    enter(agent, 1)

    states = site.rows(f"SELECT state FROM ticket WHERE id = {waiting['id']}")
    assert states == [("waiting",)]


def test_a_class_that_only_staff_give_counts_as_standard(tmp_path) -> None:
    setup = with_blocks(hall())
    names = {"fa": "میهمان", "en": "Guest"}
    guest = {"code": "guest", "names": names, "rate": 9.0, "at_kiosk": False}
    setup["priority_classes"] = [*setup["priority_classes"], guest]
    site = Site(tmp_path, setup)

    enter(site.device("printer-1"), 1, priority_class="guest")

    query = "SELECT c.code FROM ticket t JOIN priority_class c ON c.id = t.priority_class_id"
    assert site.rows(query) == [("standard",)]
