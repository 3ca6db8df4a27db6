"""Who may do what: one table."""

from enum import StrEnum

from server.domain.hall import DeviceKind, Role


class Permission(StrEnum):
    """What a door asks for."""

    SEE_BRANCH = "see_branch"
    ISSUE = "issue"
    CALL = "call"
    SUPERVISE = "supervise"
    SEE_BOARD = "see_board"
    PRINT = "print"
    RELAY = "relay"
    WATCH = "watch"


OF_ROLE: dict[Role, frozenset[Permission]] = {
    Role.CLERK: frozenset({Permission.SEE_BRANCH, Permission.CALL}),
    Role.SUPERVISOR: frozenset(
        {Permission.SEE_BRANCH, Permission.CALL, Permission.SUPERVISE, Permission.SEE_BOARD}
    ),
    Role.INSPECTOR: frozenset({Permission.SEE_BRANCH, Permission.SEE_BOARD}),
    Role.ADMIN: frozenset({Permission.SEE_BRANCH, Permission.SUPERVISE, Permission.SEE_BOARD}),
}

OF_DEVICE: dict[DeviceKind, frozenset[Permission]] = {
    DeviceKind.KIOSK: frozenset({Permission.SEE_BRANCH, Permission.ISSUE}),
    DeviceKind.DISPLAY: frozenset({Permission.SEE_BRANCH, Permission.WATCH}),
    DeviceKind.AGENT: frozenset({Permission.SEE_BRANCH, Permission.PRINT, Permission.RELAY}),
}
