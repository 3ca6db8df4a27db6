"""What each move makes of a ticket: plain tickets in, plain tickets out (rules S1-S9)."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from server.domain.errors import (
    NoMoreDelays,
    OutOfReturns,
    RecallsUsedUp,
    TooLateToReopen,
    WrongState,
)
from server.domain.hall import HoldScope, Place, Rules
from server.domain.tickets import IN_HAND, Action, Ticket, TicketState, move

REOPEN_WITHIN = timedelta(minutes=2)
# The moves that a slip of the hand can make and `reopened` takes back, by the state they lead to.
TAKEN_BACK = frozenset(
    {TicketState.DONE, TicketState.NO_SHOW, TicketState.CANCELLED, TicketState.WAITING}
)


@dataclass(frozen=True)
class Target:
    """Where a transfer leads: a line of a hall, or one counter's own line."""

    service_id: int
    for_counter_id: int | None = None
    place: Place = Place.BY_ARRIVAL


@dataclass(frozen=True)
class Slip:
    """The newest move of a ticket, as far as the log tells who made it, when, and from where."""

    was: TicketState
    counter_id: int
    clerk_id: int
    service_id: int
    at: datetime
    priority_class_id: int | None = None
    line_at: datetime | None = None


def called(ticket: Ticket, counter_id: int, clerk_id: int) -> Ticket:
    """Return the ticket called to a counter: it is no longer in any line. Raises WrongState."""
    state = move(ticket.state, Action.CALL)
    return replace(
        _out_of_line(ticket), state=state, counter_id=counter_id, clerk_id=clerk_id, recalls=0
    )


def recalled(ticket: Ticket, rules: Rules) -> Ticket:
    """Return the ticket rung once more. Raises WrongState, RecallsUsedUp.  Source: rule S2."""
    state = move(ticket.state, Action.RECALL)
    if ticket.recalls >= rules.most_recalls:
        raise RecallsUsedUp(most=rules.most_recalls)
    return replace(ticket, state=state, recalls=ticket.recalls + 1)


def delayed(ticket: Ticket, rules: Rules, now: datetime) -> Ticket:
    """Return a waiting ticket that is not called for a while and keeps its place.

    Raises WrongState, NoMoreDelays.  Source: rule V3.
    """
    if ticket.state is not TicketState.WAITING:
        raise WrongState(state=ticket.state.value, action="delay")
    if ticket.delays >= rules.most_delays:
        raise NoMoreDelays(most=rules.most_delays)
    until = now + timedelta(minutes=rules.more_minutes)
    resting = ticket.not_before or until  # after a miss, perhaps longer than what is asked for
    return replace(ticket, not_before=max(until, resting), delays=ticket.delays + 1)


def plainly(ticket: Ticket, action: Action) -> Ticket:
    """Return the ticket in its next state, with nothing else changed. Raises WrongState."""
    return replace(ticket, state=move(ticket.state, action))


def over(ticket: Ticket, action: Action) -> Ticket:
    """Return the ticket whose visit is cancelled, ended or expired: it is in no line or hold."""
    return _out_of_line(plainly(ticket, action))


def missed(ticket: Ticket) -> Ticket:
    """Return the ticket of a visitor who did not come. Raises WrongState."""
    return replace(ticket, state=move(ticket.state, Action.MARK_NO_SHOW), misses=ticket.misses + 1)


def returned(ticket: Ticket, priority_class_id: int | None = None) -> Ticket:
    """Return the ticket in its line again, at its own age; perhaps of another class."""
    state = move(ticket.state, Action.RETURN)
    return replace(
        _left_counter(ticket),
        state=state,
        priority_class_id=priority_class_id or ticket.priority_class_id,
    )


