"""What displays say of themselves: kept by the process, written to disk only now and then."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from pydantic import ValidationError

from server.operations.lobby_views import StatusView
from server.store.database import Database
from server.store.displays import Display

WRITTEN_EACH = timedelta(minutes=5)
MOVES_ON = frozenset({"seq", "uptime_seconds", "lag_seconds"})


@dataclass(frozen=True)
class Status:
    """What one display said, and when."""

    reported: Mapping[str, Any]
    seen_at: datetime

    def says_more_than(self, other: "Status") -> bool:
        """Return whether it differs in anything but what always moves on, or is much newer."""
        names = (self.reported.keys() | other.reported.keys()) - MOVES_ON
        differs = any(self.reported.get(name) != other.reported.get(name) for name in names)
        return differs or self.seen_at - other.seen_at >= WRITTEN_EACH


class Statuses:
    """The newest status of each display that this process heard of.

    Hundreds of displays speak each half minute: each a commit would take the disk from tickets.
    """

    def __init__(self) -> None:
        self._heard: dict[int, Status] = {}
        self._written: dict[int, Status] = {}

    def note(self, db: Database, display_id: int, status: Status) -> None:
        """Keep what a display says of itself. Raises StorageFailed."""
        self._heard[display_id] = status
        written = self._written.get(display_id)
        if written is None or status.says_more_than(written):
            with db.displays() as displays:
                displays.put_status(display_id, dict(status.reported), status.seen_at)
            self._written[display_id] = status

    def of(self, display: Display) -> StatusView | None:
        """Return what a display said last; None: never, or in words of another version."""
        heard = self._heard.get(display.id)
        if display.reported is not None and display.seen_at is not None:
            kept = Status(display.reported, display.seen_at)
            heard = max(heard or kept, kept, key=lambda each: each.seen_at)
        return None if heard is None else _view(heard)


def _view(status: Status) -> StatusView | None:
    try:
        return StatusView(**status.reported, seen_at=status.seen_at)
    except ValidationError:
        return None
