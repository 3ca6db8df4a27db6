"""How the periods of old logs ended, which did not say so: guessed from what came after."""

from collections.abc import Sequence

from server.domain.stays import REOPENED, Stretch, service_of

ENDING_OF_STATE = {each: each for each in ("no_show", "cancelled", "expired")}
ENDING_BEFORE = {
    ("waiting", "called"): "called",
    ("called", "serving"): "begun",
    ("called", "waiting"): "returned",
    ("called", "held"): "no_show",
    ("serving", "held"): "held",
    ("held", "serving"): "resumed",
    ("held", "waiting"): "rejoined",
    ("held", "called"): REOPENED,
}


def with_endings(stretches: Sequence[Stretch], state: str | None) -> Sequence[Stretch]:
    """Return periods whose endings are known, also those of logs older than rule R1.

    state: where the ticket stands now, None when nobody asked.
    """
    if all(each.ending or each.ended_at is None for each in stretches):
        return stretches
    following = [*stretches[1:], None]
    return [
        each if each.ending or each.ended_at is None else _guessed(each, then, state)
        for each, then in zip(stretches, following, strict=True)
    ]


def _guessed(stretch: Stretch, then: Stretch | None, state: str | None) -> Stretch:
    """Return an old period with the ending that what came after it tells."""
    if then is None:
        return stretch._replace(ending=ENDING_OF_STATE.get(state or "", "finished"))
    if service_of(then) != service_of(stretch):
        return stretch._replace(ending="transferred")
    return stretch._replace(ending=ENDING_BEFORE.get((stretch.kind, then.kind), "transferred"))
