"""How long a video lasts, as its file says; None where it does not say, as recordings may not."""

import struct
from collections.abc import Iterator
from math import ceil
from typing import IO

MOST_BOXES = 1_000
MOST_SECONDS = 86_400
WEBM_HEAD = 65_536
INFO, SCALE, DURATION = b"\x15\x49\xa9\x66", b"\x2a\xd7\xb1", b"\x44\x89"
INFO_BYTES = 1_024
NANOSECONDS = 1_000_000_000
USUAL_SCALE = 1_000_000
FLOATS = {0x84: (">f", 4), 0x88: (">d", 8)}


def video_seconds(file: IO[bytes], mime: str) -> int | None:
    """Return the length of a video in whole seconds, rounded up."""
    found = _of_mp4(file) if mime == "video/mp4" else _of_webm(file)
    return ceil(found) if found is not None and 0 < found <= MOST_SECONDS else None


def _of_mp4(file: IO[bytes]) -> float | None:
    end = file.seek(0, 2)
    for kind, start, stop in _boxes(file, 0, end):
        if kind == b"moov":
            inside = _boxes(file, start, stop)
            return next((_of_header(file, at) for name, at, _ in inside if name == b"mvhd"), None)
    return None


def _boxes(file: IO[bytes], start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Give each box between two places of an MP4 file: its kind, where it begins and ends."""
    for _ in range(MOST_BOXES):
        if start >= end:  # which may be further than any file goes
            return
        file.seek(start)
        head = file.read(16)
        if len(head) < 8:
            return
        size, body = int.from_bytes(head[:4]), start + 8
        if size == 1:
            size, body = int.from_bytes(head[8:16]), start + 16
        stop = start + size if size else end
        if stop < body:
            return
        yield head[4:8], body, min(stop, end)
        start = stop


def _of_header(file: IO[bytes], start: int) -> float | None:
    file.seek(start)
    data = file.read(32)
    form, at = (">IQ", 20) if data[:1] == b"\x01" else (">II", 12)
    if len(data) < 32:
        return None
    ticks_a_second, ticks = struct.unpack_from(form, data, at)
    return ticks / ticks_a_second if ticks_a_second else None


def _of_webm(file: IO[bytes]) -> float | None:
    file.seek(0)
    _, found, info = file.read(WEBM_HEAD).partition(INFO)
    info = info[:INFO_BYTES]
    _, told, value = info.partition(DURATION)
    if not (found and told) or value[:1] == b"" or value[0] not in FLOATS:
        return None
    form, size = FLOATS[value[0]]
    if len(value) <= size:
        return None
    (ticks,) = struct.unpack_from(form, value, 1)
    return float(ticks) * _scale(info) / NANOSECONDS


def _scale(info: bytes) -> int:
    """Return how many nanoseconds a tick lasts."""
    _, told, value = info.partition(SCALE)
    size = value[0] & 0x0F if told and value else 0
    return int.from_bytes(value[1 : 1 + size]) or USUAL_SCALE
