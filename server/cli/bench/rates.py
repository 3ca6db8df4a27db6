"""Tickets and calls by HTTP, in turns with the floor so that all three meet the same noise."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from server.cli.bench.child import Child
from server.cli.bench.figures import ByHttp, rate, ratios
from server.cli.bench.people import Headers, People
from server.cli.bench.plan import Plan, Step
from server.cli.bench.server import ServerFailed

WARM_SECONDS = 0.3
DESK = ("calls", "beginnings", "finishes")


@dataclass
class Pool:
    """The times of all slices of one kind of work."""

    elapsed: float = 0.0
    times: dict[str, list[float]] = field(default_factory=dict)

    def of(self, *names: str) -> list[float]:
        return [seconds for name in names for seconds in self.times.get(name, ())]


def measure_rates(
    hammer: Child, port: int, people: People, clients: int, plan: Plan, step: Step
) -> ByHttp:
    """Return what so many clients get done. Raises ServerFailed when any request is refused.

    `step` is called after each slice, when the server has nothing to do.
    """
    who = {"floor": people.kiosks, "tickets": people.kiosks, "calls": people.clerks}
    pools = {kind: Pool() for kind in who}
    for at in range(-1, plan.slices):
        for kind, headers in who.items():
            seconds = plan.slice_seconds if at >= 0 else WARM_SECONDS
            pool = pools[kind] if at >= 0 else Pool()
            _slice(hammer, port, people, kind, headers[:clients], seconds, pool)
        step(f"tickets and calls, {clients} clients", (at + 1) / plan.slices)
    return _by_http(clients, pools)


def _slice(
    hammer: Child,
    port: int,
    people: People,
    kind: str,
    headers: Sequence[Headers],
    seconds: float,
    pool: Pool,
) -> None:
    done = hammer.ask(
        do=kind, port=port, headers=headers, seconds=seconds, service_ids=people.service_ids
    )
    if done["refused"]:
        raise ServerFailed(f"the server refused: {done['refused']}")
    pool.elapsed += done["seconds"]
    for name, seconds_each in done["times"].items():
        pool.times.setdefault(name, []).extend(seconds_each)


def _by_http(clients: int, pools: dict[str, Pool]) -> ByHttp:
    issue, desk = pools["tickets"], pools["calls"]
    calls, actions = desk.of("calls"), desk.of(*DESK)
    floor = rate(
        pools["floor"].of("floor"), _per_second(pools["floor"].of("floor"), pools["floor"])
    )
    tickets = rate(issue.of("tickets"), _per_second(issue.of("tickets"), issue))
    # Only the calls' own time counts: what the clients would do if they did nothing but call.
    only_calls = rate(calls, clients * len(calls) / (sum(calls) or 1))
    all_actions = rate(actions, _per_second(actions, desk))
    return ByHttp(
        clients=clients,
        floor=floor,
        tickets=tickets,
        tickets_ratio=ratios(tickets, floor),
        calls=only_calls,
        calls_ratio=ratios(only_calls, floor),
        desk_actions=all_actions,
        desk_actions_ratio=ratios(all_actions, floor),
    )


def _per_second(times: Sequence[float], pool: Pool) -> float:
    return len(times) / pool.elapsed
