"""What a person sees: tables of the day as it was beside the day as it could be."""

from collections.abc import Callable, Iterable, Sequence
from itertools import groupby
from statistics import fmean

from rich import box
from rich.console import Console
from rich.table import Table

from server.cli.simulate.shown_advice import advice_tables
from server.simulation.figures import CounterFigures, Waits
from server.simulation.picture import Label
from server.simulation.staffing import Advice
from server.simulation.tried import Tried

WIDTH = 110
NAME_WIDTH = 20
ALL = "all"

Row = tuple[str, Waits, Waits | None]


def show(console: Console, tried: Tried, advice: Sequence[Advice]) -> None:
    """Print the tables."""
    console.print(_summary(tried), highlight=False)
    console.print(_waits_table("Class", tried, _class_rows(tried)))
    console.print(_waits_table("Service", tried, _service_rows(tried)))
    console.print(_counters_table(tried))
    for table in advice_tables(tried, advice):
        console.print(table)


def _summary(tried: Tried) -> str:
    total, waits = tried.as_it_was.total, tried.picture.waits
    text = f"{tried.picture.title}: {total.visitors:.0f} visitors, {total.called:.0f} called"
    if waits:
        text += f"; mean wait {fmean(waits) / 60:.1f} min, simulated {_minutes(total.mean)} min"
    return text + (f"; {len(tried.days)} runs" if len(tried.days) > 1 else "")


def _class_rows(tried: Tried) -> list[Row]:
    was, may = tried.as_it_was, tried.what_if
    codes = sorted(was.classes, key=lambda code: -was.classes[code].visitors)
    return [
        *((code, was.classes[code], may.classes.get(code) if may else None) for code in codes),
        (ALL, was.total, may.total if may else None),
    ]


def _service_rows(tried: Tried) -> list[Row]:
    was, may = tried.as_it_was, tried.what_if
    return [
        (_name(label), was.services[at], may.services.get(at) if may else None)
        for at, label in tried.picture.services.items()
        if at in was.services
    ]


def _waits_table(kind: str, tried: Tried, rows: Iterable[Row]) -> Table:
    """Return a table whose every figure stands once, or twice: as it was, and what if."""
    table, both = _table(), tried.what_if is not None
    table.add_column(kind, no_wrap=True)
    for heading in _figures_of(tried.target_minutes):
        for each in (heading, "if") if both else (heading,):
            table.add_column(each, justify="right", no_wrap=True)
    for name, was, may in rows:
        if name == ALL:
            table.add_section()
        cells = [
            read(waits) if waits else ""
            for read in _figures_of(tried.target_minutes).values()
            for waits in ((was, may) if both else (was,))
        ]
        table.add_row(name, *cells)
    if both:
        table.caption, table.caption_justify = "if: with the changes; times in minutes", "left"
    return table


def _figures_of(target_minutes: float) -> dict[str, Callable[[Waits], str]]:
    return {
        "visitors": lambda waits: f"{waits.visitors:.0f}",
        "called": lambda waits: f"{waits.called:.0f}",
        "mean": lambda waits: _minutes(waits.mean),
        "median": lambda waits: _minutes(waits.median),
        "p90": lambda waits: _minutes(waits.p90),
        f"≤ {target_minutes:g}": lambda waits: _percent(waits.within_target),
    }


def _counters_table(tried: Tried) -> Table:
    """Return the counters, those next to each other that give the same in one row."""
    table, shown = _table(), tried.what_if or tried.as_it_was
    for heading in ("Counters", "give"):
        table.add_column(heading, no_wrap=True)
    was = ["was idle"] if tried.what_if else []
    for heading in ("open h", "calls", "idle", "least", "most", *was):
        table.add_column(heading, justify="right", no_wrap=True)
    before = {each.number: each for each in tried.as_it_was.counters}
    for given, group in groupby(shown.counters, key=lambda each: each.service_ids):
        own = list(group)
        same = [before[each.number] for each in own if each.number in before]
        idle_before = [_percent(_idle(same))] if tried.what_if else []
        table.add_row(*_group_cells(own, _given(given, tried)), *idle_before)
    return table


def _given(service_ids: Sequence[int], tried: Tried) -> str:
    letters = [tried.picture.services[at].letter for at in service_ids]
    return ALL if len(letters) == len(tried.picture.services) > 1 else ",".join(letters)


def _group_cells(group: Sequence[CounterFigures], given: str) -> list[str]:
    shares = [share for each in group if (share := _idle([each])) is not None]
    return [
        _numbers([each.number for each in group]),
        given,
        f"{sum(each.open_minutes for each in group) / 60:.1f}",
        f"{sum(each.calls for each in group):.0f}",
        _percent(_idle(group)),
        _percent(min(shares, default=None)),
        _percent(max(shares, default=None)),
    ]


def _idle(group: Sequence[CounterFigures]) -> float | None:
    """Return the share of the open time without a visitor."""
    opened = sum(each.open_minutes for each in group)
    return sum(each.idle_minutes for each in group) / opened if opened else None


def _numbers(numbers: Sequence[int]) -> str:
    if len(numbers) == 1:
        return str(numbers[0])
    return f"{numbers[0]}-{numbers[-1]} ({len(numbers)})"


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.0f} %"


def _minutes(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}"


def _name(label: Label) -> str:
    name = f"{label.letter} {label.name}".strip()
    return name if len(name) <= NAME_WIDTH else f"{name[: NAME_WIDTH - 1]}…"


def _table() -> Table:
    return Table(box=box.SIMPLE, padding=(0, 1, 0, 0), pad_edge=False)
