"""A ticket's life as the log tells it: the states it went through, and the periods of each."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import product
from typing import Any

from server.store.columns import to_micros

ALIVE = ("waiting", "called", "serving", "held")
Move = tuple[str | None, str]


def _moves(before: Sequence[str], after: Sequence[str]) -> frozenset[Move]:
    return frozenset(product(before, after))


# Where each kind of event leads from and to; the event itself says which, unless only one fits.
MOVES: dict[str, frozenset[Move]] = {
    "ticket_issued": frozenset({(None, "waiting")}),
    "ticket_called": _moves(["waiting"], ["called"]),
    "service_begun": _moves(["called"], ["serving"]),
    "ticket_finished": _moves(["serving"], ["done"]),
    "ticket_no_show": _moves(["called"], ["no_show"]),
    "ticket_held": _moves(["serving", "held"], ["held"]),
    "ticket_resumed": _moves(["held"], ["serving"]),
    "ticket_returned": _moves(["called"], ["waiting"]),
    "ticket_rejoined": _moves(["no_show"], ["waiting"]),
    "ticket_transferred": _moves(ALIVE, ["waiting"]),
    "ticket_left_hall": _moves(ALIVE, ["done"]),
    "ticket_joined_hall": _moves(["done"], ["waiting"]),
    "ticket_moved_on": _moves(["serving"], ["serving", "waiting"]),
    "ticket_cancelled": _moves(ALIVE, ["cancelled"]),
    "ticket_ended": _moves(["called", "serving"], ["done"]),
    "ticket_expired": _moves(ALIVE, ["expired"]),
    "ticket_reopened": _moves(["done", "no_show", "cancelled", "waiting"], ["called", "serving"]),
}
# These change neither state nor times.
STAYS = {
    "ticket_recalled": ("called",),
    "ticket_delayed": ("waiting",),
    "ticket_noted": ALIVE,
    "print_failed": None,
}


@dataclass(frozen=True)
class Stretch:
    """One period; the times are those of the log."""

    kind: str
    started_at: int
    ended_at: int | None


@dataclass
class Life:
    """What a ticket's events make of it, and what is wrong with them."""

    state: str | None = None
    periods: list[Stretch] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def hear(self, kind: str, at: int, body: dict[str, Any]) -> None:
        """Go on by one event."""
        if kind in STAYS:
            allowed = STAYS[kind]
            if allowed is not None and self.state not in allowed:
                self.faults.append(f"{kind} of a ticket that is {self.state}")
            return
        after = self._after(kind, body)
        if after is None:
            self.faults.append(f"{kind} after {self.state}")
            return
        before, self.state = self.state, after
        # A change of who may resume it goes on being the same hold; what leaves a hall joins
        # the other at the same moment.
        if kind != "ticket_left_hall" and (before, after) != ("held", "held"):
            self._turn(_taken_at(body) or at, after)

    def _after(self, kind: str, body: dict[str, Any]) -> str | None:
        """Return the state that an event leads to, None when it cannot follow this one."""
        fitting = {
            to
            for before, to in MOVES.get(kind, ())
            if before == self.state == body.get("was", self.state) and to == body.get("state", to)
        }
        return fitting.pop() if len(fitting) == 1 else None

    def _turn(self, at: int, state: str) -> None:
        last = self.periods[-1] if self.periods else None
        if last is not None and last.ended_at is None:
            self.periods[-1] = Stretch(last.kind, last.started_at, at)
        elif last is not None and last.ended_at is not None:
            # It came back to life: the time between was neither waiting nor service.
            self.periods.append(Stretch("held", last.ended_at, at))
        if state in ALIVE:
            self.periods.append(Stretch(state, at, None))


def _taken_at(body: dict[str, Any]) -> int | None:
    """Return when a ticket that came in late was taken; it has waited since then."""
    taken = body.get("taken_at")
    return None if taken is None else to_micros(datetime.fromisoformat(taken))


def life_of(events: Iterable[Any]) -> Life:
    """Return the life that the rows of a ticket's events tell, in the order of the commits."""
    life = Life()
    for row in events:
        life.hear(row["kind"], row["at"], json.loads(row["body"]))
    return life


def stretches(periods: Iterable[Any]) -> list[Stretch]:
    """Return the rows of a ticket's periods."""
    return [Stretch(row["kind"], row["started_at"], row["ended_at"]) for row in periods]
