"""Groups, identities, kiosks' blocks, printers and languages of a set-up file."""

from typing import Any

import pytest

from server.domain.hall import Group
from server.domain.identity import IdentityKind
from server.operations.apply_setup import apply_setup
from server.operations.setup_file import SetupRefused, read_setup
from tests.harness.halls import as_text, hall
from tests.harness.site import TEN_O_CLOCK, Site

BOTH = {"fa": "متن", "en": "Text"}
FIVE = {"fa": "متن", "en": "Text", "ar": "نص", "azb": "متن", "ckb": "دەق"}
ALL_FIVE = list(FIVE)


def faults_of(setup: dict[str, Any]) -> list[str]:
    """Return what is wrong, without the line it stands in."""
    with pytest.raises(SetupRefused) as refused:
        read_setup(as_text(setup), "hall.yaml")
    return [fault.split(": ", 1)[1] for fault in refused.value.faults]


def group(code: str, parent: str | None = None) -> dict[str, Any]:
    return {"code": code, "names": BOTH} | ({"parent": parent} if parent else {})


def in_five(setup: dict[str, Any]) -> dict[str, Any]:
    """Return a set-up that speaks all five languages wherever visitors read."""
    setup["branch"] |= {"languages": ALL_FIVE, "names": FIVE}
    for part in (*setup["services"], *setup["priority_classes"]):
        part["names"] = FIVE
    return setup


def test_what_the_file_says_of_the_visitors_side_is_what_the_hall_knows(tmp_path) -> None:
    setup = hall()
    setup["groups"] = [group("outer") | {"icon": "tree"}, group("inner", "outer")]
    setup["services"][0] |= {"group": "inner", "identity": "phone", "per_person": 3, "fee": BOTH}
    setup["devices"][0] |= {"printers": ["main", "second"]}
    setup["devices"][1] |= {"prints_on": "printer-1/second", "inches": 15.6, "block": "K"}
    site = Site(tmp_path, setup)

    with site.db.reader() as reader:
        known = reader.hall(site.branch_id)
        kiosks = [reader.devices.by_code(site.branch_id, code) for code in ("kiosk-1", "kiosk-2")]
    service = known.services[1]

    assert known.branch.groups == (
        Group("outer", BOTH, "tree", None),
        Group("inner", BOTH, None, "outer"),
    )
    assert (service.group, service.identity, service.per_person) == ("inner", IdentityKind.PHONE, 3)
    assert (service.fee, service.place) == (BOTH, None)
    assert [(k.printer_code, k.inches, k.block) for k in kiosks if k] == [
        ("second", 15.6, "K"),
        (None, 21.5, None),
    ]
    parsed = read_setup(as_text(setup), "test.yaml")
    assert apply_setup(site.db, parsed, now=TEN_O_CLOCK).changes == 0


def test_groups_lead_somewhere_and_never_round() -> None:
    setup = hall()
    setup["groups"] = [group("a", "b"), group("b", "c"), group("c", "a"), group("d", "nowhere")]
    setup["services"][0]["group"] = "lost"

    assert faults_of(setup) == [
        "services: group: lost is not a group of this file",
        "groups: parent: a stands in itself",
        "groups: parent: b stands in itself",
        "groups: parent: c stands in itself",
        "groups: parent: nowhere is not a group of this file",
    ]


def test_a_limit_needs_somebody_to_count_and_an_icon_is_one_we_draw() -> None:
    setup = hall()
    setup["services"][0]["per_person"] = 1
    setup["services"][1]["icon"] = "dragon"

    limit, icon = faults_of(setup)

    assert limit == "services: per_person needs an identity to count by"
    assert icon.startswith("services: icon: Input should be 'building', 'tax'")


@pytest.mark.parametrize(
    ("devices", "fault"),
    [
        ({"kiosk-2": {"block": "K"}}, "devices: block: K stands twice"),
        ({"kiosk-2": {"block": "C"}}, "devices: block: AC is the letter of a service already"),
        ({"kiosk-2": {"block": "k"}}, "devices: block: String should match pattern '^[A-Z]$'"),
        ({"lobby-1": {"block": "L"}}, "devices: block is for a kiosk only"),
        ({"printer-1": {"inches": 20}}, "devices: inches is for a kiosk only"),
        ({"kiosk-2": {"printers": ["main"]}}, "devices: printers is for an agent only"),
        ({"printer-1": {"printers": ["a", "a"]}}, "devices: printers names one twice"),
        (
            {"kiosk-1": {"prints_on": "printer-1/second"}},
            "devices: prints_on: second is not a printer of printer-1",
        ),
    ],
)
def test_a_device_that_cannot_be_is_refused(devices: dict[str, Any], fault: str) -> None:
    setup = hall(services=2)
    setup["services"][1]["letter"] = "AC"
    setup["devices"][1]["block"] = "K"
    for device in setup["devices"]:
        device |= devices.get(device["code"], {})

    assert faults_of(setup) == [fault]


def test_visitors_read_everything_in_each_language_of_the_hall() -> None:
    setup = in_five(hall())
    setup["groups"] = [group("a")]
    setup["services"][0] |= {"steps": [FIVE, BOTH], "fee": BOTH}
    setup["branch"]["ticker"] = BOTH

    wanted = "needs a text in each of: fa, en, ar, azb, ckb"
    assert faults_of(setup) == [
        f"branch: ticker: {wanted}",
        f"groups: names: {wanted}",
        f"services: fee: {wanted}",
        f"services: steps: {wanted}",
    ]


def test_the_staff_reads_in_the_languages_that_its_screens_speak() -> None:
    setup = in_five(hall())
    in_english = {"en": "Not done"}
    setup["outcomes"] = [
        {"code": "done", "names": FIVE},
        {"code": "not_done", "names": in_english},
    ]
    whole = {"fa": "روز", "en": "Day", "ar": "يوم"}
    setup["branch"]["holidays"] = [{"jalali": "01-13", "names": whole}]

    (fault,) = faults_of(setup)

    assert fault.startswith("outcomes: names: needs a text in each of: fa, en")
    assert "azb" not in fault


def test_a_hall_of_one_language_needs_no_other(tmp_path) -> None:
    setup = hall(languages=["en"])
    setup["services"][0]["names"] = {"en": "Service A"}
    site = Site(tmp_path, setup)

    with site.db.reader() as reader:
        assert reader.hall(site.branch_id).services[1].names == {"en": "Service A"}


def test_a_language_nobody_speaks_is_refused() -> None:
    setup = hall()
    setup["services"][0]["names"] = BOTH | {"tlh": "..."}

    (fault,) = faults_of(setup)

    assert fault.startswith("services: names: tlh is not a language we speak: fa, en")
