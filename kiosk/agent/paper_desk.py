"""A folder of a press's own: the templates, what they import, and the slip in hand."""

import fcntl
import os
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

BEGINNING = "nobat-press-"
NEW_SECONDS = 60.0  # one so young may not be locked yet


class Desk:
    """The folder. It goes with its press, or when that was killed, with the next press's coming."""

    def __init__(self, templates: Path) -> None:
        """Lay the templates out, as links: a change to one is seen. Raises OSError."""
        _clear_away(Path(tempfile.gettempdir()))
        self._folder = tempfile.TemporaryDirectory(prefix=BEGINNING)
        self.path = Path(self._folder.name)
        self._lock = _locked(self.path)
        for file in templates.iterdir():
            (self.path / file.name).symlink_to(file.resolve())


def _clear_away(folder: Path) -> None:
    """Remove the desks whose presses are no more: nobody holds their locks."""
    for desk in folder.glob(f"{BEGINNING}*"):
        with suppress(OSError):
            if time.time() - desk.stat().st_mtime > NEW_SECONDS:
                os.close(_locked(desk))
                shutil.rmtree(desk)


def _locked(desk: Path) -> int:
    """Hold a desk until the process ends. Raises BlockingIOError when another one does."""
    held = os.open(desk, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(held)
        raise
    return held
