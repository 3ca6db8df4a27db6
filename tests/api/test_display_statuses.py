"""What displays say of themselves, and what the console sees of it."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.api.lobby import SOUND, STATUS, display_id, put_sound, with_boards
from tests.api.supervising import refusal, two_halls
from tests.harness.site import Person, Site


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


def test_what_a_display_says_of_itself_is_shown(site: Site, boss: Person, board: Person) -> None:
    first = board.send("/displays/me/statuses", **STATUS)
    site.clock.forward(seconds=30)
    board.send("/displays/me/statuses", **{**STATUS, "seq": None, "lag_seconds": None})

    (shown, *others) = boss.get("/branches/1/displays").get_json()["displays"]
    assert first.status_code == 204
    assert shown["status"] == {
        **STATUS,
        "seq": None,
        "lag_seconds": None,
        "pushless": False,
        "seen_at": "2026-11-23T06:30:30.000000Z",
    }
    assert [(each["paired"], each["status"]) for each in others] == [(False, None)] * 2
    assert site.heard == []


def test_a_status_is_written_when_it_says_something_new_or_after_a_while(
    site: Site, boss: Person, board: Person
) -> None:
    """Hundreds of displays speak each half minute; the console sees each word all the same."""
    query = "SELECT seen_at FROM display_status"
    board.send("/displays/me/statuses", **STATUS)
    written = site.rows(query)
    site.clock.forward(seconds=30)
    board.send("/displays/me/statuses", **{**STATUS, "seq": 5, "uptime_seconds": 91})
    still, shown = site.rows(query), boss.get("/branches/1/displays").get_json()["displays"][0]
    board.send("/displays/me/statuses", **{**STATUS, "audio": "stuck", "pushless": True})
    changed = site.rows(query)
    site.clock.forward(minutes=5)
    board.send("/displays/me/statuses", **{**STATUS, "audio": "stuck", "pushless": True})

    assert written == still
    assert (shown["status"]["seq"], shown["status"]["seen_at"][:19]) == (5, "2026-11-23T06:30:30")
    assert changed > still
    assert site.rows(query) > changed


def test_a_display_that_changes_all_the_time_is_written_now_and_then(
    site: Site, boss: Person, board: Person
) -> None:
    query = "SELECT seen_at FROM display_status"
    written = set()
    for width in range(20):
        board.send("/displays/me/statuses", **{**STATUS, "width": width})
        written |= set(site.rows(query))
        site.clock.forward(seconds=1)

    (shown, *_) = boss.get("/branches/1/displays").get_json()["displays"]
    assert (len(written), shown["status"]["width"]) == (2, 19)


def test_a_clock_set_back_does_not_keep_an_old_status(
    site: Site, boss: Person, board: Person
) -> None:
    board.send("/displays/me/statuses", **STATUS)
    site.clock.forward(hours=-1)
    board.send("/displays/me/statuses", **{**STATUS, "seq": 9})
    other = site.clerk("hall-supervisor", worker=site.worker())

    for who in (boss, other):
        (shown, *_) = who.get("/branches/1/displays").get_json()["displays"]
        assert (shown["status"]["seq"], shown["status"]["seen_at"][11:19]) == (9, "05:30:00")


def test_of_two_servers_the_console_believes_who_heard_last(site: Site, board: Person) -> None:
    """Also where the other heard it before the clock was set back."""
    board.send("/displays/me/statuses", **STATUS)
    second = site.worker()
    elsewhere = Person(second.test_client(use_cookies=False))
    elsewhere.headers = board.headers
    seen = []
    for hours in (-1, 2):
        site.clock.forward(hours=hours)
        elsewhere.send("/displays/me/statuses", **{**STATUS, "audio": "stuck"})
        (shown, *_) = (
            site.clerk("hall-supervisor").get("/branches/1/displays").get_json()["displays"]
        )
        seen.append((shown["status"]["audio"], shown["status"]["seen_at"][11:19]))

    assert seen == [("stuck", "05:30:00"), ("stuck", "07:30:00")]


def test_what_was_written_is_shown_after_a_restart(site: Site, boss: Person, board: Person) -> None:
    board.send("/displays/me/statuses", **STATUS)

    other = site.clerk("hall-supervisor", worker=site.worker())

    (shown, *_) = other.get("/branches/1/displays").get_json()["displays"]
    assert shown["status"]["audio"] == "running"


def test_words_of_another_version_are_no_hindrance(site: Site, boss: Person) -> None:
    put_sound(boss, volume=60)
    statuses = ('{"version": "1"}', f"{json.dumps({**STATUS, 'hue': 3})}")
    for display, reported in zip((1, 2), statuses, strict=True):
        code = f"lobby-{display}"
        site.change(
            "INSERT INTO display_status (device_id, seen_at, reported)"
            f" VALUES ({display_id(site, code)}, 9, '{reported}')"
        )
    kept = {**SOUND, "volume": 60, "hours": [], "echo": 3}
    site.change(f"UPDATE branch SET sound = '{json.dumps(kept)}' WHERE id = 1")

    shown = boss.get("/branches/1/displays")

    assert shown.status_code == 200
    assert [each["status"] is None for each in shown.get_json()["displays"][:2]] == [True, False]
    assert shown.get_json()["sound"]["volume"] == 60


@pytest.mark.parametrize(
    "change",
    [{"audio": "loud"}, {"width": -1}, {"uptime_seconds": "9"}, {"legible": None}, {"more": 1}],
)
def test_a_status_that_cannot_be_is_refused(board: Person, change: dict[str, Any]) -> None:
    answer = board.send("/displays/me/statuses", **{**STATUS, **change})

    assert refusal(answer) == (422, "invalid_request")


def test_the_console_knows_in_which_languages_a_notice_can_be_said(
    site: Site, boss: Person
) -> None:
    shown = boss.get("/branches/1/displays").get_json()

    says = site.app.site.voice.says
    assert shown["notice_voices"] == {"fa": says("fa"), "en": says("en")}
