"""What a replay says at its end: one dictionary for programs, a few lines for people."""

from dataclasses import asdict, dataclass
from datetime import date

from server.cli.replay.plan import Plan
from server.cli.replay.play import Account
from server.cli.replay.screen import Heard

WRONG_SHOWN = 10


@dataclass(frozen=True)
class Played:
    """What came of a play; `heard` and `most_behind_seconds` only when it went through a server."""

    account: Account
    seconds: float
    heard: Heard | None = None
    most_behind_seconds: float | None = None


@dataclass(frozen=True)
class Figures:
    """The final figures, beside what the file asks for."""

    hall: str
    day: date
    expected_tickets: int
    tickets: int
    expected_calls: int
    calls: int
    finished: int
    seconds: float
    wrong: tuple[str, ...]
    heard: Heard | None = None
    most_behind_seconds: float | None = None

    @property
    def complete(self) -> bool:
        """Whether all of the file was played, and all of it was heard."""
        done = (self.tickets, self.calls, self.finished)
        expected = (self.expected_tickets, self.expected_calls, self.expected_calls)
        heard = self.heard is None or (self.heard.whole and self.heard.calls == self.calls)
        return done == expected and heard and not self.wrong

    def as_json(self) -> dict[str, object]:
        """Return the figures as plain data."""
        return {**asdict(self), "day": self.day.isoformat(), "complete": self.complete}

    def as_lines(self) -> list[str]:
        """Return the figures for a person."""
        lines = [
            f"{self.hall}, {self.day}: {self.tickets} of {self.expected_tickets} tickets,"
            f" {self.calls} of {self.expected_calls} calls, {self.finished} finished,"
            f" in {self.seconds:.1f} s"
        ]
        if self.heard is not None:
            lines.append(
                f"display: {self.heard.calls} calls heard, {self.heard.missed_calls} missed,"
                f" {self.heard.gaps} gaps in seq, {self.heard.repeats} heard twice,"
                f" {self.heard.out_of_order} out of order"
            )
            lines.append(f"at most {self.most_behind_seconds:.2f} s behind the file's times")
        return lines + [f"wrong: {text}" for text in self.wrong[:WRONG_SHOWN]]


def figures_of(hall: str, day: date, plan: Plan, played: Played) -> Figures:
    """Return the figures of what was played."""
    account, behind = played.account, played.most_behind_seconds
    return Figures(
        hall=hall,
        day=day,
        expected_tickets=plan.tickets,
        tickets=account.tickets,
        expected_calls=plan.calls,
        calls=len(account.called_ids),
        finished=account.finished,
        seconds=round(played.seconds, 2),
        wrong=tuple(account.wrong),
        heard=played.heard,
        most_behind_seconds=None if behind is None else round(behind, 3),
    )
