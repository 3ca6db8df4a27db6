"""One job at a time, in order: take, print, note, report."""

import logging

from kiosk.agent.bell import Bell
from kiosk.agent.job import Job, Outcome, Page, Printer
from kiosk.agent.journal import Journal, JournalBroken, Record
from kiosk.agent.link import Link, Refused, ServerAway
from kiosk.agent.pace import Backoff
from kiosk.agent.paper import Press
from kiosk.agent.raster import escpos_bytes

log = logging.getLogger("nobat.agent")
UNAUTHORISED, FORBIDDEN = 401, 403
TOKEN_UNKNOWN = (UNAUTHORISED, FORBIDDEN)


class Worker:
    """The agent's loop."""

    def __init__(self, link: Link, journal: Journal, press: Press, printer: Printer) -> None:
        self._link = link
        self._journal = journal
        self._press = press
        self._printer = printer

    def work(self, bell: Bell, poll_seconds: float) -> None:
        """Work until stopped. Raises Refused when the server does not know the token."""
        backoff = Backoff()
        while not bell.stopping:
            try:
                pause = 0.0 if self._turn() else poll_seconds
                backoff = Backoff()
            except (ServerAway, Refused) as trouble:
                if isinstance(trouble, Refused) and trouble.status in TOKEN_UNKNOWN:
                    raise
                pause = backoff.seconds()
                log.warning("no work from the server, next try in %.1f s: %s", pause, trouble)
            bell.rest(pause)

    def _turn(self) -> bool:
        """Report what is untold, then print one job; return whether to go on at once."""
        for record in self._journal.untold():
            self._report(record)
        job = self._link.take()
        if job is None:
            return False
        known = self._journal.find(job)
        if known is None:
            self._report(self._noted(job, self._printed(job)))
            return True
        log.warning("job %d came again; it is %s and not printed twice", job.id, known.state)
        self._report(known)
        return False

    def _printed(self, job: Job) -> Outcome:
        page = self._page(job)
        if page is None:
            return Outcome("failed", "template")
        try:
            return self._printer.print(page, leaving=lambda: self._journal.leaving(job))
        except JournalBroken as broken:
            log.error("%s; nothing was printed", broken)
            return Outcome("failed", "journal")
        except Exception:
            log.exception("job %d: the printer's driver failed", job.id)
            return Outcome("unknown" if self._journal.find(job) else "failed", "driver")

    def _page(self, job: Job) -> Page | None:
        raster = self._printer.raster
        try:
            bitmap = self._press.bitmap(job.slip, raster.width)
            return Page(job.id, job.number, bitmap, escpos_bytes(bitmap, raster))
        except Exception:
            log.exception("job %d: the slip cannot be rendered", job.id)
            return None

    def _noted(self, job: Job, outcome: Outcome) -> Record:
        log.info("job %d %s: %s %s", job.id, job.number, outcome.state, outcome.reason)
        try:
            return self._journal.finished(job, outcome)
        except JournalBroken as broken:
            log.error("%s", broken)
            known = self._journal.find(job)
            assert known is not None  # remembered before it is written
            return known

    def _report(self, record: Record) -> None:
        """Tell the server an outcome. What it refuses for good is not told again."""
        try:
            self._link.report(record.job_id, record.request_id, record.state, record.reason)
        except Refused as refused:
            if refused.status == UNAUTHORISED:
                raise
            log.warning("the report of job %d was refused: %s", record.job_id, refused)
        try:
            self._journal.told(record)
        except JournalBroken as broken:
            log.error("%s", broken)
