"""Agents take print jobs and say what became of them (rules P1-P3, docs/api.md)."""

from datetime import datetime

from server.domain.events import Actor, PrintFailed
from server.domain.hall import MAIN_PRINTER
from server.domain.print_jobs import TOO_OLD, TROUBLE, PrintState, is_there, report
from server.domain.printers import STUCK, shown_state
from server.domain.templates import Fit, most_specific
from server.operations.once import Command, once
from server.operations.views import JobReportView, JobTemplateView, JobView
from server.store.accounts import Device
from server.store.database import Database, Transaction
from server.store.print_jobs import NewPaper, PrintJob

WIDE = 576  # dots; what an agent prints on that does not say


def take_print_job(
    db: Database,
    *,
    agent: Device,
    now: datetime,
    printer: str = MAIN_PRINTER,
    width: int = WIDE,
    asked_at: datetime | None = None,
) -> JobView | None:
    """Return the job one of the agent's printers has to see to, or None.

    Jobs too old to be wanted are closed. Asking again gives the same job until it is reported: the
    agent's journal knows how far it got. width: how many dots the printer has, for the template.
    asked_at: when it asked, by its own account: a server that stood still hears of it later.
    """
    with db.transaction(agent.branch_id, now=now, actor=Actor(device_id=agent.id)) as tx:
        tx.print_jobs.set_seen_at(agent.id, _heard_at(tx, agent, asked_at, now))
        _close_too_old(tx, agent.id)
        job = tx.print_jobs.oldest_open(agent.id, printer)
        if job is None:
            return None
        if job.state is PrintState.QUEUED:
            _move(tx, job, PrintState.TAKEN)
        return JobView(
            id=job.id,
            number=job.number,
            queued_at=job.queued_at,
            slip=job.slip,
            kind=job.kind,
            printer=job.printer,
            template=JobTemplateView(name=job.kind, source=_source(tx, job, width)),
        )


def queue_paper(tx: Transaction, paper: NewPaper) -> int:
    """Queue a paper, wake its agent after the commit, and return the job's id."""
    job_id = tx.print_jobs.add(tx.branch_id, paper, tx.now)
    tx.wake_agent(paper.agent_id)
    return job_id


def withdraw_papers(tx: Transaction, ticket_id: int) -> None:
    """Close what is queued for a ticket that was taken back: nobody waits for that paper."""
    for job in tx.print_jobs.queued_of_ticket(ticket_id):
        tx.print_jobs.set_state(job.id, PrintState.FAILED, "withdrawn", tx.now)


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


def can_print(tx: Transaction, agent_id: int, printer: str) -> bool:
    """Tell whether paper may be promised: its agent asks for work, it is not stuck (P3, P7)."""
    if not agent_is_there(tx, agent_id):
        return False
    told = tx.printers.state(agent_id, printer)
    return told is None or shown_state(*told, tx.asked_at) not in STUCK


def _heard_at(tx: Transaction, agent: Device, asked_at: datetime | None, now: datetime) -> datetime:
    """Return when an agent asked: never later than now, nor before it asked the last time (L5)."""
    asked, seen_at = asked_at or now, tx.print_jobs.seen_at(agent.id)
    return min(now, asked if seen_at is None else max(asked, seen_at))


def _close_too_old(tx: Transaction, agent_id: int) -> None:
    for job in tx.print_jobs.queued_before(agent_id, tx.now - TOO_OLD):
        _move(tx, job, PrintState.FAILED, "too_old")


def _move(tx: Transaction, job: PrintJob, state: PrintState, reason: str = "") -> None:
    """Bring a job to its next state, the last or not; the branch's screens hear of trouble."""
    tx.print_jobs.set_state(job.id, state, reason, tx.now)
    if state in TROUBLE:
        tx.record(PrintFailed(job.ticket_id, job.number, state.value, reason, job.kiosk_id))


def _source(tx: Transaction, job: PrintJob, width: int) -> str | None:
    """Return the hall's own template for a paper, as it is now, or None for the built-in one."""
    paper = Fit(job.kind, width, job.service_id, str(job.slip.get("language", "")))
    fits = tx.templates.fits(tx.branch_id, job.kind)
    chosen = most_specific(fits, paper)
    return None if chosen is None else tx.templates.source(fits[chosen])
