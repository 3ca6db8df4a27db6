"""What the disk refuses, in the one word that the doors know."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from server.store.engine import StorageFailed


@contextmanager
def on_disk() -> Iterator[None]:
    """Raises StorageFailed for whatever the disk refuses: full, read-only, broken."""
    try:
        yield
    except OSError as trouble:
        raise StorageFailed(str(trouble)) from trouble


def free_bytes(folder: Path) -> int:
    """Return how much room is left on the disk of a folder."""
    return shutil.disk_usage(folder).free
