"""How wide and high a picture is, as it says itself; None where it does not say."""

import struct
from typing import IO

HEAD_BYTES = 30
MOST_SEGMENTS = 1_000
MOST_FILL = 1_000
# Markers of JPEG: where a frame begins (C4, C8 and CC are tables), without a length, of the data.
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
BARE = frozenset({0x01, *range(0xD0, 0xD8)})
DATA = frozenset({0xD9, 0xDA})
VP8_START = b"\x9d\x01\x2a"
VP8_BITS = 0x3FFF

Size = tuple[int, int]


def picture_size(file: IO[bytes], mime: str) -> Size | None:
    """Return width and height in pixels."""
    if mime == "image/jpeg":
        found = _of_jpeg(file)
    else:
        file.seek(0)
        head = file.read(HEAD_BYTES).ljust(HEAD_BYTES, b"\0")
        found = _of_png(head) if mime == "image/png" else _of_webp(head)
    return found if found and all(found) else None


def _of_png(head: bytes) -> Size | None:
    if head[12:16] != b"IHDR":
        return None
    width, height = struct.unpack_from(">II", head, 16)
    return width, height


def _of_webp(head: bytes) -> Size | None:
    form = head[12:16]
    if form == b"VP8X":
        return int.from_bytes(head[24:27], "little") + 1, int.from_bytes(head[27:30], "little") + 1
    if form == b"VP8L":
        bits = int.from_bytes(head[21:25], "little")
        return (bits & VP8_BITS) + 1, (bits >> 14 & VP8_BITS) + 1
    if form == b"VP8 " and head[23:26] == VP8_START:
        width, height = struct.unpack_from("<HH", head, 26)
        return width & VP8_BITS, height & VP8_BITS
    return None


def _of_jpeg(file: IO[bytes]) -> Size | None:
    file.seek(2)
    for _ in range(MOST_SEGMENTS):
        marker = _marker(file)
        if marker is None or marker in DATA:
            return None
        if marker in BARE:
            continue
        length = int.from_bytes(file.read(2))
        if marker in FRAMES:
            return _of_frame(file.read(5))
        file.seek(max(0, length - 2), 1)
    return None


def _marker(file: IO[bytes]) -> int | None:
    """Return the next marker; fill bytes may stand before it, as many as no encoder writes."""
    data = file.read(MOST_FILL)
    marker = data.lstrip(b"\xff")
    if len(marker) in (0, len(data)):
        return None
    file.seek(1 - len(marker), 1)
    return marker[0]


def _of_frame(data: bytes) -> Size | None:
    if len(data) < 5:
        return None
    height, width = struct.unpack_from(">HH", data, 1)
    return width, height
