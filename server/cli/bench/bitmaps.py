"""What it takes to draw a ticket, by a warm press, on one thread, when nothing else runs."""

from collections.abc import Sequence

from server.cli.bench.child import Child, child
from server.cli.bench.figures import Bitmaps, ratio, times
from server.cli.bench.moments import WARM_TOUCHES
from server.cli.bench.plan import Step
from server.cli.bench.touches import Slip

DRAWING = "server.cli.bench.drawing"
WIDTH = 576  # dots: an 80 mm roll
# As high as most tickets.
EMPTY_SHEET = "#set page(width: 72mm, height: 105mm, margin: 0mm, fill: white)"


class Drawn:
    """What one press has drawn so far."""

    def __init__(self, press: Child, source: str | None) -> None:
        self._press, self._source = press, source
        self.wall: list[float] = []
        self.cpu: list[float] = []

    def draw(self, slips: Sequence[Slip]) -> None:
        took = self._press.ask(do="draw", slips=slips, width=WIDTH, source=self._source)
        self.wall += took["wall"]
        self.cpu += took["cpu"]


def measure_bitmaps(slips: Sequence[Slip], step: Step) -> Bitmaps:
    """Return how long some slips take, each drawn once, in turns with an empty sheet.

    Two presses: an engine keeps what it used for its last ten sheets, so that empty ones between
    would make it forget.
    """
    with child(DRAWING) as one, child(DRAWING) as another:
        tickets, blanks = Drawn(one, None), Drawn(another, EMPTY_SHEET)
        for at in range(0, len(slips), WARM_TOUCHES):
            step("tickets drawn", at / len(slips))
            tickets.draw(slips[at : at + WARM_TOUCHES])
            blanks.draw([{"number": slip["number"]} for slip in slips[at : at + WARM_TOUCHES]])
    return _found(slips, tickets, blanks)


def _found(slips: Sequence[Slip], tickets: Drawn, blanks: Drawn) -> Bitmaps:
    ticket, blank = times(tickets.wall[WARM_TOUCHES:]), times(blanks.wall[WARM_TOUCHES:])
    return Bitmaps(
        width=WIDTH,
        languages=tuple(sorted({str(slip["language"]) for slip in slips})),
        blank=blank,
        blank_cpu=times(blanks.cpu[WARM_TOUCHES:]),
        ticket=ticket,
        ticket_cpu=times(tickets.cpu[WARM_TOUCHES:]),
        p95_ratio=ratio(ticket.p95_ms, blank.p95_ms),
    )
