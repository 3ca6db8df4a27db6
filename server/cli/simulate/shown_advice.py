"""Advice as tables: a row for each half hour, a column for services that share counters."""

from collections.abc import Iterable, Iterator, Sequence

from rich import box
from rich.table import Table

from server.cli.simulate.typed import clock
from server.simulation.staffing import Advice, HalfHour
from server.simulation.tried import Tried

COLUMNS = 9
LONGEST_HEADING = 11


def advice_tables(tried: Tried, advice: Sequence[Advice]) -> Iterator[Table]:
    """Yield the tables: of each group the load and the counters, and last the whole hall."""
    for first in range(0, len(advice), COLUMNS):
        yield _table(tried, advice[first : first + COLUMNS])
    if len(advice) > 1:
        yield _whole(advice)


def _table(tried: Tried, advice: Sequence[Advice]) -> Table:
    table = Table(box=box.SIMPLE, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column("Counters", no_wrap=True)
    for each in advice:
        letters = ",".join(tried.picture.services[at].letter for at in each.group.service_ids)
        letters = letters if len(letters) <= LONGEST_HEADING else f"{letters[:LONGEST_HEADING]}…"
        table.add_column(letters if each.met else f"{letters} !", justify="right", no_wrap=True)
    rows = [{row.starts_at: row for row in each.half_hours} for each in advice]
    for starts_at in sorted({at for each in rows for at in each}):
        table.add_row(clock(starts_at), *(_cell(each.get(starts_at)) for each in rows))
    table.caption = "offered load > counters advised" + (
        "" if all(each.met for each in advice) else "; !: no number of counters found that keeps it"
    )
    table.caption_justify = "left"
    return table


def _cell(row: HalfHour | None) -> str:
    if row is None or not row.visitors:
        return ""
    return f"{row.load:.1f} > {sum(row.counters)}"


def _whole(advice: Iterable[Advice]) -> Table:
    table = Table(box=box.SIMPLE, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column("Hall", no_wrap=True)
    for heading in ("visitors", "load", "open", "textbook", "advised"):
        table.add_column(heading, justify="right", no_wrap=True)
    rows = [row for each in advice for row in each.half_hours]
    for starts_at in sorted({row.starts_at for row in rows}):
        own = [row for row in rows if row.starts_at == starts_at]
        table.add_row(
            clock(starts_at),
            f"{sum(row.visitors for row in own):.0f}",
            f"{sum(row.load for row in own):.1f}",
            f"{sum(row.open_counters for row in own):.1f}",
            f"{sum(row.start for row in own)}",
            f"{sum(sum(row.counters) for row in own)}",
        )
    return table
