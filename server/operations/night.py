"""The nightly close: what an over business day left behind is ended, flagged (rules D3-D5)."""

from datetime import date, datetime, timedelta

from server.domain.events import DayClosed, TicketExpired
from server.domain.hall import Branch
from server.domain.moves import over
from server.domain.night import closing_time, day_to_close, end_of
from server.domain.tickets import Action, Ticket
from server.operations.adding_up import add_up_days
from server.operations.leaving import leave_counter
from server.operations.record import note_move
from server.store.counters import Desk
from server.store.database import Database, Transaction
from server.store.periods import Close

ANSWERS_KEPT = timedelta(days=7)  # longer than any screen or agent goes on asking


def halls_to_close(db: Database, *, now: datetime) -> list[int]:
    """Return the halls in which a business day is over and not yet closed."""
    with db.reader() as reader:
        return [
            branch_id
            for branch_id in reader.log.branch_ids()
            if _day(reader.hall(branch_id).branch, now) > reader.log.get(branch_id).closed_day
        ]


def close_hall(db: Database, *, branch_id: int, now: datetime) -> None:
    """Close the days that are over in one hall."""
    with db.transaction(branch_id, now=now) as tx:
        close_past_days(tx)


def close_past_days(tx: Transaction) -> None:
    """End the living tickets of days that are over, and the seats nobody left.

    Whoever is served, called or waiting since after midnight is left alone (rule D4).
    """
    branch = tx.branch_hall.branch
    day = day_to_close(tx.now, branch.zone, branch.rules.nightly_close)
    if day.isoformat() <= tx.closed_day:
        return
    before = end_of(day, branch.zone)
    tickets = tx.tickets.left_over(tx.branch_id, day, before)
    for ticket in tickets:
        expire(tx, ticket)
    closing = closing_time(day, branch.zone, branch.rules.nightly_close)
    seats = [] if tx.branch_hall.opening(closing).open else _left_seats(tx, before)
    for desk in seats:
        leave_counter(tx, desk)
    tx.person_tickets.forget(tx.branch_id, day)
    tx.answers.forget_before(tx.now - ANSWERS_KEPT)
    tx.close_day(day)
    add_up_days(tx, day)
    if tickets or seats:
        tx.record(DayClosed(day.isoformat()))


def is_over(tx: Transaction, day: date) -> bool:
    """Return whether the nightly close of a business day has come."""
    branch = tx.branch_hall.branch
    return day <= day_to_close(tx.now, branch.zone, branch.rules.nightly_close)


def expire(tx: Transaction, ticket: Ticket) -> None:
    """End a living ticket whose day is over; its open period is flagged (D4)."""
    after = over(ticket, Action.EXPIRE)
    tx.tickets.save_move(after, tx.now, Close(suspect=True))
    note_move(tx, TicketExpired, ticket, after)


def _left_seats(tx: Transaction, before: datetime) -> list[Desk]:
    """Return the counters whose clerk has not been heard of since a moment."""
    held = tx.counters.in_hand(tx.branch_id)
    return [
        desk
        for desk in tx.counters.all(tx.branch_id)
        if desk.clerk_id is not None
        and desk.counter_id not in held
        and (desk.since is None or desk.since < before)
    ]


def _day(branch: Branch, now: datetime) -> str:
    return day_to_close(now, branch.zone, branch.rules.nightly_close).isoformat()
