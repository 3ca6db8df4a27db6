"""Touches for which the server may have made a ticket that nobody heard of (rule L3).

The kiosk asks again for a while, and its visitor then gets that very ticket. After that nobody
will: the server takes it back, or it would be called in vain.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager

from kiosk.agent.relay.disk import Disk
from kiosk.agent.relay.own_tickets import OwnTickets
from kiosk.agent.relay.touches import OneAtATime

ASKED_AGAIN_SECONDS = 60.0  # a screen forgets a touch that was not answered sooner than that
NOBODY_ASKS = ("withdrawn", "refused")


class UnheardTouches:
    """All of them, also after a restart; a disk that refuses costs only those of a restart."""

    def __init__(self, disk: Disk, tickets: OwnTickets, ticks: Callable[[], float]) -> None:
        self._disk = disk
        self._tickets = tickets
        self._ticks = ticks
        self._one = OneAtATime()
        rows = disk.rows("SELECT touch_id FROM unheard")
        self._due_at = {str(row["touch_id"]): ticks() + ASKED_AGAIN_SECONDS for row in rows}

    def __contains__(self, touch_id: str) -> bool:
        return touch_id in self._due_at

    def in_hand(self, touch_id: str) -> AbstractContextManager[None]:
        """Let nobody else see to a touch while the block lasts."""
        return self._one.of(touch_id)

    def note(self, touch_id: str, due_seconds: float = ASKED_AGAIN_SECONDS) -> None:
        """The server may hold a ticket for a touch; it is due to be taken back after so long."""
        if touch_id not in self._due_at:
            self._disk.write_if_it_can("INSERT OR IGNORE INTO unheard VALUES (?)", touch_id)
        self._due_at[touch_id] = self._ticks() + due_seconds

    def heard(self, touch_id: str) -> None:
        """Somebody holds the ticket of a touch, or there is none any more."""
        if self._due_at.pop(touch_id, None) is not None:
            self._disk.write_if_it_can("DELETE FROM unheard WHERE touch_id = ?", touch_id)

    def due(self) -> list[str]:
        """Return the touches whose ticket nobody will ask for."""
        return [touch_id for touch_id in tuple(self._due_at) if self.is_due(touch_id)]

    def is_due(self, touch_id: str) -> bool:
        """Tell the same of one; a ticket of ours, when it enters the queue, replaces the other."""
        due_at = self._due_at.get(touch_id)
        if due_at is None or self._ticks() < due_at:
            return False
        own = self._tickets.of_touch(touch_id)
        return own is None or own.state in NOBODY_ASKS
