"""Carries out the steps of a plan through any doors, and keeps account of what came back."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol

from server.cli.replay.plan import Step, StepKind
from server.domain.numbers import DIGITS


@dataclass(frozen=True)
class Called:
    """What a call answered; the wait as the log has it."""

    ticket_id: int
    number: str
    wait_seconds: int


class Doors(Protocol):
    """A way into the system: straight through the operations, or by HTTP."""

    def issue(self, step: Step) -> str:
        """Take a ticket and return its number."""

    def call(self, step: Step) -> Called:
        """Call the next ticket to the step's counter."""

    def begin(self, step: Step, ticket_id: int) -> None:
        """Begin to serve a ticket."""

    def finish(self, step: Step, ticket_id: int) -> None:
        """Finish a ticket."""


@dataclass
class Account:
    """What was done; `wrong` says in words what came out otherwise than in the file."""

    tickets: int = 0
    called_ids: list[int] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    finished: int = 0

    def add(self, other: "Account") -> None:
        """Take in another account."""
        self.tickets += other.tickets
        self.called_ids += other.called_ids
        self.wrong += other.wrong
        self.finished += other.finished


class Player:
    """Takes steps in order; one player a thread."""

    def __init__(self, doors: Doors, *, true_to_time: bool) -> None:
        self._doors = doors
        self._true_to_time = true_to_time
        self._arrived: dict[tuple[str, int], timedelta] = {}
        self._in_hand: dict[int, int] = {}
        self.account = Account()

    def take(self, step: Step) -> None:
        """Carry out one step."""
        match step.kind:
            case StepKind.ISSUE:
                self._issue(step)
            case StepKind.CALL:
                self._call(step)
            case StepKind.BEGIN:
                self._doors.begin(step, self._in_hand[step.counter])
            case StepKind.FINISH:
                self._doors.finish(step, self._in_hand.pop(step.counter))
                self.account.finished += 1

    def _issue(self, step: Step) -> None:
        number = self._doors.issue(step)
        self._arrived[step.queue, step.ordinal] = step.at
        self.account.tickets += 1
        self._expect(step, "took", number, ticket_number(step))

    def _call(self, step: Step) -> None:
        called = self._doors.call(step)
        self._in_hand[step.counter] = called.ticket_id
        self.account.called_ids.append(called.ticket_id)
        self._expect(step, "called", called.number, ticket_number(step))
        if self._true_to_time:
            wait = step.at - self._arrived.pop((step.queue, step.ordinal))
            self._expect(step, "waited", called.wait_seconds, round(wait.total_seconds()))

    def _expect(self, step: Step, what: str, found: object, expected: object) -> None:
        if found != expected:
            self.account.wrong.append(f"line {step.line}: {what} {found}, expected {expected}")


def ticket_number(step: Step) -> str:
    """Return the number that the file's ordinal must have got."""
    return f"{step.queue}-{step.ordinal:0{DIGITS}d}"


def sum_of(accounts: Iterable[Account]) -> Account:
    """Return one account of all."""
    total = Account()
    for account in accounts:
        total.add(account)
    return total
