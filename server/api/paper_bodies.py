"""What clients send about paper: printers, templates, what staff want printed."""

from datetime import date
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, AwareDatetime, BaseModel, Field

from server.api.bodies import Body, Code, CommandBody, Language, RequestId, RowId, Words
from server.domain.print_jobs import PaperKind
from server.domain.printers import PrinterState

MOST_PRINTERS = 16
FIRST_DAY, LAST_DAY = date(2020, 1, 1), date(2099, 12, 31)
LONGEST_SOURCE = 100_000
Width = Literal[576, 512, 384]
Kind = Annotated[PaperKind, Field(strict=False)]


def _reported(state: PrinterState) -> PrinterState:
    if state is PrinterState.SILENT:
        raise ValueError("is what the server says, not an agent")
    return state


def _known_width(width: int) -> int:
    if width not in get_args(Width):
        raise ValueError(f"must be one of: {', '.join(map(str, get_args(Width)))}")
    return width


class TakingBody(Body):
    """Which printer has time; asking twice is harmless, so a request_id is welcome, not needed."""

    request_id: RequestId | None = None
    printer: Code = "main"
    width: Width = 576
    asked_at: AwareDatetime | None = Field(default=None, strict=False)


class PrinterStateBody(Body):
    """How one printer is, as its agent saw it just now."""

    code: Code
    state: Annotated[PrinterState, Field(strict=False), AfterValidator(_reported)]
    reason: str = Field(default="", max_length=64)


class PrinterStatesBody(Body):
    """How all printers of an agent are."""

    request_id: RequestId | None = None
    printers: list[PrinterStateBody] = Field(max_length=MOST_PRINTERS)


class PaperBody(CommandBody):
    """Print it; without a printer: on the nearest."""

    printer: str | None = Field(default=None, max_length=130)


class DaySlipBody(PaperBody):
    """Of which business day; without one: of today."""

    day: date | None = Field(default=None, strict=False, ge=FIRST_DAY, le=LAST_DAY)


class FollowUpBody(PaperBody):
    """When the visitor is to come again, and what they should know."""

    at: AwareDatetime = Field(strict=False)
    note: Words = ""


class TemplateBody(CommandBody):
    """A template, and what it is for; null: any width, service, language."""

    name: Kind
    width: Width | None = None
    service_id: RowId | None = None
    language: Language | None = None
    source: str = Field(max_length=LONGEST_SOURCE, pattern=r"\S")


class PreviewBody(Body):
    """What to draw; without a source: the built-in template. It changes nothing."""

    request_id: RequestId | None = None
    name: Kind
    width: Width = 576
    service_id: RowId | None = None
    language: Language | None = None
    source: str | None = Field(default=None, max_length=LONGEST_SOURCE)
    long: bool = False


class FitQuery(BaseModel):
    """Which template is given up."""

    name: PaperKind
    width: Annotated[int, AfterValidator(_known_width)] | None = None
    service_id: RowId | None = None
    language: Language | None = None


class PrinterPath(BaseModel):
    """A printer in an address."""

    agent_id: RowId
    printer: str = Field(max_length=64)
