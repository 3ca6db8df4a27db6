"""A hall's set-up file: YAML in, checked whole, every fault named with its line."""

import re
from collections.abc import Iterator, Sequence
from datetime import time
from itertools import pairwise
from typing import Annotated, Any, Literal
from zoneinfo import available_timezones

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, field_validator

from server.domain.hall import DeviceKind, Role
from server.languages import LANGUAGES
from server.languages.digits import ascii_digits

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SPAN = re.compile(r"(\d{2}:\d{2})-(\d{2}:\d{2})")
CODE = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")
PASSWORD_LENGTH = 8
NOT_PLAIN = ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:merge")
Loc = Sequence[int | str]


class PlainLoader(yaml.SafeLoader):
    """Text, numbers, lists and maps; no dates and no merging of maps, which can hide a bomb."""


PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag not in NOT_PLAIN]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


class SetupRefused(Exception):
    """The file is wrong; `faults` are lines for a person, and nothing was changed."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__("; ".join(faults))
        self.faults = tuple(faults)


class Part(BaseModel):
    """A part of the file: a key that nobody knows is a fault, not a comment."""

    model_config = ConfigDict(extra="forbid")


def _whole(names: dict[str, str]) -> dict[str, str]:
    for text in names.values():
        text.encode()  # half a character is refused as a ValueError
    if any(not names.get(code, "").strip() for code in LANGUAGES):
        raise ValueError(f"needs a text in each of: {', '.join(LANGUAGES)}")
    unknown = [code for code in names if code not in LANGUAGES]
    if unknown:
        raise ValueError(f"{unknown[0]} is not a language we speak: {', '.join(LANGUAGES)}")
    return names


def _read_span(span: str) -> list[str]:
    """Return the two ends of a span, `24:00` as `00:00`: the end of the day."""
    match = SPAN.fullmatch(ascii_digits(span))
    if not match:
        raise ValueError(f"{span} is not a span such as 07:30-14:30")
    opens, closes = match.groups()
    start = time.fromisoformat(opens)
    end = time(0) if closes == "24:00" else time.fromisoformat(closes)
    if end != time(0) and start >= end:
        raise ValueError(f"{span} closes before it opens")
    return [f"{start:%H:%M}", f"{end:%H:%M}"]


def _span_text(span: str) -> str:
    _read_span(span)
    return span


SpanText = Annotated[str, AfterValidator(_span_text)]


def _apart(spans: list[str]) -> list[str]:
    ends = sorted(_read_span(span) for span in spans)
    for (_, closes), (opens, _) in pairwise(ends):
        if closes == "00:00" or opens < closes:
            raise ValueError("has spans that overlap")
    return spans


DaySpans = Annotated[list[SpanText], AfterValidator(_apart)]


class Named(Part):
    """Anything with a name in every language."""

    names: dict[str, str]

    @field_validator("names")
    @classmethod
    def _every_language(cls, names: dict[str, str]) -> dict[str, str]:
        return _whole(names)


class BranchPart(Named):
    """The hall itself."""

    code: Annotated[str, CODE]
    time_zone: str = "Asia/Tehran"
    languages: list[str] = Field(default_factory=lambda: list(LANGUAGES), min_length=1)
    hours: dict[Literal[WEEKDAYS], DaySpans]  # type: ignore[valid-type]
    ticker: dict[str, str] = Field(default_factory=dict)

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError("is not a time zone such as Asia/Tehran")
        return value

    @field_validator("languages")
    @classmethod
    def _known_languages(cls, value: list[str]) -> list[str]:
        unknown = [code for code in value if code not in LANGUAGES]
        if unknown:
            raise ValueError(f"{unknown[0]} is not one of: {', '.join(LANGUAGES)}")
        return value

    def week(self) -> dict[str, list[list[str]]]:
        """Return the hours as they are stored: weekday number to pairs of local times."""
        return {
            str(WEEKDAYS.index(day)): sorted(_read_span(span) for span in spans)
            for day, spans in self.hours.items()
        }


class ServicePart(Named):
    """What visitors come for."""

    code: Annotated[str, CODE]
    letter: str = Field(pattern=r"^[A-Z]{1,2}$")
    numbers: str = Field(default="1-999", pattern=r"^\d{1,6}-\d{1,6}$")
    color: str = Field(default="#0B6E78", pattern=r"^#[0-9A-Fa-f]{6}$")
    minutes: float = Field(gt=0, le=480)

    @property
    def range(self) -> tuple[int, int]:
        """The first and the last number."""
        first, last = map(int, self.numbers.split("-"))
        return first, last

    @field_validator("numbers")
    @classmethod
    def _forward(cls, value: str) -> str:
        first, last = map(int, value.split("-"))
        if first >= last:
            raise ValueError("must go up, for example 1-999")
        return value


class PriorityClassPart(Named):
    """Who waits at which rate."""

    code: Annotated[str, CODE]
    rate: float = Field(gt=0, le=100)
    legal_reference: str = Field(default="", max_length=500)


class CounterPart(Part):
    """A numbered desk."""

    number: int = Field(ge=1, le=999)
    services: list[str] = Field(min_length=1)


class UserPart(Part):
    """A person; the password is the first one, changed later by the person."""

    username: str = Field(pattern=r"^[a-z0-9][a-z0-9._-]{0,63}$")
    name: str = Field(min_length=1, max_length=120)
    role: Role
    password: str = Field(min_length=PASSWORD_LENGTH, max_length=200)


class DevicePart(Part):
    """A screen or an agent; a kiosk names the agent that prints for it."""

    code: Annotated[str, CODE]
    kind: DeviceKind
    prints_on: str | None = None


class SetupFile(Part):
    """A whole hall."""

    branch: BranchPart
    services: list[ServicePart] = Field(min_length=1)
    priority_classes: list[PriorityClassPart] = Field(min_length=1)
    counters: list[CounterPart] = Field(min_length=1)
    users: list[UserPart] = Field(default_factory=list)
    devices: list[DevicePart] = Field(default_factory=list)


def read_setup(text: str, name: str) -> SetupFile:
    """Return a checked set-up. Raises SetupRefused with every fault as `name:line: reason`."""
    try:
        tree = yaml.compose(text, Loader=PlainLoader)
        _refuse_double_keys(tree, name)
        data = yaml.load(text, Loader=PlainLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise SetupRefused([f"{name}:{line}: {error.problem or 'is not YAML'}"]) from error
    except yaml.YAMLError as error:
        raise SetupRefused([f"{name}:1: is not YAML: {error}"]) from error
    except (ValueError, LookupError, AttributeError, RecursionError) as error:
        raise SetupRefused([f"{name}:1: cannot be read: {error}"]) from error
    try:
        setup = SetupFile.model_validate(data)
    except ValidationError as error:
        faults: list[tuple[Loc, str]] = [(f["loc"], _words(f)) for f in error.errors()]
    else:
        faults = list(_contradictions(setup))
        if not faults:
            return setup
    raise SetupRefused([f"{name}:{_line(tree, loc)}: {_path(loc)}{why}" for loc, why in faults])


def _contradictions(setup: SetupFile) -> Iterator[tuple[Loc, str]]:
    yield from _twice("services", "code", [part.code for part in setup.services])
    yield from _twice("services", "letter", [part.letter for part in setup.services])
    yield from _twice("priority_classes", "code", [part.code for part in setup.priority_classes])
    yield from _twice("counters", "number", [part.number for part in setup.counters])
    yield from _twice("users", "username", [part.username for part in setup.users])
    yield from _twice("devices", "code", [part.code for part in setup.devices])
    if "standard" not in {part.code for part in setup.priority_classes}:
        yield ("priority_classes",), "must have a class with the code standard"
    yield from _unknown_services(setup)
    yield from _unknown_printers(setup)


def _twice(part: str, field: str, values: Sequence[object]) -> Iterator[tuple[Loc, str]]:
    for at, value in enumerate(values):
        if value in values[:at]:
            yield (part, at, field), f"{value} stands twice"


def _unknown_services(setup: SetupFile) -> Iterator[tuple[Loc, str]]:
    known = {part.code for part in setup.services}
    for at, counter in enumerate(setup.counters):
        for place, code in enumerate(counter.services):
            if code not in known:
                yield ("counters", at, "services", place), f"{code} is not a service of this file"


def _unknown_printers(setup: SetupFile) -> Iterator[tuple[Loc, str]]:
    agents = {part.code for part in setup.devices if part.kind is DeviceKind.AGENT}
    for at, device in enumerate(setup.devices):
        if device.prints_on is None:
            continue
        if device.kind is not DeviceKind.KIOSK:
            yield ("devices", at, "prints_on"), "only a kiosk prints on an agent"
        elif device.prints_on not in agents:
            yield ("devices", at, "prints_on"), f"{device.prints_on} is not an agent of this file"


def _line(tree: yaml.Node | None, loc: Loc) -> int:
    """Return the line, from 1, of the deepest part of the file that the fault's place names."""
    node = tree
    for step in loc:
        node = _child(node, step) or node
    return node.start_mark.line + 1 if node else 1


def _refuse_double_keys(tree: yaml.Node | None, name: str) -> None:
    """YAML lets the second of two equal keys win in silence. Raises SetupRefused."""
    waiting, seen = [tree], set[int]()
    while waiting:
        node = waiting.pop()
        if id(node) in seen or not isinstance(node, yaml.CollectionNode):
            continue
        seen.add(id(node))  # an alias may lead back here
        if isinstance(node, yaml.MappingNode):
            _refuse_twice([key for key, _ in node.value], name)
            waiting += [value for _, value in node.value]
        else:
            waiting += node.value


def _refuse_twice(keys: list[yaml.Node], name: str) -> None:
    for at, key in enumerate(keys):
        if any(key.value == earlier.value for earlier in keys[:at]):
            line = key.start_mark.line + 1
            raise SetupRefused([f"{name}:{line}: {key.value} stands twice"])


def _child(node: yaml.Node | None, step: int | str) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        child: yaml.Node = node.value[step]
        return child
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    return None


def _path(loc: Loc) -> str:
    return "".join(f"{step}: " for step in loc if isinstance(step, str) and step != "[key]")


def _words(fault: Any) -> str:
    return str(fault["msg"]).removeprefix("Value error, ")
