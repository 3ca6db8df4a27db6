"""Wait and service times, read from the periods: nothing else is the truth about time."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import inf
from statistics import fmean

from server.domain.tickets import TicketState
from server.store.sql import Sql, Wire

MICROS = 1_000_000

CLERK_COUNTS = Sql(
    "SELECT state, count(*) AS tickets FROM ticket /*sqlite INDEXED BY ix_ticket_clerk*/"
    " WHERE clerk_id = :clerk_id AND business_day = :business_day AND branch_id = :branch_id"
    " AND state IN ('done', 'no_show') GROUP BY state"
)


def _sound_sum(kind: str) -> str:
    """SQL: the sum of a ticket's periods of a kind, NULL when one of them is suspect (T4)."""
    return (
        f"CASE WHEN max(CASE WHEN p.kind = '{kind}' AND p.suspect THEN 1 ELSE 0 END) = 0"
        f" THEN sum(CASE WHEN p.kind = '{kind}' THEN p.ended_at - p.started_at END) END"
    )


# A wait is one that ended in a call: who left before is counted as cancelled (rule T6).
WAITED = (
    f"CASE WHEN max(CASE WHEN p.kind = 'called' THEN 1 END) = 1 THEN {_sound_sum('waiting')} END"
)
DAY_TIMES = Sql(
    "SELECT t.id, t.state, t.service_id, t.priority_class_id, t.counter_id,"
    f" {WAITED} AS waiting,"
    f" {_sound_sum('called')} AS called,"
    f" {_sound_sum('serving')} AS serving,"
    " max(CASE WHEN p.suspect THEN 1 ELSE 0 END) AS suspect"
    " FROM ticket t JOIN period p ON p.ticket_id = t.id"
    " WHERE t.branch_id = :branch_id AND t.business_day = :business_day"
    " GROUP BY t.id, t.state, t.service_id, t.priority_class_id, t.counter_id ORDER BY t.id"
)
CLERK_MEANS = Sql(
    "SELECT avg(waiting) AS waiting, avg(serving) AS serving FROM ("
    f"SELECT {WAITED} AS waiting, {_sound_sum('serving')} AS serving"
    " FROM ticket t /*sqlite INDEXED BY ix_ticket_clerk*/ JOIN period p ON p.ticket_id = t.id"
    " WHERE t.clerk_id = :clerk_id AND t.business_day = :business_day"
    " AND t.branch_id = :branch_id GROUP BY t.id) sums"
)
LAST_DAY = Sql("SELECT max(business_day) FROM ticket WHERE branch_id = :branch_id")


@dataclass(frozen=True)
class ClerkFigures:
    """A clerk's business day; the means are None while there is nothing to average."""

    served: int
    no_shows: int
    mean_wait_seconds: int | None
    mean_service_seconds: int | None


@dataclass(frozen=True)
class HallFigures:
    """A hall's business day; within_target: the share of waits, None while there is none."""

    issued: int
    served: int
    no_shows: int
    cancelled: int
    mean_wait_seconds: int | None
    mean_service_seconds: int | None
    within_target: float | None


@dataclass(frozen=True)
class TicketTimes:
    """One ticket's times in seconds; None where it had no such period, or a suspect one."""

    ticket_id: int
    state: TicketState
    service_id: int
    priority_class_id: int
    counter_id: int | None
    wait_seconds: float | None
    way_seconds: float | None
    service_seconds: float | None
    suspect: bool


class DayTimes:
    """The times of a database, by business day."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def of_clerk(self, branch_id: int, clerk_id: int, day: date) -> ClerkFigures:
        """Return a clerk's own figures of a day."""
        values = {
            "branch_id": branch_id,
            "clerk_id": clerk_id,
            "business_day": day.isoformat(),
        }
        counts = {r.state: r.tickets for r in self._wire.execute(CLERK_COUNTS, values)}
        means = self._wire.execute(CLERK_MEANS, values).one()
        return ClerkFigures(
            served=counts.get("done", 0),
            no_shows=counts.get("no_show", 0),
            mean_wait_seconds=_rounded(means.waiting),
            mean_service_seconds=_rounded(means.serving),
        )

    def of_hall(
        self, branch_id: int, day: date, target_minutes: Mapping[int, float]
    ) -> HallFigures:
        """Return a hall's figures of a day; target_minutes by service id."""
        tickets = self.of_day(branch_id, day)
        states = Counter(ticket.state for ticket in tickets)
        waits = [
            (ticket.wait_seconds, 60 * target_minutes.get(ticket.service_id, inf))
            for ticket in tickets
            if ticket.wait_seconds is not None
        ]
        within = [wait <= target for wait, target in waits]
        return HallFigures(
            issued=len(tickets),
            served=states[TicketState.DONE],
            no_shows=states[TicketState.NO_SHOW],
            cancelled=states[TicketState.CANCELLED],
            mean_wait_seconds=_mean(wait for wait, _ in waits),
            mean_service_seconds=_mean(
                ticket.service_seconds for ticket in tickets if ticket.service_seconds is not None
            ),
            within_target=round(fmean(within), 3) if within else None,
        )

    def of_day(self, branch_id: int, day: date) -> Sequence[TicketTimes]:
        """Return the times of every ticket of a day."""
        values = {"branch_id": branch_id, "business_day": day.isoformat()}
        return [
            TicketTimes(
                ticket_id=row.id,
                state=TicketState(row.state),
                service_id=row.service_id,
                priority_class_id=row.priority_class_id,
                counter_id=row.counter_id,
                wait_seconds=_seconds(row.waiting),
                way_seconds=_seconds(row.called),
                service_seconds=_seconds(row.serving),
                suspect=bool(row.suspect),
            )
            for row in self._wire.execute(DAY_TIMES, values)
        ]

    def last_day(self, branch_id: int) -> date | None:
        """Return the newest day with a ticket."""
        day = self._wire.execute(LAST_DAY, {"branch_id": branch_id}).scalar()
        return None if day is None else date.fromisoformat(day)


def _mean(seconds: Iterable[float]) -> int | None:
    known = list(seconds)
    return round(fmean(known)) if known else None


def _seconds(micros: int | None) -> float | None:
    return None if micros is None else float(micros) / MICROS


def _rounded(micros: float | None) -> int | None:
    return None if micros is None else round(float(micros) / MICROS)
