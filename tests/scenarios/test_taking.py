"""Scenarios 1 to 5 as kiosks meet them: taking a ticket."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from tests.harness.halls import hall
from tests.harness.site import Person, Site

KIOSKS = 32
# Monday 23 November 2026; Tehran is three and a half hours before UTC.
BEFORE_OPENING = datetime(2026, 11, 23, 3, 59, 59, tzinfo=UTC)
OPENING = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
LAST_SECOND_OF_THE_DAY = datetime(2026, 11, 23, 20, 29, 59, tzinfo=UTC)


@pytest.fixture
def sites(tmp_path: Path) -> Iterator[Any]:
    """Makes sites from set-ups, and closes them."""
    made: list[Site] = []

    def make(setup: dict[str, Any]) -> Site:
        folder = tmp_path / str(len(made))
        folder.mkdir()
        made.append(Site(folder, setup))
        return made[-1]

    yield make
    for site in made:
        site.db.close()


def take(kiosk: Person, service_id: int = 1, **more: Any) -> dict[str, Any]:
    answer = kiosk.post("/tickets", service_id=service_id, **more)
    assert answer.status_code == 201, answer.text
    return answer.get_json()


def refusal(kiosk: Person, **wish: Any) -> tuple[int, str]:
    answer = kiosk.post("/tickets", **wish)
    return answer.status_code, answer.get_json()["error"]


def picture(site: Site, kiosk: Person) -> dict[str, Any]:
    return kiosk.get(f"/branches/{site.branch_id}/snapshot").get_json()


def all_at_once(asks: list[Any]) -> list[Any]:
    """Run calls in as many threads, which all wait for the last one to be ready."""
    ready = Barrier(len(asks))

    def run(ask: Any) -> Any:
        ready.wait()
        return ask()

    with ThreadPoolExecutor(len(asks)) as pool:
        return list(pool.map(run, asks))


def test_scenario_1_a_double_tap_and_a_retry_give_one_ticket(sites) -> None:
    site = sites(hall())
    kiosk = site.device("kiosk-1")

    taps = all_at_once([lambda: take(kiosk, request_id="one-touch")] * 8)
    site.clock.forward(minutes=3)
    retry = take(kiosk, request_id="one-touch")

    assert [tap["number"] for tap in taps] == ["A-001"] * 8
    assert [tap == retry for tap in taps] == [True] * 8
    assert picture(site, kiosk)["services"][0]["waiting"] == 1


def test_scenario_1_a_reloaded_kiosk_that_asks_for_something_else_is_told_so(sites) -> None:
    site = sites(hall())
    kiosk = site.device("kiosk-1")
    take(kiosk, request_id="one-touch")

    again = [
        refusal(kiosk, request_id="one-touch", service_id=1, more_service_ids=[2]),
        refusal(kiosk, request_id="one-touch", service_id=1, priority_class="elderly"),
        refusal(kiosk, request_id="one-touch", service_id=1, language="en"),
    ]

    assert again == [(409, "request_id_reused")] * 3


def test_scenario_2_closed_at_night_and_open_by_itself_in_the_morning(sites) -> None:
    site = sites(hall(hours={"monday": ["07:30-14:30"]}))
    kiosk = site.device("kiosk-1")
    site.clock.now = BEFORE_OPENING
    closed = kiosk.post("/tickets", service_id=1)
    dark = picture(site, kiosk)

    site.clock.now = OPENING
    lit = picture(site, kiosk)

    opens_at = "2026-11-23T04:00:00.000000Z"
    assert closed.status_code == 409
    assert closed.get_json()["error"] == "hall_closed"
    assert closed.get_json()["details"] == {"opens_at": opens_at}
    assert (dark["branch"]["open"], dark["branch"]["opens_at"]) == (False, opens_at)
    assert dark["services"][0]["issuing"]["why"] == "hall_closed"
    assert (lit["branch"]["open"], lit["services"][0]["issuing"]["open"]) == (True, True)
    assert take(kiosk)["number"] == "A-001"


def test_scenario_2_each_reason_is_told(sites) -> None:
    setup = hall(services=2)
    setup["services"][0]["last_ticket"] = "10:00"
    setup["services"][1]["daily_quota"] = 1
    site = sites(setup)
    kiosk = site.device("kiosk-1")
    take(kiosk, 2)

    refused = [refusal(kiosk, service_id=service_id) for service_id in (1, 2)]
    shown = [service["issuing"]["why"] for service in picture(site, kiosk)["services"]]

    assert refused == [(409, "after_last_ticket"), (409, "quota_used_up")]
    assert shown == ["after_last_ticket", "quota_used_up"]


def test_scenario_3_numbers_go_up_by_one_in_each_service(sites) -> None:
    site = sites(hall())
    kiosk, other = site.device("kiosk-1"), site.device("kiosk-2")

    numbers = [
        take(who, service_id)["number"]
        for who, service_id in ((kiosk, 1), (other, 1), (kiosk, 2), (kiosk, 1), (other, 2))
    ]

    assert numbers == ["A-001", "A-002", "B-001", "A-003", "B-002"]


def test_scenario_3_a_new_day_starts_the_range_again_by_the_halls_own_midnight(sites) -> None:
    site = sites(hall())
    kiosk = site.device("kiosk-1")
    site.clock.now = LAST_SECOND_OF_THE_DAY
    late = take(kiosk)
    kiosk.post(f"/tickets/{late['id']}/withdrawals")  # or its number would still be alive
    site.clock.forward(seconds=2)

    assert (late["number"], take(kiosk)["number"]) == ("A-001", "A-001")


def test_scenario_3_numbers_wrap_but_never_onto_one_still_alive(sites) -> None:
    setup = hall()
    setup["services"][0]["numbers"] = "1-3"
    site = sites(setup)
    kiosk = site.device("kiosk-1")
    _, second, _ = (take(kiosk) for _ in range(3))
    kiosk.post(f"/tickets/{second['id']}/withdrawals")

    wrapped = take(kiosk)["number"]

    assert wrapped == "A-002"
    assert refusal(kiosk, service_id=1) == (409, "range_used_up")


def test_scenario_4_32_kiosks_at_once_get_every_number_once(sites) -> None:
    setup = hall()
    setup["devices"] = [{"code": f"kiosk-{at}", "kind": "kiosk"} for at in range(KIOSKS)]
    site = sites(setup)
    kiosks = [site.device(f"kiosk-{at}") for at in range(KIOSKS)]

    def touch(kiosk: Person) -> list[str]:
        return [take(kiosk)["number"] for _ in range(3)]

    numbers = all_at_once([lambda kiosk=kiosk: touch(kiosk) for kiosk in kiosks])

    wanted = [f"A-{ordinal:03}" for ordinal in range(1, 3 * KIOSKS + 1)]
    assert sorted(number for three in numbers for number in three) == wanted


def test_scenario_5_what_is_not_this_halls_to_give_is_refused_and_changes_nothing(sites) -> None:
    site = sites(hall(services=3))
    foreign_id = site.apply(hall("other") | {"users": []})
    with site.db.reader() as reader:
        foreign_service = next(iter(reader.hall(foreign_id).services))
    kiosk = site.device("kiosk-1")
    site.apply(hall(services=2))
    before = picture(site, kiosk)

    refused = [
        refusal(kiosk, service_id=999),
        refusal(kiosk, service_id=3),
        refusal(kiosk, service_id=foreign_service),
        refusal(kiosk, service_id=1, more_service_ids=[foreign_service]),
        refusal(kiosk, service_id="1"),
        refusal(kiosk, service_id=-1),
    ]

    assert refused == [(404, "not_found")] * 4 + [(422, "invalid_request")] * 2
    assert picture(site, kiosk) == before
