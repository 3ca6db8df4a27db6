"""The files that play on boards: written as they arrive, kept under their SHA-256."""

import hashlib
import os
import tempfile
import time
from collections.abc import Collection
from contextlib import suppress
from pathlib import Path
from typing import IO

from server.domain.lobby import DiskNearlyFull, MediaFile, MediumKind
from server.domain.signatures import (
    HEAD_BYTES,
    MEGABYTE,
    MOST_BYTES,
    MOST_PIXELS,
    FileTooLarge,
    TooManyPixels,
    TypeRefused,
    type_of,
)
from server.store.disk import free_bytes, on_disk
from server.store.picture_size import picture_size
from server.store.video_length import video_seconds

FOLDER = "media"
ARRIVING = "arriving-"
LOOKED_EACH = 4 * MEGABYTE  # how often the free room is looked at
GRACE_SECONDS = 24 * 60 * 60  # a file is there before the medium that plays it
ABANDONED_SECONDS = 60 * 60  # since anything was written to one that a killed process began


class ArrivingFile:
    """A file on its way in; hashed as it comes, so that nothing large is ever held or read again.

    What form parsers write to: it has their `write`, `seek` and `close`.
    """

    def __init__(self, folder: Path, least_free: int) -> None:
        """Begin a file; least_free: the bytes that stay free on the disk.

        Raises DiskNearlyFull, StorageFailed.
        """
        self._folder = folder
        self._least_free = least_free
        with on_disk():
            folder.mkdir(parents=True, exist_ok=True)
            self._check_room()
            self._file: IO[bytes] = tempfile.NamedTemporaryFile(  # noqa: SIM115 (see close)
                dir=folder, prefix=ARRIVING, delete=False
            )
        self._digest = hashlib.sha256()
        self._head = b""
        self._bytes = 0

    def write(self, data: bytes) -> int:
        """Add what has come.

        Raises FileTooLarge, TypeRefused, DiskNearlyFull, StorageFailed as soon as it is known.
        """
        self._head += data[: HEAD_BYTES - len(self._head)] if len(self._head) < HEAD_BYTES else b""
        if self._bytes // LOOKED_EACH != (self._bytes + len(data)) // LOOKED_EACH:
            self._check_room()
        self._bytes += len(data)
        self._digest.update(data)
        time.sleep(0)  # gevent's, in the server: a fast sender would keep everybody else waiting
        if len(self._head) == HEAD_BYTES:
            self._kind()
        with on_disk():
            return self._file.write(data)

    def seek(self, offset: int) -> int:
        """Do nothing: nobody reads it before it is kept."""
        return offset

    def finish(self) -> MediaFile:
        """Let the disk have all of the file, and return what it is.

        Raises FileTooLarge, TypeRefused, TooManyPixels, StorageFailed.
        """
        kind, mime = self._kind()
        with on_disk():
            self._file.flush()
            if kind is MediumKind.IMAGE:
                self._check_size(mime)
            os.fsync(self._file.fileno())
            seconds = video_seconds(self._file, mime) if kind is MediumKind.VIDEO else None
        return MediaFile(kind, mime, self._bytes, self._digest.hexdigest(), seconds)

    def keep(self) -> None:
        """Put the finished file in its place. Raises StorageFailed."""
        with on_disk():
            os.replace(self._file.name, self._folder / self._digest.hexdigest())

    def close(self) -> None:
        """Let go of the file; what was not kept is gone."""
        with suppress(OSError):  # what a full disk does not take is thrown away anyway
            self._file.close()
        with suppress(OSError):
            Path(self._file.name).unlink(missing_ok=True)

    def _check_room(self) -> None:
        free = free_bytes(self._folder)
        if free < self._least_free:
            raise DiskNearlyFull(free_bytes=free)

    def _check_size(self, mime: str) -> None:
        size = picture_size(self._file, mime)
        if size is None:
            raise TypeRefused
        if max(size) > MOST_PIXELS:
            raise TooManyPixels(width=size[0], height=size[1], most=MOST_PIXELS)

    def _kind(self) -> tuple[MediumKind, str]:
        found = type_of(self._head)
        if found is None:
            raise TypeRefused
        most = MOST_BYTES[found[0]]
        if self._bytes > most:
            raise FileTooLarge(most_bytes=most)
        return found


def sweep(folder: Path, played: Collection[str]) -> None:
    """Remove files that nothing plays any more, once they are a day old by the disk's clock.

    Of those that never came whole: an hour. Folders are somebody else's.
    """
    for path in folder.glob("*"):
        grace = ABANDONED_SECONDS if path.name.startswith(ARRIVING) else GRACE_SECONDS
        if path.name in played or not path.is_file():
            continue
        if path.stat().st_mtime < time.time() - grace:
            path.unlink(missing_ok=True)
