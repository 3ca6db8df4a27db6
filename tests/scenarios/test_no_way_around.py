"""What an attack on the queue's rules found: nobody goes before others without a word (Q10)."""

from collections.abc import Callable
from datetime import timedelta

from tests.api.test_tickets import issue
from tests.harness.halls import PASSWORD, hall
from tests.harness.site import Person, Site


def refusal(answer: object) -> tuple[int, str]:
    return answer.status_code, answer.get_json()["error"]  # type: ignore[attr-defined]


def supervisor_of(code: str) -> dict[str, str]:
    return {
        "username": f"{code}-boss",
        "name": "Boss",
        "role": "supervisor",
        "password": PASSWORD,
    }


def with_boss(code: str) -> dict[str, object]:
    setup = hall(code)
    return {**setup, "users": [*setup["users"], supervisor_of(code)]}


def test_a_screen_paired_in_the_browser_lends_its_hall_to_nobody(
    make_site: Callable[..., Site],
) -> None:
    site = make_site(with_boss("hall"))
    site.apply(with_boss("other"))
    boss = site.clerk("other-boss")
    boss.headers = site.device("lobby-1").headers

    board = boss.get("/branches/1/board")
    closure = boss.post("/branches/1/closures", reason="mine now")

    assert (refusal(board), refusal(closure)) == ((403, "forbidden"), (403, "forbidden"))


def test_pushing_somebody_to_the_end_needs_a_word(kiosk: Person, clerk: Person) -> None:
    issue(kiosk)
    ticket = clerk.post("/calls").get_json()["id"]

    silent = clerk.post(f"/tickets/{ticket}/transfers", place="last")
    told = clerk.post(f"/tickets/{ticket}/transfers", place="last", note="asked for it")

    assert (refusal(silent), told.status_code) == ((409, "reason_needed"), 201)


def test_a_walk_in_of_a_faster_class_needs_a_word(clerk: Person) -> None:
    silent = clerk.post("/visits", service_id=1, priority_class="elderly")
    told = clerk.post("/visits", service_id=1, priority_class="elderly", reason="proof shown")

    assert (refusal(silent), told.status_code) == ((409, "reason_needed"), 201)


def test_a_service_that_went_out_of_use_comes_back_by_no_door(site: Site) -> None:
    setup = hall(services=3)
    site.apply(setup)
    kiosk, clerk = site.device("kiosk-1"), site.clerk("hall-clerk1")
    clerk.post("/counters/1/openings")
    finished, missed = (issue(kiosk, service_id=3)["id"] for _ in range(2))
    clerk.post("/calls")
    clerk.post(f"/tickets/{finished}/beginnings")
    clerk.post(f"/tickets/{finished}/finishes")
    clerk.post("/calls")
    clerk.post(f"/tickets/{missed}/no-shows")
    site.apply(hall(services=2))

    answers = [
        clerk.post(f"/tickets/{finished}/reopenings"),
        clerk.post(f"/tickets/{missed}/rejoinings"),
    ]

    assert [refusal(answer) for answer in answers] == [(404, "not_found")] * 2


def test_a_server_that_was_off_overnight_frees_the_seats_of_yesterday(
    make_site: Callable[..., Site],
) -> None:
    days = ("monday", "tuesday")
    site = make_site(hall(hours={day: ["07:30-14:00"] for day in days}))
    site.clerk("hall-clerk1").post("/counters/1/openings")
    site.clock.now += timedelta(hours=22, minutes=30)  # Tuesday, 08:30

    answer = site.clerk("hall-clerk2").post("/counters/1/openings")

    assert answer.status_code == 201


def test_a_visit_is_not_sent_back_to_a_service_that_has_its_outcome(
    kiosk: Person, clerk: Person
) -> None:
    ticket = issue(kiosk)["id"]
    clerk.post("/calls")
    clerk.post(f"/tickets/{ticket}/beginnings")
    clerk.post(f"/tickets/{ticket}/services", service_id=2)
    clerk.post(f"/tickets/{ticket}/finishes", outcome="completed")

    answer = clerk.post(f"/tickets/{ticket}/transfers", service_id=1)

    assert refusal(answer) == (409, "already_added")


def test_a_number_that_came_from_another_hall_is_not_given_again_that_day(site: Site) -> None:
    other = site.apply(hall("other"))
    issue(site.device("kiosk-1"))
    clerk = site.clerk("hall-clerk1")
    clerk.post("/counters/1/openings")
    ticket = clerk.post("/calls").get_json()["id"]
    service_id = clerk.get("/transfer-targets").get_json()["branches"][1]["services"][0]["id"]
    sent = clerk.post(f"/tickets/{ticket}/transfers", branch_id=other, service_id=service_id)
    there = site.clerk("other-clerk1")
    counter_id = there.get("/desk").get_json()["counters"][0]["id"]
    there.post(f"/counters/{counter_id}/openings")
    there.post("/calls")
    there.post(f"/tickets/{ticket}/no-shows")

    given = issue(site.device("kiosk-1", other), service_id=service_id)

    assert (sent.status_code, sent.get_json()["number"]) == (201, "A-001")

    assert given["number"] == "A-002"


def test_finishing_into_the_next_service_can_be_taken_back(
    make_site: Callable[..., Site],
) -> None:
    setup = hall()
    setup["counters"][0]["services"] = ["service_a"]
    site = make_site(setup)
    ticket = issue(site.device("kiosk-1"))["id"]
    clerk = site.clerk("hall-clerk1")
    clerk.post("/counters/1/openings")
    clerk.post("/calls")
    clerk.post(f"/tickets/{ticket}/beginnings")
    clerk.post(f"/tickets/{ticket}/services", service_id=2)
    clerk.post(f"/tickets/{ticket}/finishes")

    again = clerk.post(f"/tickets/{ticket}/reopenings").get_json()

    assert (again["state"], again["service_id"]) == ("serving", 1)
    assert [each["outcome"] for each in again["services"]] == [None, None]
