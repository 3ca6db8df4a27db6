"""What the agents say of their printers, and which printer staff mean (rule P4)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from server.domain.errors import NotFound
from server.domain.events import Actor, PrinterChanged
from server.domain.print_jobs import SILENT, is_there
from server.domain.printers import STUCK, PrinterAway, PrinterState, shown_state
from server.operations.views import PrintersView, PrinterView
from server.store.accounts import Device
from server.store.database import Database, Reader, Transaction
from server.store.printers import Printer


@dataclass(frozen=True)
class Told:
    """What an agent says of one of its printers."""

    code: str
    state: PrinterState
    reason: str


def note_states(
    db: Database, *, agent: Device, told: Sequence[Told], now: datetime
) -> PrintersView:
    """Keep what an agent says of its printers; screens hear of what has changed.

    A printer that is not in the hall's set-up is passed over.
    """
    with db.transaction(agent.branch_id, now=now, actor=Actor(device_id=agent.id)) as tx:
        known = {p.code: p for p in tx.printers.of_branch(tx.branch_id) if p.agent_id == agent.id}
        for each in told:
            if each.code in known:
                _note(tx, known[each.code], each)
    return PrintersView(printers=printer_views_of(db, agent.branch_id, now))


def note_silence(db: Database, *, now: datetime) -> None:
    """Tell the screens of printers that nothing was heard of for 15 s."""
    with db.reader() as reader:
        lapsed = reader.printers.lapsed(now - SILENT)
    for branch_id, keys in lapsed.items():
        with db.transaction(branch_id, now=now) as tx:
            for printer in tx.printers.of_branch(branch_id):
                # Looked at again: it may have spoken since.
                quiet = not is_there(printer.seen_at, now)
                if quiet and (printer.agent_id, printer.code) in keys:
                    _fall_silent(tx, printer)


def printer_views_of(db: Database, branch_id: int, now: datetime) -> tuple[PrinterView, ...]:
    """Return the printers of a hall as they count now."""
    with db.reader() as reader:
        return printer_views(reader, branch_id, now)


def printer_views(reader: Reader, branch_id: int, now: datetime) -> tuple[PrinterView, ...]:
    """Return the same in a state that is being read."""
    return tuple(_view(each, now) for each in reader.printers.of_branch(branch_id))


def printer_name(db: Database, branch_id: int, agent_id: int, code: str) -> str:
    """Return how a set-up file names a printer of the hall. Raises NotFound."""
    with db.reader() as reader:
        for printer in reader.printers.of_branch(branch_id):
            if (printer.agent_id, printer.code) == (agent_id, code):
                return printer.name
    raise NotFound(what="printer", id=agent_id, code=code)


def printer_named(tx: Transaction, name: str | None, ticket_id: int | None = None) -> Printer:
    """Return the printer that staff mean: `printer-1/second`, or `printer-1` for its first.

    Without a name: the one of the kiosk that gave the ticket if it works, or else the first that
    does.
    Raises NotFound, PrinterAway.
    """
    printers = tx.printers.of_branch(tx.branch_id)
    found = _named(printers, name) if name else _near(tx, printers, ticket_id)
    if found is None or not is_there(found.agent_seen_at, tx.asked_at):
        raise PrinterAway(printer=found.name if found else None)
    return found


def _named(printers: Sequence[Printer], name: str) -> Printer:
    for printer in printers:
        if name in (printer.name, printer.agent_code):
            return printer
    raise NotFound(what="printer", code=name)


def _near(tx: Transaction, printers: Sequence[Printer], ticket_id: int | None) -> Printer | None:
    own = tx.printers.of_ticket(tx.branch_id, ticket_id) if ticket_id else None
    at_kiosk = [p for p in printers if (p.agent_id, p.code) == own]
    near_first = [*at_kiosk, *printers]
    there = [p for p in near_first if is_there(p.agent_seen_at, tx.asked_at)]
    working = [p for p in there if shown_state(p.state, p.seen_at, tx.asked_at) not in STUCK]
    return next(iter(working or there or near_first), None)


def _note(tx: Transaction, before: Printer, told: Told) -> None:
    shown = shown_state(before.state, before.seen_at, tx.asked_at)  # silent by time alone, perhaps
    same = (shown, before.reason) == (told.state, told.reason) and before.since is not None
    after = replace(
        before,
        state=told.state,
        reason=told.reason,
        since=before.since if same else tx.now,
    )
    tx.printers.put(after, tx.asked_at)
    if not same:
        _record(tx, after)


def _fall_silent(tx: Transaction, printer: Printer) -> None:
    assert printer.seen_at is not None  # one that lapsed was heard of before
    silent = replace(printer, state=PrinterState.SILENT, reason="", since=tx.now)
    tx.printers.put(silent, printer.seen_at)
    _record(tx, silent)


def _record(tx: Transaction, printer: Printer) -> None:
    tx.record(PrinterChanged(printer.agent_id, printer.code, printer.state.value, printer.reason))


def _view(printer: Printer, now: datetime) -> PrinterView:
    state = shown_state(printer.state, printer.seen_at, now)
    heard = state is printer.state
    return PrinterView(
        agent_id=printer.agent_id,
        agent=printer.agent_code,
        printer=printer.code,
        state=state,
        reason=printer.reason if heard else "",
        since=printer.since if heard else printer.seen_at,
        kiosks=printer.kiosks,
    )
