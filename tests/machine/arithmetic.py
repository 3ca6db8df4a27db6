"""Who is next, worked out anew from everybody who waits: slow, plain, and not the product's code.

The rules are those of docs/rules.md (Q1-Q11); times are whole microseconds, so nothing is rounded.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tests.machine.town import Eyes

MINUTE = 60_000_000
SECOND = 1_000_000
FIRST = 0


@dataclass(frozen=True)
class Waiting:
    """Somebody who waits and whom the counter may call."""

    id: int
    number: str
    service_id: int
    priority_class: str
    rate: float
    line_at: int
    first: bool
    directed: bool
    tier: int
    after_minutes: float | None

    def waited(self, now: int) -> int:
        return max(0, now - self.line_at)

    def score(self, now: int) -> float:
        return self.rate * self.waited(now)

    def longer_than(self, minutes: float | None, now: int) -> bool:
        return minutes is not None and now - self.line_at > minutes * MINUTE


def offers(town: Eyes, counter_id: int) -> dict[int, Any]:
    """Return what a counter gives, by service id: express counters only what is short (Q11)."""
    query = (
        "SELECT cs.service_id, cs.tier, cs.after_minutes, s.expected_minutes, c.express_minutes"
        " FROM counter_service cs, counter c, service s"
        " WHERE cs.counter_id = ? AND c.id = cs.counter_id AND s.id = cs.service_id"
    )
    return {
        row["service_id"]: row
        for row in town.rows(query, counter_id)
        if row["express_minutes"] is None or row["expected_minutes"] <= row["express_minutes"]
    }


def may_call(ticket: Any, counter_id: int, offered: dict[int, Any]) -> bool:
    """Return whether a waiting ticket is for a counter at all, now or after its rest."""
    if ticket["for_counter_id"] is not None:
        return bool(ticket["for_counter_id"] == counter_id)
    return ticket["service_id"] in offered


def people(town: Eyes, branch_id: int, counter_id: int, now: int) -> list[Waiting]:
    """Return everybody whom a counter may call at a moment."""
    return of_counter(in_hall(town, branch_id), counter_id, offers(town, counter_id), now)


def in_hall(town: Eyes, branch_id: int) -> list[Any]:
    """Return everybody who waits in a hall, with the rates of their classes."""
    query = (
        "SELECT t.*, p.code, p.rate FROM ticket t, priority_class p"
        " WHERE t.state = 'waiting' AND t.branch_id = ? AND p.id = t.priority_class_id"
    )
    return town.rows(query, branch_id)


def of_counter(
    rows: Sequence[Any], counter_id: int, offered: dict[int, Any], now: int
) -> list[Waiting]:
    """Return those of a hall whom a counter may call at a moment."""
    return [
        _waiting(row, offered)
        for row in rows
        if may_call(row, counter_id, offered) and (row["not_before"] or 0) <= now
    ]


def in_order(everybody: Sequence[Waiting], now: int, cap: float) -> list[Waiting]:
    """Return people in the order of the rules: cap, put first, scores of the tier, lower tiers."""
    by_age = sorted(everybody, key=lambda one: (one.line_at, one.id))
    capped = [one for one in by_age if one.longer_than(cap, now)]
    first = [one for one in by_age if one.first and one not in capped]
    left = [one for one in by_age if one not in capped and one not in first]
    best_tier = min((one.tier for one in everybody), default=0)
    ready = [
        one for one in left if one.tier == best_tier or one.longer_than(one.after_minutes, now)
    ]
    later = [one for one in left if one not in ready]
    # sorted() keeps the order of age between equals.
    scored = sorted(ready, key=lambda one: -one.score(now))
    return [*capped, *first, *scored, *sorted(later, key=lambda one: (one.tier, -one.score(now)))]


def rule_of(chosen: Waiting, now: int, cap: float) -> str:
    """Return which rule calls somebody who is the next."""
    if chosen.longer_than(cap, now):
        return "hard_cap"
    return "put_first" if chosen.first else "highest_score"


def heads_of(everybody: Sequence[Waiting]) -> list[Waiting]:
    """Return the first of each line; whom somebody has placed is a line alone (Q9)."""
    lines: dict[tuple[object, ...], Waiting] = {}
    for one in sorted(everybody, key=lambda one: (one.line_at, one.id)):
        placed = one.first or one.directed
        lines.setdefault((one.id,) if placed else (one.service_id, one.priority_class), one)
    return list(lines.values())


def explanation(
    chosen: Waiting, everybody: Sequence[Waiting], now: int, cap: float, rule: str, words: str = ""
) -> dict[str, Any]:
    """Return what the log must say of a call: three runners-up, and who came earlier (Q4)."""
    others = in_order([one for one in heads_of(everybody) if one.id != chosen.id], now, cap)
    return {
        "rule": rule,
        "rate": chosen.rate,
        "wait_seconds": round(chosen.waited(now) / SECOND),
        "score": round(chosen.score(now) / SECOND, 1),
        "passed_over": [_named(one, now) for one in others if one.line_at < chosen.line_at],
        "runners_up": [_named(one, now) for one in others[:3]],
        "tier": chosen.tier,
        "words": words,
    }


def _named(one: Waiting, now: int) -> dict[str, Any]:
    return {
        "number": one.number,
        "service_id": one.service_id,
        "priority_class": one.priority_class,
        "wait_seconds": round(one.waited(now) / SECOND),
        "score": round(one.score(now) / SECOND, 1),
    }


def _waiting(row: Any, offered: dict[int, Any]) -> Waiting:
    offer = offered.get(row["service_id"])
    return Waiting(
        id=row["id"],
        number=row["number"],
        service_id=row["service_id"],
        priority_class=row["code"],
        rate=row["rate"],
        line_at=row["line_at"],
        first=row["place"] == FIRST,
        directed=row["for_counter_id"] is not None,
        tier=offer["tier"] if offer else 0,
        after_minutes=offer["after_minutes"] if offer else None,
    )
