"""Printers that are files: `virtual` keeps each ticket to look at, `file` writes to a path."""

import errno
import io
import logging
import os
import re
import select
import stat
import time
from contextlib import suppress
from pathlib import Path

from kiosk.agent.job import Doubting, Leaving, Outcome, Page
from kiosk.agent.raster import RasterSettings
from kiosk.agent.safe_files import write_atomically
from kiosk.agent.states import PrinterState

log = logging.getLogger("nobat.agent")


class VirtualPrinter:
    """Writes `<job id>-<number>.png` and `.bin` to a folder; `own1`: a job of the kiosk's own."""

    def __init__(self, folder: Path, raster: RasterSettings) -> None:
        self.folder = folder
        self.raster = raster

    def look(self) -> PrinterState:
        """A file is always well; whether it can be written, the next job tells."""
        return PrinterState("ok")

    def print(self, page: Page, leaving: Leaving, doubting: Doubting = lambda _: None) -> Outcome:
        """Write the picture, then the bytes, which count as the paper; each whole or not at all."""
        picture = io.BytesIO()
        page.bitmap.save(picture, "PNG")
        job = page.job_id if page.job_id >= 0 else f"own{-page.job_id}"
        name = f"{job}-{re.sub(r'[^0-9A-Za-z-]', '', page.number)[:40]}"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            leaving()
            write_atomically(self.folder / f"{name}.png", picture.getvalue())
            write_atomically(self.folder / f"{name}.bin", page.data)
        except OSError as error:
            log.error("the virtual printer cannot write to %s: %s", self.folder, error)
            return Outcome("failed", "not_writable")
        return Outcome("confirmed")


class FilePrinter:
    """Appends to a file, or writes to a device such as /dev/usb/lp0."""

    def __init__(self, path: Path, raster: RasterSettings, timeout_seconds: float) -> None:
        self.path = path
        self.raster = raster
        self.timeout_seconds = timeout_seconds

    def look(self) -> PrinterState:
        """A file is always well, and a device behind one tells nothing."""
        return PrinterState("ok")

    def print(self, page: Page, leaving: Leaving, doubting: Doubting = lambda _: None) -> Outcome:
        """A plain file that is flushed is `confirmed`; a device tells nothing, so `sent`."""
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NONBLOCK
        try:
            file = os.open(self.path, flags, 0o644)
        except OSError as error:
            log.error("%s cannot be opened: %s", self.path, error)
            return Outcome("failed", "offline")
        try:
            leaving()
            return self._write(file, page.data)
        finally:
            os.close(file)

    def _write(self, file: int, data: bytes) -> Outcome:
        rest = memoryview(data)
        try:
            while rest:
                rest = rest[self._some(file, rest) :]
            with suppress(OSError):  # a device has nothing to flush
                os.fsync(file)
        except TimeoutError:
            return Outcome("unknown", "stuck")
        except OSError:
            return Outcome("unknown", "broken_off")
        plain = stat.S_ISREG(os.fstat(file).st_mode)
        return Outcome("confirmed" if plain else "sent")

    def _some(self, file: int, data: memoryview) -> int:
        """Write what the device takes now; wait for it no longer than the time-out."""
        until = time.monotonic() + self.timeout_seconds
        while (left := until - time.monotonic()) > 0:
            if select.select([], [file], [], left)[1]:
                try:
                    return os.write(file, data)
                except BlockingIOError:
                    time.sleep(0.01)
        raise TimeoutError(errno.ETIMEDOUT, "the device takes no more")
