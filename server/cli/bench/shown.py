"""The figures for a person."""

from collections.abc import Iterator

from rich.table import Table

from server.cli.bench.figures import Bitmaps, Bound, Figures, Rate, Ratios, Touches, Waiting


def tables(figures: Figures) -> Iterator[Table | str]:
    """Yield what to print: rates, pushes, touches, budgets."""
    yield _http(figures)
    yield _pushes(figures)
    yield _touches(figures.touches, figures.bitmaps)
    yield _waiting(figures.waiting)
    yield _bounds(figures.bounds)
    yield (
        f"a ticket costs the server {figures.touches.server_cpu_ms} ms of CPU time,"
        f" the agent {figures.touches.agent_cpu_ms}"
    )
    yield (
        f"{figures.machine.cpus} CPUs, load {figures.machine.load_before} before; the disk syncs"
        f" a page in {figures.disk.p50_ms} ms, p99 {figures.disk.p99_ms}, at most"
        f" {figures.disk.most_ms};"
        f" server {figures.memory.idle_mb} MB idle,"
        f" {figures.memory.with_screens_mb} MB with {figures.memory.screens} screens"
    )


def _http(figures: Figures) -> Table:
    table = _table(
        "By HTTP", "", "clients", "a second", "p50 ms", "p99 ms", "rate /floor", "p99 /floor"
    )
    for part in figures.http:
        _rate(table, "floor", part.clients, part.floor, None)
        _rate(table, "tickets", part.clients, part.tickets, part.tickets_ratio)
        _rate(table, "calls (their own time)", part.clients, part.calls, part.calls_ratio)
        _rate(
            table, "call, begin, finish", part.clients, part.desk_actions, part.desk_actions_ratio
        )
        table.add_section()
    return table


def _rate(table: Table, name: str, clients: int, rate: Rate, ratios: Ratios | None) -> None:
    beside = (f"{ratios.rate:.2f}", f"{ratios.p99:.2f}") if ratios else ("", "")
    times = (f"{rate.per_second:.0f}", f"{rate.p50_ms:.2f}", f"{rate.p99_ms:.2f}")
    table.add_row(name, str(clients), *times, *beside)


def _pushes(figures: Figures) -> Table:
    table = _table("To the last screen", "", "screens", "rounds", "p50 ms", "p99 ms", "p99 /bare")
    for part in figures.pushes:
        for name, times, beside in (
            ("bare broadcast", part.broadcasts, ""),
            ("call", part.calls, f"{part.p99_ratio:.2f}"),
        ):
            spread = (str(times.count), f"{times.p50_ms:.1f}", f"{times.p99_ms:.1f}")
            table.add_row(name, str(part.screens), *spread, beside)
        table.add_section()
    return table


def _touches(touches: Touches, bitmaps: Bitmaps) -> Table:
    table = _table(
        f"From a touch, {touches.kiosks} kiosks, each every {touches.each_seconds:.0f} s",
        *("", "count", "p50 ms", "p95 ms", "p99 ms", "p95 /floor"),
    )
    for name, times, beside in (
        ("bare answer", touches.floor, None),
        ("to the number", touches.number, touches.number_p95_ratio),
        ("bare byte to a printer", touches.bare_byte, None),
        ("to the paper's first byte", touches.first_byte, touches.first_byte_p95_ratio),
        ("an empty sheet drawn", bitmaps.blank, None),
        ("a ticket drawn", bitmaps.ticket, bitmaps.p95_ratio),
        ("a ticket drawn, CPU time", bitmaps.ticket_cpu, None),
    ):
        spread = (f"{times.p50_ms:.2f}", f"{times.p95_ms:.2f}", f"{times.p99_ms:.2f}")
        table.add_row(name, str(times.count), *spread, "" if beside is None else f"{beside:.2f}")
    return table


def _waiting(waiting: Waiting) -> Table:
    table = _table("A call of the next", "", "waiting", "calls", "p50 ms", "p99 ms", "p50 /few")
    for name, size, times, beside in (
        ("few wait", waiting.few, waiting.with_few, ""),
        ("many wait", waiting.many, waiting.with_many, f"{waiting.p50_ratio:.2f}"),
    ):
        spread = (str(times.count), f"{times.p50_ms:.2f}", f"{times.p99_ms:.2f}")
        table.add_row(name, str(size), *spread, beside)
    return table


def _bounds(bounds: tuple[Bound, ...]) -> Table:
    table = _table("Budgets", "", "measured", "first", "later")
    for bound in bounds:
        sign = "≥" if bound.at_least else "≤"
        first = _verdict(sign, bound.first, bound.first_met)
        later = _verdict(sign, bound.later, bound.later_met)
        table.add_row(bound.name, f"{bound.value:.2f}", first, later)
    return table


def _verdict(sign: str, bound: float | None, met: bool) -> str:
    return "" if bound is None else f"{sign} {bound:g} {'met' if met else 'MISSED'}"


def _table(title: str, first: str, *columns: str) -> Table:
    table = Table(title=title, title_justify="left")
    table.add_column(first)
    for column in columns:
        table.add_column(column, justify="right")
    return table
