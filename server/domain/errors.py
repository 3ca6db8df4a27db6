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


class ReasonNeeded(RuleError):
    """Out of turn, or without a ticket while others wait: the reason has to be written."""

    code = "reason_needed"


class RecallsUsedUp(RuleError):
    """Rung as often as the hall's rule allows."""

    code = "recalls_used_up"


class OutOfReturns(RuleError):
    """Missed too often, or too long ago, to come back."""

    code = "out_of_returns"


class TooLateToReopen(RuleError):
    """Longer ago than a slip of the hand, somebody else's, or something happened since."""

    code = "too_late_to_reopen"


class CounterPaused(RuleError):
    """The counter takes no calls until it is resumed."""

    code = "counter_paused"


class CounterCannotServe(RuleError):
    """The counter does not give this service."""

    code = "counter_cannot_serve"


class AlreadyAdded(RuleError):
    """The service is on this visit already."""

    code = "already_added"


class NowhereToGo(RuleError):
    """The transfer would leave the ticket where it is."""

    code = "nowhere_to_go"


class HelpCalledAlready(RuleError):
    """The counter has asked for help already."""

    code = "help_called_already"


class ServiceClosed(RuleError):
    """The service is closed for today."""

    code = "service_closed"


class AfterLastTicket(RuleError):
    """After the service's last-ticket time of today."""

    code = "after_last_ticket"


class QuotaUsedUp(RuleError):
    """The service's tickets of today are all given."""

    code = "quota_used_up"


class IdentityNeeded(RuleError):
    """The service asks who takes the ticket; details: the kind."""

    code = "identity_needed"


class IdentityWrong(RuleError):
    """No such national ID or phone number; details: the kind and why, never the number."""

    code = "identity_wrong"


class TooManyTickets(RuleError):
    """This person has had as many tickets of the service today as it gives."""

    code = "too_many_tickets"


class TooManyServices(RuleError):
    """More services on one ticket than the hall allows."""

    code = "too_many_services"


class TooLateToWithdraw(RuleError):
    """The ticket was taken too long ago to be taken back, or it has moved since."""

    code = "too_late_to_withdraw"


class NoMoreDelays(RuleError):
    """The visitor has asked for more time as often as the hall allows."""

    code = "no_more_delays"


class SpanTooLong(RuleError):
    """More days than a report tells of; details: how many, and how many at most."""

    code = "span_too_long"


class SpanWrong(RuleError):
    """The last day of a span comes before its first."""

    code = "span_wrong"
