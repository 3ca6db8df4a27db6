"""Makes a job's page: by the hall's own template, or when that fails by the built-in one.

A template is whatever a person wrote: it may be wrong, endless, or a kilometre long, and the hall's
printer must not stand still for it.
"""

import hashlib
import logging
import threading
from collections.abc import Callable

from PIL import Image

from kiosk.agent.job import Job, Page
from kiosk.agent.paper import Press, SlipUnprintable
from kiosk.agent.raster import RasterSettings, escpos_bytes

log = logging.getLogger("nobat.agent")
FELL_BACK = "template_fallback"
DRAWN_WITHIN_SECONDS = 5.0
MOST_DOTS = 8_000  # a metre of paper


class TemplateEndless(Exception):
    """A template that does not come to an end."""


class Drawing:
    """Draws with one press, for the thread of one printer."""

    def __init__(self, press: Press, within_seconds: float = DRAWN_WITHIN_SECONDS) -> None:
        self._press = press
        self._within_seconds = within_seconds
        self._endless: set[str] = set()

    def page(self, job: Job, raster: RasterSettings) -> tuple[Page, str]:
        """Return the page, and `template_fallback` when the hall's own template did not serve.

        Raises whatever the built-in template meets.
        """
        bitmap, reason = self._bitmap(job, raster.width)
        return Page(job.id, job.number, bitmap, escpos_bytes(bitmap, raster)), reason

    def _bitmap(self, job: Job, width: int) -> tuple[Image.Image, str]:
        if job.source is not None:
            try:
                return self._by_own(job, width, job.source), ""
            except Exception:  # by whatever the template does wrong
                log.exception("job %d: the hall's own template fails", job.id)
        bitmap = self._press.bitmap(job.slip, width)
        return bitmap, "" if job.source is None else FELL_BACK

    def _by_own(self, job: Job, width: int, source: str) -> Image.Image:
        mark = hashlib.sha256(source.encode()).hexdigest()
        if mark in self._endless:
            raise TemplateEndless("it did not come to an end before")
        try:
            bitmap = _within(
                self._within_seconds, lambda: self._press.bitmap(job.slip, width, source)
            )
        except TemplateEndless:
            self._endless.add(mark)
            raise
        if bitmap.height > MOST_DOTS:
            raise SlipUnprintable(f"the paper is {bitmap.height // 8} mm long")
        return bitmap


def _within(seconds: float, draw: Callable[[], Image.Image]) -> Image.Image:
    """Return what is drawn in time; the engine cannot be stopped, so it is left to itself."""
    drawn: list[Image.Image | BaseException] = []

    def run() -> None:
        try:
            drawn.append(draw())
        except BaseException as error:  # noqa: BLE001  (raised below, by who waits)
            drawn.append(error)

    thread = threading.Thread(target=run, name="drawing", daemon=True)
    thread.start()
    thread.join(seconds)
    if not drawn:
        raise TemplateEndless(f"it takes longer than {seconds} s")
    if isinstance(drawn[0], BaseException):
        raise drawn[0]
    return drawn[0]
