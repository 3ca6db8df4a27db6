"""Agents take print jobs and say what became of them (rules P1-P3, docs/api.md)."""

from datetime import datetime

from server.domain.events import Actor, PrintFailed
from server.domain.print_jobs import TOO_OLD, TROUBLE, PrintState, is_there, report
from server.operations.once import Command, once
from server.operations.views import JobReportView, JobView
from server.store.accounts import Device
from server.store.database import Database, Transaction
from server.store.print_jobs import PrintJob


def take_print_job(db: Database, *, agent: Device, now: datetime) -> JobView | None:
    """Return the job the agent has to see to, or None. Jobs too old to be wanted are closed.

    Asking again gives the same job until it is reported: the agent's journal knows how far it got.
    """
    with db.transaction(agent.branch_id, now=now, actor=Actor(device_id=agent.id)) as tx:
        tx.print_jobs.set_seen_at(agent.id, now)
        _close_too_old(tx, agent.id)
        job = tx.print_jobs.oldest_open(agent.id)
        if job is None:
            return None
        if job.state is PrintState.QUEUED:
            _move(tx, job, PrintState.TAKEN)
        return JobView(id=job.id, number=job.number, queued_at=job.queued_at, slip=job.slip)


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
        _move(tx, job, report(job.state, state), reason)
        return JobReportView(id=job.id, state=state)

    with db.transaction(agent.branch_id, now=now, actor=command.actor) as tx:
        return once(tx, command, JobReportView, act)


def agent_is_there(tx: Transaction, agent_id: int) -> bool:
    """Tell whether an agent still asks for work; what a silent one left lying is closed (P2, P3).

    While it asks, its own asking does that.
    """
    if is_there(tx.print_jobs.seen_at(agent_id), tx.asked_at):
        return True
    _close_too_old(tx, agent_id)
    return False


def _close_too_old(tx: Transaction, agent_id: int) -> None:
    for job in tx.print_jobs.queued_before(agent_id, tx.now - TOO_OLD):
        _move(tx, job, PrintState.FAILED, "too_old")


def _move(tx: Transaction, job: PrintJob, state: PrintState, reason: str = "") -> None:
    """Bring a job to its next state, the last or not; the branch's screens hear of trouble."""
    tx.print_jobs.set_state(job.id, state, reason, tx.now)
    if state in TROUBLE:
        tx.record(PrintFailed(job.ticket_id, job.number, state.value, reason, job.kiosk_id))
