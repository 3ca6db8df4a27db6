"""The life of a print job, and whether anybody is there to print (rules P1-P3)."""

from datetime import datetime, timedelta
from enum import StrEnum

from server.domain.errors import RuleError, WrongState

# A visitor has long read the number on the screen; paper that comes later only confuses.
TOO_OLD = timedelta(seconds=120)
# An agent asks every 5 s; three times not, and nobody is there to print.
SILENT = timedelta(seconds=15)


class AppointmentRefused(RuleError):
    """A follow-up visit is not in the time to come; details: between which moments it has to be."""

    code = "appointment_refused"


class PrintState(StrEnum):
    """Where a paper is. FAILED: certainly nothing came. UNKNOWN: never printed again by itself."""

    QUEUED = "queued"
    TAKEN = "taken"
    SENT = "sent"
    CONFIRMED = "confirmed"
    FAILED = "failed"
    UNKNOWN = "unknown"


class PaperKind(StrEnum):
    """What a paper is; its template has the same name."""

    TICKET = "ticket"
    REPRINT = "reprint"
    TEST = "test"
    DAY_SLIP = "day_slip"
    FOLLOW_UP = "follow_up"


TROUBLE = frozenset({PrintState.FAILED, PrintState.UNKNOWN})

REPORTS: dict[PrintState, frozenset[PrintState]] = {
    PrintState.TAKEN: frozenset(
        {PrintState.SENT, PrintState.CONFIRMED, PrintState.FAILED, PrintState.UNKNOWN}
    ),
    PrintState.SENT: frozenset({PrintState.CONFIRMED, PrintState.UNKNOWN}),
}


def report(state: PrintState, reported: PrintState) -> PrintState:
    """Return the state after an agent's report. Raises WrongState when it cannot follow."""
    if reported not in REPORTS.get(state, frozenset()):
        raise WrongState(state=state.value, action=reported.value)
    return reported


def is_there(seen_at: datetime | None, now: datetime) -> bool:
    """Tell whether an agent that asked for work at `seen_at` can be counted on.  Source: P3."""
    return seen_at is not None and now - seen_at <= SILENT
