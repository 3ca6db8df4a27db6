"""What the agent must still know after a kill or a power cut: which bytes left, what is untold.

One JSON object a line, the last line of a job counts, each on disk before the call returns.
"""

import fcntl
import json
import logging
import os
import threading
import uuid
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Literal

from kiosk.agent.job import Job, Outcome, State
from kiosk.agent.safe_files import write_atomically

log = logging.getLogger("nobat.agent")
MAIN = "main"  # the printer of an agent that has only one
REMEMBERED = 500  # told jobs kept, in case the server gives one again
LINES_BEFORE_TIDYING = 10_000


class JournalBroken(Exception):
    """The journal cannot be written or belongs to another agent; the message says which."""


@dataclass(frozen=True)
class Record:
    """One job: `leaving` from before its first byte left until its outcome is known."""

    key: str
    job_id: int
    request_id: str
    state: Literal["leaving"] | State
    reason: str = ""
    told: bool = False
    printer: str = MAIN

    @property
    def is_own(self) -> bool:
        """Tell whether the server knows nothing of the job."""
        return self.job_id < 0


class Journal:
    """The agent's memory, held by one agent at a time, for the threads of all its printers."""

    def __init__(self, path: Path) -> None:
        """Read the file and take its lock. Raises JournalBroken."""
        self._path = path
        self._lines = 0
        self._writing = threading.Lock()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._lock = _locked(path.with_name(path.name + ".lock"))
            self._records = _read(path)
            self._tidy()
        except OSError as error:
            raise JournalBroken(f"the journal {path} cannot be used: {error}") from error

    def find(self, job: Job) -> Record | None:
        """Return what is known of a job."""
        return self._records.get(job.key)

    def leaving(self, job: Job, printer: str = MAIN) -> None:
        """Note, on disk, that the next byte is the job's first. Raises JournalBroken."""
        self._put(Record(job.key, job.id, uuid.uuid4().hex, "leaving", printer=printer))

    def finished(self, job: Job, outcome: Outcome, printer: str = MAIN) -> Record:
        """Note what came of a job. Raises JournalBroken; remembered all the same."""
        known = self.find(job) or Record(
            job.key, job.id, uuid.uuid4().hex, "leaving", printer=printer
        )
        record = replace(known, state=outcome.state, reason=outcome.reason)
        self._put(record)
        return record

    def told(self, record: Record) -> None:
        """Note that the server has a job's outcome. Raises JournalBroken."""
        self._put(replace(record, told=True))

    def untold(self, printer: str = MAIN) -> list[Record]:
        """Return a printer's outcomes that have not been told, oldest first."""
        with self._writing:
            records = [r for r in self._records.values() if r.printer == printer]
        return [r for r in records if not r.told and r.state != "leaving"]

    def settle(self) -> None:
        """After a start: what was leaving when the last agent died came to an unknown end."""
        for record in [r for r in self._records.values() if r.state == "leaving"]:
            self._put(replace(record, state="unknown", reason="interrupted"))

    def close(self) -> None:
        """Let go of the file and its lock."""
        os.close(self._file)
        os.close(self._lock)

    def _put(self, record: Record) -> None:
        with self._writing:
            self._records[record.key] = record
            self._append(record)

    def _append(self, record: Record) -> None:
        # The line break comes first as well: a line torn by a full disk spoils only itself.
        line = f"\n{json.dumps(asdict(record))}\n".encode()
        try:
            if os.write(self._file, line) != len(line):
                raise OSError("the disk is full")
            os.fsync(self._file)
            self._lines += 1
            if self._lines >= LINES_BEFORE_TIDYING:
                os.close(self._file)
                self._tidy()
        except OSError as error:
            raise JournalBroken(f"the journal {self._path} cannot be written: {error}") from error

    def _tidy(self) -> None:
        """Write the file anew with what still matters, and open it to append."""
        old = [key for key, record in self._records.items() if record.told][:-REMEMBERED]
        for key in old:
            del self._records[key]
        lines = [json.dumps(asdict(record)) + "\n" for record in self._records.values()]
        write_atomically(self._path, "".join(lines).encode(), mode=0o600)
        self._file = os.open(self._path, os.O_WRONLY | os.O_APPEND)
        self._lines = len(lines)


def _locked(path: Path) -> int:
    lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        raise JournalBroken(f"another agent is at work: it holds {path}") from None
    return lock


def _read(path: Path) -> dict[str, Record]:
    records: dict[str, Record] = {}
    lines = path.read_bytes().splitlines() if path.exists() else []
    for line in filter(None, lines):
        try:
            record = Record(**json.loads(line))
        except (ValueError, TypeError):
            log.warning("the journal has a torn line: %r", line[:80])
            continue
        records[record.key] = record
    return records
