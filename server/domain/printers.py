"""What a printer says of itself, and when its silence counts (rule P4)."""

from datetime import datetime
from enum import StrEnum

from server.domain.errors import RuleError
from server.domain.print_jobs import is_there


class PrinterAway(RuleError):
    """Nobody is there to print: no printer is set up, or its agent is silent; details: which."""

    code = "printer_away"


class PrinterState(StrEnum):
    """How a printer is. SILENT is ours: its agent has not reported it for 15 s."""

    OK = "ok"
    PAPER_LOW = "paper_low"
    PAPER_OUT = "paper_out"
    COVER_OPEN = "cover_open"
    OFFLINE = "offline"
    MUTE = "mute"
    ERROR = "error"
    UNKNOWN = "unknown"
    SILENT = "silent"


STUCK = frozenset(
    {
        PrinterState.PAPER_OUT,
        PrinterState.COVER_OPEN,
        PrinterState.OFFLINE,
        PrinterState.MUTE,
        PrinterState.ERROR,
    }
)


def shown_state(state: PrinterState, seen_at: datetime | None, now: datetime) -> PrinterState:
    """Return the state that counts now: what was reported, or that nothing is.  Source: P4."""
    return state if is_there(seen_at, now) else PrinterState.SILENT
