"""Papers to print: rows written with what they are about, taken by the agents."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from server.domain.errors import NotFound
from server.domain.hall import MAIN_PRINTER
from server.domain.print_jobs import PaperKind, PrintState
from server.store.columns import from_micros, to_micros
from server.store.sql import Sql, Wire

# The service is the ticket's now: a transferred ticket is printed again as its new service's.
JOB = (
    "SELECT j.id, j.kind, j.number, j.ticket_id, j.kiosk_id, j.agent_id, j.printer, j.state,"
    " j.slip, j.queued_at, t.service_id FROM print_job j LEFT JOIN ticket t ON t.id = j.ticket_id"
)
INSERT_JOB = Sql(
    "INSERT INTO print_job (branch_id, kind, number, ticket_id, kiosk_id, agent_id, printer,"
    " requested_by_id, state, reason, slip, queued_at, changed_at) VALUES (:branch_id, :kind,"
    " :number, :ticket_id, :kiosk_id, :agent_id, :printer, :requested_by_id, 'queued', '', :slip,"
    " :now, :now) RETURNING id"
)
OPEN_OF_AGENT = f"{JOB} WHERE j.agent_id = :agent_id AND j.state IN ('queued', 'taken')"
OLDEST_OPEN = Sql(f"{OPEN_OF_AGENT} AND j.printer = :printer ORDER BY j.id LIMIT 1")
# `state IN` says the same twice, but by it SQLite knows that its index of open jobs will do.
QUEUED_BEFORE = Sql(
    f"{OPEN_OF_AGENT} AND j.state = 'queued' AND j.queued_at < :before ORDER BY j.id"
)
QUEUED_OF_TICKET = Sql(
    f"{JOB} WHERE j.ticket_id = :ticket_id AND j.state IN ('queued', 'taken')"
    " AND j.state = 'queued' ORDER BY j.id"
)
SELECT_JOB = Sql(f"{JOB} WHERE j.id = :job_id AND j.agent_id = :agent_id")
SET_STATE = Sql(
    "UPDATE print_job SET state = :state, reason = :reason, changed_at = :now WHERE id = :job_id"
)

SEEN_AT = Sql("SELECT seen_at FROM device WHERE id = :agent_id")
SET_SEEN_AT = Sql("UPDATE device SET seen_at = :now WHERE id = :agent_id")


@dataclass(frozen=True)
class NewPaper:
    """A paper that somebody wants: what stands on it, and where it comes out."""

    kind: PaperKind
    number: str
    agent_id: int
    slip: dict[str, object]
    printer: str = MAIN_PRINTER
    ticket_id: int | None = None
    kiosk_id: int | None = None
    requested_by_id: int | None = None


@dataclass(frozen=True)
class PrintJob:
    """One paper, with the texts on it; service_id: that of its ticket, if it is about one."""

    id: int
    kind: PaperKind
    number: str
    ticket_id: int | None
    service_id: int | None
    kiosk_id: int | None
    agent_id: int
    printer: str
    state: PrintState
    slip: dict[str, object]
    queued_at: datetime


class PrintJobs:
    """The print jobs of a database."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def add(self, branch_id: int, paper: NewPaper, now: datetime) -> int:
        """Queue a paper for an agent and return the job's id."""
        slip = json.dumps(paper.slip, ensure_ascii=False)
        values = {**vars(paper), "branch_id": branch_id, "slip": slip, "now": to_micros(now)}
        return int(self._wire.execute(INSERT_JOB, values).scalar())

    def oldest_open(self, agent_id: int, printer: str) -> PrintJob | None:
        """Return the job that one printer of an agent has to see to first."""
        values = {"agent_id": agent_id, "printer": printer}
        row = self._wire.execute(OLDEST_OPEN, values).one_or_none()
        return None if row is None else _job(row)

    def queued_before(self, agent_id: int, before: datetime) -> list[PrintJob]:
        """Return the jobs that an agent has left lying since before a moment."""
        values = {"agent_id": agent_id, "before": to_micros(before)}
        return [_job(row) for row in self._wire.execute(QUEUED_BEFORE, values)]

    def queued_of_ticket(self, ticket_id: int) -> list[PrintJob]:
        """Return the papers of a ticket that no agent has taken yet."""
        rows = self._wire.execute(QUEUED_OF_TICKET, {"ticket_id": ticket_id})
        return [_job(row) for row in rows]

    def get(self, agent_id: int, job_id: int) -> PrintJob:
        """Return a job of the agent. Raises NotFound, also for another agent's."""
        values = {"agent_id": agent_id, "job_id": job_id}
        row = self._wire.execute(SELECT_JOB, values).one_or_none()
        if row is None:
            raise NotFound(what="print_job", id=job_id)
        return _job(row)

    def set_state(self, job_id: int, state: PrintState, reason: str, now: datetime) -> None:
        """Write where a paper is now, and why."""
        values = {"job_id": job_id, "state": state.value, "reason": reason, "now": to_micros(now)}
        self._wire.execute(SET_STATE, values)

    def seen_at(self, agent_id: int) -> datetime | None:
        """Return when an agent last asked for work."""
        micros = self._wire.execute(SEEN_AT, {"agent_id": agent_id}).scalar()
        return None if micros is None else from_micros(micros)

    def set_seen_at(self, agent_id: int, now: datetime) -> None:
        """Note that an agent asks for work."""
        self._wire.execute(SET_SEEN_AT, {"agent_id": agent_id, "now": to_micros(now)})


def _job(row: Any) -> PrintJob:
    return PrintJob(
        id=row.id,
        kind=PaperKind(row.kind),
        number=row.number,
        ticket_id=row.ticket_id,
        service_id=row.service_id,
        kiosk_id=row.kiosk_id,
        agent_id=row.agent_id,
        printer=row.printer,
        state=PrintState(row.state),
        slip=json.loads(row.slip),
        queued_at=from_micros(row.queued_at),
    )
