"""A touch whose answer nobody heard leaves no ticket that is called in vain (rule L3)."""

from typing import Any

import pytest

from tests.api.visitors import asking_hall, refused, take, told, with_blocks
from tests.harness.halls import hall
from tests.harness.site import Person, Site

TOUCH = "touch-0001"


@pytest.fixture
def site(tmp_path) -> Site:
    return Site(tmp_path, with_blocks(hall()))


@pytest.fixture
def agent(site: Site) -> Person:
    return site.device("printer-1")


def withdraw(agent: Person, **more: Any) -> dict[str, Any]:
    answer = agent.post("/touches/withdrawals", touch_id=TOUCH, **more)
    assert answer.status_code == 201, answer.text
    return answer.get_json()


def test_its_ticket_is_taken_back(site: Site, agent: Person) -> None:
    unheard = take(site.device("kiosk-1"), request_id=TOUCH)

    withdrawn = withdraw(agent)

    ticket = {"id": unheard["id"], "number": "A-001", "state": "cancelled"}
    assert withdrawn == {"touch_id": TOUCH, "ticket": ticket}
    moved = site.heard[-1].event
    assert (moved.kind, moved.body()["words"]) == ("ticket_cancelled", "unheard")


def test_asked_again_it_changes_nothing(site: Site, agent: Person) -> None:
    take(site.device("kiosk-1"), request_id=TOUCH)

    first = withdraw(agent, request_id="withdrawal-1")
    same_command = withdraw(agent, request_id="withdrawal-1")
    another_command = withdraw(agent)

    assert (same_command, another_command) == (first, {"touch_id": TOUCH, "ticket": None})
    assert [each.event.kind for each in site.heard] == ["ticket_issued", "ticket_cancelled"]


def test_the_touch_itself_should_it_still_arrive_gives_no_ticket(site: Site, agent: Person) -> None:
    nothing = withdraw(agent)
    late = site.device("kiosk-1").post("/tickets", request_id=TOUCH, service_id=1)

    assert nothing == {"touch_id": TOUCH, "ticket": None}
    assert refused(late)[:2] == (409, "request_id_reused")
    assert site.heard == []


def test_one_that_is_called_stays_with_its_clerk_and_with_its_visitor(
    site: Site, agent: Person, clerk: Person
) -> None:
    kiosk = site.device("kiosk-1")
    unheard = take(kiosk, request_id=TOUCH)
    clerk.post("/calls")

    withdrawn = withdraw(agent)

    assert withdrawn["ticket"] == {"id": unheard["id"], "number": "A-001", "state": "called"}
    assert take(kiosk, request_id=TOUCH) == unheard


def test_it_does_not_count_for_its_person(tmp_path) -> None:
    site = Site(tmp_path, with_blocks(asking_hall(per_person=1)))
    kiosk, agent = site.device("kiosk-1"), site.device("printer-1")
    take(kiosk, request_id=TOUCH, **told())

    withdraw(agent)

    assert take(kiosk, **told())["number"] == "A-002"


def test_only_the_agent_of_the_kiosk_may(tmp_path) -> None:
    setup = with_blocks(hall())
    setup["devices"].append({"code": "printer-2", "kind": "agent"})
    site = Site(tmp_path, setup)
    kiosk = site.device("kiosk-1")
    take(kiosk, request_id=TOUCH)
    who = [site.device("printer-2"), kiosk, site.stranger()]

    answers = [each.post("/touches/withdrawals", touch_id=TOUCH) for each in who]

    assert [(each.status_code, each.get_json()["error"]) for each in answers] == [
        (404, "not_found"),
        (403, "forbidden"),
        (401, "unauthorised"),
    ]
    assert [each.event.kind for each in site.heard] == ["ticket_issued"]


def test_another_command_is_no_touch(site: Site, agent: Person, clerk: Person) -> None:
    take(site.device("kiosk-1"))
    clerk.post("/calls", request_id="a-call-0001")

    answer = agent.post("/touches/withdrawals", touch_id="a-call-0001")

    assert refused(answer)[:2] == (409, "request_id_reused")
