"""The documents say what the code does."""

import re
from pathlib import Path

import pytest

from server.api.errors import STATUS
from server.cli import COMMANDS
from server.config import Config
from server.domain.events import Event
from server.domain.print_jobs import PrintState
from server.operations import setup_lobby, setup_parts

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PARTS = {
    "branch": setup_parts.BranchPart,
    "rules": setup_parts.RulesPart,
    "groups": setup_parts.GroupPart,
    "services": setup_parts.ServicePart,
    "priority_classes": setup_parts.PriorityClassPart,
    "counters": setup_parts.CounterPart,
    "users": setup_parts.UserPart,
    "devices": setup_parts.DevicePart,
    "look": setup_lobby.LookPart,
    "sound": setup_lobby.SoundPart,
}


def leaves(kind: type[Event]) -> set[str]:
    found = {kind.kind} if "kind" in vars(kind) else set()
    return found.union(*(leaves(child) for child in kind.__subclasses__()))


def test_every_error_code_is_documented_with_its_status() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (\d+) \|", (DOCS / "errors.md").read_text(), re.M)

    assert {code: int(status) for code, status in rows} == STATUS


def test_every_event_is_documented() -> None:
    section = (DOCS / "realtime.md").read_text().split("## Events")[1].split("## The snapshot")[0]
    named = set(re.findall(r"^\| `(\w+)` \|", section, re.M))

    assert named == leaves(Event)


def test_every_setting_is_documented_with_its_default() -> None:
    rows = re.findall(r"^\| `NOBAT_(\w+)` \| (.*?) \|", (DOCS / "settings.md").read_text(), re.M)
    expected = {
        name.upper(): "" if field.default is None else f"`{field.default}`"
        for name, field in Config.model_fields.items()
    }

    assert dict(rows) == expected


def test_every_command_is_documented() -> None:
    named = re.findall(r"^## `nobat (\w+)", (DOCS / "commands.md").read_text(), re.M)

    assert sorted(named) == sorted(COMMANDS)


def test_every_state_of_a_print_job_is_documented() -> None:
    text = (DOCS / "api.md").read_text()

    assert [state.value for state in PrintState if f"{state.value}" not in text] == []


def test_every_key_of_a_set_up_is_documented() -> None:
    keys = {(part, key) for part, kind in PARTS.items() for key in kind.model_fields}
    named = {
        (section.split(maxsplit=1)[0], key)
        for section in (DOCS / "setup.md").read_text().split("## ")[1:]
        for key in re.findall(r"^\| `(\w+)` \|", section, re.M)
    }

    assert named == keys


def test_every_rule_that_the_code_names_is_written_down() -> None:
    written = set(re.findall(r"\*\*([A-Z]\d+)\*\*", (DOCS / "rules.md").read_text()))
    code = "\n".join(path.read_text() for path in (ROOT / "server").rglob("*.py"))
    named = set(re.findall(r"(?:rules?|Source:|\()\s?([QSTDHNEPIVLR]\d{1,2})\b", code))

    assert named - written == set()


@pytest.mark.parametrize("path", sorted([*DOCS.rglob("*.md"), ROOT / "README.md"]), ids=str)
def test_no_document_points_at_nothing(path: Path) -> None:
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", path.read_text())

    assert [link for link in links if not (path.parent / link).exists()] == []
