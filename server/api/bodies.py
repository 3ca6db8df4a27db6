"""What clients send; every body is checked before an operation sees it."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, field_validator

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
RowId = Annotated[int, Field(ge=1, le=2**53)]


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


class CommandBody(Body):
    """Any command that needs nothing but its request_id."""

    request_id: RequestId


class IssueBody(CommandBody):
    """A visitor's choice at the kiosk."""

    service_id: RowId
    language: Annotated[str, AfterValidator(_spoken)] = FIRST_LANGUAGE
    priority_class: str = Field(default="standard", max_length=64)


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


class ErrorBody(BaseModel):
    """The one error shape."""

    error: str
    message: str
    details: dict[str, object]
