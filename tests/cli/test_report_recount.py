"""A recount after a real day; the figures of that day are those of the file."""

import json
import sqlite3
from collections import defaultdict
from contextlib import closing
from math import ceil
from pathlib import Path
from statistics import fmean, median
from typing import Any

import pytest

from server.bus import Bus
from server.domain.blocks import Days
from server.reports.grouped import By, Group, report
from server.store.database import Database
from tests.cli.replayed import LONG_AGO, Replayed, nobat, real_day, waits_in_file
from tests.harness.consistency import copy_database

DAY = Days.of(LONG_AGO)
WITHIN = 0.03


def recount(folder: Path, url: str, *options: str) -> tuple[int, Any]:
    result = nobat(folder, "report", "recount", *options, "--database", url, "--json")
    return result.exit_code, json.loads(result.stdout)


def groups(url: str, by: By) -> dict[str, Group]:
    db = Database(url, Bus())
    found = report(db, [1], DAY, by).groups
    db.close()
    return {group.key: group for group in found}


@pytest.fixture
def copy(warsaw: Replayed, tmp_path: Path) -> str:
    """The replayed day in a file of its own, to be changed."""
    path = tmp_path / "copy.db"
    copy_database(Path(warsaw.url.removeprefix("sqlite:///")), path)
    return f"sqlite:///{path}"


def change(url: str, *statements: str) -> None:
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as db:
        for statement in statements:
            db.execute(statement)
        db.commit()


def test_the_figures_of_each_service_are_the_files(warsaw: Replayed) -> None:
    by_letter = defaultdict(list)
    for number, wait in waits_in_file(real_day()).items():
        by_letter[number[0]].append(wait / 1_000_000)

    found = groups(warsaw.url, By.SERVICE)

    assert len(found) == len(by_letter) == 18
    for letter, waits in by_letter.items():
        wait = found[f"queue-{letter.lower()}"].figures.wait
        assert wait is not None
        ordered = sorted(waits)
        assert wait.count == len(waits)
        assert wait.mean == pytest.approx(fmean(waits), abs=0.051)
        assert wait.median == pytest.approx(median(waits), rel=WITHIN)
        assert wait.p90 == pytest.approx(ordered[ceil(0.9 * len(ordered)) - 1], rel=WITHIN)
        assert wait.most == pytest.approx(ordered[-1], abs=0.051)


def test_a_recount_of_the_real_day_is_equal(warsaw: Replayed, tmp_path: Path) -> None:
    code, found = recount(tmp_path, warsaw.url)

    assert (code, found["equal"], found["unequal"]) == (0, True, 0)
    assert found["days"] == 1


def test_a_wrong_figure_is_found_told_and_repaired(copy: str, tmp_path: Path) -> None:
    before = groups(copy, By.SERVICE)
    change(
        copy,
        "UPDATE rollup SET served = served + 1, waits = waits || '00' WHERE part = 'line'"
        " AND hour = 9 AND first_id = 1",
        "DELETE FROM rollup WHERE part = 'desk' AND hour = 10",
    )

    unequal, told = recount(tmp_path, copy)
    repaired, _ = recount(tmp_path, copy, "--repair")
    equal, after = recount(tmp_path, copy)

    assert (unequal, repaired, equal) == (1, 0, 0)
    assert told["unequal"] > 2
    assert told["unequal_days"] == 1
    assert after["equal"]
    assert groups(copy, By.SERVICE) == before


def test_figures_of_a_log_older_than_they_are_come_from_a_recount(
    copy: str, tmp_path: Path
) -> None:
    before = groups(copy, By.COUNTER)
    change(
        copy,
        "DELETE FROM rollup",
        "UPDATE period SET ending = '', priority_class_id = NULL",
    )

    code, found = recount(tmp_path, copy, "--repair")

    assert (code, found["repaired"]) == (0, True)
    assert groups(copy, By.COUNTER) == before
