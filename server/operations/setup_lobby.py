"""Boards and sound in a set-up file (docs/display.md)."""

from collections.abc import Mapping
from typing import Self

from pydantic import Field, field_validator, model_validator

from server.domain.lettering import zone_name
from server.domain.lobby import INCHES, VIEWING_METRES, ZONE, Layout, Look, Sound, VolumeHours
from server.operations.setup_texts import Part
from server.operations.setup_times import LocalTime


class LookPart(Part):
    """How a display looks: services by their codes, the counter of a sign by its number."""

    layout: Layout = Layout.LINES
    languages: list[str] = Field(default_factory=list, max_length=2)
    inches: float = Field(default=INCHES, ge=5, le=500, strict=True)
    viewing_metres: float = Field(default=VIEWING_METRES, ge=0.5, le=100, strict=True)
    services: list[str] = Field(default_factory=list)
    counter: int | None = Field(default=None, strict=True)
    zone: str = Field(default=ZONE, min_length=1, max_length=64)
    speaks: bool = False

    @field_validator("zone")
    @classmethod
    def _named(cls, zone: str) -> str:
        return zone_name(zone)

    @model_validator(mode="after")
    def _sign(self) -> Self:
        if (self.layout is Layout.COUNTER) != (self.counter is not None):
            raise ValueError("a display of layout counter, and no other, names its counter")
        return self

    def look(
        self, languages: list[str], services: Mapping[str, int], counters: Mapping[int, int]
    ) -> Look:
        """Return the look itself; languages: the hall's."""
        return Look(
            layout=self.layout,
            languages=tuple(self.languages or languages[:1]),
            inches=self.inches,
            viewing_metres=self.viewing_metres,
            service_ids=tuple(services[code] for code in self.services),
            counter_id=None if self.counter is None else counters[self.counter],
            zone=self.zone,
            speaks=self.speaks,
        )


class VolumeHoursPart(Part):
    """A volume from one local time until another, over midnight where `until` is the earlier."""

    since: LocalTime = Field(alias="from")
    until: LocalTime
    volume: int = Field(ge=0, le=100, strict=True)


class SoundPart(Part):
    """How the calls are said."""

    languages: list[str] = Field(default_factory=list, max_length=2)
    times: int = Field(default=2, ge=1, le=3, strict=True)
    chime: bool = True
    volume: int = Field(default=80, ge=0, le=100, strict=True)
    hours: list[VolumeHoursPart] = Field(default_factory=list, max_length=24)

    @field_validator("hours")
    @classmethod
    def _some_time(cls, hours: list[VolumeHoursPart]) -> list[VolumeHoursPart]:
        if any(each.since == each.until for each in hours):
            raise ValueError("has one that ends when it begins")
        return hours

    def sound(self, languages: list[str]) -> Sound:
        """Return the sound itself; languages: the hall's."""
        hours = tuple(VolumeHours(each.since, each.until, each.volume) for each in self.hours)
        spoken = tuple(self.languages or languages[:1])
        return Sound(spoken, self.times, self.chime, self.volume, hours)
