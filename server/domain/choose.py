"""Who is next: accumulating priority over the heads of the lines (design 7; rules Q1-Q4)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from server.domain.errors import QueueEmpty

RUNNERS_UP_NAMED = 3


@dataclass(frozen=True)
class Head:
    """The first ticket of one (service, priority class) line; only heads can be chosen (Q3)."""

    ticket_id: int
    number: str
    service_id: int
    priority_class: str
    rate: float
    issued_at: datetime

    def waited(self, now: datetime) -> float:
        """Return the seconds since the visitor came."""
        return max(0.0, (now - self.issued_at).total_seconds())

    def score(self, now: datetime) -> float:
        """Return the class's rate times the seconds waited (Q1)."""
        return self.rate * self.waited(now)


@dataclass(frozen=True)
class Other:
    """A head that was not chosen: how long it has waited, and how near it came."""

    number: str
    service_id: int
    priority_class: str
    wait_seconds: int
    score: float


@dataclass(frozen=True)
class Reason:
    """Why a ticket was called: kept with the event of the call (design, contract 10).

    passed_over: every head that came earlier; runners_up: the best scores after the chosen one.
    """

    rule: str
    rate: float
    wait_seconds: int
    score: float
    passed_over: tuple[Other, ...]
    runners_up: tuple[Other, ...]


def pick_next(heads: Sequence[Head], now: datetime) -> tuple[Head, Reason]:
    """Return the head to call and why: highest score, ties by arrival, then by id.

    Raises QueueEmpty when there is none.  Source: docs/rules.md Q1, Q2.
    """
    if not heads:
        raise QueueEmpty
    ranked = sorted(heads, key=lambda head: (-head.score(now), head.issued_at, head.ticket_id))
    chosen, others = ranked[0], ranked[1:]
    earlier = [head for head in others if head.issued_at < chosen.issued_at]
    return chosen, Reason(
        rule="highest_score",
        rate=chosen.rate,
        wait_seconds=round(chosen.waited(now)),
        score=round(chosen.score(now), 1),
        passed_over=tuple(_other(head, now) for head in earlier),
        runners_up=tuple(_other(head, now) for head in others[:RUNNERS_UP_NAMED]),
    )


def _other(head: Head, now: datetime) -> Other:
    return Other(
        number=head.number,
        service_id=head.service_id,
        priority_class=head.priority_class,
        wait_seconds=round(head.waited(now)),
        score=round(head.score(now), 1),
    )
