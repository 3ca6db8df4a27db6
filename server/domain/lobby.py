"""The lobby: how a board looks, what is heard, what stands and plays on it (docs/display.md)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from server.domain.errors import NotFound, RuleError
from server.domain.hall import Hall

ZONE = "hall"
INCHES = 43.0
VIEWING_METRES = 8.0
SAID_WITHIN = timedelta(minutes=5)
OBEYED_WITHIN = timedelta(minutes=10)
MINUTE = timedelta(minutes=1)
MOST_NOTICES = 20  # each is in every picture, and takes its turn of the foot


class ZoneSpeaksAlready(RuleError):
    """Another display speaks in this zone; details: which, and the zone."""

    code = "zone_speaks_already"


class TimeOver(RuleError):
    """The time given is over already; details: `until`."""

    code = "time_over"


class TooManyNotices(RuleError):
    """As many notices stand as people may still read; details: `most`."""

    code = "too_many_notices"


class NoVoice(RuleError):
    """Nobody can say this text; details: the language."""

    code = "no_voice"


class OnlySlidesHaveTexts(RuleError):
    """Texts were given to a picture or a video."""

    code = "invalid_request"


class MediaFull(RuleError):
    """The hall's media take all the room they may; details: `used_bytes`, `most_bytes`."""

    code = "media_full"


class DiskNearlyFull(RuleError):
    """What is free on the disk is kept for the log of tickets; details: `free_bytes`."""

    code = "disk_nearly_full"


class Layout(StrEnum):
    """What a board shows."""

    CALLS = "calls"
    LINES = "lines"
    MEDIA = "media"
    SERVICE = "service"
    COUNTER = "counter"


class Wish(StrEnum):
    """What a display is asked to do, once."""

    RELOAD = "reload"
    IDENTIFY = "identify"


class MediumKind(StrEnum):
    """What plays beside the calls."""

    IMAGE = "image"
    VIDEO = "video"
    SLIDE = "slide"


@dataclass(frozen=True)
class Look:
    """How one display looks, and whether it speaks. No service_ids: all of them."""

    layout: Layout
    languages: tuple[str, ...]
    inches: float = INCHES
    viewing_metres: float = VIEWING_METRES
    service_ids: tuple[int, ...] = ()
    counter_id: int | None = None
    zone: str = ZONE
    speaks: bool = False

    @property
    def speaks_in(self) -> str | None:
        """The zone that hears this display, or None."""
        return self.zone if self.speaks else None


@dataclass(frozen=True)
class VolumeHours:
    """A volume from one local time (HH:MM) until another, over midnight where that is earlier."""

    since: str
    until: str
    volume: int


@dataclass(frozen=True)
class Sound:
    """How a hall's calls are said; volumes from 0 (quiet) to 100."""

    languages: tuple[str, ...]
    times: int = 2
    chime: bool = True
    volume: int = 80
    hours: tuple[VolumeHours, ...] = ()


@dataclass(frozen=True)
class Timing:
    """When and how a medium plays: days as ISO text, weekdays from 0 (Monday), local times HH:MM.

    seconds: how long it stands, None: a video to its end. place: its turn among the others.
    """

    seconds: int | None
    first_day: str | None = None
    last_day: str | None = None
    weekdays: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)
    from_time: str | None = None
    until_time: str | None = None
    place: int = 0
    sound: bool = False


@dataclass(frozen=True)
class MediaFile:
    """A file as it was read: type, digest, and (if it says so) a video's length in seconds."""

    kind: MediumKind
    mime: str
    bytes: int
    sha256: str
    seconds: int | None = None

    @property
    def version(self) -> str:
        """What an address needs to name just these bytes."""
        return self.sha256[:16]


@dataclass(frozen=True)
class Medium:
    """An image, a video, or (without a file) a slide with title and body per language."""

    id: int
    branch_id: int
    kind: MediumKind
    name: str
    texts: Mapping[str, Mapping[str, str]]
    file: MediaFile | None
    timing: Timing
    ended_at: datetime | None = None


