"""A ticket, its states and the moves between them (design 6; docs/rules.md S1)."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from server.domain.errors import WrongState
from server.domain.hall import HoldScope, Place


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
    MOVE_ON = "move_on"
    MARK_NO_SHOW = "mark_no_show"
    RETURN = "return"
    REJOIN = "rejoin"
    HOLD = "hold"
    RESUME = "resume"
    TRANSFER = "transfer"
    CANCEL = "cancel"
    END = "end"
    EXPIRE = "expire"


class Channel(StrEnum):
    """How a ticket was taken. PROVISIONAL: at a kiosk whose link to the server was cut."""

    KIOSK = "kiosk"
    COUNTER = "counter"
    PROVISIONAL = "provisional"


IN_HAND = frozenset({TicketState.CALLED, TicketState.SERVING})
ALIVE = IN_HAND | {TicketState.WAITING, TicketState.HELD}

MOVES: dict[tuple[TicketState, Action], TicketState] = {
    (TicketState.WAITING, Action.CALL): TicketState.CALLED,
    (TicketState.CALLED, Action.RECALL): TicketState.CALLED,
    (TicketState.CALLED, Action.BEGIN): TicketState.SERVING,
    (TicketState.CALLED, Action.MARK_NO_SHOW): TicketState.NO_SHOW,
    (TicketState.CALLED, Action.RETURN): TicketState.WAITING,
    (TicketState.NO_SHOW, Action.REJOIN): TicketState.WAITING,
    (TicketState.SERVING, Action.HOLD): TicketState.HELD,
    (TicketState.HELD, Action.RESUME): TicketState.SERVING,
    (TicketState.SERVING, Action.FINISH): TicketState.DONE,
    (TicketState.SERVING, Action.MOVE_ON): TicketState.SERVING,
    (TicketState.CALLED, Action.END): TicketState.DONE,
    (TicketState.SERVING, Action.END): TicketState.DONE,
    **{(state, Action.TRANSFER): TicketState.WAITING for state in ALIVE},
    **{(state, Action.CANCEL): TicketState.CANCELLED for state in ALIVE},
    **{(state, Action.EXPIRE): TicketState.EXPIRED for state in ALIVE},
}


@dataclass(frozen=True)
class Ticket:
    """One visitor's number for one business day.

    line_at: what orders the line, the arrival unless it joined at the end later.
    for_counter_id: waits for this counter alone. not_before: not called before then.
    misses: how often nobody came when it was called.
    block: the kiosk's own series of numbers, '' for the service's; kiosk_id: where it was taken.
    delays: how often the visitor asked for more time.
    """

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
    line_at: datetime
    counter_id: int | None = None
    clerk_id: int | None = None
    recalls: int = 0
    misses: int = 0
    place: Place = Place.BY_ARRIVAL
    for_counter_id: int | None = None
    not_before: datetime | None = None
    held_for: HoldScope | None = None
    channel: Channel = Channel.KIOSK
    block: str = ""
    kiosk_id: int | None = None
    delays: int = 0


def move(state: TicketState, action: Action) -> TicketState:
    """Return the state that the action leads to. Raises WrongState for a move not in the table."""
    target = MOVES.get((state, action))
    if target is None:
        raise WrongState(state=state.value, action=action.value)
    return target
