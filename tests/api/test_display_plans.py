"""What a display is to do: its plan, and how it hears that the plan is another."""

from collections.abc import Callable

import pytest

from tests.api.lobby import (
    LOOK,
    SOUND,
    STATUS,
    display_id,
    looks,
    put_look,
    put_sound,
    slide,
    with_boards,
)
from tests.api.supervising import two_halls
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


def test_without_a_choice_the_halls_first_display_speaks_and_the_others_do_not(site, board) -> None:
    plan = board.get("/displays/me").get_json()

    assert plan == {
        "plan_seq": site.rows("SELECT setup_seq FROM branch_head WHERE branch_id = 1")[0][0],
        "device": {"id": display_id(site), "code": "lobby-1"},
        "look": LOOK,
        "sound": SOUND,
        "media": [],
        "counter_number": None,
        "reload_seq": 0,
        "identify_seq": 0,
    }
    assert site.device("lobby-2").get("/displays/me").get_json()["look"]["speaks"] is False


def test_a_sign_knows_the_number_of_its_counter(site: Site, boss: Person) -> None:
    sign = display_id(site, "sign-1")

    put_look(boss, sign, layout="counter", counter_id=2, speaks=False)

    assert site.device("sign-1").get("/displays/me").get_json()["counter_number"] == 2


def test_a_sign_whose_counter_is_gone_is_a_board_of_lines_until_it_is_back(site, boss) -> None:
    sign = display_id(site, "sign-1")
    put_look(boss, sign, layout="counter", counter_id=3, service_ids=[1], speaks=False)
    setup = with_boards("lobby-2", "sign-1")
    before = looks(boss)["sign-1"]

    site.apply({**setup, "counters": setup["counters"][:2]})
    gone = site.device("sign-1").get("/displays/me").get_json()
    site.apply(setup)

    shown = {**LOOK, "speaks": False}
    assert before == {**shown, "layout": "counter", "counter_id": 3}
    assert (gone["look"], gone["counter_number"]) == (shown, None)
    assert looks(boss)["sign-1"] == before


@pytest.mark.parametrize(
    ("path", "name"), [("reloads", "reload_seq"), ("identifications", "identify_seq")]
)
def test_a_wish_stands_for_a_while_in_the_plan_of_its_display(
    site, boss, board, path, name
) -> None:
    mine = display_id(site)
    boss.post(f"/displays/{mine}/{path}")
    boss.post(f"/displays/{mine}/{path}")
    asked = site.heard[-1].seq

    site.clock.forward(minutes=9)
    plans = [each.get("/displays/me").get_json() for each in (board, site.device("lobby-2"))]
    site.clock.forward(minutes=2)
    later = board.get("/displays/me").get_json()

    assert [plan[name] for plan in plans] == [asked, 0]
    assert [plan["plan_seq"] for plan in (*plans, later)] == [asked] * 3
    assert later[name] == 0


def test_the_picture_tells_when_plans_changed(site: Site, boss: Person, board: Person) -> None:
    """A display that missed the event sees it there, and loads its plan."""
    mine = display_id(site)
    changes = [
        lambda: put_look(boss, mine, inches=55),
        lambda: put_sound(boss, volume=60),
        lambda: slide(boss),
        lambda: boss.post(f"/displays/{mine}/reloads"),
        lambda: boss.post(f"/displays/{mine}/identifications"),
        lambda: site.apply(with_boards("lobby-2")),
    ]
    for change in changes:
        change()
        told = board.get("/branches/1/snapshot").get_json()["plan_seq"]
        assert told == board.get("/displays/me").get_json()["plan_seq"] == site.heard[-1].seq

    boss.post("/branches/1/notices", texts={"fa": "متن"}, spoken=True, shown=True)

    assert board.get("/branches/1/snapshot").get_json()["plan_seq"] == told


def test_only_a_display_has_a_plan(site: Site, boss: Person, kiosk: Person) -> None:
    agent = site.device("printer-1")
    others = (site.stranger(), boss, kiosk, agent)

    assert [who.get("/displays/me").status_code for who in others] == [401, 403, 403, 403]
    statuses = [who.send("/displays/me/statuses", **STATUS).status_code for who in others]
    assert statuses == [401, 403, 403, 403]
