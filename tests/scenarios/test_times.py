"""Scenarios 25 to 28: exact times, kept over misses, told alike, also when the clock goes wrong."""

import csv
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any

from tests.harness.site import Person, Site
from tests.scenarios.cast import (
    A,
    act,
    call,
    done,
    kinds,
    refused,
    scenario_hall,
    serve,
    sit,
    spent,
    take,
)

LAST_MINUTE = datetime(2026, 11, 23, 20, 29, tzinfo=UTC)  # 23:59 of the day in Tehran


def test_scenario_25_wait_way_and_service_are_exact_to_the_second(
    site: Site, kiosk: Person, clerk: Person, supervisor: Person
) -> None:
    ticket = take(kiosk)["id"]
    site.clock.forward(minutes=12, seconds=1)
    call(clerk)
    site.clock.forward(seconds=35)
    act(clerk, ticket, "beginnings")
    site.clock.forward(minutes=7, seconds=9)

    over = act(clerk, ticket, "finishes")
    report = supervisor.get("/reports/day").get_json()["total"]

    assert spent(over) == (721, 35, 429)
    assert [report[each]["mean"] for each in ("wait", "way", "service")] == [721, 35, 429]


def test_scenario_26_recalls_and_misses_do_not_reset_a_wait_a_return_adds_to_it(
    site: Site, kiosk: Person, clerk: Person
) -> None:
    ticket = take(kiosk)["id"]
    site.clock.forward(seconds=100)
    call(clerk)
    site.clock.forward(seconds=10)
    act(clerk, ticket, "recalls")
    site.clock.forward(seconds=10)
    returned = act(clerk, ticket, "returns")
    site.clock.forward(seconds=30)
    call(clerk)
    site.clock.forward(seconds=5)
    missed = act(clerk, ticket, "no-shows")
    site.clock.forward(seconds=600)
    act(clerk, ticket, "rejoinings")
    site.clock.forward(seconds=7)
    again = call(clerk)

    assert spent(returned) == (100, 20, 0)
    assert spent(missed) == (130, 25, 0)
    assert spent(again) == (137, 25, 0)  # while away one neither waits nor is on the way
    assert again["reason"]["wait_seconds"] == 762


def test_scenario_27_the_report_says_one_served_and_one_no_show_of_each_class(
    site: Site, kiosk: Person, clerk: Person, supervisor: Person
) -> None:
    for name in ("standard", "elderly"):
        for end in ("finishes", "no-shows"):
            ticket = take(kiosk, priority_class=name)["id"]
            site.clock.forward(seconds=61)
            call(clerk)
            if end == "finishes":
                act(clerk, ticket, "beginnings")
            site.clock.forward(seconds=30)
            act(clerk, ticket, end)

    report = supervisor.get("/reports/day?day=2026-11-23").get_json()

    counts = ("code", "tickets", "served", "no_shows", "cancelled", "expired", "suspect")
    assert [tuple(row[each] for each in counts) for row in report["classes"]] == [
        ("standard", 2, 1, 1, 0, 0, 0),
        ("elderly", 2, 1, 1, 0, 0, 0),
    ]
    assert report["total"]["wait"] == {
        "count": 4,
        "mean": 61.0,
        "median": 61.0,
        "p90": 61.0,
        "most": 61.0,
    }
    assert report["total"]["service"]["count"] == 2


def test_scenario_27_the_download_says_the_same(
    site: Site, kiosk: Person, clerk: Person, supervisor: Person
) -> None:
    take(kiosk)
    site.clock.forward(seconds=83)
    ticket = serve(clerk)["id"]
    site.clock.forward(seconds=200)
    act(clerk, ticket, "finishes")
    report = supervisor.get("/reports/day").get_json()

    answer = supervisor.get("/reports/day.csv")

    assert answer.mimetype == "text/csv"
    assert list(csv.DictReader(StringIO(answer.text))) == [
        as_row("all", report["total"]),
        *(as_row(part, row) for part in PARTS for row in report[part]),
    ]


PARTS = ("services", "counters", "classes")
COUNTS = ("tickets", "served", "no_shows", "cancelled", "expired", "suspect")
FIGURES = ("count", "mean", "median", "p90", "most")


def as_row(part: str, row: dict[str, Any]) -> dict[str, str]:
    """Return a row of the report as the file writes it."""
    cells = {"part": part, "code": row["code"], "name": row["names"].get("fa", "")}
    cells |= {each: str(row[each]) for each in COUNTS}
    for time in ("wait", "way", "service"):
        for figure in FIGURES:
            value = row[time] and row[time][figure]
            cells[f"{time}_{figure}"] = "" if value is None else f"{value:g}"
    return cells


def test_scenario_28_a_clock_set_back_makes_no_negative_time_and_loses_nobody(
    site: Site, kiosk: Person, clerk: Person
) -> None:
    first = take(kiosk)["id"]
    site.clock.forward(seconds=40)
    take(kiosk)
    site.clock.forward(hours=-1)
    take(kiosk)
    called = call(clerk)
    act(clerk, first, "beginnings")
    site.clock.forward(minutes=30)
    finished = act(clerk, first, "finishes")
    site.clock.forward(minutes=31)
    later = call(clerk)

    assert (called["id"], spent(finished)) == (first, (40, 0, 0))
    assert later["number"] == "A-002"
    assert later["wait_seconds"] == 60  # once the clock is past the newest event again
    moments = [recorded.at for recorded in site.heard]
    assert moments == sorted(moments)
    assert site.rows("SELECT count(*) FROM period WHERE ended_at < started_at") == [(0,)]
    numbers = site.rows("SELECT number FROM ticket ORDER BY id")
    assert numbers == [("A-001",), ("A-002",), ("A-003",)]


