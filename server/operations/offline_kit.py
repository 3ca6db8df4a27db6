"""What an agent needs so that its kiosks go on while the server is away (L1, L4)."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from server.domain.hall import MAIN_PRINTER, Hall, Service
from server.domain.identity import IdentityKind
from server.languages import LANGUAGES
from server.languages.dates import long_date
from server.languages.words import say
from server.operations.kiosk_views import (
    KitKioskView,
    KitLanguageView,
    KitServiceView,
    OfflineKitView,
)
from server.operations.slip import Paper, in_language
from server.store.accounts import Device
from server.store.database import Database

OFFLINE_MINUTES = 120  # longer ago, too much may have changed: closures, other kiosks' hours
DAYS = 3
NOON = timedelta(hours=12)


def offline_kit(db: Database, *, agent: Device, paper: Paper, now: datetime) -> OfflineKitView:
    """Return the kit of an agent for today and the days after it."""
    with db.reader() as reader:
        hall = reader.hall(agent.branch_id)
        kiosks = reader.devices.printing_on(agent.id)
    first = hall.branch.business_day(now)
    days = [first + timedelta(days=offset) for offset in range(DAYS)]
    return OfflineKitView(
        kiosks=tuple(_kiosk(kiosk) for kiosk in kiosks),
        time_zone=hall.branch.time_zone,
        services=tuple(_service(hall, service, days) for service in hall.services.values()),
        languages={code: _language(hall, code, days) for code in hall.branch.languages},
        phone_url_prefix=paper.phone_url(""),
        offline_minutes=OFFLINE_MINUTES,
    )


def _kiosk(kiosk: Device) -> KitKioskView:
    printer = kiosk.printer_code or MAIN_PRINTER
    return KitKioskView(code=kiosk.code, block=kiosk.block, printer=printer)


def _service(hall: Hall, service: Service, days: Sequence[date]) -> KitServiceView:
    return KitServiceView(
        id=service.id,
        letter=service.numbers.letter,
        names=service.names,
        offline=_can_be_kept_fair(service),
        open_spans=tuple(hall.open_spans(service, days)),
    )


def _can_be_kept_fair(service: Service) -> bool:
    """Return whether one kiosk alone knows all that a ticket of the service depends on (L4)."""
    return service.identity is IdentityKind.NONE and service.daily_quota is None


def _language(hall: Hall, code: str, days: Sequence[date]) -> KitLanguageView:
    return KitLanguageView(
        direction=LANGUAGES[code].direction,
        digits=LANGUAGES[code].digits,
        title=say(code, "paper.title"),
        hall=in_language(hall.branch.names, code),
        rule=say(code, "paper.rule"),
        provisional=say(code, "paper.provisional"),
        qr_words=say(code, "paper.qr_words"),
        ahead_unknown=say(code, "paper.ahead_unknown"),
        dates={day.isoformat(): _date(hall, day, code) for day in days},
    )


def _date(hall: Hall, day: date, code: str) -> str:
    return long_date(hall.branch.midnight(day) + NOON, hall.branch.zone, code)
