"""From the command until the last screen has heard, in turns with a bare broadcast."""

import json
import time
from dataclasses import dataclass, field

from server.cli.bench.child import Child
from server.cli.bench.figures import Pushes, ratio, times
from server.cli.bench.hall import BenchHall
from server.cli.bench.people import Headers, People, command
from server.cli.bench.plan import Plan, Step
from server.cli.bench.server import BenchServer, ServerFailed
from server.cli.bench.wire import Wire

WARM_ROUNDS = 3


@dataclass
class Round:
    """One clerk and all the screens, call after call."""

    wire: Wire
    clerk: Headers
    listeners: Child
    event_bytes: int = 0
    calls: list[float] = field(default_factory=list)
    broadcasts: list[float] = field(default_factory=list)

    def call(self) -> None:
        """Call a ticket, note when the last screen had it, and serve the visitor."""
        sent_at = time.monotonic()
        answer = command(self.wire, "/api/v1/calls", self.clerk)
        ticket_id = json.loads(answer.body)["id"]
        heard = self._wait(f"ticket_called:{ticket_id}")
        self.calls.append(heard["last_at"] - sent_at)
        self.event_bytes = int(heard["bytes"])
        for path, kind in (("beginnings", "service_begun"), ("finishes", "ticket_finished")):
            command(self.wire, f"/api/v1/tickets/{ticket_id}/{path}", self.clerk)
            self._wait(f"{kind}:{ticket_id}")

    def broadcast(self, name: str) -> None:
        """Send a bare message of the event's size, and note when the last screen had it."""
        empty = len(json.dumps(["bench", {"n": name, "pad": ""}], separators=(",", ":")))
        body = {"n": name, "pad": "x" * max(0, self.event_bytes - empty)}
        sent_at = time.monotonic()
        self.wire.post("/bench/broadcasts", self.clerk, body)
        self.broadcasts.append(self._wait(f"bench:{name}")["last_at"] - sent_at)

    def _wait(self, key: str) -> dict[str, float]:
        heard: dict[str, float] = self.listeners.ask(do="wait", key=key)
        if heard["missing"]:
            raise ServerFailed(f"{heard['missing']:.0f} screens never heard {key}")
        return heard


def measure_pushes(
    server: BenchServer,
    listeners: Child,
    hall: BenchHall,
    people: People,
    screens: int,
    plan: Plan,
    step: Step,
) -> Pushes:
    """Return how long the last of so many screens waits. Raises ServerFailed when one misses."""
    connect(listeners, server, hall, screens)
    turn = Round(Wire(server.port), people.clerks[0], listeners)
    until = time.monotonic() + plan.push_seconds
    for at in range(WARM_ROUNDS + plan.rounds):
        turn.call()
        turn.broadcast(f"{screens}-{at}")
        step(f"pushes, {screens} screens", at / plan.rounds)
        if time.monotonic() > until:
            break
    turn.wire.close()
    return _found(turn, screens, server.memory_mb())


def connect(listeners: Child, server: BenchServer, hall: BenchHall, screens: int) -> None:
    """Let screens join until there are so many."""
    listeners.ask(
        do="connect",
        count=screens,
        port=server.port,
        token=hall.display_token,
        branch_id=hall.branch_id,
    )


def _found(turn: Round, screens: int, memory_mb: float) -> Pushes:
    calls, broadcasts = times(turn.calls[WARM_ROUNDS:]), times(turn.broadcasts[WARM_ROUNDS:])
    return Pushes(
        screens=screens,
        event_bytes=turn.event_bytes,
        broadcasts=broadcasts,
        calls=calls,
        p50_ratio=ratio(calls.p50_ms, broadcasts.p50_ms),
        p99_ratio=ratio(calls.p99_ms, broadcasts.p99_ms),
        memory_mb=memory_mb,
    )
