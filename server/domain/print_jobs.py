"""The life of a print job (docs/api.md, rule P1)."""

from enum import StrEnum

from server.domain.errors import WrongState


class PrintState(StrEnum):
    """Where a paper is. FAILED: certainly nothing came. UNKNOWN: never printed again by itself."""

    QUEUED = "queued"
    TAKEN = "taken"
    SENT = "sent"
    CONFIRMED = "confirmed"
    FAILED = "failed"
    UNKNOWN = "unknown"


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
