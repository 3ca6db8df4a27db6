"""Numbers that come from elsewhere: marked when somebody else has the same one (rule N4)."""

from datetime import date

from server.store.database import Reader

MARK = "X"


def free_number(reader: Reader, branch_id: int, number: str, day: date) -> str:
    """Return a number with as many marks as it needs to stand alone in a hall's day."""
    while reader.tickets.was_given(branch_id, number, day) or reader.tickets.is_alive(
        branch_id, number
    ):
        number = MARK + number
    return number
