"""Times in a set-up file: `"13:30"`, spans such as `"07:30-14:30"`, digits of any kind."""

import re
from datetime import time
from itertools import pairwise
from typing import Annotated

from pydantic import AfterValidator

from server.languages.digits import ascii_digits

SPAN = re.compile(r"(\d{2}:\d{2})-(\d{2}:\d{2})")
CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def read_span(span: str) -> list[str]:
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
    read_span(span)
    return span


SpanText = Annotated[str, AfterValidator(_span_text)]


def _apart(spans: list[str]) -> list[str]:
    ends = sorted(read_span(span) for span in spans)
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
