"""The parts of a hall's set-up file, each checked on its own (docs/setup.md)."""

import re
from datetime import time
from itertools import pairwise
from typing import Annotated, Literal, Self
from zoneinfo import available_timezones

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    field_validator,
    model_validator,
)

from server.domain.hall import DeviceKind, Role
from server.languages import LANGUAGES
from server.languages.digits import ascii_digits
from server.languages.holidays import jalali_days, parse_day

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SPAN = re.compile(r"(\d{2}:\d{2})-(\d{2}:\d{2})")
CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
MONTH_DAY = re.compile(r"\d{2}-\d{2}")
FOUR_YEARS = (1403, 1406)  # one of them a leap year, so that 12-30 is a day
CODE = Field(pattern=r"^[a-z0-9][a-z0-9_-]{0,63}$")
PASSWORD_LENGTH = 8


class Part(BaseModel):
    """A part of the file: a key that nobody knows is a fault, not a comment."""

    model_config = ConfigDict(extra="forbid")


def _whole(names: dict[str, str]) -> dict[str, str]:
    for text in names.values():
        text.encode()  # half a character is refused as a ValueError
    if any(not names.get(code, "").strip() for code in LANGUAGES):
        raise ValueError(f"needs a text in each of: {', '.join(LANGUAGES)}")
    unknown = [code for code in names if code not in LANGUAGES]
    if unknown:
        raise ValueError(f"{unknown[0]} is not a language we speak: {', '.join(LANGUAGES)}")
    return names


def _read_span(span: str) -> list[str]:
    """Return the two ends of a span, `24:00` as `00:00`: the end of the day."""
    match = SPAN.fullmatch(ascii_digits(span))
    if not match:
        raise ValueError(f"{span} is not a span such as 07:30-14:30")
    opens, closes = match.groups()
    start = time.fromisoformat(opens)
    end = time(0) if closes == "24:00" else time.fromisoformat(closes)
    if end != time(0) and start >= end:
        raise ValueError(f"{span} closes before it opens")
    return [f"{start:%H:%M}", f"{end:%H:%M}"]


def _span_text(span: str) -> str:
    _read_span(span)
    return span


SpanText = Annotated[str, AfterValidator(_span_text)]


def _apart(spans: list[str]) -> list[str]:
    ends = sorted(_read_span(span) for span in spans)
    for (_, closes), (opens, _) in pairwise(ends):
        if closes == "00:00" or opens < closes:
            raise ValueError("has spans that overlap")
    return spans


DaySpans = Annotated[list[SpanText], AfterValidator(_apart)]


def _local_time(text: str) -> str:
    match = CLOCK.fullmatch(ascii_digits(text))
    if not match:
        raise ValueError(f"{text} is not a time such as 13:30, in quotes")
    return f"{time.fromisoformat(match.group()):%H:%M}"


LocalTime = Annotated[str, AfterValidator(_local_time)]


class Named(Part):
    """Anything with a name in every language."""

    names: dict[str, str]

    @field_validator("names")
    @classmethod
    def _every_language(cls, names: dict[str, str]) -> dict[str, str]:
        return _whole(names)


class ChoicePart(Named):
    """One of a list: an outcome, a reason to pause."""

    code: Annotated[str, CODE]


class HolidayPart(Named):
    """A day off: each year by its Jalali month and day, or once by its date in either calendar."""

    jalali: str | None = None
    date: str | None = None

    @model_validator(mode="after")
    def _one_day(self) -> Self:
        if (self.jalali is None) == (self.date is None):
            raise ValueError("needs either jalali (such as 01-13, each year) or date")
        self.stored()
        return self

    def stored(self) -> dict[str, object]:
        """Return the day off as it is stored; single days in the Gregorian calendar."""
        if self.jalali is not None:
            month_day = ascii_digits(self.jalali)
            if not MONTH_DAY.fullmatch(month_day) or not jalali_days(month_day, *FOUR_YEARS):
                raise ValueError(f"{self.jalali} is not a Jalali day such as 01-13")
            return {"jalali": month_day, "names": self.names}
        return {"date": parse_day(self.date or "").isoformat(), "names": self.names}


class RulesPart(Part):
    """What a hall decides for itself (docs/setup.md)."""

    hard_cap_minutes: float = Field(default=90, ge=1, le=1440)
    target_minutes: float = Field(default=20, ge=1, le=1440)
    rest_minutes: float = Field(default=5, ge=0, le=240)
    grace_minutes: float = Field(default=60, ge=0, le=1440)
    rejoin: Literal["by_arrival", "last"] = "by_arrival"
    most_misses: int = Field(default=3, ge=1, le=20)
    most_recalls: int = Field(default=5, ge=0, le=50)
    nightly_close: LocalTime = "03:00"


