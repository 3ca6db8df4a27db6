"""What clients send; every body is checked before an operation sees it."""

from datetime import date, datetime
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    field_validator,
    model_validator,
)

from server.domain.hall import HoldScope, Place
from server.domain.print_jobs import PrintState
from server.languages import FIRST_LANGUAGE, LANGUAGES

RequestId = Annotated[
    str,
    Field(
        min_length=8,
        max_length=64,
        pattern=r"^[A-Za-z0-9._:-]+$",
        description="Made by the client; sending it again gives the first answer.",
    ),
]
MOST_ID = 2**53  # what a browser's number still holds exactly
RowId = Annotated[int, Field(ge=1, le=MOST_ID)]


def _spoken(language: str) -> str:
    if language not in LANGUAGES:
        raise ValueError(f"must be one of: {', '.join(LANGUAGES)}")
    return language


class Body(BaseModel):
    """A body or path: an unknown field is an error, a number in quotes is not a number."""

    model_config = ConfigDict(extra="forbid", strict=True)

    @field_validator("*")
    @classmethod
    def _no_nul(cls, value: object) -> object:
        if isinstance(value, str) and "\0" in value:
            raise ValueError("must not hold a NUL character")
        return value


# What staff write: a line or two, shown as text everywhere.
Words = Annotated[str, Field(max_length=500)]
RequiredWords = Annotated[str, Field(max_length=500, pattern=r"\S")]
Code = Annotated[str, Field(min_length=1, max_length=64)]
OLDEST_YEAR = 2020


class CommandBody(Body):
    """Any command that needs nothing but its request_id."""

    request_id: RequestId


Language = Annotated[str, AfterValidator(_spoken)]


class IdentityBody(Body):
    """What a visitor tells of themselves, in whatever digits."""

    kind: Literal["national_id", "phone"]
    value: str = Field(min_length=1, max_length=40)


class IssueBody(CommandBody):
    """A visitor's choice at the kiosk."""

    service_id: RowId
    more_service_ids: list[RowId] = Field(default_factory=list, max_length=20)
    language: Language = FIRST_LANGUAGE
    priority_class: str = Field(default="standard", max_length=64)
    identity: IdentityBody | None = None

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        if len({self.service_id, *self.more_service_ids}) <= len(self.more_service_ids):
            raise ValueError("a service stands twice")
        return self


class ProvisionalBody(CommandBody):
    """A ticket that a kiosk gave by itself while the link was cut."""

    touch_id: RequestId
    kiosk: Code
    service_id: RowId
    language: Language = FIRST_LANGUAGE
    priority_class: Code = "standard"
    block: str = Field(pattern=r"^[A-Z]$")
    ordinal: int = Field(ge=1, le=999_999)
    token: str = Field(pattern=r"^[A-Za-z0-9_-]{16}$")
    taken_at: AwareDatetime = Field(strict=False)
    printed: bool

    @field_validator("taken_at")
    @classmethod
    def _in_our_time(cls, value: datetime) -> datetime:
        if value.year < OLDEST_YEAR:
            raise ValueError("is before Nobat")
        return value


class TouchBody(CommandBody):
    """A touch at a kiosk, by its request_id."""

    touch_id: RequestId


class LanguageBody(CommandBody):
    """Which language the visitor reads."""

    language: Language


class CallBody(CommandBody):
    """A call: of the next ticket, or of one by its id; out of turn with the reason in words."""

    ticket_id: RowId | None = None
    reason: Words = ""


class VisitBody(CommandBody):
    """Somebody at the counter without a ticket."""

    service_id: RowId
    language: Annotated[str, AfterValidator(_spoken)] = FIRST_LANGUAGE
    priority_class: Code = "standard"
    reason: Words = ""


class ReturnBody(CommandBody):
    """Back into the line; as another class when no proof was shown."""

    priority_class: Code | None = None
    reason: Words = ""


class FinishBody(CommandBody):
    """How the service came out."""

    outcome: Code | None = None
    note: Words = ""


class HoldBody(CommandBody):
    """Who may go on with the visitor."""

    scope: HoldScope = Field(default=HoldScope.COUNTER, strict=False)
    note: Words = ""


class TransferBody(CommandBody):
    """Where the visitor is sent."""

    service_id: RowId | None = None
    counter_id: RowId | None = None
    branch_id: RowId | None = None
    place: Place = Field(default=Place.BY_ARRIVAL, strict=False)
    note: Words = ""


class ServiceBody(CommandBody):
    """One more service."""

    service_id: RowId


class NoteBody(CommandBody):
    """What is to be known about the visit."""

    text: RequiredWords


class ReasonBody(CommandBody):
    """Why, in words, if there is something to say."""

    reason: Words = ""


class RequiredReasonBody(CommandBody):
    """Why, in words."""

    reason: RequiredWords


class OpeningBody(CommandBody):
    """Who sits down; without a clerk: who asks."""

    clerk_id: RowId | None = None


class PauseBody(CommandBody):
    """Why the counter takes no calls."""

    reason: Code
    note: Words = ""


class OfferBody(Body):
    """A service at a counter: tier 0 first, a lower one when the others are empty or it waits."""

    service_id: RowId
    tier: int = Field(default=0, ge=0, le=9)
    after_minutes: float | None = Field(default=None, gt=0, le=1440, strict=False)


class AssignmentBody(CommandBody):
    """What a counter gives from now on."""

    services: list[OfferBody] = Field(min_length=1, max_length=200)
    express_minutes: float | None = Field(default=None, gt=0, le=480, strict=False)

    @field_validator("services")
    @classmethod
    def _once(cls, services: list[OfferBody]) -> list[OfferBody]:
        if len({each.service_id for each in services}) < len(services):
            raise ValueError("a service stands twice")
        return services


class HelpBody(CommandBody):
    """What the supervisor should know."""

    note: Words = ""


class ClosureBody(CommandBody):
    """Close the hall, or one service, for today."""

    service_id: RowId | None = None
    reason: RequiredWords


class BranchQuery(BaseModel):
    """Which hall people of the whole city mean."""

    branch_id: RowId | None = None


class DayQuery(BranchQuery):
    """Which business day; without one, the newest."""

    day: date | None = None


class ReportBody(CommandBody):
    """What became of a print job."""

    state: PrintState = Field(strict=False)
    reason: str = Field(default="", max_length=64)


class PairingBody(Body):
    """The code on the operator's screen."""

    code: str = Field(min_length=4, max_length=32)


class LoginBody(Body):
    """A person's name and password."""

    username: str = Field(min_length=1, max_length=64)
    password: str = Field(min_length=1, max_length=200)


class PathId(BaseModel):
    """The id in an address."""

    id: RowId


class BranchPath(BaseModel):
    """The branch in an address."""

    branch_id: RowId


class TokenPath(BaseModel):
    """The unguessable end of a ticket's address."""

    token: str = Field(max_length=64)


class ErrorBody(BaseModel):
    """The one error shape."""

    error: str
    message: str
    details: dict[str, object]
