"""Nobody starves: a day on which twice as many come as the counters can serve (issue 3, 3)."""

import itertools
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from server.bus import Bus
from server.domain.events import Actor
from server.operations.acting import Asker
from server.operations.apply_setup import apply_setup
from server.operations.at_counter import Ending, begin_service, finish
from server.operations.calling import call_next
from server.operations.issue_ticket import Place, Wish, issue_ticket
from server.operations.once import Command
from server.operations.seats import open_counter
from server.operations.setup_file import read_setup
from server.store.columns import to_micros
from server.store.database import Database
from server.store.migrate import migrate
from tests.harness.halls import STANDARD, as_text, hall
from tests.harness.site import TEN_O_CLOCK
from tests.machine.arithmetic import Waiting, people
from tests.machine.town import Eyes

CAP_MINUTES = 45
NO_CAP_MINUTES = 1440  # a whole day: on this one nobody waits so long
HOURS = 5
COUNTERS = 3
RATES = {"elderly": 3.0, "veteran": 10.0}
# Two of five come with a priority.
WHO_COMES = ["standard"] * 6 + ["elderly"] * 3 + ["veteran"]


@dataclass
class Day:
    """One hall's day, minute by minute, through the product's own operations."""

    db: Database
    eyes: Eyes
    chance: random.Random
    now: datetime = TEN_O_CLOCK
    serving: dict[int, tuple[int, datetime]] = field(default_factory=dict)
    starved: list[tuple[str, str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    waits: dict[str, list[float]] = field(default_factory=dict)
    sent: Iterator[int] = field(default_factory=itertools.count)

    def run(self) -> "Day":
        for counter_id in range(1, COUNTERS + 1):
            self._act(open_counter, counter_id, counter_id=counter_id)
        for _ in range(HOURS * 60):
            self.now += timedelta(minutes=1)
            self._arrivals()
            for counter_id in range(1, COUNTERS + 1):
                self._at_counter(counter_id)
            self.lines.append(len(self.eyes.rows("SELECT 1 FROM ticket WHERE state = 'waiting'")))
        return self

    def _arrivals(self) -> None:
        for _ in range(self.chance.choice([0, 1, 1, 2])):
            wish = Wish(self.chance.choice([1, 2, 3]), "fa", self.chance.choice(WHO_COMES))
            issue_ticket(
                self.db,
                branch_id=1,
                wish=wish,
                place=Place(),
                command=self._command("issue", Actor()),
                now=self.now,
            )

    def _at_counter(self, counter_id: int) -> None:
        ticket_id, until = self.serving.get(counter_id, (0, self.now))
        if until > self.now:
            return
        if ticket_id:
            self._act(finish, counter_id, ticket_id=ticket_id, ending=Ending())
        everybody = people(self.eyes, 1, counter_id, to_micros(self.now))
        if not everybody:
            self.serving.pop(counter_id, None)
            return
        called = self._act(call_next, counter_id)
        self._note(next(one for one in everybody if one.id == called.id), everybody)
        self._act(begin_service, counter_id, ticket_id=called.id)
        busy = timedelta(minutes=self.chance.choice([4, 6, 8]))
        self.serving[counter_id] = (called.id, self.now + busy)

    def _note(self, called: Waiting, everybody: list[Waiting]) -> None:
        """Note who was past the cap and saw somebody called who was not, or was younger."""
        now = to_micros(self.now)
        wait = called.waited(now) / 60_000_000
        self.waits.setdefault(called.priority_class, []).append(wait)
        self.starved += [
            (one.number, called.number)
            for one in everybody
            if one.priority_class == "standard"
            and one.longer_than(CAP_MINUTES, now)
            and one.line_at < called.line_at
        ]

    def _act(self, operation: Any, clerk_id: int, **what: Any) -> Any:
        asker = Asker(1, clerk_id)
        command = self._command(operation.__name__, Actor(clerk_id))
        return operation(self.db, asker=asker, command=command, now=self.now, **what)

    def _command(self, name: str, actor: Actor) -> Command:
        return Command(f"request-{next(self.sent)}", name, actor)


def overloaded(folder: Path, cap_minutes: float, seed: int) -> Day:
    """Return the end of such a day in a hall with tiers, under a hard cap."""
    url = f"sqlite:///{folder / 'day.db'}"
    migrate(url)
    db = Database(url, Bus())
    apply_setup(db, read_setup(as_text(_setup(cap_minutes)), "day.yaml"), now=TEN_O_CLOCK)
    eyes = Eyes(folder / "day.db")
    day = Day(db, eyes, random.Random(seed)).run()
    eyes.eyes.close()
    db.close()
    return day


def _setup(cap_minutes: float) -> dict[str, Any]:
    setup = hall(services=3, counters=COUNTERS)
    setup["devices"] = []
    setup["rules"] = {"hard_cap_minutes": cap_minutes}
    setup["priority_classes"] = [
        STANDARD,
        *({**STANDARD, "code": code, "rate": rate} for code, rate in RATES.items()),
    ]
    first, second, _ = setup["counters"]
    first["services"] = ["service_a"]
    first["tiers"] = [{"services": ["service_b"], "after_minutes": 20}, {"services": ["service_c"]}]
    second["services"] = ["service_c"]
    second["tiers"] = [{"services": ["service_a", "service_b"]}]
    return setup


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_nobody_past_the_cap_sees_a_later_visitor_called(tmp_path: Path, seed: int) -> None:
    day = overloaded(tmp_path, CAP_MINUTES, seed)

    assert day.starved == []
    # It was a day of the kind meant: the lines grew all day, far beyond the cap.
    assert day.lines[59] < day.lines[119] < day.lines[239] < day.lines[-1]
    assert max(day.waits["standard"]) > CAP_MINUTES


def test_without_the_cap_they_would_see_it_all_day(tmp_path: Path) -> None:
    day = overloaded(tmp_path, NO_CAP_MINUTES, seed=1)

    assert len(day.starved) > 100
    assert max(day.waits["standard"]) > CAP_MINUTES > max(day.waits["veteran"])
