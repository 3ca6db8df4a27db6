"""What the benchmark found, as plain data: `--json` is these fields."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from server.cli.bench.server import ServerFailed


@dataclass(frozen=True)
class Times:
    """How long one kind of thing took."""

    count: int
    p50_ms: float
    p95_ms: float
    p99_ms: float


@dataclass(frozen=True)
class Rate(Times):
    """The same, and how many a second."""

    per_second: float


@dataclass(frozen=True)
class Ratios:
    """A figure beside its floor: 0.5 of the rate, 3 times the p99."""

    rate: float
    p50: float
    p99: float


@dataclass(frozen=True)
class ByHttp:
    """Commands by HTTP at one number of clients."""

    clients: int
    floor: Rate
    tickets: Rate
    tickets_ratio: Ratios
    calls: Rate
    calls_ratio: Ratios
    desk_actions: Rate
    desk_actions_ratio: Ratios


@dataclass(frozen=True)
class Pushes:
    """From sending the command until the last screen has heard, at one number of screens."""

    screens: int
    event_bytes: int
    broadcasts: Times
    calls: Times
    p50_ratio: float
    p99_ratio: float
    memory_mb: float


@dataclass(frozen=True)
class Waiting:
    """One call of the next, by the operation itself, with few and with many people waiting."""

    few: int
    many: int
    with_few: Times
    with_many: Times
    p50_ratio: float
    p99_ratio: float


@dataclass(frozen=True)
class Touches:
    """From a kiosk's touch to its number, and to the first byte of the paper at the printer.

    server_cpu_ms, agent_cpu_ms: all that a ticket costs them, its paper and bare answer too.
    """

    kiosks: int
    each_seconds: float
    floor: Times
    number: Times
    number_p95_ratio: float
    bare_byte: Times
    first_byte: Times
    first_byte_p95_ratio: float
    server_cpu_ms: float
    agent_cpu_ms: float


@dataclass(frozen=True)
class Bitmaps:
    """The tickets of the touches drawn by a warm press, each beside an empty sheet of its size."""

    width: int
    languages: tuple[str, ...]
    blank: Times
    blank_cpu: Times
    ticket: Times
    ticket_cpu: Times
    p95_ratio: float


@dataclass(frozen=True)
class Disk(Times):
    """A page written and synced, in turns with the tickets; one stall of the disk is a bad p99."""

    most_ms: float


@dataclass(frozen=True)
class Memory:
    """The server's resident memory with nobody connected, and with many screens."""

    idle_mb: float
    screens: int
    with_screens_mb: float


@dataclass(frozen=True)
class Bound:
    """A figure with what the issues ask of it and what design.md 8 asks; None: nothing."""

    name: str
    value: float
    at_least: bool
    first: float | None
    later: float | None
    first_met: bool
    later_met: bool


@dataclass(frozen=True)
class Machine:
    """Where it was measured; figures of two machines are not compared, ratios may be."""

    cpus: int
    load_before: float
    python: str
    system: str


@dataclass(frozen=True)
class Figures:
    """Everything."""

    version: str
    seconds: float
    machine: Machine
    http: tuple[ByHttp, ...]
    pushes: tuple[Pushes, ...]
    touches: Touches
    waiting: Waiting
    bitmaps: Bitmaps
    disk: Disk
    memory: Memory
    bounds: tuple[Bound, ...]


def times(seconds: Sequence[float]) -> Times:
    """Return the spread of some times. Raises ServerFailed when there are none."""
    return Times(len(seconds), _ms(seconds, 0.50), _ms(seconds, 0.95), _ms(seconds, 0.99))


def disk(seconds: Sequence[float]) -> Disk:
    """Return the same with the worst of them."""
    spread = times(seconds)
    return Disk(**vars(spread), most_ms=_ms(seconds, 1))


def rate(seconds: Sequence[float], per_second: float) -> Rate:
    """Return the same with a rate."""
    spread = times(seconds)
    return Rate(**vars(spread), per_second=round(per_second, 1))


def ratios(measured: Rate, floor: Rate) -> Ratios:
    """Return a figure beside its floor."""
    return Ratios(
        rate=ratio(measured.per_second, floor.per_second),
        p50=ratio(measured.p50_ms, floor.p50_ms),
        p99=ratio(measured.p99_ms, floor.p99_ms),
    )


def ratio(value: float, floor: float) -> float:
    """Return how many times the floor a value is."""
    return round(value / floor, 3)


def _ms(seconds: Sequence[float], part: float) -> float:
    """Return the nearest-rank percentile in milliseconds."""
    if not seconds:
        raise ServerFailed("nothing was measured; --seconds is too short for this machine")
    return round(sorted(seconds)[ceil(part * len(seconds)) - 1] * 1_000, 3)
