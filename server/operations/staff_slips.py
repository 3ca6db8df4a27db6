"""What stands on the papers that staff ask for: every text ready to print (docs/api.md, SLIP)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from server.domain.hall import Hall, Names
from server.domain.print_jobs import PaperKind
from server.domain.tickets import Ticket
from server.languages import LANGUAGES
from server.languages.dates import clock_time, long_date
from server.languages.digits import localised
from server.languages.lengths import length_in_words
from server.languages.words import say
from server.operations.slip import in_language

COUNTED = ("issued", "served", "no_shows", "cancelled", "waiting")
BAR = ("", "")  # a row of two empty texts


@dataclass(frozen=True)
class FollowUp:
    """When a visitor is to come again, and what they should know."""

    at: datetime
    note: str


@dataclass(frozen=True)
class DayCount:
    """One service of a business day, or (without a letter) all of them."""

    letter: str
    names: Names
    issued: int
    served: int
    no_shows: int
    cancelled: int
    waiting: int
    mean_wait_seconds: float | None


def reprint_slip(slip: Mapping[str, object]) -> dict[str, object]:
    """Return a ticket's slip marked as printed again."""
    language = str(slip["language"])
    return {
        **slip,
        "template": PaperKind.REPRINT.value,
        "reprint": say(language, "paper.reprint"),
    }


def follow_up_slip(hall: Hall, ticket: Ticket, visit: FollowUp, now: datetime) -> dict[str, object]:
    """Return the slip of an appointment, in the visitor's language."""
    language = ticket.language
    service = hall.services.get(ticket.service_id)
    return {
        **_head(hall, PaperKind.FOLLOW_UP, language, now),
        "appointment": moment_in_words(hall, visit.at, language),
        "rule": say(language, "paper.follow_up_rule"),
        "number": localised(ticket.number, language),
        "service": in_language(service.names, language) if service else "",
        "note": visit.note.strip(),
    }


def printer_test_slip(
    hall: Hall, printer: str, now: datetime, language: str | None = None
) -> dict[str, object]:
    """Return a test page, in the hall's first language unless another is said."""
    language = language or hall.branch.languages[0]
    return {
        **_head(hall, PaperKind.TEST, language, now),
        "rule": say(language, "paper.test_rule"),
        "number": printer,
    }


def day_slip(
    hall: Hall,
    day: date,
    counts: Sequence[DayCount],
    now: datetime,
    language: str | None = None,
) -> dict[str, object]:
    """Return what a business day came to, in the same language; all services last."""
    language = language or hall.branch.languages[0]
    return {
        **_head(hall, PaperKind.DAY_SLIP, language, now),
        "date": long_date(hall.branch.midnight(day), hall.branch.zone, language),
        "rows": [row for count in counts for row in (BAR, *_day_rows(count, language))][1:],
    }


def moment_in_words(hall: Hall, moment: datetime, language: str) -> str:
    """Return a day and its time, as the hall's clock has them."""
    zone = hall.branch.zone
    day, time = long_date(moment, zone, language), clock_time(moment, zone, language)
    return say(language, "paper.day_and_time", day=day, time=time)


def _head(hall: Hall, kind: PaperKind, language: str, moment: datetime) -> dict[str, object]:
    zone = hall.branch.zone
    return {
        "template": kind.value,
        "language": language,
        "direction": LANGUAGES[language].direction,
        "title": say(language, f"paper.{kind.value}"),
        "hall": in_language(hall.branch.names, language),
        "date": long_date(moment, zone, language),
        "time": clock_time(moment, zone, language),
    }


def _day_rows(count: DayCount, language: str) -> list[tuple[str, str]]:
    """Return the rows of a service, or of all: a heading, then what was counted."""
    named = in_language(count.names, language)
    heading = f"{count.letter} · {named}" if count.letter else say(language, "paper.day_total")
    counted = [
        (say(language, f"paper.day_{key}"), localised(str(getattr(count, key)), language))
        for key in COUNTED
    ]
    return [(heading, ""), *counted, *_mean_row(count.mean_wait_seconds, language)]


def _mean_row(seconds: float | None, language: str) -> list[tuple[str, str]]:
    if seconds is None:
        return []
    return [(say(language, "paper.day_mean_wait"), length_in_words(seconds, language))]
