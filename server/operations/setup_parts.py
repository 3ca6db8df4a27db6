"""The parts of a hall's set-up file, each checked on its own (docs/setup.md)."""

import re
from typing import Literal, Self
from zoneinfo import available_timezones

from pydantic import Field, field_validator, model_validator

from server.domain.hall import Role
from server.domain.identity import IdentityKind
from server.languages import LANGUAGES
from server.languages.digits import ascii_digits
from server.languages.holidays import jalali_days, parse_day
from server.operations.setup_devices import DevicePart
from server.operations.setup_lobby import SoundPart
from server.operations.setup_texts import Code, Icon, Named, Part, Texts, spoken
from server.operations.setup_times import DaySpans, LocalTime, read_span

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTH_DAY = re.compile(r"\d{2}-\d{2}")
FOUR_YEARS = (1403, 1406)  # one of them a leap year, so that 12-30 is a day
PASSWORD_LENGTH = 8


class ChoicePart(Named):
    """One of a list: an outcome, a reason to pause."""

    code: Code


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
    services_per_ticket: int = Field(default=3, ge=1, le=10)
    undo_seconds: int = Field(default=20, ge=0, le=120)
    idle_seconds: int = Field(default=45, ge=20, le=600)
    more_minutes: float = Field(default=10, ge=1, le=120)
    most_delays: int = Field(default=2, ge=0, le=10)
    nightly_close: LocalTime = "03:00"


class BranchPart(Named):
    """The hall itself."""

    code: Code
    time_zone: str = "Asia/Tehran"
    languages: list[str] = Field(default=["fa", "en"], min_length=1)
    hours: dict[Literal[WEEKDAYS], DaySpans]  # type: ignore[valid-type]
    holidays: list[HolidayPart] = Field(default_factory=list)
    ticker: dict[str, str] = Field(default_factory=dict)
    sound: SoundPart | None = None

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
        if len(set(value)) < len(value):
            raise ValueError("names a language twice")
        return value

    @field_validator("ticker")
    @classmethod
    def _ticker(cls, value: dict[str, str]) -> dict[str, str]:
        return spoken(value) if value else value

    def week(self) -> dict[str, list[list[str]]]:
        """Return the hours as they are stored: weekday number to pairs of local times."""
        return {
            str(WEEKDAYS.index(day)): sorted(read_span(span) for span in spans)
            for day, spans in self.hours.items()
        }


class GroupPart(Named):
    """Services that a visitor finds together; a group may stand in another one."""

    code: Code
    icon: Icon | None = None
    parent: str | None = None


class ServicePart(Named):
    """What visitors come for."""

    code: Code
    group: str | None = None
    icon: Icon | None = None
    letter: str = Field(pattern=r"^[A-Z]{1,2}$")
    numbers: str = Field(default="1-999", pattern=r"^\d{1,6}-\d{1,6}$")
    color: str = Field(default="#0B6E78", pattern=r"^#[0-9A-Fa-f]{6}$")
    minutes: float = Field(gt=0, le=480)
    target_minutes: float | None = Field(default=None, ge=1, le=1440)
    documents: list[Texts] = Field(default_factory=list, max_length=20)
    steps: list[Texts] = Field(default_factory=list, max_length=20)
    fee: Texts | None = None
    place: Texts | None = None
    in_charge: Texts | None = None
    identity: IdentityKind = IdentityKind.NONE
    per_person: int | None = Field(default=None, ge=1, le=100)
    daily_quota: int | None = Field(default=None, ge=1, le=100_000)
    last_ticket: LocalTime | None = None

    @property
    def range(self) -> tuple[int, int]:
        """The first and the last number."""
        first, last = map(int, self.numbers.split("-"))
        return first, last

    @model_validator(mode="after")
    def _limit_of_somebody(self) -> Self:
        if self.per_person is not None and self.identity is IdentityKind.NONE:
            raise ValueError("per_person needs an identity to count by")
        return self

    @field_validator("numbers")
    @classmethod
    def _forward(cls, value: str) -> str:
        first, last = map(int, value.split("-"))
        if first >= last:
            raise ValueError("must go up, for example 1-999")
        return value


class PriorityClassPart(Named):
    """Who waits at which rate."""

    code: Code
    rate: float = Field(gt=0, le=100)
    legal_reference: str = Field(default="", max_length=500)
    asks_proof: bool = False
    at_kiosk: bool = True


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


def _outcomes() -> list[ChoicePart]:
    return _choices(
        completed=("انجام شد", "Completed", "أُنجز"),
        documents_missing=("مدارک ناقص بود", "Documents missing", "مستندات ناقصة"),
        referred=("به واحد دیگر ارجاع شد", "Referred elsewhere", "أُحيل إلى جهة أخرى"),
        not_possible=("امکان‌پذیر نبود", "Not possible", "غير ممكن"),
    )


def _pause_reasons() -> list[ChoicePart]:
    return _choices(
        **{"break": ("استراحت", "Break", "استراحة")},
        prayer=("نماز", "Prayer", "صلاة"),
        paperwork=("کار اداری", "Paperwork", "عمل مكتبي"),
        meeting=("جلسه", "Meeting", "اجتماع"),
        problem=("مشکل فنی", "Technical problem", "عطل فني"),
    )


def _choices(**names: tuple[str, str, str]) -> list[ChoicePart]:
    return [
        ChoicePart(code=code, names=dict(zip(("fa", "en", "ar"), words, strict=True)))
        for code, words in names.items()
    ]


class SetupFile(Part):
    """A whole hall."""

    branch: BranchPart
    rules: RulesPart = Field(default_factory=RulesPart)
    outcomes: list[ChoicePart] = Field(default_factory=_outcomes, min_length=1)
    pause_reasons: list[ChoicePart] = Field(default_factory=_pause_reasons, min_length=1)
    groups: list[GroupPart] = Field(default_factory=list)
    services: list[ServicePart] = Field(min_length=1)
    priority_classes: list[PriorityClassPart] = Field(min_length=1)
    counters: list[CounterPart] = Field(min_length=1)
    users: list[UserPart] = Field(default_factory=list)
    devices: list[DevicePart] = Field(default_factory=list)
