"""Papers that staff ask for: a ticket again, a test page, the day's slip, a follow-up (rule P6)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from server.domain.errors import WrongState
from server.domain.events import PaperQueued, TicketNoted
from server.domain.hall import Hall
from server.domain.print_jobs import AppointmentRefused, PaperKind, PrintState
from server.domain.tickets import ALIVE, Ticket, TicketState
from server.languages.words import say
from server.operations.acting import Asker, carry_out, require_own, require_seen_to
from server.operations.at_counter import write_note
from server.operations.lines import estimate_for
from server.operations.once import Command
from server.operations.printers import printer_named
from server.operations.printing import queue_paper
from server.operations.slip import Paper, ticket_slip
from server.operations.staff_slips import (
    DayCount,
    FollowUp,
    day_slip,
    follow_up_slip,
    moment_in_words,
    printer_test_slip,
    reprint_slip,
)
from server.operations.views import JobReportView
from server.store.database import Database, Reader, Transaction
from server.store.print_jobs import NewPaper
from server.store.printers import Printer

Act = Callable[[Transaction], JobReportView]
LATEST = timedelta(days=2 * 365)  # for a visit to come
MAY_COME = ALIVE | {TicketState.NO_SHOW}  # whoever may still be called needs the number


@dataclass(frozen=True)
class Request:
    """Who of the staff wants paper, from which printer (None: the nearest), by which command."""

    asker: Asker
    printer: str | None
    command: Command


def reprint(
    db: Database, *, request: Request, ticket_id: int, paper: Paper, now: datetime
) -> JobReportView:
    """Print a ticket again, as it stands now. Raises NotFound, WrongState, PrinterAway."""

    def act(tx: Transaction) -> JobReportView:
        ticket = tx.tickets.get(tx.branch_id, ticket_id)
        if ticket.state not in MAY_COME:
            raise WrongState(state=ticket.state.value, action="reprint")
        slip = reprint_slip(slip_now(tx, tx.branch_hall, ticket, paper))
        return _queue(tx, request, PaperKind.REPRINT, ticket.number, slip, ticket)

    return _carried_out(db, request, act, now)


def print_follow_up(
    db: Database, *, request: Request, ticket_id: int, visit: FollowUp, now: datetime
) -> JobReportView:
    """Print when a visitor is to come again, and note it with the visit.

    Raises NotFound, NotYourTicket, AppointmentRefused, PrinterAway.
    """

    def act(tx: Transaction) -> JobReportView:
        hall, ticket = tx.branch_hall, tx.tickets.get(tx.branch_id, ticket_id)
        _require_to_come(visit, tx.asked_at)
        require_own(tx, request.asker, ticket)
        require_seen_to(request.asker, ticket)
        queued = _queue(
            tx,
            request,
            PaperKind.FOLLOW_UP,
            ticket.number,
            follow_up_slip(hall, ticket, visit, tx.now),
            ticket,
        )
        write_note(tx, request.asker, ticket, _note_of(hall, visit))
        tx.record(TicketNoted(ticket.id, ticket.number))
        return queued

    return _carried_out(db, request, act, now)


def print_test_page(db: Database, *, request: Request, now: datetime) -> JobReportView:
    """Print a page that shows how a printer prints. Raises NotFound, PrinterAway."""

    def act(tx: Transaction) -> JobReportView:
        printer = printer_named(tx, request.printer)
        slip = printer_test_slip(tx.branch_hall, printer.name, tx.now)
        return _queue(tx, request, PaperKind.TEST, PaperKind.TEST.value, slip)

    return _carried_out(db, request, act, now)


def print_day_slip(
    db: Database, *, request: Request, day: date, counts: tuple[DayCount, ...], now: datetime
) -> JobReportView:
    """Print what a business day came to. Raises NotFound, PrinterAway."""

    def act(tx: Transaction) -> JobReportView:
        slip = day_slip(tx.branch_hall, day, counts, tx.now)
        return _queue(tx, request, PaperKind.DAY_SLIP, day.isoformat(), slip)

    return _carried_out(db, request, act, now)


def slip_now(reader: Reader, hall: Hall, ticket: Ticket, paper: Paper) -> dict[str, object]:
    """Return a ticket's slip as it would be printed now; only who waits has others ahead."""
    service_ids = [each.service_id for each in reader.visits.services(ticket)]
    if ticket.state is not TicketState.WAITING:
        slip = ticket_slip(hall, ticket, 0, None, service_ids, paper)
        return slip | {"ahead": "", "range": ""}
    ahead = reader.lines.ahead_of(ticket)
    expected = estimate_for(reader, hall, hall.service(ticket.service_id), ahead)
    return ticket_slip(hall, ticket, ahead, expected, service_ids, paper)


def _require_to_come(visit: FollowUp, now: datetime) -> None:
    if not now < visit.at <= now + LATEST:
        raise AppointmentRefused(since=now, until=now + LATEST)


def _queue(
    tx: Transaction,
    request: Request,
    kind: PaperKind,
    number: str,
    slip: dict[str, object],
    ticket: Ticket | None = None,
) -> JobReportView:
    printer = printer_named(tx, request.printer, ticket.id if ticket else None)
    job_id = queue_paper(
        tx,
        NewPaper(
            kind=kind,
            number=number,
            agent_id=printer.agent_id,
            printer=printer.code,
            slip=slip,
            ticket_id=ticket.id if ticket else None,
            requested_by_id=request.asker.user_id,
        ),
    )
    _record(tx, kind, number, printer, ticket)
    return JobReportView(id=job_id, state=PrintState.QUEUED)


def _record(
    tx: Transaction, kind: PaperKind, number: str, printer: Printer, ticket: Ticket | None
) -> None:
    tx.record(
        PaperQueued(
            ticket_id=ticket.id if ticket else None,
            number=number,
            paper=kind.value,
            agent_id=printer.agent_id,
            printer=printer.code,
        )
    )


def _note_of(hall: Hall, visit: FollowUp) -> str:
    """Return the note of a follow-up in the language of the staff."""
    language = hall.branch.languages[0]
    when = moment_in_words(hall, visit.at, language)
    return f"{say(language, 'paper.follow_up')}: {when}. {visit.note}".strip()


def _carried_out(db: Database, request: Request, act: Act, now: datetime) -> JobReportView:
    return carry_out(
        db,
        branch_id=request.asker.branch_id,
        command=request.command,
        now=now,
        kind=JobReportView,
        act=act,
    )
