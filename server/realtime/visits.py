"""Tells visitors' phones that their ticket or its line changed, and nothing else (V4)."""

from collections.abc import Callable, Set

import gevent
import structlog
from flask_socketio import ConnectionRefusedError, SocketIO, join_room

from server.domain import events
from server.domain.errors import RuleError
from server.domain.events import Committed, Event, Recorded
from server.operations.visits import line_of
from server.security.site import database
from server.store.database import Database

log = structlog.get_logger()
NAMESPACE = "/visits"
QUIET_SECONDS = 1.0
# They change what a whole hall is promised.
OF_THE_HALL = (
    events.CounterOpened,
    events.CounterClosed,
    events.CounterPaused,
    events.CounterResumed,
)
Tell = Callable[[str], None]
Later = Callable[[float, Tell, str], object]


def ticket_room(ticket_id: object) -> str:
    """Return the room of the phones that follow one ticket."""
    return f"ticket:{ticket_id}"


def line_room(service_id: object) -> str:
    """Return the room of the phones whose ticket is for a service."""
    return f"line:{service_id}"


def install_visits(socketio: SocketIO) -> None:
    """Let visitors' phones connect: the token of the ticket is the credential."""

    @socketio.on("connect", namespace=NAMESPACE)  # type: ignore[untyped-decorator]
    def _connect(auth: object = None) -> None:
        token = auth.get("token") if isinstance(auth, dict) else None
        try:
            ticket_id, service_id = line_of(database(), token=str(token))
        except RuleError as refusal:
            raise ConnectionRefusedError(refusal.code) from refusal
        except Exception as trouble:  # else the socket would stand, and hear nothing
            log.exception("visit_not_followed")
            raise ConnectionRefusedError("internal_error") from trouble
        join_room(ticket_room(ticket_id))
        join_room(line_room(service_id))


class VisitPushes:
    """Sends `changed` to the phones of a line, at most once a second."""

    def __init__(self, socketio: SocketIO, db: Database, later: Later = gevent.spawn_later) -> None:
        self._socketio = socketio
        self._db = db
        self._later = later
        self._quiet: set[str] = set()
        self._missed: set[str] = set()

    def send(self, committed: Committed) -> None:
        """Tell of one transaction's events."""
        rooms: set[str] = set()
        for recorded in committed.events:
            self._change_lines(recorded.event)
            rooms |= self._lines_of(recorded)
        for room in rooms:
            self._tell(room)

    def _lines_of(self, recorded: Recorded) -> Set[str]:
        """Return the rooms of the lines that an event concerns: a ticket's, or all of the hall."""
        event, body = recorded.event, recorded.event.body()
        if isinstance(event, OF_THE_HALL) or event.changes_setup:
            with self._db.reader() as reader:
                return {line_room(each) for each in reader.hall(recorded.branch_id).services}
        if body.get("ticket_id") is None:
            return set()
        lines = {body.get(name) for name in ("service_id", "left_line", "joined_line")}
        return {line_room(line) for line in lines - {None}}

    def _change_lines(self, event: Event) -> None:
        """Let the phones of a ticket that changed its service hear of the new line."""
        body = event.body()
        if body.get("was_service_id", body.get("service_id")) == body.get("service_id"):
            return
        room = ticket_room(body["ticket_id"])
        manager = self._socketio.server.manager
        for sid, _ in list(manager.get_participants(NAMESPACE, room)):
            manager.leave_room(sid, NAMESPACE, line_room(body["was_service_id"]))
            manager.enter_room(sid, NAMESPACE, line_room(body["service_id"]))

    def _tell(self, room: str) -> None:
        if room in self._quiet:
            self._missed.add(room)
            return
        self._quiet.add(room)
        self._socketio.emit("changed", {}, to=room, namespace=NAMESPACE)
        self._later(QUIET_SECONDS, self._after_quiet, room)

    def _after_quiet(self, room: str) -> None:
        self._quiet.discard(room)
        if room in self._missed:
            self._missed.discard(room)
            self._tell(room)
