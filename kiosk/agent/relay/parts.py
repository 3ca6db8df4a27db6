"""The relay's parts, joined."""

from dataclasses import dataclass
from pathlib import Path

from kiosk.agent.relay.disk import Disk
from kiosk.agent.relay.failed_papers import FailedPapers
from kiosk.agent.relay.hall_clock import HallClock
from kiosk.agent.relay.homecoming import Homecoming
from kiosk.agent.relay.kiosks import Kiosks
from kiosk.agent.relay.kit import KitBox
from kiosk.agent.relay.own_tickets import OwnTickets
from kiosk.agent.relay.papers import OwnPapers
from kiosk.agent.relay.presence import Presence
from kiosk.agent.relay.series import OwnSeries, Prints
from kiosk.agent.relay.shelf import Shelf
from kiosk.agent.relay.unheard import UnheardTouches
from kiosk.agent.relay.upstream import Upstream


@dataclass(frozen=True)
class Parts:
    """Everything the relay works with."""

    disk: Disk
    clock: HallClock
    presence: Presence
    box: KitBox
    tickets: OwnTickets
    unheard: UnheardTouches
    series: OwnSeries
    papers: OwnPapers
    failed_papers: FailedPapers
    shelf: Shelf
    kiosks: Kiosks
    upstream: Upstream
    homecoming: Homecoming


def join_parts(server: str, folder: Path, prints: Prints) -> Parts:
    """Return the parts, on what the folder holds of an earlier run. Raises OSError, sqlite3.Error.

    prints: tells whether a printer can print now.
    """
    disk = Disk(folder / "relay.db")
    clock = HallClock(disk)
    presence, box, tickets = Presence(clock), KitBox(disk), OwnTickets(disk)
    unheard = UnheardTouches(disk, tickets, clock.ticks)
    return Parts(
        disk=disk,
        clock=clock,
        presence=presence,
        box=box,
        tickets=tickets,
        unheard=unheard,
        series=OwnSeries(tickets, box, clock, prints),
        papers=OwnPapers(tickets, clock),
        failed_papers=FailedPapers(clock.ticks),
        shelf=Shelf(folder / "kept"),
        kiosks=Kiosks(disk),
        upstream=Upstream(server, presence),
        homecoming=Homecoming(disk, presence, box, tickets, unheard),
    )
