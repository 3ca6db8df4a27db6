"""Counts a business day anew from its periods: what the hourly figures must be (rule R9)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from server.domain.changes import Change, changes
from server.domain.figures import COUNTS, MEASURES
from server.domain.histogram import buckets_in, tokens_of
from server.domain.old_endings import with_endings
from server.domain.stays import (
    Facts,
    RowKey,
    Sitting,
    Taken,
    Tally,
    fact_of,
    facts_of,
)
from server.store.columns import to_micros
from server.store.periods import STRETCH, stretch_of
from server.store.rollups import COLUMNS, KEY, TOKEN_COLUMNS, Calendar, write_rows
from server.store.sql import Sql, Wire

# A ticket is counted whole: what it did on another day or in another hall says how it began.
OF_DAY = Sql(
    f"SELECT {', '.join('p.' + name for name in STRETCH.split(', '))}, t.id AS ticket_id,"
    " t.channel, t.language, t.state, t.priority_class_id AS class_now"
    " FROM period p JOIN ticket t ON t.id = p.ticket_id WHERE p.ticket_id IN"
    " (SELECT ticket_id FROM period WHERE branch_id = :branch_id AND business_day = :business_day)"
    " ORDER BY p.ticket_id, p.id"
)
SITTINGS = Sql(
    "SELECT branch_id, counter_id, clerk_id, state, started_at, ended_at FROM seat_period"
    " WHERE branch_id = :branch_id AND started_at >= :since AND started_at < :until"
    " AND ended_at IS NOT NULL ORDER BY id"
)
KEPT = Sql(
    f"SELECT {', '.join(COLUMNS)} FROM rollup"
    " WHERE branch_id = :branch_id AND business_day = :business_day"
)
DAYS = Sql(
    "SELECT business_day FROM period WHERE branch_id = :branch_id"
    " UNION SELECT business_day FROM rollup WHERE branch_id = :branch_id ORDER BY 1"
)
SEAT_SPAN = Sql(
    "SELECT min(started_at) AS first, max(started_at) AS last FROM seat_period"
    " WHERE branch_id = :branch_id"
)
DROP_ROW = Sql(f"DELETE FROM rollup WHERE {' AND '.join(f'{name} = :{name}' for name in KEY)}")


@dataclass(frozen=True)
class Difference:
    """A row that is not what the periods say: column, what is kept, what was counted."""

    key: RowKey
    column: str
    kept: object
    counted: object


class Recounts:
    """Counts days of a database anew."""

    def __init__(self, wire: Wire, calendar_of: Callable[[int], Calendar]) -> None:
        self._wire = wire
        self._calendar_of = calendar_of

    def days(self, branch_id: int) -> list[str]:
        """Return the business days of a branch that have, or ought to have, figures."""
        days = set(self._wire.execute(DAYS, {"branch_id": branch_id}).scalars())
        seats = self._wire.execute(SEAT_SPAN, {"branch_id": branch_id}).one()
        if seats.first is not None:
            calendar = self._calendar_of(branch_id)
            day = date.fromisoformat(calendar.day(seats.first))
            while day <= date.fromisoformat(calendar.day(seats.last)):
                days.add(day.isoformat())
                day += timedelta(days=1)
        return sorted(days)

    def differences(self, branch_id: int, day: str) -> list[Difference]:
        """Return in what the figures of a day differ from its periods."""
        kept, counted = self._kept(branch_id, day), self._counted(branch_id, day)
        return [
            Difference(key, name, mine, theirs)
            for key in sorted(kept.keys() | counted.keys())
            for name, mine, theirs in _unlike(kept.get(key), counted.get(key))
        ]

    def repair(self, branch_id: int, day: str) -> None:
        """Make the figures of a day what its periods say."""
        counted = self._counted(branch_id, day)
        for key in self._kept(branch_id, day):
            self._wire.execute(DROP_ROW, key._asdict())
        for key, change in counted.items():
            write_rows(self._wire, {key: change})

    def mend(self, key: RowKey) -> None:
        """Make one row what the periods say."""
        counted = self._counted(key.branch_id, key.business_day)
        self._wire.execute(DROP_ROW, key._asdict())
        if key in counted:
            write_rows(self._wire, {key: counted[key]})

    def _counted(self, branch_id: int, day: str) -> dict[RowKey, Change]:
        total: Facts = {}
        for facts in self._facts(branch_id, day):
            for key, tally in facts.items():
                if (key.branch_id, key.business_day) == (branch_id, day):
                    total.setdefault(key, Tally()).add(tally)
        return dict(changes({}, total))

    def _facts(self, branch_id: int, day: str) -> Iterator[Facts]:
        values = {"branch_id": branch_id, "business_day": day}
        rows = self._wire.execute(OF_DAY, values)
        width = len(STRETCH.split(", "))
        for _, group in groupby(rows, lambda row: row.ticket_id):
            found = list(group)
            first = found[0]
            old = [stretch_of(row[:width], first.class_now) for row in found]
            taken = Taken(first.channel, first.language)
            yield facts_of(with_endings(old, first.state), taken, self._slot)
        for row in self._wire.execute(SITTINGS, values | self._bounds(branch_id, day)):
            yield fact_of(Sitting(*row), day, self._slot)

    def _slot(self, branch_id: int, business_day: str, micros: int) -> int:
        return self._calendar_of(branch_id).slot(business_day, micros)

    def _bounds(self, branch_id: int, day: str) -> dict[str, int]:
        zone, begins = self._calendar_of(branch_id).zone, date.fromisoformat(day)
        return {
            "since": to_micros(datetime.combine(begins, time(0), zone)),
            "until": to_micros(datetime.combine(begins + timedelta(days=1), time(0), zone)),
        }

    def _kept(self, branch_id: int, day: str) -> dict[RowKey, Mapping[str, object]]:
        values = {"branch_id": branch_id, "business_day": day}
        return {RowKey(*row[: len(KEY)]): row._asdict() for row in self._wire.execute(KEPT, values)}


def _unlike(
    kept: Mapping[str, object] | None, counted: Change | None
) -> Iterator[tuple[str, object, object]]:
    """Return the columns of a row in which it is not what was counted."""
    mine, theirs = kept or {}, counted or Change()
    for name in COUNTS:
        if mine.get(name, 0) != theirs.sums.get(name, 0):
            yield name, mine.get(name, 0), theirs.sums.get(name, 0)
    for measure in MEASURES:
        longest = f"{measure}_most"
        if mine.get(longest, 0) != theirs.most.get(measure, 0):
            yield longest, mine.get(longest, 0), theirs.most.get(measure, 0)
        column = TOKEN_COLUMNS[measure]
        old = tokens_of(buckets_in(str(mine.get(column, ""))))
        new = tokens_of(buckets_in(theirs.tokens.get(measure, "")))
        if old != new:
            yield column, old, new
