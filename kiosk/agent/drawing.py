"""Makes a job's page: by the hall's own template, or when that fails by the built-in one."""

import logging

from PIL import Image

from kiosk.agent.job import Job, Page
from kiosk.agent.own_press import OwnPress
from kiosk.agent.paper import Press
from kiosk.agent.raster import RasterSettings, escpos_bytes

log = logging.getLogger("nobat.agent")
FELL_BACK = "template_fallback"


class Drawing:
    """Draws for the thread of one printer."""

    def __init__(self, press: Press, own: OwnPress) -> None:
        self._press = press
        self._own = own

    def page(self, job: Job, raster: RasterSettings) -> tuple[Page, str]:
        """Return the page, and `template_fallback` when the hall's own template did not serve.

        Raises whatever the built-in template meets.
        """
        bitmap, reason = self._bitmap(job, raster.width)
        return Page(job.id, job.number, bitmap, escpos_bytes(bitmap, raster)), reason

    def _bitmap(self, job: Job, width: int) -> tuple[Image.Image, str]:
        if job.source is not None:
            try:
                return self._own.bitmap(job.slip, width, job.source), ""
            except Exception:  # by whatever the template does wrong
                log.exception("job %d: the hall's own template fails", job.id)
        bitmap = self._press.bitmap(job.slip, width)
        return bitmap, "" if job.source is None else FELL_BACK
