"""The budgets of the issues and of design.md 8, beside what was measured."""

from server.cli.bench.figures import (
    Bitmaps,
    Bound,
    ByHttp,
    Memory,
    Pushes,
    Touches,
    Waiting,
)


def bounds(
    http: ByHttp,
    pushes: Pushes,
    touches: Touches,
    waiting: Waiting,
    bitmaps: Bitmaps,
    memory: Memory,
) -> tuple[Bound, ...]:
    """Return the figures that have a budget, from the largest sizes that were measured."""
    of_kiosks = f"with {touches.kiosks} kiosks, p95 ms"
    clients, screens = f"at {http.clients} clients", f"of {pushes.screens} displays"
    tickets = http.tickets_ratio
    return (
        _at_least(f"tickets a second {clients}, of the floor's", tickets.rate, 0.15, 0.50),
        _at_most(f"p99 of a ticket {clients}, of the floor's", tickets.p99, 5, 3),
        _at_most(f"p99 to the last {screens}, of a bare broadcast's", pushes.p99_ratio, 3, 2),
        _at_most(
            f"a call with {waiting.many} waiting, of one with {waiting.few}",
            waiting.p50_ratio,
            None,
            1.2,
        ),
        _at_most(
            f"MB in the server with {memory.screens} screens", memory.with_screens_mb, None, 200
        ),
        _at_most(f"touch to number {of_kiosks}", touches.number.p95_ms, 150, 150),
        _at_most(f"touch to paper's first byte {of_kiosks}", touches.first_byte.p95_ms, 500, 500),
        _at_most("a ticket's bitmap, p95 ms", bitmaps.ticket.p95_ms, 40, None),
    )


def _at_least(name: str, value: float, first: float | None, later: float | None) -> Bound:
    first_met, later_met = (bound is None or value >= bound for bound in (first, later))
    return Bound(name, value, True, first, later, first_met, later_met)


def _at_most(name: str, value: float, first: float | None, later: float | None) -> Bound:
    first_met, later_met = (bound is None or value <= bound for bound in (first, later))
    return Bound(name, value, False, first, later, first_met, later_met)
