"""Displays in the console: their looks, what they are asked for, the hall's sound."""

from collections.abc import Callable
from threading import Thread
from typing import Any

import pytest

from tests.api.lobby import (
    LOOK,
    SOUND,
    display_id,
    heard,
    looks,
    put_look,
    put_sound,
    with_boards,
)
from tests.api.supervising import refusal, two_halls
from tests.harness.site import Person, Site

STATUS = {
    "version": "abc",
    "uptime_seconds": 61,
    "lag_seconds": 0.5,
    "audio": "running",
    "width": 1920,
    "height": 1080,
    "seq": 4,
    "legible": True,
}


@pytest.fixture
def site(make_site: Callable[..., Site]) -> Site:
    """Two overseen halls; the first has two more boards."""
    made = two_halls(make_site)
    made.apply(with_boards("lobby-2", "sign-1"))
    made.heard.clear()
    return made


@pytest.fixture
def boss(site: Site) -> Person:
    """The first hall's supervisor."""
    return site.clerk("hall-supervisor")


@pytest.fixture
def board(site: Site) -> Person:
    """The first board of the first hall."""
    return site.device("lobby-1")


def test_a_chosen_look_is_in_the_plan_and_its_display_hears_of_it(site, boss, board) -> None:
    mine = display_id(site)
    chosen = {"layout": "media", "languages": ["fa", "en"], "inches": 55, "service_ids": [1, 2]}

    answer = put_look(boss, mine, **chosen)

    look = {**LOOK, **chosen}
    shown = {"id": mine, "code": "lobby-1", "paired": True, "look": look, "status": None}
    assert (answer.status_code, answer.get_json()) == (200, shown)
    assert board.get("/displays/me").get_json()["look"] == look
    assert heard(site, "look_changed") == [{"kind": "look_changed", "display_id": mine}]


def test_the_same_choice_sent_again_is_carried_out_once(site: Site, boss: Person) -> None:
    mine = display_id(site)
    first = put_look(boss, mine, "look-once", inches=55)
    put_look(boss, mine, inches=65)

    again = put_look(boss, mine, "look-once", inches=55)
    other = put_look(boss, mine, "look-once", inches=75)

    assert again.get_json() == first.get_json()
    assert refusal(other) == (409, "request_id_reused")
    assert looks(boss)["lobby-1"]["inches"] == 65
    assert len(heard(site, "look_changed")) == 2


def test_a_choice_that_changes_nothing_is_told_to_nobody(site: Site, boss: Person) -> None:
    put_look(boss, display_id(site))

    assert heard(site, "look_changed") == []


def test_one_display_speaks_in_a_zone(site: Site, boss: Person) -> None:
    first, second = display_id(site), display_id(site, "lobby-2")

    refused = put_look(boss, second)
    elsewhere = put_look(boss, second, zone=" east ")

    assert refusal(refused) == (409, "zone_speaks_already")
    assert refused.get_json()["details"] == {"zone": "hall", "display_id": first}
    assert elsewhere.get_json()["look"]["zone"] == "east"
    assert refusal(put_look(boss, first, zone="east")) == (409, "zone_speaks_already")


def test_once_the_first_is_silent_another_may_speak(site: Site, boss: Person) -> None:
    put_look(boss, display_id(site), speaks=False)

    assert put_look(boss, display_id(site, "lobby-2")).status_code == 200
    assert {code: look["speaks"] for code, look in looks(boss).items()} == {
        "lobby-1": False,
        "lobby-2": True,
        "sign-1": False,
    }


def test_two_that_want_to_speak_at_once_through_two_workers_are_one_that_does(
    site: Site, boss: Person
) -> None:
    other_boss = site.clerk("hall-supervisor", worker=site.worker())
    wishes = [(boss, display_id(site, "lobby-2")), (other_boss, display_id(site, "sign-1"))]
    answers: list[Any] = []
    threads = [
        Thread(
            target=lambda who=who, which=which: answers.append(put_look(who, which, zone="east"))
        )
        for who, which in wishes
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answer.status_code for answer in answers) == [200, 409]
    assert sum(look["zone"] == "east" and look["speaks"] for look in looks(boss).values()) == 1


@pytest.mark.parametrize(
    ("change", "status", "error"),
    [
        ({"layout": "poster"}, 422, "invalid_request"),
        ({"languages": []}, 422, "invalid_request"),
        ({"languages": ["fa", "fa"]}, 422, "invalid_request"),
        ({"languages": ["fa", "en", "ar"]}, 422, "invalid_request"),
        ({"languages": ["xx"]}, 422, "invalid_request"),
        ({"languages": ["ar"]}, 404, "not_found"),
        ({"inches": 4}, 422, "invalid_request"),
        ({"viewing_metres": 0}, 422, "invalid_request"),
        ({"service_ids": [1, 1]}, 422, "invalid_request"),
        ({"service_ids": [4]}, 404, "not_found"),
        ({"layout": "counter"}, 422, "invalid_request"),
        ({"counter_id": 1}, 422, "invalid_request"),
        ({"layout": "counter", "counter_id": 4}, 404, "not_found"),
        ({"zone": " "}, 422, "invalid_request"),
        ({"zone": "\u202ehall"}, 422, "invalid_request"),
        ({"zone": "a\x00"}, 422, "invalid_request"),
        ({"speaks": "yes"}, 422, "invalid_request"),
        ({"surprise": 1}, 422, "invalid_request"),
    ],
)
def test_a_look_that_cannot_be_is_refused(site, boss, change, status, error) -> None:
    answer = put_look(boss, display_id(site), **change)

    assert refusal(answer) == (status, error)
    assert looks(boss)["lobby-1"] == LOOK


