"""Refusals of the doors themselves: who asks, not what is asked."""

from server.domain.errors import RuleError


class Unauthorised(RuleError):
    """Nobody we know asks."""

    code = "unauthorised"


class Forbidden(RuleError):
    """Somebody we know asks for what is not theirs."""

    code = "forbidden"


class CrossSite(RuleError):
    """A page of another site sends this."""

    code = "cross_site"
