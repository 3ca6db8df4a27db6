"""Scenario 2: when no ticket is given, and why not."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from tests.harness.site import Person, Site
from tests.scenarios.cast import A, B, act, call, done, kinds, refused, scenario_hall, sit, take

WORKING_DAY = ["07:30-12:00", "13:00-14:30"]
WEEK = dict.fromkeys(("saturday", "sunday", "monday", "tuesday", "wednesday"), WORKING_DAY)


def tehran(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November 2026, when Tehran is three and a half hours before UTC."""
    return datetime(2026, 11, day, hour, minute, tzinfo=timezone(timedelta(hours=3.5)))


def ask(site: Site, kiosk: Person, moment: datetime, service_id: int = A) -> Any:
    """Return the refusal of a ticket at a moment, or its number."""
    site.clock.now = moment.astimezone(UTC)
    answer = kiosk.post("/tickets", service_id=service_id).get_json()
    return answer.get("number") or (answer["error"], answer["details"])


def closed_until(moment: datetime) -> tuple[str, dict[str, str]]:
    text = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return "hall_closed", {"opens_at": text}


def test_scenario_2_closed_outside_the_hours_in_the_break_and_on_the_weekend(make_site) -> None:
    site = make_site(scenario_hall(hours=WEEK))
    kiosk = site.device("kiosk-1")

    answers = [
        ask(site, kiosk, tehran(23, 7, 29)),
        ask(site, kiosk, tehran(23, 7, 30)),
        ask(site, kiosk, tehran(23, 12, 0)),
        ask(site, kiosk, tehran(23, 13, 0)),
        ask(site, kiosk, tehran(23, 14, 30)),
        ask(site, kiosk, tehran(26, 10, 0)),
    ]

    assert answers == [
        closed_until(tehran(23, 7, 30)),
        "A-001",
        closed_until(tehran(23, 13, 0)),
        "A-002",
        closed_until(tehran(24, 7, 30)),
        closed_until(tehran(28, 7, 30)),
    ]


@pytest.mark.parametrize(
    "holiday",
    [{"jalali": "09-02"}, {"jalali": "۰۹-۰۲"}, {"date": "2026-11-23"}, {"date": "1405-09-02"}],
)
def test_scenario_2_a_holiday_is_closed_by_either_calendar(make_site, holiday: dict) -> None:
    day_off = holiday | {"names": {"fa": "تعطیل", "en": "Holiday"}}
    site = make_site(scenario_hall(hours=WEEK, holidays=[day_off]))
    kiosk = site.device("kiosk-1")

    on_the_day = ask(site, kiosk, tehran(23, 10))
    the_day_after = ask(site, kiosk, tehran(24, 10))

    assert on_the_day == closed_until(tehran(24, 7, 30))
    assert the_day_after == "A-001"
    assert kinds(site) == ["ticket_issued"]


def test_scenario_2_a_jalali_holiday_comes_back_each_year(make_site) -> None:
    day_off = {"jalali": "01-01", "names": {"fa": "نوروز", "en": "Nowruz"}}
    site = make_site(scenario_hall(holidays=[day_off]))
    kiosk = site.device("kiosk-1")
    nowruz = [datetime(2027, 3, 21, 8, tzinfo=UTC), datetime(2028, 3, 20, 8, tzinfo=UTC)]

    assert [ask(site, kiosk, each)[0] for each in nowruz] == ["hall_closed"] * 2


def test_scenario_2_after_the_last_ticket_time_the_service_gives_none_and_still_calls(
    make_site,
) -> None:
    setup = scenario_hall()
    setup["services"][0]["last_ticket"] = "13:30"
    site = make_site(setup)
    kiosk, clerk = site.device("kiosk-1"), sit(site, "hall-clerk1", 1)

    before = ask(site, kiosk, tehran(23, 13, 29))
    after = ask(site, kiosk, tehran(23, 13, 30))
    other = ask(site, kiosk, tehran(23, 13, 30), B)

    assert before == "A-001"
    assert after == ("after_last_ticket", {"last_ticket_at": "2026-11-23T10:00:00.000000Z"})
    assert other == "B-001"
    assert call(clerk)["number"] == "A-001"
    picture = kiosk.get("/branches/1/snapshot").get_json()["services"]
    assert [each["issuing"]["why"] for each in picture] == ["after_last_ticket", None, None]


def test_scenario_2_the_days_quota_is_counted_by_tickets_given_and_starts_anew(make_site) -> None:
    setup = scenario_hall()
    setup["services"][0]["daily_quota"] = 2
    site = make_site(setup)
    kiosk, clerk = site.device("kiosk-1"), sit(site, "hall-clerk1", 1)
    ticket = take(kiosk)["id"]
    take(kiosk)
    call(clerk, ticket)
    act(clerk, ticket, "cancellations")

    full = ask(site, kiosk, tehran(23, 11))
    tomorrow = ask(site, kiosk, tehran(24, 11))

    assert full == ("quota_used_up", {"quota": 2})
    assert tomorrow == "A-001"


def test_scenario_2_a_supervisor_closes_a_service_or_the_hall_for_today(
    site: Site, kiosk: Person, clerk: Person, supervisor: Person
) -> None:
    take(kiosk)
    service = done(
        supervisor.post("/branches/1/closures", service_id=B, reason="the system is down")
    )
    one = ask(site, kiosk, tehran(23, 10), B)
    hall = done(supervisor.post("/branches/1/closures", reason="no power"))
    all_of_it = ask(site, kiosk, tehran(23, 10))
    still_called = call(clerk)["number"]
    done(supervisor.post(f"/closures/{hall['id']}/endings"))
    open_again = ask(site, kiosk, tehran(23, 10))

    assert (service["service_id"], service["ended_at"]) == (B, None)
    assert one == ("service_closed", {"reason": "the system is down"})
    error, details = all_of_it
    assert (error, details["reason"]) == ("hall_closed", "no power")
    assert (still_called, open_again) == ("A-001", "A-002")
    assert ask(site, kiosk, tehran(24, 10), B) == "B-001"


def test_scenario_2_closing_twice_is_refused_and_only_a_supervisor_closes(
    site: Site, clerk: Person, supervisor: Person
) -> None:
    closure = done(supervisor.post("/branches/1/closures", reason="no power"))
    twice = supervisor.post("/branches/1/closures", reason="no power")
    by_clerk = clerk.post("/branches/1/closures", reason="home early")
    done(supervisor.post(f"/closures/{closure['id']}/endings"))
    ended_twice = supervisor.post(f"/closures/{closure['id']}/endings")
    without_words = supervisor.post("/branches/1/closures", reason="")

    assert [refused(each)[1] for each in (twice, by_clerk, ended_twice, without_words)] == [
        "wrong_state",
        "forbidden",
        "wrong_state",
        "invalid_request",
    ]