def test_scenario_28_over_midnight_nobody_is_lost_and_no_living_number_is_given_again(
    site: Site, kiosk: Person, clerk: Person
) -> None:
    site.clock.now = LAST_MINUTE
    waits, served = take(kiosk)["id"], take(kiosk)["id"]
    call(clerk, served, reason="first of all")
    act(clerk, served, "beginnings")
    site.clock.forward(minutes=2)

    newcomer = take(kiosk)
    finished = act(clerk, served, "finishes")
    called = call(clerk)

    assert newcomer["number"] == "A-003"  # 1 and 2 still live; the day's range began again
    assert spent(finished) == (0, 0, 120)
    assert (called["id"], called["number"], called["wait_seconds"]) == (waits, "A-001", 120)


def test_scenario_28_a_day_that_nobody_waits_over_begins_with_one(
    site: Site, kiosk: Person, clerk: Person
) -> None:
    site.clock.now = LAST_MINUTE
    take(kiosk)
    act(clerk, serve(clerk)["id"], "finishes")
    site.clock.forward(minutes=2)

    assert take(kiosk)["number"] == "A-001"


def test_scenario_28_at_midnight_the_clock_set_back_gives_no_number_twice(
    site: Site, kiosk: Person
) -> None:
    site.clock.now = LAST_MINUTE + timedelta(minutes=2)
    after_midnight = take(kiosk)["number"]
    site.clock.forward(minutes=-10)  # yesterday again, says the clock
    again = take(kiosk)["number"]

    days = site.rows("SELECT business_day FROM ticket")
    assert (after_midnight, again) == ("A-001", "A-002")
    assert days == [("2026-11-24",), ("2026-11-24",)]


def test_scenario_28_who_came_back_after_midnight_has_a_number_nobody_else_has(
    site: Site, kiosk: Person, clerk: Person
) -> None:
    site.clock.now = LAST_MINUTE
    missed = take(kiosk)["id"]
    call(clerk)
    act(clerk, missed, "no-shows")
    site.clock.forward(minutes=10)
    take(kiosk)

    back = act(clerk, missed, "rejoinings")

    living = site.rows("SELECT number FROM ticket WHERE state = 'waiting' ORDER BY id")
    assert back["number"] == "XA-001"
    assert living == [("XA-001",), ("A-001",)]


def test_scenario_17_a_ticket_left_serving_is_closed_by_the_nightly_close_flagged(
    site: Site, kiosk: Person, clerk: Person, supervisor: Person
) -> None:
    take(kiosk)
    left = serve(clerk)["id"]
    for _ in range(2):
        take(kiosk)
    site.clock.now = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)  # 03:30 in Tehran

    newcomer = take(kiosk)
    board = supervisor.get("/branches/1/board").get_json()
    report = supervisor.get("/reports/day?day=2026-11-23").get_json()["total"]

    assert newcomer["number"] == "A-001"
    assert kinds(site)[-5:] == [*["ticket_expired"] * 3, "day_closed", "ticket_issued"]
    states = site.rows(f"SELECT state FROM ticket WHERE id <= {left + 2} ORDER BY id")
    assert states == [("expired",)] * 3
    assert (report["tickets"], report["expired"], report["suspect"]) == (3, 3, 3)
    assert (report["service"], report["wait"]["count"]) == (None, 1)
    assert board["counters"][0]["ticket"] is None
    assert refused(clerk.post(f"/tickets/{left}/finishes")) == (409, "wrong_state")


def test_scenario_17_before_the_hour_of_the_close_yesterdays_people_are_still_served(
    site: Site, kiosk: Person, clerk: Person
) -> None:
    site.clock.now = LAST_MINUTE
    ticket = take(kiosk)["id"]
    site.clock.now = datetime(2026, 11, 23, 23, 29, 59, tzinfo=UTC)  # 02:59:59 in Tehran

    assert call(clerk)["id"] == ticket


def test_scenario_17_the_close_ends_holds_and_empties_seats_of_a_closed_hall(make_site) -> None:
    week = {day: ["07:30-14:30"] for day in ("monday", "tuesday", "wednesday")}
    site = make_site(scenario_hall(hours=week))
    kiosk, clerk = site.device("kiosk-1"), sit(site, "hall-clerk1", 1)
    take(kiosk)
    act(clerk, serve(clerk)["id"], "holds")
    site.clock.now = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)  # 06:30, still closed

    done(site.clerk("hall-clerk2").post("/counters/2/openings"))

    assert site.rows("SELECT state FROM ticket") == [("expired",)]
    seats = site.rows("SELECT number, state FROM counter ORDER BY number")
    assert seats == [(1, "closed"), (2, "open"), (3, "closed")]
    assert take_when_open(site, kiosk)["number"] == "A-001"


def take_when_open(site: Site, kiosk: Person) -> dict[str, Any]:
    site.clock.now = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
    return take(kiosk, A)
