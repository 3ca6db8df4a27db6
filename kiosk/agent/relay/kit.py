"""What a kiosk needs to know to give tickets by itself: the offline kit, as the server made it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.agent.relay.disk import Disk

FACT = "offline_kit"
FIRST_LANGUAGE = "fa"


@dataclass(frozen=True)
class Issuing:
    """Whether a service gives tickets at a moment: until when, or from when on."""

    open: bool
    until: datetime | None = None
    opens_at: datetime | None = None


class OfflineKit:
    """One kit; what it does not hold cannot be done."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        """Take the kit apart. Raises KeyError, TypeError, ValueError when it is none."""
        self._kiosks = {str(kiosk["code"]): kiosk for kiosk in content["kiosks"]}
        self._services = {int(service["id"]): service for service in content["services"]}
        self._languages: Mapping[str, Mapping[str, Any]] = content["languages"]
        self._zone = ZoneInfo(content["time_zone"])
        self.phone_url_prefix: str | None = content["phone_url_prefix"]
        self.longest_away = timedelta(minutes=float(content["offline_minutes"]))

    def kiosk(self, code: str) -> Mapping[str, Any] | None:
        """Return a kiosk of this agent."""
        return self._kiosks.get(code)

    def service(self, service_id: int) -> Mapping[str, Any] | None:
        """Return a service of the hall."""
        return self._services.get(service_id)

    def words(self, language: str) -> Mapping[str, Any] | None:
        """Return the words of a ticket in a language."""
        return self._languages.get(language)

    def local(self, moment: datetime) -> datetime:
        """Return a moment on the hall's own clock."""
        return moment.astimezone(self._zone)

    def business_day(self, moment: datetime) -> date:
        """Return the hall's day at a moment."""
        return self.local(moment).date()

    def issuing(self, service_id: int, moment: datetime) -> Issuing:
        """Return whether the hours let a service give tickets."""
        spans = _spans(self._services[service_id]["open_spans"])
        for opens, closes in spans:
            if opens <= moment < closes:
                return Issuing(True, until=closes)
        return Issuing(False, opens_at=min((s[0] for s in spans if s[0] > moment), default=None))


class KitBox:
    """The newest kit, also after a restart."""

    def __init__(self, disk: Disk) -> None:
        self._disk = disk
        self._text = disk.fact(FACT)
        self.kit = OfflineKit(json.loads(self._text)) if self._text else None

    def put(self, content: Mapping[str, Any]) -> None:
        """Keep a kit that the server sent; one that cannot be read raises and changes nothing."""
        kit = OfflineKit(content)
        text = json.dumps(content, sort_keys=True)
        if text != self._text:
            self._disk.keep_fact(FACT, text)
        self._text, self.kit = text, kit


def in_language(names: Mapping[str, str], language: str) -> str:
    """Return a name in a language, or in the first one when it has none."""
    return names.get(language) or names.get(FIRST_LANGUAGE) or next(iter(names.values()), "")


def _spans(spans: Sequence[Sequence[str]]) -> list[tuple[datetime, datetime]]:
    return [(datetime.fromisoformat(opens), datetime.fromisoformat(to)) for opens, to in spans]
