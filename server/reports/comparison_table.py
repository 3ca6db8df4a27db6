"""The comparison as rows of a spreadsheet, with what each measure means under it."""

from collections.abc import Iterator

from server.languages.words import say
from server.reports.comparison import Compared, Comparison, Judged
from server.reports.table import first_name, sheet

HEADING = (
    *("hall", "hall_name", "service", "service_name", "visits", "load"),
    *("measure", "count", "raw", "value", "low", "high", "rank"),
)


def comparison_csv(found: Comparison, language: str) -> str:
    """Return one row for each unit and measure, then the measures' definitions."""
    rows = [row for unit in found.units for row in _rows(unit)]
    rows += [[], ["", say(language, "measure.definitions")]]
    rows += [[name, text] for name, text in definitions(found, language).items()]
    return sheet(HEADING, rows)


def definitions(found: Comparison, language: str) -> dict[str, str]:
    """Return what each measure means, in words."""
    measures = [*dict.fromkeys(name for unit in found.units for name in unit.measures)]
    names = [*measures, "median_wait", "load", "interval", "rank"]
    return {name: say(language, f"measure.{name}", count=found.least_visits) for name in names}


def _rows(unit: Compared) -> Iterator[list[object]]:
    head = [unit.hall, first_name(unit.hall_names), unit.service, first_name(unit.service_names)]
    for name, judged in unit.measures.items():
        yield [*head, unit.visits, unit.load, name, *_cells(judged)]
    for code, judged in unit.median_wait.items():
        yield [*head, unit.visits, unit.load, f"median_wait {code}", *_cells(judged)]


def _cells(judged: Judged) -> list[object]:
    return [judged.count, judged.raw, judged.value, judged.low, judged.high, judged.rank]