def test_the_console_reads_what_a_look_can_name(boss: Person) -> None:
    shown = boss.get("/branches/1/displays").get_json()

    assert [each["code"] for each in shown["displays"]] == ["lobby-1", "lobby-2", "sign-1"]
    assert (shown["sound"], shown["languages"]) == (SOUND, ["fa", "en"])
    assert [each["letter"] for each in shown["services"]] == ["A", "B", "C"]
    assert shown["counters"] == [{"id": n, "number": n} for n in (1, 2, 3)]
    assert shown["notice_voices"].keys() == {"fa", "en"}


@pytest.mark.parametrize(
    ("path", "kind"),
    [("reloads", "display_reload_asked"), ("identifications", "display_identify_asked")],
)
def test_a_display_is_asked_by_an_event_that_names_it(site, boss, path, kind) -> None:
    mine = display_id(site, "lobby-2")

    answers = [
        boss.post(f"/displays/{mine}/{path}", request_id="asked-once").status_code for _ in "ab"
    ]

    assert answers == [201, 201]
    assert heard(site, kind) == [{"kind": kind, "display_id": mine}]


def test_the_sound_of_a_hall_is_in_every_plan(site: Site, boss: Person, board: Person) -> None:
    hours = [{"from": "۱۳:۰۰", "until": "14:00", "volume": 0}]

    answer = put_sound(boss, languages=["fa", "en"], volume=60, hours=hours)

    sound = {**SOUND, "languages": ["fa", "en"], "volume": 60}
    sound["hours"] = [{"from": "13:00", "until": "14:00", "volume": 0}]
    assert (answer.status_code, answer.get_json()) == (200, sound)
    assert board.get("/displays/me").get_json()["sound"] == sound
    put_sound(boss, **sound)
    assert heard(site, "sound_changed") == [{"kind": "sound_changed"}]


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"languages": ["ar"]}, 404),
        ({"languages": []}, 422),
        ({"times": 0}, 422),
        ({"volume": 101}, 422),
        ({"chime": 1}, 422),
        ({"hours": [{"from": "13:00", "until": "13:00", "volume": 0}]}, 422),
        ({"hours": [{"from": "25:00", "until": "13:00", "volume": 0}]}, 422),
        ({"hours": [{"since": "12:00", "until": "13:00", "volume": 0}]}, 422),
    ],
)
def test_a_sound_that_cannot_be_is_refused(boss: Person, change, status) -> None:
    assert put_sound(boss, **change).status_code == status
    assert boss.get("/branches/1/displays").get_json()["sound"] == SOUND


def everything(who: Person, display: int) -> list[int]:
    """Return how each door of the console answers."""
    return [
        who.get("/branches/1/displays").status_code,
        put_look(who, display, speaks=False).status_code,
        who.post(f"/displays/{display}/reloads").status_code,
        who.post(f"/displays/{display}/identifications").status_code,
        put_sound(who).status_code,
    ]


def test_only_supervisors_and_the_city_set_a_halls_displays(site, boss, board, kiosk) -> None:
    display = display_id(site)

    assert everything(boss, display) == [200, 200, 201, 201, 200]
    assert everything(site.clerk("hall-inspector"), display) == [200, 403, 403, 403, 403]
    for who in (site.clerk("hall-clerk1"), board, kiosk):
        assert everything(who, display) == [403] * 5
    assert everything(site.stranger(), display) == [401] * 5


def test_another_halls_displays_are_not_touched(site: Site, board: Person) -> None:
    """Not even where this browser is a board of the hall."""
    display = display_id(site)
    other = site.clerk("other-supervisor")
    other.headers = board.headers

    assert everything(other, display) == [403, 404, 404, 404, 403]
    assert heard(site, "look_changed", "display_reload_asked", "sound_changed") == []


def test_the_city_names_the_hall_of_a_display(site: Site) -> None:
    city = site.clerk("hall-admin")
    path = f"/displays/{display_id(site)}/reloads"

    assert [city.post(path).status_code, city.post(f"{path}?branch_id=2").status_code] == [403, 404]
    assert city.post(f"{path}?branch_id=1").status_code == 201
    assert city.get("/branches/2/displays").status_code == 200


def test_every_answer_carries_the_mark_of_the_screens_files(site: Site, boss: Person) -> None:
    page = site.app.test_client().get("/display")
    answers = [page, boss.get("/time"), boss.get("/branches/9/displays")]

    marks = {answer.headers["X-Nobat-Assets"] for answer in answers}

    assert len(marks) == 1
    assert f"/assets/{marks.pop()}/" in page.text
