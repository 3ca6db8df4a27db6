"""The printers of a hall, as their agents last reported them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from server.domain.printers import PrinterState
from server.store.columns import from_micros, to_micros
from server.store.sql import Sql, Wire

# Every printer of the set-up, whether or not it was ever reported.
SELECT_AGENTS = Sql(
    "SELECT id, code, printers, seen_at FROM device"
    " WHERE branch_id = :branch_id AND kind = 'agent' AND active ORDER BY id"
)
SELECT_REPORTED = Sql(
    "SELECT p.agent_id, p.code, p.state, p.reason, p.since, p.seen_at FROM printer p"
    " JOIN device d ON d.id = p.agent_id WHERE d.branch_id = :branch_id"
)
SELECT_KIOSKS = Sql(
    "SELECT code, printer_id, printer_code FROM device WHERE branch_id = :branch_id"
    " AND kind = 'kiosk' AND active AND printer_id IS NOT NULL ORDER BY id"
)
SELECT_LAPSED = Sql(
    "SELECT p.agent_id, p.code, d.branch_id FROM printer p JOIN device d ON d.id = p.agent_id"
    " WHERE p.state <> 'silent' AND p.seen_at < :before AND d.active ORDER BY p.agent_id, p.code"
)
SELECT_OF_TICKET = Sql(
    "SELECT k.printer_id, k.printer_code FROM ticket t JOIN device k ON k.id = t.kiosk_id"
    " WHERE t.id = :ticket_id AND t.branch_id = :branch_id AND k.printer_id IS NOT NULL"
)
SELECT_STATE = Sql("SELECT state, seen_at FROM printer WHERE agent_id = :agent_id AND code = :code")
PUT_PRINTER = Sql(
    "INSERT INTO printer (agent_id, code, state, reason, since, seen_at)"
    " VALUES (:agent_id, :code, :state, :reason, :since, :seen_at)"
    " ON CONFLICT (agent_id, code) DO UPDATE SET state = excluded.state,"
    " reason = excluded.reason, since = excluded.since, seen_at = excluded.seen_at"
)


@dataclass(frozen=True)
class Printer:
    """One printer; since and seen_at are None when nothing was ever heard of it.

    kiosks: the codes of those that print on it. agent_seen_at: when its agent asked for work.
    """

    agent_id: int
    agent_code: str
    code: str
    state: PrinterState
    reason: str
    since: datetime | None
    seen_at: datetime | None
    agent_seen_at: datetime | None
    kiosks: tuple[str, ...]

    @property
    def name(self) -> str:
        """The printer as a set-up file names it: `printer-1/second`."""
        return f"{self.agent_code}/{self.code}"


class Printers:
    """The printers of a database."""

    def __init__(self, wire: Wire) -> None:
        self._wire = wire

    def of_branch(self, branch_id: int) -> Sequence[Printer]:
        """Return every printer of a hall's set-up, in the order of the file."""
        values = {"branch_id": branch_id}
        reported = {(r.agent_id, r.code): r for r in self._wire.execute(SELECT_REPORTED, values)}
        kiosks = self._wire.execute(SELECT_KIOSKS, values)
        return [
            _printer(agent, code, reported.get((agent.id, code)), kiosks)
            for agent in self._wire.execute(SELECT_AGENTS, values)
            for code in _listed(agent.printers)
        ]

    def of_ticket(self, branch_id: int, ticket_id: int) -> tuple[int, str] | None:
        """Return agent and code of the printer of the kiosk that gave a ticket."""
        values = {"branch_id": branch_id, "ticket_id": ticket_id}
        row = self._wire.execute(SELECT_OF_TICKET, values).one_or_none()
        return None if row is None else (row.printer_id, row.printer_code)

    def state(self, agent_id: int, code: str) -> tuple[PrinterState, datetime] | None:
        """Return what a printer last said of itself and when, None when it never did."""
        values = {"agent_id": agent_id, "code": code}
        row = self._wire.execute(SELECT_STATE, values).one_or_none()
        return None if row is None else (PrinterState(row.state), from_micros(row.seen_at))

    def put(self, printer: Printer, seen_at: datetime) -> None:
        """Keep a printer's state, heard of now."""
        values = {
            "agent_id": printer.agent_id,
            "code": printer.code,
            "state": printer.state.value,
            "reason": printer.reason,
            "since": to_micros(printer.since or seen_at),
            "seen_at": to_micros(seen_at),
        }
        self._wire.execute(PUT_PRINTER, values)

    def lapsed(self, before: datetime) -> dict[int, set[tuple[int, str]]]:
        """Return agent and code of the printers not heard of since a moment, by branch."""
        found: dict[int, set[tuple[int, str]]] = {}
        for row in self._wire.execute(SELECT_LAPSED, {"before": to_micros(before)}):
            found.setdefault(row.branch_id, set()).add((row.agent_id, row.code))
        return found


def _printer(agent: Any, code: str, reported: Any, kiosks: Sequence[Any]) -> Printer:
    return Printer(
        agent_id=agent.id,
        agent_code=agent.code,
        code=code,
        state=PrinterState(reported.state) if reported else PrinterState.SILENT,
        reason=reported.reason if reported else "",
        since=_moment(reported and reported.since),
        seen_at=_moment(reported and reported.seen_at),
        agent_seen_at=_moment(agent.seen_at),
        kiosks=tuple(k.code for k in kiosks if (k.printer_id, k.printer_code) == (agent.id, code)),
    )


def _listed(stored: Any) -> list[str]:
    """Return a JSON list, which SQLite gives as text and PostgreSQL ready made."""
    return list(json.loads(stored) if isinstance(stored, str) else stored)


def _moment(micros: int | None) -> datetime | None:
    return None if micros is None else from_micros(micros)
