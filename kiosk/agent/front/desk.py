"""What a technician sees and does at the kiosk: how everything is, and pairing by a code."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from kiosk.agent.link import Refused, ServerAway, pair
from kiosk.agent.relay.hall_clock import iso
from kiosk.agent.relay.homecoming import AGENT
from kiosk.agent.relay.own_tickets import OwnTicket
from kiosk.agent.relay.parts import Parts
from kiosk.agent.states import PrinterStates

log = logging.getLogger("nobat.agent")
SERVER_AWAY, NOT_WRITABLE = "server_away", "not_writable"


@dataclass(frozen=True)
class Whereabouts:
    """The server's address, and where the token is kept."""

    server: str
    token_file: Path


class Desk:
    """The facts of the agent's own page. `paired` is called when there is a new token."""

    def __init__(
        self, where: Whereabouts, parts: Parts, states: PrinterStates, paired: Callable[[], None]
    ) -> None:
        self._where = where
        self._parts = parts
        self._states = states
        self._paired = paired

    def facts(self) -> dict[str, Any]:
        """Return everything, as plain data."""
        presence, kit = self._parts.presence, self._parts.box.kit
        now = self._parts.clock.now()
        return {
            "agent": self._parts.disk.fact(AGENT),
            "paired": self._where.token_file.exists(),
            "refused": self._parts.homecoming.trouble,
            "server": self._where.server,
            "away": presence.away,
            "away_since": presence.since and iso(presence.since),
            "now": now and iso(now),
            "can_go_on": kit is not None and now is not None,
            "printers": [
                {"code": code, "state": state.state, "reason": state.reason}
                for code, state in self._states.all().items()
            ],
            "kept": [_told(ticket) for ticket in self._parts.tickets.to_send()],
            "troubled": [_told(ticket) for ticket in self._parts.tickets.troubled()],
        }

    def local_time(self, moment: str) -> str:
        """Return the hall's time of day of a moment as `facts` tells it; this PC's before a kit."""
        told, kit = datetime.fromisoformat(moment), self._parts.box.kit
        return f"{kit.local(told) if kit else told.astimezone():%H:%M}"

    def pair(self, code: str) -> str:
        """Trade a code for a token; return the error's code, or nothing."""
        try:
            device: Mapping[str, Any] = pair(self._where.server, code, self._where.token_file)
        except ServerAway:
            return SERVER_AWAY
        except Refused as refused:
            return refused.code
        except OSError as error:
            log.error("the token cannot be kept: %s", error)
            return NOT_WRITABLE
        self._parts.disk.keep_fact(AGENT, str(device["code"]))
        self._paired()
        return ""


def _told(ticket: OwnTicket) -> dict[str, Any]:
    return {
        "number": ticket.number,
        "kiosk": ticket.kiosk,
        "taken_at": ticket.taken_at,
        "state": ticket.state,
        "paper": ticket.paper,
        "reason": ticket.reason,
    }
