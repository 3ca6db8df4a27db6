"""The nightly close adds up the days that are over, so that a year is read from few rows (R3)."""

from datetime import date

from server.domain.blocks import LARGEST_DAYS, Block, Days, ended
from server.store.database import Transaction

MOST_BLOCKS_A_NIGHT = 12  # each takes some ten milliseconds, and others wait for the transaction


def add_up_days(tx: Transaction, day: date, most: int | None = MOST_BLOCKS_A_NIGHT) -> int:
    """Add up blocks that end by a day, small ones and new ones first.

    Returns how many there were to do.
    """
    first = tx.cubes.first_day(tx.branch_id)
    if first is None or first > day:
        return 0
    missing = _missing(tx, first, day)
    for block in missing[:most]:
        tx.cubes.keep(tx.branch_id, block)
    return len(missing)


def _missing(tx: Transaction, first: date, day: date) -> list[Block]:
    aligned = date.fromordinal(max(1, first.toordinal() // LARGEST_DAYS * LARGEST_DAYS))
    days = Days(aligned, day)
    kept = tx.cubes.kept(tx.branch_id, "class", days)
    missing = [block for block in ended(days) if block not in kept and block.last >= first]
    return sorted(missing, key=lambda block: (block.level, -block.number))
