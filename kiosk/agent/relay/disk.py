"""What the relay must not forget: one SQLite file, every commit on disk before it counts."""

import logging
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

log = logging.getLogger("nobat.agent")
TABLES = """
CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS ticket (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    touch_id TEXT NOT NULL UNIQUE,
    request_id TEXT NOT NULL UNIQUE,
    kiosk TEXT NOT NULL,
    service_id INTEGER NOT NULL,
    language TEXT NOT NULL,
    priority_class TEXT NOT NULL,
    series TEXT NOT NULL,
    business_day TEXT NOT NULL,
    ordinal INTEGER NOT NULL,
    token TEXT NOT NULL UNIQUE,
    taken_at TEXT NOT NULL,
    answer TEXT NOT NULL,
    slip TEXT NOT NULL,
    printer TEXT,
    paper TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('kept', 'sending', 'sent', 'refused', 'withdrawn')),
    printed INTEGER NOT NULL DEFAULT 0,
    tries INTEGER NOT NULL DEFAULT 0,
    reason TEXT NOT NULL DEFAULT '',
    server_id INTEGER,
    sent_at TEXT,
    UNIQUE (series, business_day, ordinal)
);
CREATE TABLE IF NOT EXISTS unheard (touch_id TEXT PRIMARY KEY);
"""


class Disk:
    """The file. One thread at a time, so that nothing waits for a lock of SQLite's."""

    def __init__(self, path: Path) -> None:
        """Open the file, making it when it is not there. Raises OSError, sqlite3.Error."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        self._lock = threading.RLock()
        self._sql = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        self._sql.row_factory = sqlite3.Row
        self._sql.execute("PRAGMA journal_mode = WAL")
        self._sql.execute("PRAGMA synchronous = FULL")
        self._sql.executescript(TABLES)

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Run statements together; they are on disk when the block ends, or none is."""
        with self._lock:
            self._sql.execute("BEGIN IMMEDIATE")
            try:
                yield self._sql
                self._sql.execute("COMMIT")
            except BaseException:
                # SQLite has ended it already after some errors of the disk, and not after others.
                if self._sql.in_transaction:
                    self._sql.execute("ROLLBACK")
                raise

    def rows(self, query: str, *given: object) -> list[sqlite3.Row]:
        """Return the rows of one question."""
        with self._lock:
            return self._sql.execute(query, given).fetchall()

    def fact(self, name: str) -> str | None:
        """Return what was last written under a name."""
        rows = self.rows("SELECT value FROM fact WHERE name = ?", name)
        return str(rows[0]["value"]) if rows else None

    def keep_fact(self, name: str, value: str) -> None:
        """Write a fact in the place of the last one, if the disk lets us."""
        self.write_if_it_can("INSERT OR REPLACE INTO fact VALUES (?, ?)", name, value)

    def forget_fact(self, name: str) -> None:
        """Know a fact no more."""
        self.write_if_it_can("DELETE FROM fact WHERE name = ?", name)

    def write_if_it_can(self, statement: str, *given: object) -> None:
        """Write what the server tells again: a full disk costs only a restart without the server.

        The hall must not stand still for it while the server is well.
        """
        try:
            with self.transaction() as sql:
                sql.execute(statement, given)
        except sqlite3.Error as error:
            log.error("nothing can be written to the relay's file: %s", error)

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._sql.close()
