"""When the server is there again, what the kiosk gave by itself is handed over, oldest first."""

import logging
import threading
import uuid
from collections.abc import Mapping
from typing import Any

from kiosk.agent.bell import Bell
from kiosk.agent.link import Link, Refused, ServerAway, ServerFaulty
from kiosk.agent.relay.disk import Disk
from kiosk.agent.relay.kit import KitBox
from kiosk.agent.relay.own_tickets import TRIES_BEFORE_ASIDE, OwnTicket, OwnTickets
from kiosk.agent.relay.presence import Presence
from kiosk.agent.relay.unheard import UnheardTouches

log = logging.getLogger("nobat.agent")
ROUND_SECONDS = 1.0
SILENCE_SECONDS = 4.0  # so long without an answer, and we ask ourselves
KIT_EACH_SECONDS = 30.0
ASIDE_EACH_SECONDS = 60.0
EVER = 1_000_000
UNAUTHORISED = 401
AGENT = "agent"  # the fact that holds this agent's code


class Homecoming(threading.Thread):
    """Looks after the link: asks when nobody else did, fetches the kit, hands tickets over."""

    def __init__(
        self,
        disk: Disk,
        presence: Presence,
        box: KitBox,
        tickets: OwnTickets,
        unheard: UnheardTouches,
    ) -> None:
        super().__init__(name="homecoming", daemon=True)
        self._disk = disk
        self._presence = presence
        self._box = box
        self._tickets = tickets
        self._unheard = unheard
        self._link: Link | None = None
        self._has_token = False
        self._branch_id: int | None = None
        self._kit_at = self._aside_at = -float("inf")
        self._bell = Bell()
        self._turn = threading.Lock()
        self.trouble = ""

    def go_with(self, link: Link, *, has_token: bool) -> None:
        """Use this link from now on; without a token it only tells whether the server is there."""
        with self._turn:
            self._branch_id, self._link, self._has_token = None, link, has_token
            self._kit_at, self.trouble = -float("inf"), ""
            if has_token and self._tickets.to_send():
                self._presence.lost("what waits goes first")
        self._bell.ring()

    def run(self) -> None:
        """Go round until stopped."""
        while not self._bell.stopping:
            try:
                self.round()
            except Exception:  # whatever it was, the hall needs the next round
                log.exception("the link to the server was not looked after")
            self._bell.rest(ROUND_SECONDS)

    def stop(self) -> None:
        """End after the round in hand."""
        self._bell.stop()
        if self.ident is not None:
            self.join()

    def round(self) -> None:
        """Find out whether the server is there; if it is, hand over what waits."""
        with self._turn:
            if self._link is not None:
                self._round(self._link)

    def _round(self, link: Link) -> None:
        try:
            waits = self._met(link)
        except ServerAway as away:
            self._presence.lost(away)
            return
        except Refused as refused:
            # The server is there and does not know us: the kiosk goes on, what waits is kept.
            if self.trouble != str(refused):
                log.error("the server refuses this agent, its own tickets are kept: %s", refused)
            self.trouble, waits = str(refused), False
        else:
            self.trouble = ""
        self._presence.back(lambda: not (waits and self._tickets.to_send()))

    def _met(self, link: Link) -> bool:
        """Do what is to do at the server; return whether it must have our tickets first.

        Raises ServerAway, Refused.
        """
        if not self._has_token:
            link.get("/time")
            return False
        self._ask(link)
        self._hand_over(link, self._most_tries())
        for touch_id in self._unheard.due():
            self._take_back(link, touch_id)
        return True

    def _ask(self, link: Link) -> None:
        now = self._presence.clock.ticks()
        if self._branch_id is None:
            self._branch_id = self._introduced(link)
        if self._presence.away or now - self._kit_at >= KIT_EACH_SECONDS:
            self._fetch_kit(link)
            self._kit_at = now
        elif self._presence.silent_seconds() >= SILENCE_SECONDS:
            link.get("/time")

    def _introduced(self, link: Link) -> int:
        """Return our branch, and keep our own name. Raises Refused when nobody knows us."""
        devices = link.get("/me")["devices"]
        if not devices:
            raise Refused(UNAUTHORISED, "unauthorised", "")
        self._disk.keep_fact(AGENT, str(devices[0]["code"]))
        return int(devices[0]["branch_id"])

    def _fetch_kit(self, link: Link) -> None:
        kit = link.get(f"/branches/{self._branch_id}/offline-kit")
        try:
            self._box.put(kit)
        except (KeyError, TypeError, ValueError):
            log.exception("the offline kit cannot be read; the last one stays")

    def _most_tries(self) -> int:
        """Return how often a ticket may have been tried; once a minute those put aside go too."""
        now = self._presence.clock.ticks()
        if now - self._aside_at < ASIDE_EACH_SECONDS:
            return TRIES_BEFORE_ASIDE
        self._aside_at = now
        return EVER

    def _hand_over(self, link: Link, most_tries: int) -> None:
        while waiting := self._tickets.to_send(most_tries):
            for ticket in waiting:
                self._send(link, ticket)
            if most_tries == EVER:
                return

    def _send(self, link: Link, ticket: OwnTicket) -> None:
        """Send one; sent again it is the same request. Raises ServerAway, Refused."""
        sending = self._tickets.sending(ticket)
        if sending is None:
            return
        try:
            made = link.post("/provisional-tickets", _body(sending))
        except ServerFaulty as faulty:
            self._tickets.tried(sending)
            if sending.tries < TRIES_BEFORE_ASIDE:
                raise
            # One ticket that the server stumbles over must not keep the hall from it.
            log.error("the server cannot take %s: %s", ticket.number, faulty)
            return
        except Refused as refused:
            if refused.status == UNAUTHORISED:
                raise
            log.error("the server does not take %s: %s", ticket.number, refused)
            self._tickets.refused(sending, refused.code)
            self._unheard.note(ticket.touch_id, due_seconds=0.0)
            return
        self._note_sent(sending, made)

    def _note_sent(self, ticket: OwnTicket, made: Mapping[str, Any]) -> None:
        """Note the receipt, and what a person should know of it.

        Another number: a kiosk without memory gave it twice. Another time: the server heard us
        ask for work after we say that we gave it (rule L5).
        """
        number, since = str(made.get("number", ticket.number)), made.get("issued_at")
        reason = "" if number == ticket.number else f"stands in the queue as {number}"
        if since is not None and since > ticket.taken_at:
            reason = f"{reason or 'stands in the queue'} since {since}"
        if reason:
            log.error("%s %s", ticket.number, reason)
        self._tickets.sent(ticket, made.get("id"), self._presence.clock.now(), reason)
        self._unheard.heard(ticket.touch_id)
        log.info("%s is in the queue", number)

    def _take_back(self, link: Link, touch_id: str) -> None:
        """Let the server take a ticket back that nobody heard of. Raises ServerAway, Refused."""
        with self._unheard.in_hand(touch_id):
            if not self._unheard.is_due(touch_id):  # its visitor asked again meanwhile
                return
            try:
                body = {"request_id": uuid.uuid4().hex, "touch_id": touch_id}
                link.post("/touches/withdrawals", body)
            except ServerFaulty as faulty:
                log.error("the server cannot take the touch %s back: %s", touch_id, faulty)
                self._unheard.note(touch_id)
                return
            except Refused as refused:
                if refused.status == UNAUTHORISED:
                    raise
                log.error("the server does not take the touch %s back: %s", touch_id, refused)
            self._unheard.heard(touch_id)


def _body(ticket: OwnTicket) -> dict[str, object]:
    return {
        "request_id": ticket.request_id,
        "touch_id": ticket.touch_id,
        "kiosk": ticket.kiosk,
        "service_id": ticket.service_id,
        "language": ticket.language,
        "priority_class": ticket.priority_class,
        "block": ticket.series[-1],
        "ordinal": ticket.ordinal,
        "token": ticket.token,
        "taken_at": ticket.taken_at,
        "printed": ticket.printed,
    }
