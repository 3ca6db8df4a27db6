"""What the disk itself needs to keep a page: the part of a ticket's time that no code can save."""

import os
import time
from pathlib import Path

PAGE = b"x" * 4_096
PAGES = 100


def sync_times(folder: Path) -> list[float]:
    """Return the seconds of each of some pages written and synced, one after the other."""
    times = []
    with (folder / "disk.probe").open("wb", buffering=0) as file:
        for _ in range(PAGES):
            began = time.monotonic()
            file.write(PAGE)
            os.fsync(file.fileno())
            times.append(time.monotonic() - began)
    return times
