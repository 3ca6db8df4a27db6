"""The kiosk gives a number of its own series, or refuses what could not be kept fair."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta

from kiosk.agent.relay.hall_clock import HallClock, iso
from kiosk.agent.relay.kit import Issuing, KitBox, OfflineKit
from kiosk.agent.relay.own_tickets import OwnTicket, OwnTickets, Place, Touch
from kiosk.agent.relay.slip import own_slip

UNDO_SECONDS = 20
CLOSED = "closed"
Prints = Callable[[str], bool]


class OfflineRefused(Exception):
    """No ticket: `reason` says why."""

    def __init__(self, reason: str, **details: object) -> None:
        super().__init__(reason)
        self.details = {"reason": reason, **details}


class OwnSeries:
    """Gives numbers while the server is away."""

    def __init__(self, tickets: OwnTickets, box: KitBox, clock: HallClock, prints: Prints) -> None:
        self._tickets = tickets
        self._box = box
        self._clock = clock
        self._prints = prints

    def take(self, touch: Touch, undo_seconds: int = UNDO_SECONDS) -> OwnTicket:
        """Give a ticket that is on disk when this returns. Raises OfflineRefused, sqlite3.Error."""
        kit, now = self._required(touch)
        service = kit.service(touch.service_id)
        kiosk = kit.kiosk(touch.kiosk)
        assert service is not None
        assert kiosk is not None
        printer = kiosk.get("printer", "main")
        place = Place(
            series=f"{service['letter']}{kiosk['block']}",
            business_day=kit.business_day(now).isoformat(),
            taken_at=now,
            printer=printer,
        )
        prints = printer is not None and self._prints(printer)
        undo_until = now + timedelta(seconds=undo_seconds)

        def write(ticket: OwnTicket) -> tuple[str, str, bool]:
            answer = _answer(kit, ticket, prints, undo_until)
            return json.dumps(answer), json.dumps(own_slip(kit, ticket)), prints

        return self._tickets.add(touch, place, write)

    def hours(self, service_id: int) -> Issuing | None:
        """Return whether a service is open by its hours; None when nobody can say."""
        kit, now = self._box.kit, self._now()
        if kit is None or now is None or kit.service(service_id) is None:
            return None
        return kit.issuing(service_id, now)

    def issuing(self, kiosk: str, service_id: int) -> Issuing:
        """Return until when a kiosk gives tickets of a service. Raises OfflineRefused."""
        kit, now = self._required_of_kiosk(kiosk)
        return _required_of_service(kit, service_id, now)

    def _required(self, touch: Touch) -> tuple[OfflineKit, datetime]:
        """Return the kit and the hall's time, if they let this ticket be. Raises OfflineRefused."""
        kit, now = self._required_of_kiosk(touch.kiosk)
        if kit.words(touch.language) is None:
            raise OfflineRefused("language_unknown")
        _required_of_service(kit, touch.service_id, now)
        return kit, now

    def _required_of_kiosk(self, code: str) -> tuple[OfflineKit, datetime]:
        """Return the same, if a kiosk may give tickets at all. Raises OfflineRefused."""
        kit = self._box.kit
        if kit is None:
            raise OfflineRefused("no_kit")
        if (now := self._now()) is None:
            raise OfflineRefused("clock_unknown")
        self._require_recent(kit, now)
        kiosk = kit.kiosk(code)
        if kiosk is None or not kiosk["block"]:
            raise OfflineRefused("no_block")
        return kit, now

    def _now(self) -> datetime | None:
        """Return the hall's time, never before that of the last ticket."""
        now, last = self._clock.now(), self._tickets.last_taken_at()
        return max(now, last) if now and last else now

    def _require_recent(self, kit: OfflineKit, now: datetime) -> None:
        contact = self._clock.contact
        if contact is None or now - contact > kit.longest_away:
            raise OfflineRefused("too_long_away", contact_at=contact and iso(contact))


def _required_of_service(kit: OfflineKit, service_id: int, now: datetime) -> Issuing:
    service = kit.service(service_id)
    if service is None:
        raise OfflineRefused("service_unknown")
    if not service["offline"]:
        raise OfflineRefused("service_not_offline")
    issuing = kit.issuing(service_id, now)
    if not issuing.open:
        raise OfflineRefused(CLOSED, opens_at=issuing.opens_at and iso(issuing.opens_at))
    return issuing


def _answer(
    kit: OfflineKit, ticket: OwnTicket, prints: bool, undo_until: datetime
) -> dict[str, object]:
    """Return TICKET; its id is negative, so that it is nobody's id at the server."""
    return {
        "id": -ticket.id,
        "number": ticket.number,
        "service_id": ticket.service_id,
        "services": [ticket.service_id],
        "state": "waiting",
        "issued_at": ticket.taken_at,
        "undo_until": iso(undo_until),
        "ahead": None,
        "estimate": None,
        "prints": prints,
        "token": ticket.token,
        "phone_qr": f"/t/{ticket.token}/qr.svg" if kit.phone_url_prefix else None,
        "provisional": True,
    }
