"""What a move changes in the hourly figures: what a ticket adds now, less what it added before."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from server.domain.histogram import token
from server.domain.stays import RowKey, Tally


@dataclass
class Change:
    """What is added to one row; only what is not zero is named.

    taken_out: by measure, the longest time that no longer stands, when no longer one came.
    """

    sums: dict[str, int] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    most: dict[str, int] = field(default_factory=dict)
    taken_out: dict[str, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.sums or self.tokens)


NOTHING = Tally()


def changes(
    before: Mapping[RowKey, Tally], after: Mapping[RowKey, Tally]
) -> Iterator[tuple[RowKey, Change]]:
    """Return the rows that change."""
    for key in {**before, **after}:
        old, new = before.get(key, NOTHING), after.get(key, NOTHING)
        if old != new:
            change = _change(old, new)
            if change:
                yield key, change


def _change(before: Tally, after: Tally) -> Change:
    change = Change()
    for name in after.sums.keys() | before.sums.keys():
        value = after.sums.get(name, 0) - before.sums.get(name, 0)
        if value:
            change.sums[name] = value
    for measure in after.times.keys() | before.times.keys():
        old, new = before.times.get(measure, []), after.times.get(measure, [])
        if old != new:
            _note_times(change, measure, old, new)
    return change


def _note_times(change: Change, measure: str, old: list[int], new: list[int]) -> None:
    come, gone = list(new), []
    for micros in old:  # a ticket's own, so very few
        if micros in come:
            come.remove(micros)
        else:
            gone.append(micros)
    if not gone and not come:
        return
    change.tokens[measure] = "".join(
        [token(micros) for micros in come] + [token(micros, taken_out=True) for micros in gone]
    )
    longest = max(come, default=0)
    if longest:
        change.most[measure] = longest
    if gone and max(gone) > longest:
        change.taken_out[measure] = max(gone)
