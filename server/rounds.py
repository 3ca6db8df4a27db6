"""The rounds: what the server does by itself, without anybody's touch."""

from collections.abc import Callable
from pathlib import Path

import gevent
import structlog

from server.clock import Clock
from server.operations.media import sweep_media
from server.operations.night import close_hall, halls_to_close
from server.operations.printers import note_silence
from server.store.database import Database

ROUND_SECONDS = 20
log = structlog.get_logger()


class Rounds:
    """Goes round for as long as the process lives; what fails today is tried again next round."""

    def __init__(self, db: Database, clock: Clock, media: Path) -> None:
        self._db = db
        self._clock = clock
        self._media = media

    def run(self, pause: Callable[[float], object] = gevent.sleep) -> None:
        """Make a round, wait, and again."""
        while True:
            try:
                self.once()
            except Exception:  # the edge: a database that is away must not end all rounds
                log.exception("round_failed")
            pause(ROUND_SECONDS)

    def once(self) -> None:
        """Close the business days that are over, and notice printers that have fallen silent.

        With the day go the files that no board plays any more. A hall that cannot be closed keeps
        no other.
        """
        now = self._clock()
        due = halls_to_close(self._db, now=now)
        for branch_id in due:
            try:
                close_hall(self._db, branch_id=branch_id, now=now)
            except Exception:  # the edge, as above
                log.exception("close_failed", branch_id=branch_id)
        note_silence(self._db, now=now)
        if due:
            sweep_media(self._db, self._media)
