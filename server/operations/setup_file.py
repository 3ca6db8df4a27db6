"""A hall's set-up file: YAML in, checked whole, every fault named with its line."""

from collections.abc import Sequence
from typing import Any

import yaml
from pydantic import ValidationError

from server.operations.setup_checks import Loc, contradictions
from server.operations.setup_parts import SetupFile

NOT_PLAIN = ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:merge")


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
        faults = list(contradictions(setup))
        if not faults:
            return setup
    raise SetupRefused([f"{name}:{_line(tree, loc)}: {_path(loc)}{why}" for loc, why in faults])


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
