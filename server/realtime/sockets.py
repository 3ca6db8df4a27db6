"""The socket's door: screens join their branch and listen, nothing more."""

import structlog
from flask_socketio import ConnectionRefusedError, SocketIO, join_room

from server.clock import iso
from server.domain.errors import RuleError
from server.domain.hall import DeviceKind
from server.operations.snapshot import branch_seq
from server.realtime.pushes import NAMESPACE, agent_room, branch_room
from server.security.identity import Identity, identity
from server.security.permissions import Permission
from server.security.site import database, now

PING_INTERVAL_SECONDS = 10
PING_TIMEOUT_SECONDS = 8
log = structlog.get_logger()


def make_socketio() -> SocketIO:
    """Return the socket server, not yet bound to an app."""
    return SocketIO(
        async_mode="gevent",
        transports=["websocket"],
        ping_interval=PING_INTERVAL_SECONDS,
        ping_timeout=PING_TIMEOUT_SECONDS,
        manage_session=False,
    )


def install_sockets(socketio: SocketIO) -> None:
    """Let screens connect."""

    @socketio.on("connect", namespace=NAMESPACE)  # type: ignore[untyped-decorator]
    def _connect(_auth: object = None) -> None:
        if Permission.SEE_BRANCH not in identity().permissions:
            raise ConnectionRefusedError("unauthorised")
        _hear_of_print_jobs(identity())

    @socketio.on("join", namespace=NAMESPACE)  # type: ignore[untyped-decorator]
    def _join(message: object = None) -> dict[str, object]:
        branch_id = message.get("branch_id") if isinstance(message, dict) else None
        if not isinstance(branch_id, int) or isinstance(branch_id, bool):
            return {"ok": False, "error": "invalid_request"}
        return _joined(identity(), branch_id)

    @socketio.on_error_default  # type: ignore[untyped-decorator]
    def _failed(error: Exception) -> None:
        log.error("socket_failed", error=repr(error))


def _hear_of_print_jobs(asking: Identity) -> None:
    agent = asking.device(DeviceKind.AGENT)
    if agent is not None:
        join_room(agent_room(agent.id))


def _joined(asking: Identity, branch_id: int) -> dict[str, object]:
    try:
        asking.require_branch(branch_id)
        # Join before reading seq: an event in between is heard twice rather than never.
        join_room(branch_room(branch_id))
        return {"ok": True, "seq": branch_seq(database(), branch_id), "now": iso(now())}
    except RuleError as refusal:
        return {"ok": False, "error": refusal.code}
