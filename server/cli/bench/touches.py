"""From a visitor's touch to the number, and to the first byte of the paper at a network printer."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from server.bus import Bus
from server.cli.bench.agent import bench_agent
from server.cli.bench.child import Child, child
from server.cli.bench.figures import Touches, ratio, times
from server.cli.bench.hall import AGENT, BenchHall, make_hall
from server.cli.bench.moments import EACH_SECONDS, WARM_TOUCHES, Moment, moments, warm_moments
from server.cli.bench.people import People, seat_people
from server.cli.bench.plan import Plan, Step
from server.cli.bench.pushes import connect
from server.cli.bench.server import ServerFailed, bench_server, cpu_seconds
from server.languages import LANGUAGES
from server.store.database import Database

LOBBY, LISTENERS = "server.cli.bench.lobby", "server.cli.bench.listeners"
Slip = Mapping[str, object]
Spent = Callable[[], tuple[float, float]]  # CPU seconds of the server and of the agent


@dataclass(frozen=True)
class Hand:
    """What touches the kiosks of one server."""

    lobby: Child
    port: int
    people: People

    def touch(self, moments: Sequence[Moment]) -> dict[str, Any]:
        """Touch at these moments. Raises ServerFailed when a ticket or its paper did not come."""
        done: dict[str, Any] = self.lobby.ask(
            do="touch",
            port=self.port,
            headers=self.people.kiosks,
            moments=moments,
            service_ids=self.people.service_ids,
            languages=list(LANGUAGES),
        )
        if done["refused"]:
            raise ServerFailed(f"the server refused: {done['refused']}")
        if len(done["papers"]) != len(done["tickets"]):
            raise ServerFailed(f"{len(done['papers'])} papers for {len(done['tickets'])} tickets")
        return done


def measure_touches(folder: Path, plan: Plan, step: Step) -> tuple[Touches, list[Slip]]:
    """Return the figures and the slips that were printed. Raises ServerFailed.

    On a server, an agent and a printer of its own: nothing of the other measurements waits there.
    """
    folder.mkdir()
    url = f"sqlite:///{folder / 'nobat.db'}"
    hall = make_hall(url)
    tickets = len(hall.kiosk_tokens) * plan.touch_rounds
    with ExitStack() as stack:
        step("kiosks, an agent and a printer", 0)
        hand, spent = _ready(stack, folder, url, hall)
        hand.touch(warm_moments())
        step(f"touches for {EACH_SECONDS * plan.touch_rounds:.0f} s", 0.2)
        before = spent()
        done = hand.touch(moments(len(hall.kiosk_tokens), plan.touch_rounds))
        cpu_ms = [(now - then) * 1_000 / tickets for now, then in zip(spent(), before, strict=True)]
    return _found(done, len(hall.kiosk_tokens), cpu_ms), _slips(url, hall, WARM_TOUCHES + tickets)


def _ready(stack: ExitStack, folder: Path, url: str, hall: BenchHall) -> tuple[Hand, Spent]:
    """Start everything, until the stack is closed."""
    server = stack.enter_context(bench_server(folder, url))
    lobby = stack.enter_context(child(LOBBY))
    screens = stack.enter_context(child(LISTENERS))
    connect(screens, server, hall, len(hall.kiosk_tokens))  # a kiosk listens as well
    printer = lobby.ask(do="open")["port"]
    agent = stack.enter_context(bench_agent(folder, server, hall.agent_token, printer))
    people = seat_people(server.port, hall)
    return Hand(lobby, server.port, people), lambda: (server.cpu_seconds(), cpu_seconds(agent))


def _found(done: Mapping[str, Any], kiosks: int, cpu_ms: Sequence[float]) -> Touches:
    floor, bare = times(done["floor"]), times(done["bare"])
    number = times([answered - sent for sent, answered in done["tickets"]])
    papers = zip(done["tickets"], done["papers"], strict=True)
    first_byte = times([began - sent for (sent, _), began in papers])
    return Touches(
        kiosks=kiosks,
        each_seconds=EACH_SECONDS,
        floor=floor,
        number=number,
        number_p95_ratio=ratio(number.p95_ms, floor.p95_ms),
        bare_byte=bare,
        first_byte=first_byte,
        first_byte_p95_ratio=ratio(first_byte.p95_ms, bare.p95_ms),
        server_cpu_ms=round(cpu_ms[0], 2),
        agent_cpu_ms=round(cpu_ms[1], 2),
    )


def _slips(url: str, hall: BenchHall, papers: int) -> list[Slip]:
    """Return the slip of every paper; the database was new, so they are numbered from 1."""
    db = Database(url, Bus())
    with db.reader() as reader:
        agent = reader.devices.by_code(hall.branch_id, AGENT)
        assert agent is not None
        slips: list[Slip] = [reader.print_jobs.get(agent.id, at + 1).slip for at in range(papers)]
    db.close()
    return slips
