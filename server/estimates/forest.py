"""Grown trees, asked in plain Python: the web process needs no learning library."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any, TypeAlias

# (place in the row, threshold, where up to it goes, where above it goes), or a leaf's value.
# Nested tuples: unpacking one is the quickest way through a tree that plain Python has.
Node: TypeAlias = "tuple[int, float, Node, Node] | float"


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees whose values are added, for rows made by `doubled`."""

    trees: tuple[Node, ...]

    def value(self, row: Sequence[float]) -> float:
        """Return what the trees say of a row."""
        total = 0.0
        for node in self.trees:
            while node.__class__ is tuple:
                place, threshold, below, above = node
                node = below if row[place] <= threshold else above
            total += node  # type: ignore[operator]  # no tuple any more
        return total


def doubled(row: Sequence[float]) -> list[float]:
    """Return a row twice: with NaN above every threshold, then with NaN below every one.

    A node that sends NaN to the lower side looks into the second half, so none has to ask.
    """
    return [
        *(inf if value != value else value for value in row),
        *(-inf if value != value else value for value in row),
    ]


def forest_of(dumped: Mapping[str, Any]) -> Forest:
    """Return the trees of LightGBM's `dump_model()`."""
    width = dumped["max_feature_idx"] + 1
    return Forest(tuple(_node(info["tree_structure"], width) for info in dumped["tree_info"]))


def forest_from_json(lists: Sequence[Any]) -> Forest:
    """Return a forest from its trees as JSON gives them: lists where tuples were."""
    return Forest(tuple(map(_node_from_json, lists)))


def _node(dumped: Mapping[str, Any], width: int) -> Node:
    if "split_feature" not in dumped:
        return float(dumped["leaf_value"])
    return (
        dumped["split_feature"] + (width if _nan_goes_below(dumped) else 0),
        float(dumped["threshold"]),
        _node(dumped["left_child"], width),
        _node(dumped["right_child"], width),
    )


def _nan_goes_below(dumped: Mapping[str, Any]) -> bool:
    # Where no NaN was seen when learning, LightGBM takes one for a zero.
    if dumped["missing_type"] == "NaN":
        return bool(dumped["default_left"])
    return bool(dumped["threshold"] >= 0)


def _node_from_json(found: Any) -> Node:
    if not isinstance(found, list):
        return float(found)
    place, threshold, below, above = found
    return int(place), float(threshold), _node_from_json(below), _node_from_json(above)
