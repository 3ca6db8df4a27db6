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
class PassedOver:
    """A head that was not chosen, and how near it came."""

    number: str
    service_id: int
    priority_class: str
    score: float


@dataclass(frozen=True)
class Reason:
    """Why a ticket was called: kept with the event of the call (design, contract 10)."""

    rule: str
    rate: float
    wait_seconds: int
    score: float
    passed_over: tuple[PassedOver, ...]


def pick_next(heads: Sequence[Head], now: datetime) -> tuple[Head, Reason]:
    """Return the head to call and why: highest score, ties by arrival, then by id.

    Raises QueueEmpty when there is none.  Source: docs/rules.md Q1, Q2.
    """
    if not heads:
        raise QueueEmpty
    ranked = sorted(heads, key=lambda head: (-head.score(now), head.issued_at, head.ticket_id))
    chosen, others = ranked[0], ranked[1 : 1 + RUNNERS_UP_NAMED]
    return chosen, Reason(
        rule="highest_score",
        rate=chosen.rate,
        wait_seconds=round(chosen.waited(now)),
        score=round(chosen.score(now), 1),
        passed_over=tuple(_passed_over(head, now) for head in others),
    )


def _passed_over(head: Head, now: datetime) -> PassedOver:
    return PassedOver(head.number, head.service_id, head.priority_class, round(head.score(now), 1))
