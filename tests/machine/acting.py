"""How the machine acts: every command twice, every refusal without a trace, every row looked at."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from hypothesis.stateful import RuleBasedStateMachine, invariant

from server.domain.errors import RuleError
from server.domain.events import Actor
from server.operations.acting import Asker
from server.operations.night import close_hall, halls_to_close
from server.operations.once import Command
from server.operations.views import View
from tests.harness.consistency import faults_in
from tests.harness.lives import ALIVE
from tests.machine.lines import require_known_lines
from tests.machine.town import Town

Operation = Callable[..., Any]
# What a ticket has from its first moment to its last.
FOR_LIFE = ("issued_at", "ordinal", "numbered_by_id", "token", "business_day")


class Acting(RuleBasedStateMachine):
    """Two halls, and what of them was seen after the last step."""

    def __init__(self) -> None:
        super().__init__()
        self.town = Town()
        self.sent = 0
        self.seen = self.checked = -1
        self.without: frozenset[str] = frozenset()
        self.nights_left_open = False
        self.tickets: dict[int, Any] = {}
        self.counters: list[Any] = []
        self.visits: dict[int, list[Any]] = {}
        self.before: dict[int, tuple[Any, list[Any]]] = {}
        self.look()

    def teardown(self) -> None:
        self.town.close()

    def act(self, operation: Operation, asker: Asker, **what: Any) -> Any:
        """Carry a command out and return its answer, or the refusal."""
        return self.command(operation, Actor(asker.user_id), asker=asker, **what)

    def command(self, operation: Operation, actor: Actor, **what: Any) -> Any:
        """Send a command, and when it was carried out, the same once more."""
        self.sent += 1
        name = f"{operation.__name__} {self.sent}"
        asked = {"command": Command(f"request-{self.sent}", name, actor), "now": self.town.now}
        before = self.town.version()
        try:
            answer = operation(self.town.db, **asked, **what)
        except RuleError as refusal:
            assert self.town.version() == before, "a refusal changed something"
            return refusal
        after = self.town.version()
        assert operation(self.town.db, **asked, **what) == answer
        assert self.town.version() == after, "a repeated command changed something"
        self.look()
        return answer

    def done(self, answer: Any, *codes: str) -> bool:
        """Return whether it was carried out; if not, it was for one of these reasons."""
        if isinstance(answer, View):
            return True
        # Before the nightly close has run, a ticket may be over that still looks alive.
        assert self.nights_left_open or answer.code in codes, (answer.code, answer.details)
        return False

    def close_nights(self) -> None:
        """Let the nightly close do what is due."""
        for branch_id in halls_to_close(self.town.db, now=self.town.now):
            close_hall(self.town.db, branch_id=branch_id, now=self.town.now)
        self.nights_left_open = False
        self.look()

    def move_clock(self, length: timedelta, closing: bool) -> None:
        """Let the clock jump; who acts next may be the one to close the days that are over."""
        self.town.now += length
        self.nights_left_open = True
        if closing:
            self.close_nights()

    def look(self) -> None:
        """Read how all tickets stand, and keep how those stood that have changed."""
        if self.town.version() == self.seen:
            return
        tickets = {row["id"]: row for row in self.town.rows("SELECT * FROM ticket")}
        visits: dict[int, list[Any]] = {}
        for row in self.town.rows("SELECT ticket_id, service_id, finished_at FROM visit_service"):
            visits.setdefault(row["ticket_id"], []).append(tuple(row))
        for ticket_id, row in self.tickets.items():
            self._compare(row, tickets[ticket_id])
        self.counters = self.town.rows("SELECT * FROM counter ORDER BY id")
        self.tickets, self.visits, self.seen = tickets, visits, self.town.version()

    def _compare(self, old: Any, new: Any) -> None:
        assert [old[name] for name in FOR_LIFE] == [new[name] for name in FOR_LIFE]
        may_be_marked = old["branch_id"] != new["branch_id"] or old["state"] not in ALIVE
        assert new["number"] == old["number"] or (
            may_be_marked and new["number"].lstrip("X") == old["number"].lstrip("X")
        )
        if tuple(old) != tuple(new):
            self.before[old["id"]] = (old, self.visits.get(old["id"], []))

    @invariant()
    def always_holds(self) -> None:
        """Whatever was done: sound rows, whole logs, lines that lose nobody."""
        self.look()
        if self.checked == self.seen:
            return
        assert faults_in(self.town.eyes) == []
        require_known_lines(self.town)
        self.checked = self.seen

    def those(self, *states: str, branch_id: int | None = None) -> list[Any]:
        """Return the tickets in some states."""
        return [
            row
            for row in self.tickets.values()
            if row["state"] in states and branch_id in (None, row["branch_id"])
        ]

    def desks(self, *states: str) -> list[Any]:
        """Return the counters in some states."""
        return [row for row in self.counters if row["state"] in states]
