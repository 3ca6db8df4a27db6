"""Spans nobody meant, days without anybody, a hall with one ticket: clear words and no NaN."""

import json

import pytest

from tests.harness.site import Person, Site
from tests.scenarios.cast import take

DOORS = ("figures", "heat-map", "queue", "ways", "comparison")
EVERY_DOOR = (*DOORS, *(f"{door}.csv" for door in DOORS), "periods", "periods.csv")


@pytest.mark.parametrize(
    ("query", "status", "error"),
    [
        ("first=1926-01-01&last=2026-01-01", 422, "span_too_long"),
        ("first=0001-01-01&last=9999-12-31", 422, "span_too_long"),
        ("first=2026-02-01&last=2026-01-01", 422, "span_wrong"),
        ("first=yesterday", 422, "invalid_request"),
        ("first=2026-02-30", 422, "invalid_request"),
        ("branch_id=2", 403, "forbidden"),
        ("branch_id=nobody", 422, "invalid_request"),
    ],
)
def test_a_wrong_span_is_one_clear_error(
    supervisor: Person, query: str, status: int, error: str
) -> None:
    for door in EVERY_DOOR:
        answer = supervisor.get(f"/reports/{door}?{query}")

        assert (answer.status_code, answer.get_json()["error"]) == (status, error), door
        assert len(answer.get_json()["message"]) > 10


@pytest.mark.parametrize(
    "query",
    [
        "",
        "first=2020-01-01&last=2020-01-01",
        "first=0001-01-01&last=0001-01-02",
        "last=9999-12-31",
        "last=0001-01-01",
        "branch_ids=all",
    ],
)
def test_days_without_anybody_are_empty_not_wrong(supervisor: Person, query: str) -> None:
    for door in EVERY_DOOR:
        answer = supervisor.get(f"/reports/{door}?{query}")

        assert answer.status_code == 200, (door, answer.text)
        assert "nan" not in answer.text.lower().replace("month", "")


def test_a_hall_with_one_ticket_has_figures_and_no_rank(
    site: Site, kiosk: Person, supervisor: Person
) -> None:
    take(kiosk)

    for door in EVERY_DOOR:
        answer = supervisor.get(f"/reports/{door}")
        assert answer.status_code == 200, (door, answer.text)
        if answer.mimetype == "application/json":
            json.loads(answer.text, parse_constant=pytest.fail)
    found = supervisor.get("/reports/comparison").get_json()
    assert [unit["too_few"] for unit in found["units"]] == [True]
    assert found["units"][0]["measures"]["within_target"]["rank"] is None
    assert set(found["definitions"]) >= {"within_target", "no_shows", "suspect", "rating", "rank"}


def test_unknown_groupings_pages_and_units_are_refused(supervisor: Person) -> None:
    for path in ("figures?by=mood", "comparison?by=mood", "comparison?least_visits=0"):
        assert supervisor.get(f"/reports/{path}").status_code == 422
    assert supervisor.get("/reports/periods?after=nowhere").status_code == 404
    assert supervisor.get("/tickets/7/story").status_code == 404
