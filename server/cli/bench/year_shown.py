"""The times of a year's reports for a person."""

from rich.table import Table

from server.cli.bench.year_reports import MOST_MS, MOST_TIMES, ReportFigures


def report_table(figures: ReportFigures) -> Table:
    """Return what each report took, and whether that is within its budgets."""
    table = Table(
        title=f"Reports of a year: {figures.tickets:,} tickets beside {figures.few:,},"
        f" {figures.halls} halls",
        caption=f"at most {MOST_MS:g} ms of CPU time, and {MOST_TIMES:g} times; made in"
        f" {figures.making_seconds:g} s, {figures.megabytes:g} MB",
    )
    table.add_column("by")
    for heading in ("halls", "CPU ms", "with few", "times", "wall ms", ""):
        table.add_column(heading, justify="right")
    for each in figures.reports:
        met = "met" if each.met else "MISSED"
        cells = (each.halls, each.ms, each.ms_with_few, each.times, each.wall_ms)
        table.add_row(each.report, *map(str, cells), met)
    return table
