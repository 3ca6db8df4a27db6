"""The last good answers, on disk: what a kiosk shows while the server is away."""

import hashlib
import json
import logging
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

from kiosk.agent.relay.upstream import Answer
from kiosk.agent.safe_files import write_atomically

log = logging.getLogger("nobat.agent")
WRITTEN_EACH_SECONDS = 10.0  # a picture of the hall changes often, and a kiosk's disk is slow
VERSIONS_KEPT = 2
NOT_KEPT = ("set-cookie", "x-nobat-now")


@dataclass
class Kept:
    """An answer, and when it was last written down."""

    answer: Answer
    written: Answer | None
    written_at: float


class Shelf:
    """Answers by name. A full disk costs only what would have been kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept: dict[str, Kept] = {}

    def put(self, name: str, answer: Answer) -> None:
        """Keep the newest answer of a name."""
        headers = tuple(h for h in answer.headers if h[0].lower() not in NOT_KEPT)
        new = Answer(answer.status, headers, answer.body)
        kept = self._kept.setdefault(name, Kept(new, None, -WRITTEN_EACH_SECONDS))
        kept.answer = new
        if time.monotonic() - kept.written_at >= WRITTEN_EACH_SECONDS:
            self._write(name, kept)

    def get(self, name: str) -> Answer | None:
        """Return the newest answer of a name."""
        if name not in self._kept:
            found = _read(self._file(name))
            if found is None:
                return None
            self._kept[name] = Kept(found, found, time.monotonic())
        return self._kept[name].answer

    def put_asset(self, version: str, path: str, answer: Answer) -> None:
        """Keep a file of the screens for good; files of older versions go."""
        folder = self._folder / "assets" / _hash(version)
        try:
            if not folder.is_dir():
                folder.mkdir(parents=True)
                _leave_newest(folder.parent)
            write_atomically(folder / _hash(path), _packed(answer))
        except OSError as error:
            log.warning("%s cannot be kept: %s", path, error)

    def asset(self, version: str, path: str) -> Answer | None:
        """Return a file of the screens."""
        return _read(self._folder / "assets" / _hash(version) / _hash(path))

    def _write(self, name: str, kept: Kept) -> None:
        if kept.written == kept.answer:
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_atomically(self._file(name), _packed(kept.answer), mode=0o600)
        except OSError as error:
            log.warning("%s cannot be kept: %s", name, error)
        kept.written, kept.written_at = kept.answer, time.monotonic()

    def _file(self, name: str) -> Path:
        return self._folder / f"{_hash(name)}.answer"


def _packed(answer: Answer) -> bytes:
    head = json.dumps({"status": answer.status, "headers": answer.headers})
    return head.encode() + b"\n" + answer.body


def _read(file: Path) -> Answer | None:
    try:
        head, _, body = file.read_bytes().partition(b"\n")
        told = json.loads(head)
        return Answer(told["status"], tuple((k, v) for k, v in told["headers"]), body)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError) as error:
        log.warning("what was kept in %s cannot be read: %s", file, error)
        return None


def _leave_newest(folder: Path) -> None:
    versions = sorted(folder.iterdir(), key=lambda one: one.stat().st_mtime)
    for old in versions[:-VERSIONS_KEPT]:
        shutil.rmtree(old, ignore_errors=True)


def _hash(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:32]
