"""A clerk asks the supervisor to come; a supervisor answers; either ends it."""

from datetime import datetime

from server.domain.errors import HelpCalledAlready, NotYourTicket, WrongState
from server.domain.events import CounterEvent, HelpAnswered, HelpCalled, HelpEnded
from server.operations.acting import Asker, carry_out, desk_of
from server.operations.once import Command
from server.operations.views import HelpView
from server.store.database import Database, Transaction
from server.store.help_calls import HelpCall


def call_help(
    db: Database, *, asker: Asker, note: str, command: Command, now: datetime
) -> HelpView:
    """Ask the supervisor to the clerk's counter. Raises CounterNeeded, HelpCalledAlready."""

    def act(tx: Transaction) -> HelpView:
        desk = desk_of(tx, asker.user_id)
        before = tx.help_calls.of_counter(tx.branch_id, desk.counter_id)
        if before is not None:
            raise HelpCalledAlready(id=before.id)
        made = tx.help_calls.add(tx.branch_id, desk.counter_id, asker.user_id, note.strip(), tx.now)
        return _told(tx, made.id, HelpCalled)

    return carry_out(
        db, branch_id=asker.branch_id, command=command, now=now, kind=HelpView, act=act
    )


def answer_help(
    db: Database, *, asker: Asker, help_id: int, command: Command, now: datetime
) -> HelpView:
    """Say that one is coming. Raises NotFound, WrongState."""

    def act(tx: Transaction) -> HelpView:
        asked = tx.help_calls.get(tx.branch_id, help_id)
        if asked.answered_at is not None or asked.ended_at is not None:
            raise WrongState(state=_state(asked), action="answer")
        tx.help_calls.answer(help_id, asker.user_id, tx.now)
        return _told(tx, help_id, HelpAnswered)

    return carry_out(
        db, branch_id=asker.branch_id, command=command, now=now, kind=HelpView, act=act
    )


def end_help(
    db: Database, *, asker: Asker, help_id: int, command: Command, now: datetime
) -> HelpView:
    """Say that it is over. Raises NotFound, WrongState, NotYourTicket."""

    def act(tx: Transaction) -> HelpView:
        asked = tx.help_calls.get(tx.branch_id, help_id)
        if asked.ended_at is not None:
            raise WrongState(state=_state(asked), action="end")
        if not asker.supervises and asked.clerk_id != asker.user_id:
            raise NotYourTicket(state=_state(asked))
        tx.help_calls.end(help_id, tx.now)
        return _told(tx, help_id, HelpEnded)

    return carry_out(
        db, branch_id=asker.branch_id, command=command, now=now, kind=HelpView, act=act
    )


def help_view(asked: HelpCall) -> HelpView:
    """Return a call for help as screens see it."""
    return HelpView(
        id=asked.id,
        counter_id=asked.counter_id,
        counter_number=asked.counter_number,
        clerk=asked.clerk,
        note=asked.note,
        asked_at=asked.asked_at,
        answered_at=asked.answered_at,
        answered_by=asked.answered_by,
        ended_at=asked.ended_at,
    )


def _told(tx: Transaction, help_id: int, event: type[CounterEvent]) -> HelpView:
    asked = tx.help_calls.get(tx.branch_id, help_id)
    tx.record(event(asked.counter_id, asked.counter_number))
    return help_view(asked)


def _state(asked: HelpCall) -> str:
    if asked.ended_at is not None:
        return "ended"
    return "answered" if asked.answered_at is not None else "called"