@dataclass(frozen=True)
class Notice:
    """A supervisor's words; `seq` is that of the event that made it."""

    id: int
    branch_id: int
    seq: int
    texts: Mapping[str, str]
    spoken: bool
    shown: bool
    made_at: datetime
    until: datetime | None
    ended_at: datetime | None = None


class Voice(Protocol):
    """Says texts, outside of this process."""

    def say(self, language: str, text: str) -> bytes:
        """Return the text as WAV. Raises NoVoice."""
        ...

    def says(self, language: str) -> bool:
        """Return whether it can say texts of a language."""
        ...


def default_look(hall: Hall, *, speaks: bool) -> Look:
    """Return the look of a display for which none was chosen."""
    return Look(Layout.LINES, hall.branch.languages[:1], speaks=speaks)


def looks_of(hall: Hall, displays: Sequence[int], kept: Mapping[int, Look]) -> dict[int, Look]:
    """Return the look of each display (ids in the hall's order) as it counts now.

    The first speaks where no look was chosen for it, unless another was chosen to.
    Source: docs/display.md B1.
    """
    speaking = {look.speaks_in for look in kept.values()}
    return {
        each: fitted(kept[each], hall)
        if each in kept
        else default_look(hall, speaks=each == displays[0] and ZONE not in speaking)
        for each in displays
    }


def fitted(look: Look, hall: Hall) -> Look:
    """Return a look without the services and languages that the hall has no more.

    A sign whose counter is gone, and a zone whose services are all gone, is a board of lines that
    does not speak: it would say the calls of the whole hall there. A sign looks at its counter
    alone.
    """
    known = tuple(code for code in look.languages if code in hall.branch.languages)
    look = replace(look, languages=known or hall.branch.languages[:1])
    if look.layout is Layout.COUNTER:
        return replace(look, service_ids=()) if look.counter_id in hall.counters else _silent(look)
    left = tuple(each for each in look.service_ids if each in hall.services)
    return _silent(look) if look.service_ids and not left else replace(look, service_ids=left)


def _silent(look: Look) -> Look:
    return replace(look, layout=Layout.LINES, counter_id=None, service_ids=(), speaks=False)


def check_look(look: Look, hall: Hall) -> None:
    """Refuse a look that names what the hall has not. Raises NotFound."""
    check_languages(look.languages, hall)
    for service_id in look.service_ids:
        hall.service(service_id)
    if look.counter_id is not None:
        hall.counter(look.counter_id)


def check_zone(display_id: int, look: Look, looks: Mapping[int, Look]) -> None:
    """Refuse a second display that speaks in a zone. Raises ZoneSpeaksAlready."""
    for other_id, other in looks.items():
        if other_id != display_id and look.speaks and other.speaks_in == look.zone:
            raise ZoneSpeaksAlready(zone=look.zone, display_id=other_id)


def check_languages(languages: Sequence[str], hall: Hall) -> None:
    """Refuse languages that are not the hall's. Raises NotFound."""
    for code in languages:
        if code not in hall.branch.languages:
            raise NotFound(what="language", code=code)


def fitted_sound(sound: Sound, hall: Hall) -> Sound:
    """Return the sound of a hall without the languages that it has no more."""
    known = tuple(code for code in sound.languages if code in hall.branch.languages)
    return replace(sound, languages=known or hall.branch.languages[:1])


def check_notices(standing: int) -> None:
    """Refuse one more notice than may stand at a time. Raises TooManyNotices."""
    if standing >= MOST_NOTICES:
        raise TooManyNotices(most=MOST_NOTICES)


def notice_until(until: datetime | None, *, shown: bool, now: datetime) -> datetime | None:
    """Return until when a notice stands, to the whole minute, as pictures are kept for one.

    What is only said, not shown, stands as long as it is still worth saying. Raises TimeOver.
    """
    if until is not None and until <= now:
        raise TimeOver(until=until)
    end = until or (None if shown else now + SAID_WITHIN)
    if end is None or not (end.second or end.microsecond):
        return end
    return end.replace(second=0, microsecond=0) + MINUTE
