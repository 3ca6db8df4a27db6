"""The hall's time is the server's, carried on by a clock of this machine that nobody can set.

The PC's time of day may be wrong by years (a flat battery, a technician), and a ticket that is
taken while the server is away gets its place in the line by it.
"""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from kiosk.agent.relay.disk import Disk

FACT = "clock"
BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
SHARP_SECONDS = 1.0  # an answer that took longer says too little about the moment
KEPT_EACH_SECONDS = 10.0


def seconds_since_boot() -> float:
    """Return a clock that only goes forward, also while the machine sleeps, and over restarts."""
    return time.clock_gettime(time.CLOCK_BOOTTIME)


def this_boot() -> str:
    """Return the name of this start of the machine."""
    return BOOT_ID.read_text().strip()


def wall_clock() -> datetime:
    """Return the PC's own time of day, for when nothing better is known."""
    return datetime.now(UTC)


def iso(moment: datetime) -> str:
    """Return a time as the server writes it: UTC, with `Z`, always as long."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


@dataclass(frozen=True)
class Ticking:
    """The clocks of this machine."""

    ticks: Callable[[], float] = seconds_since_boot
    wall: Callable[[], datetime] = wall_clock
    boot: Callable[[], str] = this_boot


class HallClock:
    """Tells the hall's time once the server has told it; None until then."""

    def __init__(self, disk: Disk, ticking: Ticking | None = None) -> None:
        self._disk = disk
        self._ticking = ticking or Ticking()
        self._lock = threading.Lock()
        self._at: tuple[datetime, float] | None = None
        self.contact: datetime | None = None
        self._kept = -KEPT_EACH_SECONDS
        self._remember()

    def ticks(self) -> float:
        """Return seconds of the clock that nobody can set."""
        return self._ticking.ticks()

    def now(self) -> datetime | None:
        """Return the hall's time, if it is known."""
        at = self._at
        return None if at is None else at[0] + timedelta(seconds=self.ticks() - at[1])

    def text(self) -> str | None:
        """Return the same as the server writes it."""
        now = self.now()
        return None if now is None else iso(now)

    def hear(self, told: datetime, sent: float, received: float) -> None:
        """Take the time that came with an answer of the server."""
        with self._lock:
            if self._at is None or received - sent <= SHARP_SECONDS:
                self._at = told, (sent + received) / 2
            self.contact = told
            if received - self._kept >= KEPT_EACH_SECONDS:
                self._keep()
                self._kept = received

    def _keep(self) -> None:
        assert self._at is not None
        assert self.contact is not None
        kept = {
            "server": self._at[0].isoformat(),
            "ticks": self._at[1],
            "boot": self._ticking.boot(),
            "contact": self.contact.isoformat(),
        }
        self._disk.keep_fact(FACT, json.dumps(kept))

    def _remember(self) -> None:
        """After a start without the server: go on from what was kept.

        On the same boot the ticks went on. After another one only the PC's time of day is left,
        and it counts only if it is not before the last time the server told.
        """
        if (text := self._disk.fact(FACT)) is None:
            return
        kept = json.loads(text)
        self.contact = datetime.fromisoformat(kept["contact"])
        if kept["boot"] == self._ticking.boot():
            self._at = datetime.fromisoformat(kept["server"]), float(kept["ticks"])
        elif (wall := self._ticking.wall()) >= self.contact:
            self._at = wall, self.ticks()
