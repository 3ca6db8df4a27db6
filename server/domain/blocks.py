"""Runs of days whose figures are kept added up: 1, 4, 16, 64 and 256 days (rule R3)."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

STEP = 2  # a block holds four of the level below
LEVELS = 5
LARGEST_DAYS = 1 << (STEP * (LEVELS - 1))


@dataclass(frozen=True, order=True)
class Block:
    """4^level days; `number`: counted from 1 January of the year 1, in blocks of that level."""

    level: int
    number: int

    @property
    def first(self) -> date:
        """The first day."""
        return date.fromordinal(max(1, self.number << (STEP * self.level)))

    @property
    def last(self) -> date:
        """The last day."""
        return date.fromordinal(((self.number + 1) << (STEP * self.level)) - 1)


@dataclass(frozen=True)
class Days:
    """Days one after the other, both ends counted."""

    first: date
    last: date

    @classmethod
    def of(cls, day: str) -> "Days":
        """Return one day."""
        return cls(date.fromisoformat(day), date.fromisoformat(day))

    @property
    def count(self) -> int:
        """How many."""
        return (self.last - self.first).days + 1


def around(day: date) -> list[Block]:
    """Return the blocks that a day is in, the smallest first."""
    return [Block(level, day.toordinal() >> (STEP * level)) for level in range(LEVELS)]


def cover(days: Days, kept: Collection[Block]) -> tuple[list[Block], list[Days]]:
    """Return the largest kept blocks inside some days, and the days that none of them covers."""
    blocks: list[Block] = []
    bare: list[Days] = []
    at, end = days.first.toordinal(), days.last.toordinal()
    while at <= end:
        block = _largest(at, end, kept)
        if block is None:
            _join(bare, date.fromordinal(at))
            at += 1
        else:
            blocks.append(block)
            at += 1 << (STEP * block.level)
    return blocks, bare


def ended(days: Days) -> Iterator[Block]:
    """Return the blocks that lie wholly in some days, the smallest first."""
    first, last = days.first.toordinal(), days.last.toordinal() + 1
    for level in range(LEVELS):
        width = STEP * level
        for number in range(-(-first >> width), last >> width):
            yield Block(level, number)


def _largest(at: int, end: int, kept: Collection[Block]) -> Block | None:
    """Return the largest kept block that begins with a day and ends by another."""
    for level in reversed(range(LEVELS if kept else 0)):
        width = STEP * level
        block = Block(level, at >> width)
        if at == block.number << width and at + (1 << width) <= end + 1 and block in kept:
            return block
    return None


def _join(bare: list[Days], day: date) -> None:
    if bare and bare[-1].last.toordinal() + 1 == day.toordinal():
        bare[-1] = Days(bare[-1].first, day)
    else:
        bare.append(Days(day, day))
