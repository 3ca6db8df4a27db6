"""A touch gets its ticket: from the server, or while that is away from the kiosk's own series."""

import json
import logging
import sqlite3
from datetime import datetime

from kiosk.agent.link import API
from kiosk.agent.relay.kiosks import UNAUTHORISED, Kiosk
from kiosk.agent.relay.kit import FIRST_LANGUAGE
from kiosk.agent.relay.own_tickets import OwnTicket
from kiosk.agent.relay.parts import Parts
from kiosk.agent.relay.picture import REFUSED, json_answer
from kiosk.agent.relay.refusing import refusal
from kiosk.agent.relay.relay import AWAY, Relay
from kiosk.agent.relay.series import UNDO_SECONDS, OfflineRefused
from kiosk.agent.relay.touches import STANDARD, TouchInvalid, read_touch, touch_id_of
from kiosk.agent.relay.upstream import Answer, Asked

log = logging.getLogger("nobat.agent")
CREATED, NOT_FOUND, CONFLICT, INVALID, STORAGE = 201, 404, 409, 422, 503
LARGEST_ID = 2**53  # more than a file of ours can have, and than a number of SQLite


class Ticketing:
    """Gives each touch one ticket, however often it is sent and whoever gives it."""

    def __init__(self, parts: Parts, relay: Relay) -> None:
        self._parts = parts
        self._relay = relay

    def take(self, asked: Asked) -> Answer:
        """Answer a touch."""
        touch_id = touch_id_of(asked.body)
        if touch_id is None:
            return self._relay.asked_of_server(asked) or refusal(INVALID, "invalid_request", asked)
        with self._parts.unheard.in_hand(touch_id):
            return self._take(asked, touch_id)

    def withdraw(self, asked: Asked, ticket_id: int) -> Answer:
        """Take a ticket back that was given here; negative ids are ours."""
        ticket = self._parts.tickets.get(-ticket_id) if -ticket_id < LARGEST_ID else None
        kiosk = self._parts.kiosks.of(asked)
        if kiosk is None:
            return refusal(UNAUTHORISED, "unauthorised", asked)
        if ticket is None or ticket.kiosk != kiosk.code:
            return refusal(NOT_FOUND, "not_found", asked, what="ticket", id=ticket_id)
        if ticket.state == "sent" and ticket.server_id is not None:
            path = f"{API}/tickets/{ticket.server_id}/withdrawals"
            return self._relay.pass_on(Asked(asked.method, path, asked.headers, asked.body))
        if ticket.state == "withdrawn" or self._withdrawn_in_time(ticket):
            told = {"id": ticket_id, "number": ticket.number, "state": "cancelled"}
            return json_answer(CREATED, told)
        return refusal(CONFLICT, "too_late_to_withdraw", asked)

    def _take(self, asked: Asked, touch_id: str) -> Answer:
        if (known := self._parts.tickets.of_touch(touch_id)) is not None:
            return _again(known, asked)
        answer = self._relay.touched(asked, touch_id)
        if answer is not None:
            return answer
        own = self._without_server(asked, touch_id)
        # After a refusal the screen would ask for another ticket, and the first may have been made.
        may_have_one = own.status != CREATED and touch_id in self._parts.unheard
        return AWAY if may_have_one else own

    def _without_server(self, asked: Asked, touch_id: str) -> Answer:
        kiosk = self._parts.kiosks.of(asked)
        if kiosk is None:
            return refusal(UNAUTHORISED, "unauthorised", asked)
        try:
            return self._own(asked, touch_id, kiosk)
        except TouchInvalid as invalid:
            return refusal(INVALID, "invalid_request", asked, fields=[{"field": str(invalid)}])
        except OfflineRefused as refused:
            return refusal(CONFLICT, REFUSED, asked, **refused.details)
        except sqlite3.Error:
            log.exception("the relay's file cannot be used")
            return refusal(STORAGE, "storage_failed", asked)

    def _own(self, asked: Asked, touch_id: str, kiosk: Kiosk) -> Answer:
        """Give a ticket of our own. Raises TouchInvalid, OfflineRefused, sqlite3.Error."""
        touch, asks_more = read_touch(asked.body, kiosk.code, FIRST_LANGUAGE)
        if asks_more:
            raise OfflineRefused("one_service_only")
        classes = self._relay.priority_classes(kiosk.branch_id)
        if touch.priority_class not in (STANDARD, *classes):
            raise OfflineRefused("priority_class_unknown")
        undo_seconds = self._relay.undo_seconds(kiosk.branch_id, UNDO_SECONDS)
        presence = self._parts.presence
        with presence.lock:
            ticket = self._parts.series.take(touch, undo_seconds) if presence.away else None
        if ticket is None:  # the server came back while we were about it
            return self._relay.touched(asked, touch_id) or AWAY
        log.info("%s given while the server is away", ticket.number)
        self._parts.papers.ring(ticket.printer)
        return _told(ticket)

    def _withdrawn_in_time(self, ticket: OwnTicket) -> bool:
        now = self._parts.clock.now()
        undo_until = datetime.fromisoformat(json.loads(ticket.answer)["undo_until"])
        if now is None or now > undo_until:
            return False
        # The server may have made one as well, whose answer was lost in an earlier life of ours.
        self._parts.unheard.note(ticket.touch_id, due_seconds=0.0)
        return self._parts.tickets.withdraw(ticket.id)


def _again(ticket: OwnTicket, asked: Asked) -> Answer:
    """Return the first answer of a touch that has a ticket already."""
    if json.loads(asked.body).get("service_id") != ticket.service_id:
        return refusal(CONFLICT, "request_id_reused", asked, request_id=ticket.touch_id)
    return _told(ticket)


def _told(ticket: OwnTicket) -> Answer:
    return Answer(CREATED, (("Content-Type", "application/json"),), ticket.answer.encode())
