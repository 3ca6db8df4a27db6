"""What a set-up file says of boards and sound, and what it leaves as it was chosen."""

from collections.abc import Callable

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
from tests.api.supervising import two_halls
from tests.harness.site import Person, Site

QUIET = {"from": "20:00", "until": "07:00", "volume": 0}
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


def test_a_look_goes_on_without_what_the_hall_has_no_more(site: Site, boss: Person) -> None:
    put_look(boss, display_id(site), languages=["en"], service_ids=[1, 3])
    setup = with_boards("lobby-2", "sign-1")
    setup["branch"]["languages"] = ["fa"]
    setup["services"].pop()
    for counter in setup["counters"]:
        counter["services"].pop()

    site.apply(setup)

    assert looks(boss)["lobby-1"] == {**LOOK, "service_ids": [1]}


def test_a_zone_all_of_whose_services_are_gone_does_not_say_the_whole_halls_calls(
    site: Site, boss: Person
) -> None:
    chosen = {"layout": "service", "service_ids": [3], "zone": "corner", "speaks": True}
    put_look(boss, display_id(site), **chosen)
    setup = with_boards("lobby-2", "sign-1")
    left_out = setup["services"].pop()
    for counter in setup["counters"]:
        counter["services"].pop()

    site.apply(setup)
    assert looks(boss)["lobby-1"] == {**LOOK, "zone": "corner", "speaks": False}

    setup["services"].append(left_out)
    setup["counters"][0]["services"].append(left_out["code"])
    site.apply(setup)
    assert looks(boss)["lobby-1"] == {**LOOK, **chosen}


def test_a_set_up_file_says_how_a_display_looks_and_the_hall_sounds(site, boss, board) -> None:
    setup = with_boards("lobby-2", "sign-1")
    setup["branch"]["sound"] = {"languages": ["en"], "hours": [QUIET]}
    setup["devices"][3]["look"] = {"layout": "service", "services": ["service_b"], "speaks": True}
    setup["devices"][5]["look"] = {"layout": "counter", "counter": 3, "inches": 10}

    site.apply(setup)
    changes = heard(site, "setup_applied")
    site.apply(setup)

    plan = board.get("/displays/me").get_json()
    assert plan["look"] == {**LOOK, "layout": "service", "service_ids": [2]}
    assert plan["sound"] == {**SOUND, "languages": ["en"], "hours": [QUIET]}
    assert looks(boss)["sign-1"]["counter_id"] == 3
    assert changes == heard(site, "setup_applied")
    assert len(changes) == 1


def test_a_set_up_file_that_says_nothing_leaves_what_was_chosen(site, boss) -> None:
    put_look(boss, display_id(site), inches=65)
    put_sound(boss, volume=10)

    site.apply(with_boards("lobby-2", "sign-1"))

    assert looks(boss)["lobby-1"]["inches"] == 65
    assert boss.get("/branches/1/displays").get_json()["sound"]["volume"] == 10


def test_two_displays_change_zones_in_one_file(site: Site, boss: Person) -> None:
    setup = with_boards("lobby-2", "sign-1")
    first, second = setup["devices"][3], setup["devices"][4]
    first["look"], second["look"] = ({"zone": zone, "speaks": True} for zone in ("east", "west"))
    site.apply(setup)
    first["look"], second["look"] = second["look"], first["look"]

    site.apply(setup)

    assert [looks(boss)[code]["zone"] for code in ("lobby-1", "lobby-2")] == ["west", "east"]


def test_a_display_taken_out_leaves_its_zone_to_others(site: Site, boss: Person) -> None:
    put_look(boss, display_id(site, "lobby-2"), zone="east")
    site.device("lobby-2").send("/displays/me/statuses", **STATUS)

    site.apply(with_boards("sign-1"))

    assert put_look(boss, display_id(site, "sign-1"), zone="east").status_code == 200
    assert site.rows("SELECT * FROM display_status") == []
