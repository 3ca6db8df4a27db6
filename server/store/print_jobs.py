"""Papers to print: rows written with the tickets, taken by the agents."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from server.domain.errors import NotFound
from server.domain.print_jobs import PrintState
from server.store.columns import from_micros, to_micros
from server.store.sql import Sql, Wire

JOB = (
    "SELECT j.id, j.ticket_id, j.kiosk_id, j.agent_id, j.state, j.slip, j.queued_at, t.number"
    " FROM print_job j JOIN ticket t ON t.id = j.ticket_id"
)
INSERT_JOB = Sql(
    "INSERT INTO print_job (branch_id, ticket_id, kiosk_id, agent_id, state, reason, slip,"
    " queued_at, changed_at) VALUES (:branch_id, :ticket_id, :kiosk_id, :agent_id, 'queued', '',"
    " :slip, :now, :now)"
)
OLDEST_OPEN = Sql(
    f"{JOB} WHERE j.agent_id = :agent_id AND j.state IN ('queued', 'taken') ORDER BY j.id LIMIT 1"
)
# `state IN` says the same twice, but by it SQLite knows that its index of open jobs will do.
QUEUED_BEFORE = Sql(
    f"{JOB} WHERE j.agent_id = :agent_id AND j.state IN ('queued', 'taken')"
    " AND j.state = 'queued' AND j.queued_at < :before ORDER BY j.id"
)
SELECT_JOB = Sql(f"{JOB} WHERE j.id = :job_id AND j.agent_id = :agent_id")
SET_STATE = Sql(
    "UPDATE print_job SET state = :state, reason = :reason, changed_at = :now WHERE id = :job_id"
)

SEEN_AT = Sql("SELECT seen_at FROM device WHERE id = :agent_id")
SET_SEEN_AT = Sql("UPDATE device SET seen_at = :now WHERE id = :agent_id")


@dataclass(frozen=True)
class PrintJob:
    """One paper, with the texts on it."""

    id: int
    ticket_id: int
    number: str
    kiosk_id: int | None
    agent_id: int
    state: PrintState
    slip: dict[str, object]
    queued_at: datetime


class PrintJobs:
    """The print jobs of a database."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def add(
        self,
        *,
        branch_id: int,
        ticket_id: int,
        kiosk_id: int | None,
        agent_id: int,
        slip: dict[str, object],
        now: datetime,
    ) -> None:
        """Queue a paper for an agent."""
        values = {
            "branch_id": branch_id,
            "ticket_id": ticket_id,
            "kiosk_id": kiosk_id,
            "agent_id": agent_id,
            "slip": json.dumps(slip, ensure_ascii=False),
            "now": to_micros(now),
        }
        self._wire.execute(INSERT_JOB, values)

    def oldest_open(self, agent_id: int) -> PrintJob | None:
        """Return the job that an agent has to see to first."""
        row = self._wire.execute(OLDEST_OPEN, {"agent_id": agent_id}).one_or_none()
        return None if row is None else _job(row)

    def queued_before(self, agent_id: int, before: datetime) -> list[PrintJob]:
        """Return the jobs that an agent has left lying since before a moment."""
        values = {"agent_id": agent_id, "before": to_micros(before)}
        return [_job(row) for row in self._wire.execute(QUEUED_BEFORE, values)]

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
        ticket_id=row.ticket_id,
        number=row.number,
        kiosk_id=row.kiosk_id,
        agent_id=row.agent_id,
        state=PrintState(row.state),
        slip=json.loads(row.slip),
        queued_at=from_micros(row.queued_at),
    )
