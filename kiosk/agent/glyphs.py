"""Which characters the fonts can draw, read from their own tables."""

import struct
from collections.abc import Iterator
from pathlib import Path

SEGMENTS = 4
GROUPS = 12


def drawable(fonts: Path) -> frozenset[int]:
    """Return the code points that at least one TrueType font in the folder can draw."""
    files = sorted(fonts.glob("*.ttf"))
    return frozenset(point for file in files for point in _code_points(file.read_bytes()))


def _code_points(font: bytes) -> Iterator[int]:
    """Yield the characters of one font.  Source: OpenType, 'cmap' table."""
    start = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", font, start + 2)
    for index in range(count):
        (offset,) = struct.unpack_from(">I", font, start + 8 + 8 * index)
        yield from _subtable(font, start + offset)


def _table(font: bytes, name: bytes) -> int:
    (count,) = struct.unpack_from(">H", font, 4)
    for index in range(count):
        tag, _, offset, _ = struct.unpack_from(">4sIII", font, 12 + 16 * index)
        if tag == name:
            return int(offset)
    raise ValueError(f"the font has no {name.decode()} table")


def _subtable(font: bytes, at: int) -> Iterator[int]:
    (kind,) = struct.unpack_from(">H", font, at)
    if kind == SEGMENTS:
        (double,) = struct.unpack_from(">H", font, at + 6)
        half = f">{double // 2}H"
        ends = struct.unpack_from(half, font, at + 14)
        starts = struct.unpack_from(half, font, at + 16 + double)
        for first, last in zip(starts, ends, strict=True):
            yield from range(first, min(last, 0xFFFE) + 1)
    elif kind == GROUPS:
        (count,) = struct.unpack_from(">I", font, at + 12)
        for index in range(count):
            first, last, _ = struct.unpack_from(">III", font, at + 16 + 12 * index)
            yield from range(first, last + 1)
