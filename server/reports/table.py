"""Reports as rows of a spreadsheet, the same figures as the report itself."""

import csv
from collections.abc import Iterable, Sequence
from dataclasses import asdict, fields
from io import StringIO
from typing import Any

from server.domain.hall import Names
from server.reports.day import DayReport, Row, Spread
from server.reports.figures import Shown
from server.reports.grouped import Report

# A spreadsheet runs what begins so; an apostrophe before it makes it text again.
RUNS = ("=", "+", "-", "@", "\t", "\r")
COUNTS = ("tickets", "served", "no_shows", "cancelled", "expired", "suspect")
TIMES = ("wait", "way", "service")
FIGURES = ("count", "mean", "median", "p90", "most")
SPREAD = ("count", "mean", "median", "p90", "p95", "most")
FLAT = [
    column
    for field in fields(Shown)
    for column in ([f"{field.name}_{f}" for f in SPREAD] if field.name in TIMES else [field.name])
]
COLUMNS = ("part", "code", "name", *COUNTS, *(f"{t}_{f}" for t in TIMES for f in FIGURES))


def report_csv(report: DayReport) -> str:
    """Return the report as CSV, one row for all and one for each part; times in seconds."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    writer.writerow(_row("all", report.total))
    for part in ("services", "counters", "classes"):
        for row in getattr(report, part):
            writer.writerow(_row(part, row))
    return text.getvalue()


def grouped_csv(report: Report) -> str:
    """Return a report of a span: one row for all and one for each group; times in seconds."""
    rows = [["all", "", "", *flat(report.total)]]
    rows += [
        [group.key, group.hall, first_name(group.names), *flat(group.figures)]
        for group in report.groups
    ]
    return sheet([report.by.value, "hall", "name", *FLAT], rows)


def parts_csv(parts: Sequence[Any]) -> str:
    """Return the parts of a report, all of one kind, as one row each."""
    rows = [list(asdict(part).values()) for part in parts]
    return sheet([field.name for field in fields(parts[0])] if parts else [], rows)


def sheet(heading: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return rows as CSV; a text that a spreadsheet would run is made text again."""
    text = StringIO()
    writer = csv.writer(text)
    for row in ([heading] if heading else []) + list(rows):
        writer.writerow([neutral(cell) if isinstance(cell, str) else cell for cell in row])
    return text.getvalue()


def flat(figures: Shown) -> list[object]:
    """Return figures as the cells of one row; empty where there is nothing to tell."""
    values = asdict(figures)
    return [
        cell
        for name, value in values.items()
        for cell in ([(value or {}).get(f) for f in SPREAD] if name in TIMES else [value])
    ]


def first_name(names: Names) -> str:
    """Return the name in the first language."""
    return next(iter(names.values()), "")


def neutral(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(RUNS) else text


def _row(part: str, row: Row) -> list[str]:
    counts = [str(getattr(row, each)) for each in COUNTS]
    times = [cell for each in TIMES for cell in _cells(getattr(row, each))]
    return [part, neutral(row.code), neutral(first_name(row.names)), *counts, *times]


def _cells(spread: Spread | None) -> list[str]:
    if spread is None:
        return [""] * len(FIGURES)
    return [f"{getattr(spread, each):g}" for each in FIGURES]
