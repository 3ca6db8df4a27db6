"""What is typed on the command line as values: numbers, times of the day, `NAME=NUMBER`."""

import re
from math import isfinite

import click

from server.simulation.scene import Span

CLOCK = re.compile(r"(\d{1,2}):(\d{2})")
SECONDS_OF_A_DAY = 24 * 3600
LONGEST_WAIT_MINUTES = 24 * 60.0


class Figure(click.ParamType[float]):
    """A finite number within bounds."""

    name = "number"

    def __init__(self, least: float, most: float) -> None:
        self._least, self._most = least, most

    def convert(
        self, value: str | float, param: click.Parameter | None, ctx: click.Context | None
    ) -> float:
        """Return the number. Fails in one line."""
        try:
            return number(str(value), self._least, self._most)
        except ValueError as error:
            self.fail(str(error), param, ctx)


def number(text: str, least: float, most: float) -> float:
    """Return a number that lies within bounds. Raises ValueError."""
    try:
        value = float(text)
    except ValueError as error:
        raise ValueError(f"{text} is not a number") from error
    if not isfinite(value) or not least <= value <= most:
        raise ValueError(f"{text} is not from {least:g} to {most:g}")
    return value


def pair(text: str, least: float, most: float) -> tuple[str, float]:
    """Return the name and the number of `NAME=NUMBER`. Raises ValueError."""
    name, sign, value = text.partition("=")
    if not name.strip() or not sign:
        raise ValueError(f"{text} is not NAME=NUMBER")
    return name.strip(), number(value, least, most)


def span_of(text: str) -> Span:
    """Return the stretch of `09:00-12:00`; 24:00 is the end of the day. Raises ValueError."""
    opens, _, closes = text.partition("-")
    span = Span(_seconds(opens), _seconds(closes))
    if span.opens >= span.closes:
        raise ValueError(f"{text} ends before it begins")
    return span


def clock(seconds: float) -> str:
    """Return a moment of the day as `09:30`."""
    hours, minutes = divmod(round(seconds / 60), 60)
    return f"{hours:02d}:{minutes:02d}"


def _seconds(text: str) -> float:
    found = CLOCK.fullmatch(text.strip())
    seconds = 3600 * int(found[1]) + 60 * int(found[2]) if found else -1
    if not found or int(found[2]) > 59 or seconds > SECONDS_OF_A_DAY:
        raise ValueError(f"{text or 'nothing'} is not a time of the day such as 09:30")
    return seconds
