"""When people can come for a service, as a clerk reads it to fix an appointment."""

from typing import Any

from tests.harness.halls import hall
from tests.harness.site import Site

MORNINGS = {day: ["07:30-13:00"] for day in ("saturday", "monday", "wednesday")}
OPENS, CLOSES = "T04:00:00.000000Z", "T09:30:00.000000Z"  # 07:30 and 13:00 in Tehran
SIX_WEEKS = 18  # of three mornings


def days_of(site: Site, service: int = 1) -> list[dict[str, Any]]:
    answer = site.clerk("hall-clerk1").get(f"/services/{service}/open-days")
    assert answer.status_code == 200, answer.text
    days: list[dict[str, Any]] = answer.get_json()["days"]
    return days


def morning(day: str) -> dict[str, Any]:
    return {"day": day, "open_spans": [[f"{day}{OPENS}", f"{day}{CLOSES}"]]}


def test_days_off_and_holidays_are_left_out(tmp_path) -> None:
    holiday = {"date": "2026-11-28", "names": {"fa": "تعطیل", "en": "Day off"}}
    site = Site(tmp_path, hall(hours=MORNINGS, holidays=[holiday]))

    days = days_of(site)

    assert days[:3] == [morning("2026-11-23"), morning("2026-11-25"), morning("2026-11-30")]
    assert len(days) == SIX_WEEKS - 1


def test_nobody_is_asked_to_come_after_the_last_ticket(tmp_path) -> None:
    setup = hall(hours=MORNINGS)
    setup["services"][1]["last_ticket"] = "12:00"
    site = Site(tmp_path, setup)

    first = days_of(site, service=2)[0]

    assert first["open_spans"] == [[f"2026-11-23{OPENS}", "2026-11-23T08:30:00.000000Z"]]


def test_an_unknown_service_and_a_stranger_are_refused(tmp_path) -> None:
    site = Site(tmp_path, hall(hours=MORNINGS))

    unknown = site.clerk("hall-clerk1").get("/services/99/open-days")
    stranger = site.stranger().get("/services/1/open-days")

    assert (unknown.status_code, stranger.status_code) == (404, 401)
