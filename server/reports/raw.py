"""The log itself, for programs: periods by page, and one ticket's whole story."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from datetime import date

from server.clock import iso
from server.domain.blocks import Days
from server.domain.errors import NotFound
from server.reports.table import sheet
from server.store.database import Database
from server.store.raw_log import LoggedEvent, RawPeriod, TicketFacts
from server.store.visits import Note

FILE_PAGE = 2_000
Place = tuple[date, int]
BEGINNING: Place = (date.min, 0)
HEADING = [field.name for field in fields(RawPeriod)]


@dataclass(frozen=True)
class Page:
    """Some periods in the order of day and id; `next`: what to ask for after them, if any."""

    periods: tuple[RawPeriod, ...]
    next: str | None


@dataclass(frozen=True)
class Story:
    """All that a hall knows of a ticket. Its events tell why it was called, and over whom."""

    ticket: TicketFacts
    periods: tuple[RawPeriod, ...]
    events: tuple[LoggedEvent, ...]
    notes: tuple[Note, ...]


def period_page(db: Database, branch_id: int, days: Days, after: str | None, most: int) -> Page:
    """Return one page of a hall's periods. Raises NotFound for a page that cannot be."""
    with db.reader() as reader:
        reader.log.get(branch_id)
        found = reader.raw_log.page(branch_id, days, _place(after), most)
    more = len(found) == most
    return Page(tuple(found), _name(found[-1]) if more else None)


def periods_csv(db: Database, branch_id: int, days: Days) -> Iterator[str]:
    """Return a hall's periods as pieces of one CSV; no piece is larger than a page."""
    yield sheet(HEADING, [])
    after = BEGINNING
    while True:
        with db.reader() as reader:
            page = reader.raw_log.page(branch_id, days, after, FILE_PAGE)
        if not page:
            return
        yield sheet((), [_cells(period) for period in page])
        after = date.fromisoformat(page[-1].business_day), page[-1].id


def story(db: Database, branch_id: int, ticket_id: int) -> Story:
    """Return all that a hall's log says of a ticket. Raises NotFound when it was never there."""
    with db.reader() as reader:
        periods = reader.raw_log.periods(branch_id, ticket_id)
        if not periods:
            raise NotFound(what="ticket", id=ticket_id)
        return Story(
            ticket=reader.raw_log.ticket(ticket_id),
            periods=tuple(periods),
            events=tuple(reader.raw_log.events(branch_id, ticket_id)),
            notes=tuple(reader.visits.notes(ticket_id)),
        )


def _cells(period: RawPeriod) -> list[object]:
    values = asdict(period)
    for name in ("started_at", "ended_at"):
        values[name] = values[name] and iso(values[name])
    return list(values.values())


def _name(period: RawPeriod) -> str:
    return f"{period.business_day}.{period.id}"


def _place(name: str | None) -> Place:
    if name is None:
        return BEGINNING
    try:
        day, _, number = name.partition(".")
        return date.fromisoformat(day), int(number)
    except ValueError:
        raise NotFound(what="page", id=name) from None
