"""One whole run: a hall, a server, its clients, its screens, its figures."""

import os
import platform
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from server.cli.bench.bitmaps import measure_bitmaps
from server.cli.bench.budgets import bounds
from server.cli.bench.child import child
from server.cli.bench.disk import sync_times
from server.cli.bench.figures import ByHttp, Figures, Machine, Memory, Pushes, disk
from server.cli.bench.hall import BenchHall, make_hall
from server.cli.bench.people import People, seat_people
from server.cli.bench.plan import Plan, Step
from server.cli.bench.pushes import connect, measure_pushes
from server.cli.bench.rates import measure_rates
from server.cli.bench.server import BenchServer, bench_server
from server.cli.bench.touches import measure_touches
from server.cli.bench.waiting import measure_waiting

HAMMER = "server.cli.bench.hammer"
LISTENERS = "server.cli.bench.listeners"
# From where to where in the whole run each measurement goes.
AT_RATES, AT_PUSHES, AT_TOUCHES = (0.0, 0.25), (0.25, 0.55), (0.55, 0.85)
AT_WAITING, AT_BITMAPS = (0.85, 0.95), (0.95, 1.0)


def measure(plan: Plan, step: Step) -> Figures:
    """Measure everything. Raises ServerFailed."""
    machine = _machine()
    with TemporaryDirectory(prefix="nobat-bench-") as name:
        folder = Path(name)
        url = f"sqlite:///{folder / 'nobat.db'}"
        step("a hall for it", 0)
        hall = make_hall(url)
        with bench_server(folder, url) as server:
            people = seat_people(server.port, hall)
            idle_mb = server.memory_mb()
            synced: list[float] = []
            http = _rates(server, people, plan, _syncing(step, folder, synced))
            pushes, memory = _screens(server, hall, people, plan, step, idle_mb)
        touches, slips = measure_touches(folder / "touches", plan, _part(step, 0, 1, AT_TOUCHES))
        waiting = measure_waiting(folder, plan, _part(step, 0, 1, AT_WAITING))
        bitmaps = measure_bitmaps(slips, _part(step, 0, 1, AT_BITMAPS))
    return Figures(
        version=version("nobat"),
        seconds=plan.seconds,
        machine=machine,
        http=http,
        pushes=pushes,
        touches=touches,
        waiting=waiting,
        bitmaps=bitmaps,
        disk=disk(synced),
        memory=memory,
        bounds=bounds(http[-1], pushes[-1], touches, waiting, bitmaps, memory),
    )


def _rates(server: BenchServer, people: People, plan: Plan, step: Step) -> tuple[ByHttp, ...]:
    with child(HAMMER) as hammer:
        return tuple(
            measure_rates(
                hammer,
                server.port,
                people,
                clients,
                plan,
                _part(step, at, len(plan.clients), AT_RATES),
            )
            for at, clients in enumerate(plan.clients)
        )


def _screens(
    server: BenchServer, hall: BenchHall, people: People, plan: Plan, step: Step, idle_mb: float
) -> tuple[tuple[Pushes, ...], Memory]:
    with child(LISTENERS) as listeners:
        pushes = tuple(
            measure_pushes(
                server,
                listeners,
                hall,
                people,
                screens,
                plan,
                _part(step, at, len(plan.screens), AT_PUSHES),
            )
            for at, screens in enumerate(plan.screens)
        )
        connect(listeners, server, hall, plan.screens_for_memory)
        return pushes, Memory(idle_mb, plan.screens_for_memory, server.memory_mb())


def _syncing(step: Step, folder: Path, synced: list[float]) -> Step:
    """Return a step that also tries the disk: between two slices the server has nothing to do."""

    def stepped(name: str, done: float) -> None:
        synced.extend(sync_times(folder))
        step(name, done)

    return stepped


def _part(step: Step, at: int, parts: int, between: tuple[float, float]) -> Step:
    """Return a step that counts inside one of the equal parts of a stretch of the run."""
    start, end = between
    return lambda name, done: step(name, start + (end - start) / parts * (at + min(done, 1.0)))


def _machine() -> Machine:
    return Machine(
        cpus=os.cpu_count() or 1,
        load_before=round(os.getloadavg()[0], 2),
        python=platform.python_version(),
        system=platform.platform(),
    )
