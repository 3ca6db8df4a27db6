"""What clients send about the lobby: looks, sound, media, notices, how a display is."""

from datetime import UTC, date, datetime
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    Field,
    model_validator,
)

from server.api.bodies import Body, CommandBody, Language, RowId
from server.domain.lettering import is_legible, zone_name
from server.domain.lobby import Layout, Look, Sound, Timing, VolumeHours
from server.operations.setup_times import LocalTime

FIRST_DAY, LAST_DAY = date(2020, 1, 1), date(2099, 12, 31)
FIRST_MOMENT, END_OF_TIME = datetime(2020, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
MOST_SERVICES = 200
MOST_HOURS = 24


def _once(values: list[object]) -> list[object]:
    if len(set(values)) < len(values):
        raise ValueError("names one twice")
    return values


def _legible(text: str) -> str:
    if not is_legible(text):
        raise ValueError("has nothing to read in it")
    return text


def _written(moment: object) -> object:
    """Return a moment as it came; a number would be taken for seconds since 1970."""
    if not (isinstance(moment, str) and moment[4:5] == "-"):
        raise ValueError("must be written as ISO 8601")
    return moment


def _in_our_time(moment: datetime) -> datetime:
    if not FIRST_MOMENT <= moment < END_OF_TIME:
        raise ValueError(f"must be from {FIRST_DAY.year} to {LAST_DAY.year}")
    return moment


NO_NUL = r"^[^\x00]*$"
Line = Annotated[str, Field(max_length=120, pattern=NO_NUL), AfterValidator(_legible)]
Words = Annotated[str, Field(max_length=300, pattern=NO_NUL), AfterValidator(_legible)]
Prose = Annotated[str, Field(max_length=1_000, pattern=NO_NUL)]
Zone = Annotated[str, Field(max_length=64), AfterValidator(zone_name)]
Two = Annotated[list[Language], Field(min_length=1, max_length=2), AfterValidator(_once)]
Services = Annotated[list[RowId], Field(max_length=MOST_SERVICES), AfterValidator(_once)]
Volume = Annotated[int, Field(ge=0, le=100)]
Weekday = Annotated[int, Field(ge=0, le=6)]
Weekdays = Annotated[list[Weekday], Field(min_length=1, max_length=7), AfterValidator(_once)]
Day = Annotated[date, Field(strict=False, ge=FIRST_DAY, le=LAST_DAY)]
Moment = Annotated[
    AwareDatetime, Field(strict=False), BeforeValidator(_written), AfterValidator(_in_our_time)
]


class LookBody(CommandBody):
    """How a display is to look."""

    layout: Annotated[Layout, Field(strict=False)]
    languages: Two
    inches: float = Field(ge=5, le=500, strict=False)
    viewing_metres: float = Field(ge=0.5, le=100, strict=False)
    service_ids: Services
    counter_id: RowId | None
    zone: Zone
    speaks: bool

    @model_validator(mode="after")
    def _sign(self) -> Self:
        if (self.layout is Layout.COUNTER) != (self.counter_id is not None):
            raise ValueError("a counter's sign, and nothing else, names a counter_id")
        return self

    def look(self) -> Look:
        """Return the look itself."""
        return Look(
            layout=self.layout,
            languages=tuple(self.languages),
            inches=self.inches,
            viewing_metres=self.viewing_metres,
            service_ids=tuple(self.service_ids),
            counter_id=self.counter_id,
            zone=self.zone,
            speaks=self.speaks,
        )


class VolumeHoursBody(Body):
    """A volume by the hall's clock; over midnight where `until` is the earlier."""

    since: LocalTime = Field(alias="from")
    until: LocalTime
    volume: Volume

    @model_validator(mode="after")
    def _some_time(self) -> Self:
        if self.since == self.until:
            raise ValueError("ends when it begins")
        return self


class SoundBody(CommandBody):
    """How a hall is to sound."""

    languages: Two
    times: int = Field(ge=1, le=3)
    chime: bool
    volume: Volume
    hours: list[VolumeHoursBody] = Field(max_length=MOST_HOURS)

    def sound(self) -> Sound:
        """Return the sound itself."""
        hours = tuple(VolumeHours(each.since, each.until, each.volume) for each in self.hours)
        return Sound(tuple(self.languages), self.times, self.chime, self.volume, hours)


class StatusBody(Body):
    """What a display says of itself; seq and lag_seconds are null before its first picture."""

    version: str = Field(max_length=64)
    uptime_seconds: int = Field(ge=0, le=2**31)
    lag_seconds: float | None = Field(ge=0, le=2**31, strict=False)
    audio: Literal["running", "suspended", "quiet", "none", "stuck"]
    width: int = Field(ge=0, le=100_000)
    height: int = Field(ge=0, le=100_000)
    seq: int | None = Field(ge=0, le=2**53)
    legible: bool
    pushless: bool = False


class NoticeBody(CommandBody):
    """What the lobby is to be told."""

    texts: dict[Language, Words] = Field(min_length=1)
    spoken: bool
    shown: bool
    until: Moment | None = None

    @model_validator(mode="after")
    def _told_somehow(self) -> Self:
        if not (self.spoken or self.shown):
            raise ValueError("is neither spoken nor shown")
        return self


class SlideBody(Body):
    """A slide in one language."""

    title: str = Field(default="", max_length=120, pattern=NO_NUL)
    body: Prose = ""

    @model_validator(mode="after")
    def _something(self) -> Self:
        if not is_legible(self.title + self.body):
            raise ValueError("needs a title or a body")
        return self


Slides = dict[Language, SlideBody]


class UploadForm(CommandBody):
    """The fields beside a file, or those of a slide."""

    name: Line | None = None
    kind: Literal["slide"] | None = None
    texts: Slides | None = None

    @model_validator(mode="after")
    def _texts_of_a_slide(self) -> Self:
        if (self.kind == "slide") != bool(self.texts):
            raise ValueError("a slide, and nothing else, has texts")
        return self


class MediumBody(CommandBody):
    """What a medium is called, and when it plays."""

    name: Line
    texts: Slides
    seconds: int | None = Field(ge=1, le=86_400)
    first_day: Day | None
    last_day: Day | None
    weekdays: Weekdays
    from_time: LocalTime | None = Field(alias="from")
    until_time: LocalTime | None = Field(alias="until")
    place: int = Field(ge=0, le=9_999)
    sound: bool

    @model_validator(mode="after")
    def _some_time(self) -> Self:
        if self.first_day and self.last_day and self.last_day < self.first_day:
            raise ValueError("last_day is before first_day")
        if self.from_time is not None and self.from_time == self.until_time:
            raise ValueError("ends when it begins")
        return self

    def timing(self) -> Timing:
        """Return when and how it plays."""
        return Timing(
            seconds=self.seconds,
            first_day=_iso(self.first_day),
            last_day=_iso(self.last_day),
            weekdays=tuple(sorted(self.weekdays)),
            from_time=self.from_time,
            until_time=self.until_time,
            place=self.place,
            sound=self.sound,
        )


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


class FileQuery(BaseModel):
    """Which bytes the asker means, as MEDIA's url has it."""

    v: str = ""


class LanguageQuery(BaseModel):
    """In which language."""

    language: Language


class VoicePath(BaseModel):
    """The language in an address."""

    language: str = Field(max_length=8)


class ClipPath(VoicePath):
    """A clip of a pack."""

    pack: Literal["own", "built_in"]
    file: str = Field(max_length=120)
