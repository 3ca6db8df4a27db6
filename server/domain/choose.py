"""Who is next: accumulating priority over the heads of the lines (design 7; rules Q1-Q10)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from server.domain.errors import QueueEmpty
from server.domain.hall import Place

RUNNERS_UP_NAMED = 3


class Rule(StrEnum):
    """Why a ticket was called."""

    HARD_CAP = "hard_cap"
    PUT_FIRST = "put_first"
    HIGHEST_SCORE = "highest_score"
    OUT_OF_TURN = "out_of_turn"
    WITHOUT_TICKET = "without_ticket"


# In this order; NEXT_TIER is not yet anybody's turn.
HARD_CAP, PUT_FIRST, BY_SCORE, NEXT_TIER = range(4)
RULE_OF = {HARD_CAP: Rule.HARD_CAP, PUT_FIRST: Rule.PUT_FIRST}


@dataclass(frozen=True)
class Head:
    """The first ticket of one line; only heads can be chosen (Q3).

    tier, after_minutes: how the counter offers its service (Q8).
    """

    ticket_id: int
    number: str
    service_id: int
    priority_class: str
    rate: float
    line_at: datetime
    place: Place = Place.BY_ARRIVAL
    tier: int = 0
    after_minutes: float | None = None

    def waited(self, now: datetime) -> float:
        """Return the seconds since the visitor came."""
        return max(0.0, (now - self.line_at).total_seconds())

    def score(self, now: datetime) -> float:
        """Return the class's rate times the seconds waited (Q1)."""
        return self.rate * self.waited(now)

    def waited_longer(self, minutes: float | None, now: datetime) -> bool:
        """Return whether the wait is past a limit; None is no limit."""
        return minutes is not None and now - self.line_at > timedelta(minutes=minutes)


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

    passed_over: every head that came earlier; runners_up: the next ones after the chosen one, or
    whose turn it was; words: what the clerk wrote.
    """

    rule: str
    rate: float
    wait_seconds: int
    score: float
    passed_over: tuple[Other, ...]
    runners_up: tuple[Other, ...]
    tier: int = 0
    words: str = ""


def ranking(heads: Sequence[Head], now: datetime, hard_cap_minutes: float) -> list[Head]:
    """Return the heads in the order in which they would be called.

    Past the hall's cap first, the oldest before (Q7); then those put first (Q9); then by score
    within the first tier that has people, joined by lower ones past their limit (Q8); then the
    other tiers. Ties by arrival, then by id (Q2).
    """
    first_tier = min((head.tier for head in heads), default=0)

    def turn(head: Head) -> tuple[float, ...]:
        group = _group(head, first_tier, now, hard_cap_minutes)
        tier = head.tier if group == NEXT_TIER else 0
        score = head.score(now) if group in (BY_SCORE, NEXT_TIER) else 0.0
        return (group, tier, -score, head.line_at.timestamp(), head.ticket_id)

    return sorted(heads, key=turn)


def pick_next(heads: Sequence[Head], now: datetime, hard_cap_minutes: float) -> tuple[Head, Reason]:
    """Return the head to call and why. Raises QueueEmpty.  Source: docs/rules.md Q1-Q9."""
    if not heads:
        raise QueueEmpty
    ranked = ranking(heads, now, hard_cap_minutes)
    chosen = ranked[0]
    group = _group(chosen, chosen.tier, now, hard_cap_minutes)
    rule = RULE_OF.get(group, Rule.HIGHEST_SCORE)
    return chosen, _reason(rule, chosen, ranked[1:], now)


def out_of_turn(
    chosen: Head, heads: Sequence[Head], now: datetime, hard_cap_minutes: float, words: str
) -> Reason:
    """Return the reason of a call that a clerk made against the order (Q10)."""
    others = [head for head in heads if head.ticket_id != chosen.ticket_id]
    return _reason(Rule.OUT_OF_TURN, chosen, ranking(others, now, hard_cap_minutes), now, words)


def without_ticket(
    rate: float, heads: Sequence[Head], now: datetime, hard_cap_minutes: float, words: str
) -> Reason:
    """Return the reason of serving somebody who took no ticket: all who wait came earlier (Q10)."""
    others = tuple(_other(head, now) for head in ranking(heads, now, hard_cap_minutes))
    return Reason(
        rule=Rule.WITHOUT_TICKET,
        rate=rate,
        wait_seconds=0,
        score=0.0,
        passed_over=others,
        runners_up=others[:RUNNERS_UP_NAMED],
        words=words,
    )


def _reason(
    rule: Rule, chosen: Head, others: Sequence[Head], now: datetime, words: str = ""
) -> Reason:
    earlier = [head for head in others if head.line_at < chosen.line_at]
    return Reason(
        rule=rule,
        rate=chosen.rate,
        wait_seconds=round(chosen.waited(now)),
        score=round(chosen.score(now), 1),
        passed_over=tuple(_other(head, now) for head in earlier),
        runners_up=tuple(_other(head, now) for head in others[:RUNNERS_UP_NAMED]),
        tier=chosen.tier,
        words=words,
    )


def _group(head: Head, first_tier: int, now: datetime, hard_cap_minutes: float) -> int:
    if head.waited_longer(hard_cap_minutes, now):
        return HARD_CAP
    if head.place is Place.FIRST:
        return PUT_FIRST
    if head.tier == first_tier or head.waited_longer(head.after_minutes, now):
        return BY_SCORE
    return NEXT_TIER


def _other(head: Head, now: datetime) -> Other:
    return Other(
        number=head.number,
        service_id=head.service_id,
        priority_class=head.priority_class,
        wait_seconds=round(head.waited(now)),
        score=round(head.score(now), 1),
    )