def rejoined(ticket: Ticket, missed_at: datetime, rules: Rules, now: datetime) -> Ticket:
    """Return the ticket of a missed visitor who came back, not offered before its rest is over.

    Raises WrongState, OutOfReturns.  Source: rule S5.
    """
    state = move(ticket.state, Action.REJOIN)
    until = back_until(ticket, missed_at, rules)
    if until is None or now > until:
        raise OutOfReturns(misses=ticket.misses, until=until)
    rest = missed_at + timedelta(minutes=rules.rest_minutes)
    line_at = now if rules.rejoin == Place.LAST else ticket.line_at
    return replace(
        _left_counter(ticket),
        state=state,
        line_at=line_at,
        not_before=rest if rest > now else None,
    )


def back_until(ticket: Ticket, missed_at: datetime, rules: Rules) -> datetime | None:
    """Return until when a missed visitor may come back, None when it was missed too often."""
    if ticket.misses >= rules.most_misses:
        return None
    return missed_at + timedelta(minutes=rules.grace_minutes)


def held(ticket: Ticket, scope: HoldScope) -> Ticket:
    """Return the ticket parked at its counter, or for the whole hall. Raises WrongState."""
    return replace(ticket, state=move(ticket.state, Action.HOLD), held_for=scope)


def resumed(ticket: Ticket, counter_id: int, clerk_id: int) -> Ticket:
    """Return a held ticket that is served again, perhaps at another counter. Raises WrongState."""
    return replace(
        ticket,
        state=move(ticket.state, Action.RESUME),
        held_for=None,
        counter_id=counter_id,
        clerk_id=clerk_id,
    )


def moved_on(ticket: Ticket, service_id: int) -> Ticket:
    """Return the ticket served for the next service of its visit, at the same counter."""
    return replace(ticket, state=move(ticket.state, Action.MOVE_ON), service_id=service_id)


def transferred(ticket: Ticket, target: Target, now: datetime) -> Ticket:
    """Return the ticket in another line: the same number, the original arrival.

    A visitor who asked for time rests on, unless put first. Raises WrongState.  Source: S6, V3.
    """
    state = move(ticket.state, Action.TRANSFER)
    rests = ticket.state is TicketState.WAITING and target.place is not Place.FIRST
    return replace(
        _left_counter(ticket),
        state=state,
        not_before=ticket.not_before if rests else None,
        service_id=target.service_id,
        for_counter_id=target.for_counter_id,
        line_at=now if target.place is Place.LAST else ticket.issued_at,
        place=Place.FIRST if target.place is Place.FIRST else Place.BY_ARRIVAL,
    )


def reopened(ticket: Ticket, slip: Slip | None, clerk_id: int, now: datetime) -> Ticket:
    """Return the ticket as it stood before a slip of the hand. Raises TooLateToReopen.

    Source: rule S8.
    """
    if slip is None or not is_fresh(slip, ticket.state, clerk_id, now):
        raise TooLateToReopen
    return replace(
        _out_of_line(ticket),
        state=slip.was,
        service_id=slip.service_id,
        counter_id=slip.counter_id,
        clerk_id=slip.clerk_id,
        misses=ticket.misses - (ticket.state is TicketState.NO_SHOW),
        priority_class_id=slip.priority_class_id or ticket.priority_class_id,
        line_at=slip.line_at or ticket.line_at,
    )


def is_fresh(slip: Slip, state: TicketState, clerk_id: int, now: datetime) -> bool:
    """Return whether a clerk may still take back what led to a state."""
    mine = slip.clerk_id == clerk_id and slip.was in IN_HAND and state in TAKEN_BACK
    return mine and now - slip.at <= REOPEN_WITHIN


def _left_counter(ticket: Ticket) -> Ticket:
    return replace(_out_of_line(ticket), counter_id=None, clerk_id=None)


def _out_of_line(ticket: Ticket) -> Ticket:
    """Return the ticket without any special place, so that the next line starts anew."""
    return replace(
        ticket, place=Place.BY_ARRIVAL, for_counter_id=None, not_before=None, held_for=None
    )
