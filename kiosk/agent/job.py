"""What goes to a printer and what comes of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from PIL import Image

from kiosk.agent.raster import RasterSettings
from kiosk.agent.states import PrinterState

State = Literal["sent", "confirmed", "failed", "unknown"]
Leaving = Callable[[], None]
Doubting = Callable[[str], None]


@dataclass(frozen=True)
class Job:
    """A print job as the server gives it; source: a hall's own template, None for the built-in."""

    id: int
    number: str
    queued_at: str
    slip: Mapping[str, object]
    source: str | None = None
    kind: str = "ticket"

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> "Job":
        """Return a job of an answer. Raises KeyError, TypeError, ValueError when it is none."""
        source = given["template"]["source"]
        return cls(
            int(given["id"]),
            str(given["number"]),
            str(given["queued_at"]),
            given["slip"],
            None if source is None else str(source),
            str(given["kind"]),
        )

    @property
    def is_own(self) -> bool:
        """Tell whether the kiosk gave the ticket itself: the server knows nothing of the job."""
        return self.id < 0

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

    def look(self) -> PrinterState:
        """Return how it is, without printing anything."""
        ...

    def print(self, page: Page, leaving: Leaving, doubting: Doubting = lambda _: None) -> Outcome:
        """Print one page.

        leaving: called just before its first byte leaves. doubting: called with a trouble that may
        yet pass, so that nobody has to wait for the outcome to see it.
        """
        ...
