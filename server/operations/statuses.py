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
LEAST_BETWEEN = timedelta(seconds=10)  # one display that changes all the time is no flood
MOVES_ON = frozenset({"seq", "uptime_seconds", "lag_seconds"})


@dataclass(frozen=True)
class Status:
    """What one display said, and when."""

    reported: Mapping[str, Any]
    seen_at: datetime

    def is_worth_writing(self, written: "Status") -> bool:
        """Return whether it differs in anything but what always moves on, or is of another time.

        A clock that was set back makes it earlier than what is written.
        """
        names = (self.reported.keys() | written.reported.keys()) - MOVES_ON
        differs = any(self.reported.get(name) != written.reported.get(name) for name in names)
        between = abs(self.seen_at - written.seen_at)
        return between >= (LEAST_BETWEEN if differs else WRITTEN_EACH)

    def newness(self, now: datetime) -> tuple[bool, datetime]:
        """Return what orders statuses: one of the future is from before the clock was set back."""
        return self.seen_at <= now, self.seen_at


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
        if written is None or status.is_worth_writing(written):
            with db.displays() as displays:
                displays.put_status(display_id, dict(status.reported), status.seen_at)
            self._written[display_id] = status

    def of(self, display: Display, now: datetime) -> StatusView | None:
        """Return what a display said last; None: never, or in words of another version."""
        heard = self._heard.get(display.id)
        if display.reported is not None and display.seen_at is not None:
            kept = Status(display.reported, display.seen_at)
            heard = max(heard or kept, kept, key=lambda each: each.newness(now))
        return None if heard is None else _view(heard)


def _view(status: Status) -> StatusView | None:
    try:
        return StatusView(**status.reported, seen_at=status.seen_at)
    except ValidationError:
        return None
