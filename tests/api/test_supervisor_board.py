"""What a supervisor sees of a hall: the live board, the day's report (scenarios 18, 27)."""

import csv
from collections.abc import Callable
from io import StringIO

import pytest

from tests.api.supervising import at, board, desk, line, overseen, seated, serving, take
from tests.harness.site import Person, Site


@pytest.fixture
def site(make_site: Callable[..., Site]) -> Site:
    return make_site(overseen())


@pytest.fixture
def supervisor(site: Site) -> Person:
    return site.clerk("hall-supervisor")


def test_the_board_tells_every_line_and_who_is_late(
    site: Site, kiosk: Person, supervisor: Person
) -> None:
    seated(site, 1)
    take(kiosk, "A")
    site.clock.forward(minutes=15)
    take(kiosk, "A", priority_class="elderly")
    site.clock.forward(minutes=6)

    shown = line(board(supervisor), 1)

    first, second = shown.pop("tickets")
    assert (first["number"], second["priority_class"], second["issued_at"]) == (
        "A-001",
        "elderly",
        at(15),
    )
    assert {key: shown[key] for key in ("waiting", "oldest_at", "target_minutes", "late")} == {
        "waiting": 2,
        "oldest_at": at(0),
        "target_minutes": 20.0,
        "late": 1,
    }
    assert (shown["open_counters"], shown["issuing"]["open"]) == (1, True)


def test_the_board_tells_every_counter_and_whom_it_serves(
    site: Site, kiosk: Person, supervisor: Person
) -> None:
    one, two = seated(site, 1), seated(site, 2)
    ticket_id = take(kiosk)
    site.clock.forward(minutes=2)
    serving(one)
    two.post("/counters/2/pauses", reason="break")

    shown = board(supervisor)

    assert desk(shown, 1)["ticket"] == {
        "id": ticket_id,
        "number": "A-001",
        "service_id": 1,
        "priority_class": "standard",
        "state": "serving",
        "since": at(2),
        "expected_minutes": 6.0,
    }
    told = [(c["state"], c["clerk"], c["since"], c["pause_reason"]) for c in shown["counters"]]
    assert told == [
        ("open", "Clerk 1", at(0), ""),
        ("paused", "Clerk 2", at(2), "break"),
        ("closed", None, None, ""),
    ]


def test_a_free_counter_is_idle_only_while_somebody_waits_for_it(
    site: Site, kiosk: Person, supervisor: Person
) -> None:
    clerk = seated(site, 1)
    before = desk(board(supervisor), 1)["idle_since"]
    site.clock.forward(minutes=5)
    take(kiosk)
    waiting = desk(board(supervisor), 1)
    serving(clerk)

    assert (before, waiting["idle_since"], waiting["could_serve"]) == (None, at(5), 1)
    assert desk(board(supervisor), 1)["idle_since"] is None


def test_a_counter_is_idle_for_those_sent_to_it_and_not_for_those_who_rest(
    site: Site, kiosk: Person, supervisor: Person
) -> None:
    clerk = seated(site, 1)
    missed = take(kiosk)
    clerk.post("/calls")
    clerk.post(f"/tickets/{missed}/no-shows")
    clerk.post(f"/tickets/{missed}/rejoinings")
    resting = desk(board(supervisor), 1)
    supervisor.post(f"/tickets/{take(kiosk, 'B')}/transfers", counter_id=1)
    sent = desk(board(supervisor), 1)

    assert (resting["idle_since"], resting["could_serve"]) == (None, 0)
    assert (sent["idle_since"], sent["could_serve"]) == (at(0), 1)


def test_people_whom_no_open_counter_can_call_are_told(
    site: Site, kiosk: Person, supervisor: Person
) -> None:
    take(kiosk, "A")
    to_two = take(kiosk, "B")
    assert supervisor.post(f"/tickets/{to_two}/transfers", counter_id=2).status_code == 201

    stranded = board(supervisor)["stranded"]
    seated(site, 1)

    assert stranded == [
        {"service_id": 1, "counter_id": None, "waiting": 1},
        {"service_id": 2, "counter_id": 2, "waiting": 1},
    ]
    assert board(supervisor)["stranded"] == stranded[1:]


def test_the_days_figures_of_a_hall(site: Site, kiosk: Person, supervisor: Person) -> None:
    clerk = seated(site, 1)
    for letter in "AABC":
        take(kiosk, letter)
    site.clock.forward(minutes=10)
    served = serving(clerk)
    site.clock.forward(minutes=4)
    clerk.post(f"/tickets/{served}/finishes")
    clerk.post(f"/tickets/{clerk.post('/calls').get_json()['id']}/no-shows")
    supervisor.post("/tickets/3/cancellations")

    assert board(supervisor)["today"] == {
        "issued": 4,
        "waiting": 1,
        "served": 1,
        "no_shows": 1,
        "cancelled": 1,
        "mean_wait_seconds": 720,
        "mean_service_seconds": 240,
        "within_target": 1.0,
    }


def test_the_days_report_and_its_file_tell_the_same(
    site: Site, kiosk: Person, supervisor: Person
) -> None:
    clerk = seated(site, 1)
    for name in ("standard", "elderly"):
        take(kiosk, priority_class=name)
        take(kiosk, priority_class=name)
    for _ in range(2):
        clerk.post(f"/tickets/{serving(clerk)}/finishes")
        clerk.post(f"/tickets/{clerk.post('/calls').get_json()['id']}/no-shows")

    report = supervisor.get("/reports/day?day=2026-11-23").get_json()
    answer = supervisor.get("/reports/day.csv?day=2026-11-23")

    rows = list(csv.DictReader(StringIO(answer.text)))
    in_file = {row["code"]: (row["served"], row["no_shows"]) for row in rows}
    told = {
        row["code"]: (str(row["served"]), str(row["no_shows"]))
        for row in [report["total"], *report["classes"]]
    }
    assert {code: in_file[code] for code in told} == told
    assert told == {"": ("2", "2"), "standard": ("1", "1"), "elderly": ("1", "1")}
    assert answer.headers["Content-Disposition"] == 'attachment; filename="hall-2026-11-23.csv"'


def test_a_name_that_a_spreadsheet_would_run_is_text_in_the_file(
    make_site: Callable[..., Site],
) -> None:
    setup = overseen()
    setup["services"][0]["names"]["fa"] = "=2+5"
    site = make_site(setup)
    take(site.device("kiosk-1"))

    text = site.clerk("hall-supervisor").get("/reports/day.csv").text

    names = {row["code"]: row["name"] for row in csv.DictReader(StringIO(text))}
    assert names["A"] == "'=2+5"
