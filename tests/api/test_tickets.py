"""Taking a ticket (scenarios 1-5)."""

from datetime import UTC, datetime

from tests.harness.halls import ALL_DAY, hall
from tests.harness.site import Person, Site


def issue(kiosk: Person, service_id: int = 1, **more: object) -> dict:
    answer = kiosk.post("/tickets", service_id=service_id, **more)
    assert answer.status_code == 201, answer.text
    return answer.get_json()


def test_a_ticket_says_its_number_and_who_is_ahead(site: Site, kiosk: Person) -> None:
    site.device("printer-1").send("/print-jobs/takings")  # somebody is there to print
    first, second = issue(kiosk), issue(kiosk)

    assert (first["number"], first["ahead"], first["state"]) == ("A-001", 0, "waiting")
    assert (second["number"], second["ahead"]) == ("A-002", 1)
    assert first["issued_at"] == "2026-11-23T06:30:00.000000Z"
    assert first["prints"] is True


def test_the_same_request_gives_the_same_ticket(site: Site, kiosk: Person) -> None:
    first = issue(kiosk, request_id="one-touch")
    site.clock.forward(seconds=6)
    second = issue(kiosk, request_id="one-touch")

    assert second == first
    assert len(site.heard) == 1


def test_a_request_id_names_one_command_only(site: Site, kiosk: Person) -> None:
    issue(kiosk, request_id="one-touch")

    answer = kiosk.post("/tickets", service_id=2, request_id="one-touch")

    assert (answer.status_code, answer.get_json()["error"]) == (409, "request_id_reused")
    assert len(site.heard) == 1


def test_outside_opening_hours_the_refusal_says_when_it_opens(tmp_path) -> None:
    hours = {"monday": ["07:30-09:30"], "tuesday": ["07:30-14:30"]}
    site = Site(tmp_path, hall(hours=hours))

    answer = site.device("kiosk-1").post("/tickets", service_id=1)

    assert answer.status_code == 409
    assert answer.get_json()["error"] == "hall_closed"
    assert answer.get_json()["details"] == {"opens_at": "2026-11-24T04:00:00.000000Z"}
    assert site.heard == []


def test_numbers_start_again_at_the_branchs_own_midnight(site: Site, kiosk: Person) -> None:
    clerk = site.clerk("hall-clerk1")
    clerk.post("/counters/1/openings")
    site.clock.now = datetime(2026, 11, 23, 20, 29, 59, tzinfo=UTC)  # 23:59:59 in Tehran
    before = issue(kiosk)["number"]
    clerk.post(f"/tickets/{clerk.post('/calls').get_json()['id']}/no-shows")
    site.clock.forward(seconds=2)
    after = issue(kiosk)["number"]

    assert (before, after) == ("A-001", "A-001")


def test_numbers_wrap_past_those_still_alive(tmp_path) -> None:
    setup = hall(services=1, counters=1)
    setup["services"][0]["numbers"] = "1-3"
    site = Site(tmp_path, setup)
    kiosk, clerk = site.device("kiosk-1"), site.clerk("hall-clerk1")
    clerk.post("/counters/1/openings")
    numbers = [issue(kiosk)["number"] for _ in range(3)]
    full = kiosk.post("/tickets", service_id=1)
    called = clerk.post("/calls").get_json()
    clerk.post(f"/tickets/{called['id']}/no-shows")

    assert numbers == ["A-001", "A-002", "A-003"]
    assert full.get_json()["error"] == "range_used_up"
    assert issue(kiosk)["number"] == "A-001"


def test_unknown_and_foreign_services_are_refused(tmp_path) -> None:
    site = Site(tmp_path, hall())
    other = site.apply(hall("other") | {"users": []})
    kiosk = site.device("kiosk-1")
    foreign = site.db
    with foreign.reader() as reader:
        foreign_service = next(iter(reader.hall(other).services))

    answers = [kiosk.post("/tickets", service_id=wanted) for wanted in (999, foreign_service)]

    assert [(a.status_code, a.get_json()["error"]) for a in answers] == [(404, "not_found")] * 2
    assert [recorded.event.kind for recorded in site.heard] == ["setup_applied"]


def test_a_deleted_service_is_refused_and_its_number_is_not_lost(tmp_path) -> None:
    site = Site(tmp_path, hall(hours=ALL_DAY))
    kiosk = site.device("kiosk-1")
    site.apply(hall(services=1))

    answer = kiosk.post("/tickets", service_id=2)

    assert (answer.status_code, answer.get_json()["error"]) == (404, "not_found")


def test_only_a_kiosk_issues(site: Site, clerk: Person) -> None:
    display = site.device("lobby-1")

    refused = [who.post("/tickets", service_id=1) for who in (site.stranger(), display, clerk)]

    assert [answer.status_code for answer in refused] == [401, 403, 403]
    assert refused[0].get_json()["error"] == "unauthorised"
    assert all(recorded.event.kind == "counter_opened" for recorded in site.heard)
