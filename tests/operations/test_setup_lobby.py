"""Boards and sound of a set-up file: what cannot be is refused with its place."""

from typing import Any

import pytest

from server.operations.apply_setup import apply_setup
from server.operations.setup_file import SetupRefused, read_setup
from server.store.database import Database
from tests.harness.halls import as_text, hall
from tests.harness.site import TEN_O_CLOCK, Site

SPEAKS = {"speaks": True}
IMPOSSIBLE = [
    {"layout": "counter"},
    {"counter": 1},
    {"layout": "poster"},
    {"layout": "counter", "counter": True},
    {"viewing_metres": True},
]


def with_look(look: dict[str, Any], *at: int) -> dict[str, Any]:
    """Return a set-up of two boards, lobby-1 (3) and lobby-2 (4), where some have a look."""
    setup = hall()
    setup["devices"].append({"code": "lobby-2", "kind": "display"})
    for place in at or (3,):
        setup["devices"][place]["look"] = look
    return setup


def faults_of(setup: dict[str, Any]) -> list[str]:
    """Return what is wrong, without the line it stands in."""
    with pytest.raises(SetupRefused) as refused:
        read_setup(as_text(setup), "hall.yaml")
    return [fault.split(": ", 1)[1] for fault in refused.value.faults]


@pytest.mark.parametrize(
    ("look", "fault"),
    [
        ({"languages": ["ar"]}, "look: languages: ar is not a language of the hall"),
        ({"languages": ["fa", "fa"]}, "look: languages: names a language twice"),
        ({"services": ["nothing"]}, "look: services: nothing is not a service of this file"),
        ({"services": ["service_a", "service_a"]}, "look: services: names a service twice"),
        ({"zone": "  "}, "look: zone: must not be empty"),
        ({"zone": "\u200b"}, "look: zone: must not be empty"),
        ({"zone": "a\0b"}, "look: zone: holds a control character"),
        ({"layout": "counter", "counter": 9}, "look: counter: 9 is not a counter of this file"),
    ],
)
def test_a_look_that_names_what_the_file_has_not_is_refused(look, fault) -> None:
    assert faults_of(with_look(look)) == [f"devices: {fault}"]


@pytest.mark.parametrize("look", IMPOSSIBLE)
def test_a_look_that_cannot_be_is_refused(look: dict[str, Any]) -> None:
    assert len(faults_of(with_look(look))) == 1


def test_only_a_display_has_a_look() -> None:
    assert faults_of(with_look({}, 1)) == ["devices: look is for a display only"]


def test_two_that_speak_in_a_zone_are_refused_at_the_second() -> None:
    setup = with_look(SPEAKS, 3, 4)

    assert faults_of(setup) == ["devices: look: speaks: another display speaks in hall"]


@pytest.mark.parametrize(
    "sound",
    [
        {"languages": ["ar"]},
        {"volume": 101},
        {"times": 0},
        {"times": True},
        {"hours": [{"from": "08:00", "until": "08:00", "volume": 0}]},
        {"hours": [{"from": "8", "until": "09:00", "volume": 0}]},
    ],
)
def test_a_sound_that_cannot_be_is_refused(sound: dict[str, Any]) -> None:
    (fault,) = faults_of(hall(sound=sound))

    assert fault.startswith("branch: sound: ")


def test_a_zone_is_the_same_whatever_blanks_stand_around_it() -> None:
    setup = with_look({"zone": " east ", "speaks": True}, 3)
    setup["devices"][4]["look"] = {"zone": "east", "speaks": True}

    assert faults_of(setup) == ["devices: look: speaks: another display speaks in east"]


def test_a_file_does_not_take_a_zone_from_who_was_chosen_in_the_console(tmp_path) -> None:
    site = Site(tmp_path, with_look(SPEAKS))
    second = with_look({"zone": "east", "speaks": True}, 4)

    apply(site.db, second)
    moved = with_look({"zone": "east", "speaks": True})

    with pytest.raises(SetupRefused, match="speak in east"):
        apply(site.db, moved)


def apply(db: Database, setup: dict[str, Any]) -> None:
    apply_setup(db, read_setup(as_text(setup), "hall.yaml"), now=TEN_O_CLOCK)
