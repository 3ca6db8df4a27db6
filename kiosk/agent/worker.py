"""One printer's thread: one job at a time, in order: take, print, note, report; and look at it."""

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from kiosk.agent.bell import Bell
from kiosk.agent.drawing import Drawing
from kiosk.agent.job import Job, Outcome, Page, Printer
from kiosk.agent.journal import Journal, JournalBroken, Record
from kiosk.agent.link import Link, Refused, ServerAway
from kiosk.agent.pace import Backoff
from kiosk.agent.states import TROUBLES, PrinterState, PrinterStates, state_of_trouble

log = logging.getLogger("nobat.agent")
UNAUTHORISED, FORBIDDEN = 401, 403
TOKEN_UNKNOWN = (UNAUTHORISED, FORBIDDEN)
LOOK_EACH_SECONDS = 2.0
# What a job finds out about its printer.
SEEN_AT_WORK = frozenset({*TROUBLES, "printer_error", "bad_status", "stuck", "broken_off"})


class Papers(Protocol):
    """Jobs of tickets that the kiosk gave itself."""

    def take(self, printer: str) -> Job | None:
        """Return the oldest one of a printer."""
        ...

    def done(self, job: Job, outcome: Outcome) -> None:
        """Take note of what came of one."""
        ...


@dataclass(frozen=True)
class Workshop:
    """What the workers of all printers share; a press serves one thread only."""

    journal: Journal
    drawings: Mapping[str, Drawing]
    states: PrinterStates
    papers: Papers | None = None
    is_away: Callable[[], bool] = lambda: False
    note: Callable[[Job, Outcome], None] = lambda job, outcome: None


class Worker:
    """The loop of one printer."""

    def __init__(self, code: str, printer: Printer, link: Link, workshop: Workshop) -> None:
        self.code = code
        self._printer = printer
        self._link = link
        self._shop = workshop
        self._drawing = workshop.drawings[code]
        self._backoff = Backoff()
        self._looked_at = -LOOK_EACH_SECONDS

    def work(self, bell: Bell, poll_seconds: float) -> None:
        """Work until stopped, come what may. Raises Refused when the token is not known."""
        due = 0.0
        while not bell.stopping:
            if time.monotonic() >= due:
                due = time.monotonic() + self._pause_after_turn(poll_seconds)
            self._look()
            if bell.rest(min(due - time.monotonic(), LOOK_EACH_SECONDS)):
                due = 0.0

    def _pause_after_turn(self, poll_seconds: float) -> float:
        try:
            pause = 0.0 if self._turn() else poll_seconds
            self._backoff = Backoff()
        except (ServerAway, Refused) as trouble:
            if isinstance(trouble, Refused) and trouble.status in TOKEN_UNKNOWN:
                raise
            pause = self._backoff.seconds()
            log.warning("no work from the server, next try in %.1f s: %s", pause, trouble)
        except Exception:  # whatever it was, the hall needs the next ticket
            pause = self._backoff.seconds()
            log.exception("printer %s goes on in %.1f s", self.code, pause)
        return pause

    def _turn(self) -> bool:
        """Report what is untold, then print one job; return whether to go on at once."""
        if self._print_own_if_it_can():
            return True
        if self._shop.is_away():
            return False
        for record in self._shop.journal.untold(self.code):
            self._report(record)
        job = self._link.take(self.code, self._printer.raster.width)
        if job is None:
            return False
        known = self._shop.journal.find(job)
        if known is None:
            self._report(self._noted(job, self._printed(job)))
            return True
        log.warning("job %d came again; it is %s and not printed twice", job.id, known.state)
        self._report(known)
        return False

    def _print_own_if_it_can(self) -> bool:
        """Print a ticket of our own; what is wrong with those must not hold up the server's."""
        try:
            return self._print_own()
        except Exception:
            log.exception("printer %s cannot print the kiosk's own tickets", self.code)
            return False

    def _print_own(self) -> bool:
        """Print one ticket that the kiosk gave itself; its paper is never made twice either."""
        if self._shop.papers is None or (job := self._shop.papers.take(self.code)) is None:
            return False
        known = self._shop.journal.find(job) or self._noted(job, self._printed(job))
        assert known.state != "leaving"
        self._shop.papers.done(job, Outcome(known.state, known.reason))
        self._told(known)
        return True

    def _printed(self, job: Job) -> Outcome:
        self._looked_at = -LOOK_EACH_SECONDS  # after a job the printer is looked at afresh
        drawn = self._page(job)
        if drawn is None:
            return Outcome("failed", "template")
        page, reason = drawn
        outcome = self._sent(job, page)
        if outcome.reason in SEEN_AT_WORK:
            self._doubt(outcome.reason)
        if outcome.state in ("confirmed", "sent") and reason:
            return Outcome(outcome.state, reason)
        return outcome

    def _sent(self, job: Job, page: Page) -> Outcome:
        journal = self._shop.journal
        try:
            return self._printer.print(page, lambda: journal.leaving(job, self.code), self._doubt)
        except JournalBroken as broken:
            log.error("%s; nothing was printed", broken)
            return Outcome("failed", "journal")
        except Exception:
            log.exception("job %d: the printer's driver failed", job.id)
            return Outcome("unknown" if journal.find(job) else "failed", "driver")

    def _doubt(self, trouble: str) -> None:
        """Let the hall see a trouble at once; the next look says how the printer really is."""
        self._shop.states.put(self.code, state_of_trouble(trouble))

    def _page(self, job: Job) -> tuple[Page, str] | None:
        try:
            return self._drawing.page(job, self._printer.raster)
        except Exception:
            log.exception("job %d: the slip cannot be rendered", job.id)
            return None

    def _noted(self, job: Job, outcome: Outcome) -> Record:
        log.info("job %d %s: %s %s", job.id, job.number, outcome.state, outcome.reason)
        self._shop.note(job, outcome)
        try:
            return self._shop.journal.finished(job, outcome, self.code)
        except JournalBroken as broken:
            log.error("%s", broken)
            known = self._shop.journal.find(job)
            assert known is not None  # remembered before it is written
            return known

    def _report(self, record: Record) -> None:
        """Tell the server an outcome. What it refuses for good is not told again."""
        if not record.is_own:
            try:
                self._link.report(record.job_id, record.request_id, record.state, record.reason)
            except Refused as refused:
                if refused.status == UNAUTHORISED:
                    raise
                log.warning("the report of job %d was refused: %s", record.job_id, refused)
        self._told(record)

    def _told(self, record: Record) -> None:
        try:
            self._shop.journal.told(record)
        except JournalBroken as broken:
            log.error("%s", broken)

    def _look(self) -> None:
        """Look how the printer is, at most each two seconds and never while it prints."""
        if time.monotonic() - self._looked_at < LOOK_EACH_SECONDS:
            return
        try:
            found = self._printer.look()
        except Exception:
            log.exception("the printer %s cannot be looked at", self.code)
            found = PrinterState("error", "driver")
        if self._shop.states.put(self.code, found):
            log.info("printer %s: %s %s", self.code, found.state, found.reason)
        self._looked_at = time.monotonic()
