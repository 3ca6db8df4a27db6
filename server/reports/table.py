"""A day's report as rows of a spreadsheet, the same figures as the report itself."""

import csv
from io import StringIO

from server.reports.day import DayReport, Row, Spread

# A spreadsheet runs what begins so; an apostrophe before it makes it text again.
RUNS = ("=", "+", "-", "@", "\t", "\r")
COUNTS = ("tickets", "served", "no_shows", "cancelled", "expired", "suspect")
TIMES = ("wait", "way", "service")
FIGURES = ("count", "mean", "median", "p90", "most")
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


def neutral(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(RUNS) else text


def _row(part: str, row: Row) -> list[str]:
    name = next(iter(row.names.values()), "")
    counts = [str(getattr(row, each)) for each in COUNTS]
    times = [cell for each in TIMES for cell in _cells(getattr(row, each))]
    return [part, neutral(row.code), neutral(name), *counts, *times]


def _cells(spread: Spread | None) -> list[str]:
    if spread is None:
        return [""] * len(FIGURES)
    return [f"{getattr(spread, each):g}" for each in FIGURES]
