"""`nobat report day` after a real day: the figures are those of the file."""

import json
from collections import defaultdict
from math import ceil
from pathlib import Path
from statistics import fmean, median
from typing import Any

from tests.cli.replayed import LONG_AGO, Replayed, nobat, real_day, waits_in_file


def report(warsaw: Replayed, folder: Path, *options: str) -> Any:
    result = nobat(folder, "report", "day", *options, "--database", warsaw.url, "--json")
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


def spread(waits: list[int]) -> dict[str, float]:
    """Return the spread in seconds; p90 by nearest rank (rule T5)."""
    seconds = sorted(wait / 1_000_000 for wait in waits)
    return {
        "count": len(seconds),
        "mean": fmean(seconds),
        "median": median(seconds),
        "p90": seconds[ceil(0.9 * len(seconds)) - 1],
        "most": seconds[-1],
    }


def test_the_waits_of_each_service_are_the_files(warsaw: Replayed, tmp_path: Path) -> None:
    by_letter = defaultdict(list)
    for number, wait in waits_in_file(real_day()).items():
        by_letter[number[0]].append(wait)

    found = report(warsaw, tmp_path, LONG_AGO)

    assert {row["code"]: row["wait"] for row in found["services"]} == {
        letter: spread(waits) for letter, waits in by_letter.items()
    }
    assert found["total"]["wait"] == spread(list(waits_in_file(real_day()).values()))


def test_the_counts_of_the_day_are_whole(warsaw: Replayed, tmp_path: Path) -> None:
    found = report(warsaw, tmp_path)

    assert (found["branch"], found["day"]) == ("warsaw-day", LONG_AGO)
    total = {name: found["total"][name] for name in ("tickets", "served", "no_shows", "suspect")}
    assert total == {"tickets": 1230, "served": 1228, "no_shows": 0, "suspect": 0}
    assert sum(row["tickets"] for row in found["services"]) == 1230
    assert sum(row["served"] for row in found["counters"]) == 1228
    assert (len(found["services"]), len(found["counters"])) == (18, 66)


def test_no_visit_is_longer_than_the_rule_of_the_replay(warsaw: Replayed, tmp_path: Path) -> None:
    total = report(warsaw, tmp_path, LONG_AGO)["total"]

    assert (total["way"]["most"], total["service"]["most"]) == (35.0, 600.0)
    assert (total["way"]["count"], total["service"]["count"]) == (1228, 1228)
