"""Tells the server how the printers are: at each change, and each 10 s that nothing changed."""

import logging
import threading

from kiosk.agent.bell import Bell
from kiosk.agent.link import Link, Refused, ServerAway
from kiosk.agent.states import PrinterStates

log = logging.getLogger("nobat.agent")
TOLD_EACH_SECONDS = 10.0
AGAIN_SECONDS = 1.0


class Reporter(threading.Thread):
    """Always tells the newest; what was missed while the server was away is of no use."""

    def __init__(self, link: Link, states: PrinterStates) -> None:
        super().__init__(name="reporter", daemon=True)
        self._link = link
        self._states = states
        self._bell = Bell()
        states.listen(self._bell.ring)

    def run(self) -> None:
        """Report until stopped."""
        while not self._bell.stopping:
            self._bell.rest(TOLD_EACH_SECONDS if self._report() else AGAIN_SECONDS)

    def stop(self) -> None:
        """End after the report in hand."""
        self._states.unlisten(self._bell.ring)
        self._bell.stop()

    def _report(self) -> bool:
        printers = [
            {"code": code, "state": found.state, "reason": found.reason}
            for code, found in self._states.all().items()
        ]
        try:
            self._link.put("/printers/states", {"printers": printers})
        except ServerAway as away:
            log.debug("the printers' states are not told: %s", away)
            return False
        except Refused as refused:
            log.warning("the printers' states are refused: %s", refused)
        return True
