"""A ticket, its states and the moves between them (design 6; docs/rules.md S1)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from server.domain.errors import WrongState


class TicketState(StrEnum):
    """Where a ticket stands. WAITING, CALLED, SERVING and HELD are alive."""

    WAITING = "waiting"
    CALLED = "called"
    SERVING = "serving"
    HELD = "held"
    DONE = "done"
    NO_SHOW = "no_show"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class Action(StrEnum):
    """What can be done to a ticket."""

    CALL = "call"
    RECALL = "recall"
    BEGIN = "begin"
    FINISH = "finish"
    MARK_NO_SHOW = "mark_no_show"


MOVES: dict[tuple[TicketState, Action], TicketState] = {
    (TicketState.WAITING, Action.CALL): TicketState.CALLED,
    (TicketState.CALLED, Action.RECALL): TicketState.CALLED,
    (TicketState.CALLED, Action.BEGIN): TicketState.SERVING,
    (TicketState.CALLED, Action.MARK_NO_SHOW): TicketState.NO_SHOW,
    (TicketState.SERVING, Action.FINISH): TicketState.DONE,
}

IN_HAND = frozenset({TicketState.CALLED, TicketState.SERVING})
ALIVE = IN_HAND | {TicketState.WAITING, TicketState.HELD}


@dataclass(frozen=True)
class Ticket:
    """One visitor's number for one business day."""

    id: int
    branch_id: int
    service_id: int
    priority_class_id: int
    business_day: date
    ordinal: int
    number: str
    state: TicketState
    language: str
    token: str
    issued_at: datetime
    counter_id: int | None
    clerk_id: int | None
    recalls: int


def move(state: TicketState, action: Action) -> TicketState:
    """Return the state that the action leads to. Raises WrongState for a move not in the table."""
    target = MOVES.get((state, action))
    if target is None:
        raise WrongState(state=state.value, action=action.value)
    return target
