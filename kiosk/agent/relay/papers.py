"""The paper of the tickets given here: jobs of our own, printed as the server's are."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta

from kiosk.agent.job import Job, Outcome
from kiosk.agent.relay.hall_clock import HallClock
from kiosk.agent.relay.own_tickets import OwnTickets

TOO_OLD = timedelta(seconds=120)  # as the server's own jobs: whoever waited for it has gone


class OwnPapers:
    """Jobs for each printer, oldest first. `ring` wakes the one whose paper is to come."""

    def __init__(self, tickets: OwnTickets, clock: HallClock) -> None:
        self._tickets = tickets
        self._clock = clock
        self._bells: dict[str, Callable[[], None]] = {}

    def listen(self, printer: str, ring: Callable[[], None]) -> None:
        """Ring when there may be something for a printer."""
        self._bells[printer] = ring

    def ring(self, printer: str | None) -> None:
        """There may be something for a printer."""
        if printer in self._bells:
            self._bells[printer]()

    def take(self, printer: str) -> Job | None:
        """Return the oldest job of a printer; those too old to be wanted are closed."""
        while (ticket := self._tickets.to_print(printer)) is not None:
            taken_at, now = datetime.fromisoformat(ticket.taken_at), self._clock.now()
            if now is None or now - taken_at <= TOO_OLD:
                slip = json.loads(ticket.slip)
                return Job(-ticket.id, ticket.number, ticket.taken_at, slip)
            self._tickets.paper_came(ticket.id, "failed")
        return None

    def done(self, job: Job, outcome: Outcome) -> None:
        """Note what came of a job."""
        self._tickets.paper_came(-job.id, outcome.state)
