"""What a night has taught, as a file: written by the night's process, read by the web's."""

import gzip
import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

from server.estimates.features import WIDTH
from server.estimates.forest import forest_from_json
from server.estimates.learned import Learned, Spread, Trees, Verdict
from server.estimates.margins import Margins
from server.estimates.past import Past

# Changes when what the numbers mean changes; an older file is then as good as none.
VERSION = 1


def write_learned(path: Path, learned: Learned) -> None:
    """Write the file whole or not at all."""
    plain = {
        "version": VERSION,
        "features": WIDTH,
        "past": learned.past.as_plain(),
        "spread": asdict(learned.spread),
        "margins": asdict(learned.margins),
        "verdict": asdict(learned.verdict) if learned.verdict else None,
        "trees": [forest.trees for forest in _forests(learned)],
    }
    beside = path.with_name(f"{path.name}.new")
    with gzip.open(beside, "wt", encoding="utf-8") as file:
        json.dump(plain, file)
    os.replace(beside, path)


def read_learned(path: Path) -> Learned | None:
    """Return what the file holds; None when there is none, or it is of another version."""
    try:
        with gzip.open(path, "rt", encoding="utf-8") as file:
            plain = json.load(file)
    except (OSError, EOFError, ValueError):
        return None
    if (plain.get("version"), plain.get("features")) != (VERSION, WIDTH):
        return None
    return Learned(
        past=Past.from_plain(plain["past"]),
        spread=Spread(**plain["spread"]),
        trees=_trees(plain["trees"]),
        margins=Margins(**plain["margins"]),
        verdict=Verdict(**plain["verdict"]) if plain["verdict"] else None,
    )


def _forests(learned: Learned) -> tuple[Any, ...]:
    return (learned.trees.low, learned.trees.middle, learned.trees.high) if learned.trees else ()


def _trees(lists: list[Any]) -> Trees | None:
    return Trees(*map(forest_from_json, lists)) if lists else None
