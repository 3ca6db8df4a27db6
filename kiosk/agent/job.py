"""What goes to a printer and what comes of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol

from PIL import Image

from kiosk.agent.raster import RasterSettings

State = Literal["sent", "confirmed", "failed", "unknown"]
Leaving = Callable[[], None]


@dataclass(frozen=True)
class Job:
    """A print job as the server gives it."""

    id: int
    number: str
    queued_at: str
    slip: Mapping[str, object]

    @property
    def key(self) -> str:
        """Return the job's name in the journal; a server set up anew counts from 1 again."""
        return f"{self.id}@{self.queued_at}"


@dataclass(frozen=True)
class Page:
    """A job made ready: the picture and the bytes that print it."""

    job_id: int
    number: str
    bitmap: Image.Image
    data: bytes


@dataclass(frozen=True)
class Outcome:
    """What came of a job; `failed` only when certainly nothing was printed."""

    state: State
    reason: str = ""


class Printer(Protocol):
    """One way to paper."""

    raster: RasterSettings

    def print(self, page: Page, leaving: Leaving) -> Outcome:
        """Print one page; `leaving` is called just before its first byte leaves."""
        ...
