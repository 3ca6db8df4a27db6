"""All that works with one token: a thread for each printer, the hint, the reporter."""

import threading
from collections.abc import Callable, Mapping

from kiosk.agent.bell import Bell
from kiosk.agent.hint import Hint
from kiosk.agent.job import Printer
from kiosk.agent.link import Link, Refused
from kiosk.agent.reporter import Reporter
from kiosk.agent.worker import Worker, Workshop

NewLink = Callable[[], Link]


class Crew:
    """Starts them, and ends with the first that the server refuses, or when asked to."""

    def __init__(
        self, printers: Mapping[str, Printer], new_link: NewLink, shop: Workshop, done: Bell
    ) -> None:
        self._shop = shop
        self._done = done
        self._bells = {code: Bell() for code in printers}
        self._workers = [Worker(c, printer, new_link(), shop) for c, printer in printers.items()]
        self._hint = Hint(new_link(), self.ring)
        self._reporter = Reporter(new_link(), shop.states)
        self.refused: Refused | None = None

    def ring(self) -> None:
        """There may be something to print."""
        for bell in self._bells.values():
            bell.ring()

    def ringers(self) -> Mapping[str, Callable[[], None]]:
        """Return what wakes each printer's thread."""
        return {code: bell.ring for code, bell in self._bells.items()}

    def work(self, poll_seconds: float) -> None:
        """Work until the bell says stop or the server refuses; jobs in hand are finished."""
        threads = [
            threading.Thread(target=self._run, args=(worker, poll_seconds), name=worker.code)
            for worker in self._workers
        ]
        for thread in (*threads, self._hint, self._reporter):
            thread.start()
        while not self._done.stopping and self.refused is None:
            self._done.rest(poll_seconds)
        for bell in self._bells.values():
            bell.stop()
        self._hint.stop()
        self._reporter.stop()
        for thread in threads:
            thread.join()

    def _run(self, worker: Worker, poll_seconds: float) -> None:
        try:
            worker.work(self._bells[worker.code], poll_seconds)
        except Refused as refused:
            self.refused = refused
        self._done.ring()
