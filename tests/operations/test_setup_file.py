"""A set-up file is taken whole or refused whole, with line and reason."""

from pathlib import Path

import pytest

from server.operations.setup_file import SetupRefused, read_setup
from tests.harness.halls import as_text, hall

DEMO = Path(__file__).parents[2] / "halls" / "demo.yaml"


def faults_of(text: str) -> tuple[str, ...]:
    with pytest.raises(SetupRefused) as refused:
        read_setup(text, "hall.yaml")
    return refused.value.faults


def edited(old: str, new: str) -> str:
    text = DEMO.read_text(encoding="utf-8")
    assert old in text
    return text.replace(old, new, 1)


def test_the_demo_hall_is_whole() -> None:
    setup = read_setup(DEMO.read_text(encoding="utf-8"), "demo.yaml")

    assert len(setup.services) >= 6
    assert len(setup.counters) == 6
    assert {part.kind.value for part in setup.devices} == {"agent", "kiosk", "display"}


@pytest.mark.parametrize(
    ("old", "new", "marked", "reason"),
    [
        ("letter: B", "letter: A", 2, "services: letter: A stands twice"),
        ("minutes: 12", "minutes: -1", 1, "services: minutes: Input should be greater than 0"),
        (
            "services: [building_permit]",
            "services: [building_permits]",
            1,
            "counters: services: building_permits is not a service of this file",
        ),
        ("prints_on: printer-1", "prints_on: kiosk-1", 1, "kiosk-1 is not an agent of this file"),
        ("Asia/Tehran", "Asia/Teheran", 1, "is not a time zone such as Asia/Tehran"),
        ('friday: ["00:00-24:00"]', 'friday: ["14:00-09:00"]', 1, "closes before it opens"),
        ("role: supervisor", "role: king", 1, "users: role: Input should be"),
        ("numbers: 1-999", "numbers: 999-1", 1, "must go up, for example 1-999"),
    ],
)
def test_a_fault_is_named_with_its_line(old: str, new: str, marked: int, reason: str) -> None:
    text = edited(old, new)
    lines = [at for at, line in enumerate(text.splitlines(), 1) if new in line]

    fault = faults_of(text)[0]

    assert reason in fault
    name, line, _ = fault.split(":", 2)
    assert (name, int(line)) == ("hall.yaml", lines[marked - 1]), fault


def test_every_fault_is_named_at_once() -> None:
    setup = hall()
    setup["services"][0]["letter"] = "ب"
    setup["users"][0]["password"] = "short"
    setup["surprise"] = True

    found = faults_of(as_text(setup))

    assert [any(word in fault for fault in found) for word in ("letter", "password", "surprise")]
    assert len(found) == 3


@pytest.mark.parametrize("text", ["", "[]", "branch: [", "a: b: c", "- 1\n- 2", "\x00"])
def test_what_is_no_set_up_at_all_is_refused(text: str) -> None:
    assert faults_of(text)[0].startswith("hall.yaml:")


def test_a_name_in_every_language_is_needed() -> None:
    setup = hall()
    del setup["services"][1]["names"]["fa"]

    assert "needs a text in each of: fa, en" in faults_of(as_text(setup))[0]


def test_a_key_that_stands_twice_is_no_silent_winner() -> None:
    text = as_text(hall())
    faults = faults_of(text + "counters:\n- {number: 9, services: [service_a]}\n")

    assert faults == (f"hall.yaml:{len(text.splitlines()) + 1}: counters stands twice",)


def test_spans_that_overlap_are_refused() -> None:
    setup = hall(hours={"monday": ["08:00-12:00", "11:00-15:00"]})

    assert "has spans that overlap" in faults_of(as_text(setup))[0]


@pytest.mark.parametrize("span", ["24:00-24:00", "25:00-24:00", "99:99-00:00", "07:30-14:30\n"])
def test_an_hour_that_cannot_be_is_refused(span: str) -> None:
    assert faults_of(as_text(hall(hours={"monday": [span]})))[0].startswith("hall.yaml:")


@pytest.mark.parametrize("on", ["kiosk-1", "printer-1"])
def test_only_a_kiosk_prints_on_an_agent(on: str) -> None:
    setup = hall()
    setup["devices"][0]["prints_on"] = on

    assert "only a kiosk prints on an agent" in faults_of(as_text(setup))[0]


@pytest.mark.parametrize(
    "text",
    [
        "a: &a [*a, *a]",
        "&x {branch: *x}",
        "!!python/object:os.x {}",
        "a: !!timestamp x",
        'a: !!int ""',
        "a: " + "9" * 5_000,
        "[" * 3_000,
        'branch: {code: x, names: {fa: "\\ud800", en: x}}',
        "code: 2020-13-45",
        "a: &a {b: 1}\nc: {<<: [*a, *a]}",
    ],
)
def test_tricks_of_yaml_are_refused_like_any_other_fault(text: str) -> None:
    assert faults_of(text)[0].startswith("hall.yaml:")
