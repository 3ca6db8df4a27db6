"""Halls and their services compared by defined measures, through HTTP."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.api.supervising import give_the_city
from tests.harness.site import Person, Site
from tests.reports.asking import get, rows, visit
from tests.scenarios.cast import act, call, scenario_hall, sit, take

LEAST = 5


@pytest.fixture
def site(make_site: Callable[..., Site]) -> Site:
    """Two halls; in the first they wait two minutes, in the second forty."""
    site = make_site(scenario_hall())
    site.apply(scenario_hall("other"))
    give_the_city(site.db.url, "hall-supervisor")
    here, there = sit(site, "hall-clerk1", 1), sit(site, "other-clerk1", 4)
    kiosk, other = site.device("kiosk-2", 1), site.device("kiosk-2", 2)
    for _ in range(8):
        visit(site, kiosk, here, 120, 300)
        visit(site, other, there, 2_400, 60, service_id=4)
    for _ in range(2):
        visit(site, kiosk, here, 60, 60, priority_class="elderly")
        ticket = take(other, 4)["id"]
        call(there)
        act(there, ticket, "no-shows")
    return site


@pytest.fixture
def city(site: Site) -> Person:
    return site.clerk("hall-supervisor")


def compared(who: Person, **query: Any) -> Any:
    asked = {"branch_ids": "all", "least_visits": LEAST, "language": "en"} | query
    path = "&".join(f"{name}={value}" for name, value in asked.items())
    return get(who, f"/reports/comparison?{path}")


def test_halls_are_judged_by_each_measure_with_its_interval(city: Person) -> None:
    units = {unit["hall"]: unit for unit in compared(city)["units"]}

    here, there = units["hall"]["measures"], units["other"]["measures"]
    assert (here["within_target"]["value"], there["within_target"]["value"]) == (1.0, 0.2)
    assert (here["within_target"]["rank"], there["within_target"]["rank"]) == (1, 2)
    assert (here["no_shows"]["value"], there["no_shows"]["value"]) == (0.0, 0.2)
    assert (here["no_shows"]["rank"], there["no_shows"]["rank"]) == (1, 1)  # ten do not tell
    assert there["no_shows"]["low"] < 0.2 < there["no_shows"]["high"]
    assert here["rating"] == dict.fromkeys(("raw", "value", "low", "high", "rank")) | {"count": 0}


def test_a_class_with_few_visits_has_a_median_and_no_rank(city: Person) -> None:
    units = {unit["hall"]: unit for unit in compared(city)["units"]}

    elderly = units["hall"]["median_wait"]["elderly"]
    standard = units["hall"]["median_wait"]["standard"]

    assert (elderly["count"], elderly["rank"], standard["rank"]) == (2, None, 1)
    assert elderly["value"] == pytest.approx(60, rel=0.03)
    assert units["other"]["median_wait"]["elderly"]["value"] is None


def test_below_the_least_visits_nobody_is_ranked(city: Person) -> None:
    found = compared(city, least_visits=11)

    assert [unit["too_few"] for unit in found["units"]] == [True, True]
    ranks = [each["rank"] for unit in found["units"] for each in unit["measures"].values()]
    assert set(ranks) == {None}


def test_services_are_compared_with_the_same_service_elsewhere(city: Person) -> None:
    found = compared(city, by="service")

    assert {(unit["hall"], unit["service"], unit["visits"]) for unit in found["units"]} == {
        ("hall", "service_a", 10),
        ("other", "service_a", 10),
    }


def test_the_download_says_the_same_and_what_it_means(city: Person) -> None:
    found = compared(city)
    table = rows(city, f"/reports/comparison.csv?branch_ids=all&least_visits={LEAST}&language=en")

    within = {row["hall"]: row for row in table if row["measure"] == "within_target"}
    for unit in found["units"]:
        row, judged = within[unit["hall"]], unit["measures"]["within_target"]
        assert (float(row["value"]), float(row["low"])) == (judged["value"], judged["low"])
    words = {row["hall"]: row["hall_name"] for row in table}
    assert words["within_target"] == found["definitions"]["within_target"]
    assert "fewer than 5" in found["definitions"]["rank"]


def test_one_halls_people_are_compared_with_nobody_else(site: Site) -> None:
    own = site.clerk("other-supervisor")

    assert [unit["hall"] for unit in compared(own)["units"]] == ["other"]
    assert own.get("/reports/comparison?branch_ids=1,2").status_code == 403
    assert own.get("/reports/figures?branch_ids=1").status_code == 403


def test_several_halls_services_are_counted_together_by_code(city: Person) -> None:
    together = get(city, "/reports/figures?branch_ids=all&by=service")
    by_hall = get(city, "/reports/figures?branch_ids=1,2&by=hall")
    by_counter = get(city, "/reports/figures?branch_ids=all&by=counter")

    assert [(each["key"], each["figures"]["tickets"]) for each in together["groups"]] == [
        ("service_a", 20)
    ]
    assert {each["key"]: each["figures"]["tickets"] for each in by_hall["groups"]} == {
        "hall": 10,
        "other": 10,
    }
    assert [each["key"] for each in by_counter["groups"]] == ["hall/1", "other/1"]
    assert [each["code"] for each in together["halls"]] == ["hall", "other"]
