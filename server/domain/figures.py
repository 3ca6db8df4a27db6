"""What is counted of a group of stays: sums, the longest, and histograms, all of which add up."""

import zlib
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from server.domain.histogram import BUCKETS

K = TypeVar("K")
MEASURES = ("wait", "way", "service")
COUNTS = (
    "tickets",
    "stays",
    "calls",
    "served",
    "no_shows",
    "cancelled",
    "expired",
    "transferred",
    "misses",
    "holds",
    "returns",
    "suspect",
    "joined",
    "departed",
    "open_micros",
    "paused_micros",
    "pauses",
    "wait_count",
    "wait_micros",
    "wait_measured",
    "wait_within",
    "way_count",
    "way_micros",
    "service_count",
    "service_micros",
)
COUNT_BYTES, BUCKET_BYTES = 8, 4
HISTOGRAM_BYTES = BUCKETS * BUCKET_BYTES
MOSTS_BYTES = COUNT_BYTES * len(MEASURES)
COUNTS_BYTES = COUNT_BYTES * len(COUNTS)


@dataclass
class Figures:
    """Sums by name (COUNTS), the longest time and the buckets of each measure.

    `wait_measured`: waits that had a target; `wait_within`: those that met it.
    """

    sums: Counter[str] = field(default_factory=Counter)
    most: Counter[str] = field(default_factory=Counter)
    buckets: dict[str, Counter[int]] = field(default_factory=dict)

    def add(self, other: "Figures") -> None:
        """Add another group's figures to these."""
        _add(self.sums, other.sums)
        for measure, micros in other.most.items():
            self.most[measure] = max(self.most[measure], micros)
        for measure, counts in other.buckets.items():
            _add(self.buckets.setdefault(measure, Counter()), counts)


class Stack:
    """Adds packed figures at the price of one addition each: a cell is one long number.

    Every sum and bucket has its own 8 or 4 bytes in it, wide enough that none runs over.
    """

    def __init__(self) -> None:
        self._total = 0
        self._width = 0
        self._mosts = [0] * len(MEASURES)

    def add(self, cell: bytes) -> None:
        """Add one packed cell."""
        for at, micros in enumerate(array("Q", cell[:MOSTS_BYTES])):
            if micros > self._mosts[at]:
                self._mosts[at] = micros
        self._width = max(self._width, len(cell) - MOSTS_BYTES)
        self._total += int.from_bytes(cell[MOSTS_BYTES:], "little")

    def packed(self) -> bytes:
        """Return the sum as a cell."""
        mosts = array("Q", self._mosts).tobytes()
        return mosts + self._total.to_bytes(self._width or COUNTS_BYTES, "little")


def pack(figures: Figures, *, histograms: bool = True) -> bytes:
    """Return figures as a cell: the longest times, the sums, and the buckets where asked for."""
    mosts = array("Q", [figures.most[measure] for measure in MEASURES])
    counts = array("Q", [figures.sums[name] for name in COUNTS])
    parts = [mosts.tobytes(), counts.tobytes()]
    for measure in MEASURES if histograms else ():
        slots = array("I", bytes(HISTOGRAM_BYTES))
        for bucket, count in figures.buckets.get(measure, {}).items():
            slots[bucket] = count
        parts.append(slots.tobytes())
    return b"".join(parts)


def unpack(cell: bytes) -> Figures:
    """Return the figures of a cell."""
    mosts, counts = array("Q", cell[:MOSTS_BYTES]), array("Q", cell[MOSTS_BYTES:][:COUNTS_BYTES])
    return Figures(
        sums=counter(zip(COUNTS, counts, strict=True)),
        most=counter(zip(MEASURES, mosts, strict=True)),
        buckets=dict(_histograms(cell)),
    )


def _histograms(cell: bytes) -> Iterator[tuple[str, Counter[int]]]:
    for at, measure in enumerate(MEASURES):
        start = MOSTS_BYTES + COUNTS_BYTES + at * HISTOGRAM_BYTES
        slots = array("I", cell[start : start + HISTOGRAM_BYTES])
        counts = counter(enumerate(slots))
        if counts:
            yield measure, counts


def counter(pairs: Iterable[tuple[K, int]]) -> Counter[K]:
    """Return pairs that are not zero; many times faster than Counter's own way in."""
    found: Counter[K] = Counter()
    dict.update(found, {name: value for name, value in pairs if value})
    return found


def _add(total: Counter[K], more: Counter[K]) -> None:
    for name, value in more.items():
        total[name] += value


def pack_cells(cells: Mapping[str, bytes]) -> bytes:
    """Return named cells as one compressed piece."""
    names = "\n".join(cells).encode()
    head = len(names).to_bytes(4, "little")
    return zlib.compress(head + names + b"".join(cells.values()), 1)


def cells_in(piece: bytes) -> Iterator[tuple[str, bytes]]:
    """Return the named cells of a piece; all are of one width."""
    plain = zlib.decompress(piece)
    start = 4 + int.from_bytes(plain[:4], "little")
    names = plain[4:start].decode().splitlines()
    width = (len(plain) - start) // max(1, len(names))
    for name in names:
        yield name, plain[start : start + width]
        start += width
