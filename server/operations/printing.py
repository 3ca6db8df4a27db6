"""Agents take print jobs and say what became of them (rule P1, docs/api.md)."""

from datetime import datetime, timedelta

from server.domain.events import PrintFailed
from server.domain.print_jobs import TROUBLE, PrintState, report
from server.operations.once import Command, once
from server.operations.views import JobReportView, JobView
from server.store.accounts import Device
from server.store.database import Database, Transaction
from server.store.print_jobs import PrintJob

# A visitor has long read the number on the screen; paper that comes later only confuses.
TOO_OLD = timedelta(seconds=120)


def take_print_job(db: Database, *, agent: Device, now: datetime) -> JobView | None:
    """Return the job the agent has to see to, or None. A job too old to be wanted is closed.

    Asking again gives the same job until it is reported: the agent's journal knows how far it got.
    """
    with db.transaction(agent.branch_id, now=now) as tx:
        while (job := tx.print_jobs.oldest_open(agent.id)) is not None:
            if job.state is PrintState.QUEUED and tx.now - job.queued_at > TOO_OLD:
                _close(tx, job, PrintState.FAILED, "too_old")
                continue
            if job.state is PrintState.QUEUED:
                tx.print_jobs.set_state(job.id, PrintState.TAKEN, "", tx.now)
            return _view(job)
    return None


def report_print_job(
    db: Database,
    *,
    agent: Device,
    job_id: int,
    state: PrintState,
    reason: str,
    command: Command,
    now: datetime,
) -> JobReportView:
    """Write what the agent says of a job; trouble is told to the branch's screens.

    Raises NotFound, WrongState, RequestIdReused.
    """

    def act() -> JobReportView:
        job = tx.print_jobs.get(agent.id, job_id)
        _close(tx, job, report(job.state, state), reason)
        return JobReportView(id=job.id, state=state)

    with db.transaction(agent.branch_id, now=now, actor=command.actor) as tx:
        return once(tx, command, JobReportView, act)


def _close(tx: Transaction, job: PrintJob, state: PrintState, reason: str) -> None:
    tx.print_jobs.set_state(job.id, state, reason, tx.now)
    if state in TROUBLE:
        tx.record(PrintFailed(job.ticket_id, job.number, state.value, reason, job.kiosk_id))


def _view(job: PrintJob) -> JobView:
    return JobView(id=job.id, number=job.number, queued_at=job.queued_at, slip=job.slip)
