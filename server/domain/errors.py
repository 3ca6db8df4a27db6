"""Why a rule refuses. The code is stable; the words belong to who shows them."""

from typing import ClassVar


class RuleError(Exception):
    """A refusal: nothing was changed. `details` is plain data for the person's screen."""

    code: ClassVar[str] = "refused"

    def __init__(self, **details: object) -> None:
        super().__init__(self.code, details)
        self.details = details


class QueueEmpty(RuleError):
    """Nobody waits for what this counter serves."""

    code = "queue_empty"


class WrongState(RuleError):
    """The move is not in the table of states (design 6); details: the state that stood."""

    code = "wrong_state"


class TicketInHand(RuleError):
    """The clerk still holds a called or serving ticket; details: which."""

    code = "ticket_in_hand"


class CounterTaken(RuleError):
    """Somebody else sits at the counter; details: who."""

    code = "counter_taken"


class CounterNeeded(RuleError):
    """The clerk has not opened a counter."""

    code = "counter_needed"


class NotYourTicket(RuleError):
    """The ticket is held at another counter."""

    code = "not_your_ticket"


class HallClosed(RuleError):
    """Outside opening hours; details: when it opens, or nothing when that is not known."""

    code = "hall_closed"


class NotFound(RuleError):
    """No such thing in this branch; details: what kind."""

    code = "not_found"


class RequestIdReused(RuleError):
    """The request_id has already named another command."""

    code = "request_id_reused"


class RangeUsedUp(RuleError):
    """Every number of the service's range belongs to a ticket that is still alive."""

    code = "range_used_up"


class CodeRefused(RuleError):
    """The pairing code is wrong, used or too old."""

    code = "code_refused"


class WrongLogin(RuleError):
    """The name or the password is wrong; it does not say which."""

    code = "wrong_login"
