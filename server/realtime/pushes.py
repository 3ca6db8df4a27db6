"""Pushes what was committed to the screens of its branch, in the order of the commits."""

from collections.abc import Mapping

import structlog
from flask_socketio import SocketIO
from gevent.queue import SimpleQueue

from server.clock import iso
from server.domain.events import Committed, Recorded
from server.realtime.visits import VisitPushes

NAMESPACE = "/screens"
log = structlog.get_logger()


def branch_room(branch_id: int) -> str:
    """Return the room of a branch's screens."""
    return f"branch:{branch_id}"


def agent_room(device_id: int) -> str:
    """Return the room of one print agent."""
    return f"agent:{device_id}"


def event_json(recorded: Recorded) -> Mapping[str, object]:
    """Return an event as the screens hear it (docs/realtime.md)."""
    return {**recorded.public(), "at": iso(recorded.at)}


class Pushes:
    """A line between the commits and the sockets: `put` never waits, `run` does the sending."""

    def __init__(self, socketio: SocketIO, visits: VisitPushes) -> None:
        self._socketio = socketio
        self._visits = visits
        self._waiting: SimpleQueue[Committed] = SimpleQueue()

    def put(self, committed: Committed) -> None:
        """Take what was committed; called under the write lock."""
        self._waiting.put(committed)

    def run(self) -> None:
        """Send for as long as the process lives."""
        while True:
            committed = self._waiting.get()
            try:
                self.send(committed)
            except Exception:  # the edge: one bad push must not end all pushes
                log.exception("push_failed", branch_id=committed.branch_id)

    def send(self, committed: Committed) -> None:
        """Send one transaction's events to its branch, and wake its agents."""
        for recorded in committed.events:
            self._socketio.emit(
                "event",
                event_json(recorded),
                to=branch_room(recorded.branch_id),
                namespace=NAMESPACE,
            )
        for agent_id in committed.agent_ids:
            self._socketio.emit("print_job", {}, to=agent_room(agent_id), namespace=NAMESPACE)
        if committed.events:
            self._visits.send(committed)