class BranchPart(Named):
    """The hall itself."""

    code: Annotated[str, CODE]
    time_zone: str = "Asia/Tehran"
    languages: list[str] = Field(default_factory=lambda: list(LANGUAGES), min_length=1)
    hours: dict[Literal[WEEKDAYS], DaySpans]  # type: ignore[valid-type]
    holidays: list[HolidayPart] = Field(default_factory=list)
    ticker: dict[str, str] = Field(default_factory=dict)

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        if value not in available_timezones():
            raise ValueError("is not a time zone such as Asia/Tehran")
        return value

    @field_validator("languages")
    @classmethod
    def _known_languages(cls, value: list[str]) -> list[str]:
        unknown = [code for code in value if code not in LANGUAGES]
        if unknown:
            raise ValueError(f"{unknown[0]} is not one of: {', '.join(LANGUAGES)}")
        return value

    def week(self) -> dict[str, list[list[str]]]:
        """Return the hours as they are stored: weekday number to pairs of local times."""
        return {
            str(WEEKDAYS.index(day)): sorted(_read_span(span) for span in spans)
            for day, spans in self.hours.items()
        }


class ServicePart(Named):
    """What visitors come for."""

    code: Annotated[str, CODE]
    letter: str = Field(pattern=r"^[A-Z]{1,2}$")
    numbers: str = Field(default="1-999", pattern=r"^\d{1,6}-\d{1,6}$")
    color: str = Field(default="#0B6E78", pattern=r"^#[0-9A-Fa-f]{6}$")
    minutes: float = Field(gt=0, le=480)
    target_minutes: float | None = Field(default=None, ge=1, le=1440)
    documents: list[dict[str, str]] = Field(default_factory=list)
    daily_quota: int | None = Field(default=None, ge=1, le=100_000)
    last_ticket: LocalTime | None = None

    @property
    def range(self) -> tuple[int, int]:
        """The first and the last number."""
        first, last = map(int, self.numbers.split("-"))
        return first, last

    @field_validator("documents")
    @classmethod
    def _in_every_language(cls, documents: list[dict[str, str]]) -> list[dict[str, str]]:
        return [_whole(names) for names in documents]

    @field_validator("numbers")
    @classmethod
    def _forward(cls, value: str) -> str:
        first, last = map(int, value.split("-"))
        if first >= last:
            raise ValueError("must go up, for example 1-999")
        return value


class PriorityClassPart(Named):
    """Who waits at which rate."""

    code: Annotated[str, CODE]
    rate: float = Field(gt=0, le=100)
    legal_reference: str = Field(default="", max_length=500)
    asks_proof: bool = False


class TierPart(Part):
    """Services that a counter gives when those above have nobody, or when these waited long."""

    services: list[str] = Field(min_length=1)
    after_minutes: float | None = Field(default=None, gt=0, le=1440)


class CounterPart(Part):
    """A numbered desk: its services, those of lower tiers, and how short an express visit is."""

    number: int = Field(ge=1, le=999)
    services: list[str] = Field(min_length=1)
    tiers: list[TierPart] = Field(default_factory=list, max_length=9)
    express_minutes: float | None = Field(default=None, gt=0, le=480)

    def all_tiers(self) -> list[TierPart]:
        """Return the counter's own services as the first of its tiers, then the others."""
        return [TierPart(services=self.services), *self.tiers]


class UserPart(Part):
    """A person; the password is the first one, changed later by the person."""

    username: str = Field(pattern=r"^[a-z0-9][a-z0-9._-]{0,63}$")
    name: str = Field(min_length=1, max_length=120)
    role: Role
    password: str = Field(min_length=PASSWORD_LENGTH, max_length=200)


class DevicePart(Part):
    """A screen or an agent; a kiosk names the agent that prints for it."""

    code: Annotated[str, CODE]
    kind: DeviceKind
    prints_on: str | None = None


def _outcomes() -> list[ChoicePart]:
    return _choices(
        completed=("انجام شد", "Completed"),
        documents_missing=("مدارک ناقص بود", "Documents missing"),
        referred=("به واحد دیگر ارجاع شد", "Referred elsewhere"),
        not_possible=("امکان‌پذیر نبود", "Not possible"),
    )


def _pause_reasons() -> list[ChoicePart]:
    return _choices(
        **{"break": ("استراحت", "Break")},
        prayer=("نماز", "Prayer"),
        paperwork=("کار اداری", "Paperwork"),
        meeting=("جلسه", "Meeting"),
        problem=("مشکل فنی", "Technical problem"),
    )


def _choices(**names: tuple[str, str]) -> list[ChoicePart]:
    return [
        ChoicePart(code=code, names={"fa": persian, "en": english})
        for code, (persian, english) in names.items()
    ]


class SetupFile(Part):
    """A whole hall."""

    branch: BranchPart
    rules: RulesPart = Field(default_factory=RulesPart)
    outcomes: list[ChoicePart] = Field(default_factory=_outcomes, min_length=1)
    pause_reasons: list[ChoicePart] = Field(default_factory=_pause_reasons, min_length=1)
    services: list[ServicePart] = Field(min_length=1)
    priority_classes: list[PriorityClassPart] = Field(min_length=1)
    counters: list[CounterPart] = Field(min_length=1)
    users: list[UserPart] = Field(default_factory=list)
    devices: list[DevicePart] = Field(default_factory=list)
