"""How long a video lasts is read from its file; what does not say it has no length."""

import io
import struct

import pytest

from server.store.video_length import video_seconds

LARGE = b"\x00\x00\x00\x01"  # a box that tells its length in 64 bits
INFO = b"\x1a\x45\xdf\xa3webm\x15\x49\xa9\x66\x95\x2a\xd7\xb1\x83\x0f\x42\x40"


def box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body) + 8) + kind + body


def movie(version: int, ticks_a_second: int, ticks: int) -> bytes:
    """Return an MP4 file whose length stands after its pictures, as phones write it."""
    times = struct.pack(">QQIQ" if version else ">IIII", 0, 0, ticks_a_second, ticks)
    header = box(b"mvhd", bytes([version, 0, 0, 0]) + times + bytes(80))
    return box(b"ftyp", b"isom" + bytes(8)) + box(b"mdat", bytes(99)) + box(b"moov", header)


@pytest.mark.parametrize(
    ("data", "mime", "seconds"),
    [
        (movie(0, 600, 600 * 61), "video/mp4", 61),
        (movie(1, 1000, 61_001), "video/mp4", 62),
        (INFO + b"\x44\x89\x84" + struct.pack(">f", 5_500), "video/webm", 6),
        (INFO + b"\x44\x89\x88" + struct.pack(">d", 5_000), "video/webm", 5),
    ],
)
def test_the_length_is_whole_seconds_rounded_up(data: bytes, mime: str, seconds: int) -> None:
    assert video_seconds(io.BytesIO(data), mime) == seconds


@pytest.mark.parametrize(
    ("data", "mime"),
    [
        (b"", "video/mp4"),
        (movie(0, 0, 9), "video/mp4"),
        (movie(0, 600, 0), "video/mp4"),
        (movie(0, 1, 2**32 - 1), "video/mp4"),
        (movie(0, 600, 900)[:-90], "video/mp4"),
        (struct.pack(">I", 4) + b"moov", "video/mp4"),
        (LARGE + b"ftypisom" + b"\xff" * 100, "video/mp4"),
        (box(b"ftyp", b"isom") + LARGE + b"free" + b"\xff" * 8, "video/mp4"),
        (box(b"ftyp", b"isom") + LARGE + b"free\x7f" + b"\xff" * 7, "video/mp4"),
        (b"", "video/webm"),
        (INFO, "video/webm"),
        (INFO + b"\x44\x89", "video/webm"),
        (INFO + b"\x44\x89\x88\x00", "video/webm"),
        (INFO + b"\x44\x89\x88" + struct.pack(">d", float("nan")), "video/webm"),
        (INFO + b"\x44\x89\x88" + struct.pack(">d", float("inf")), "video/webm"),
    ],
)
def test_a_file_that_does_not_say_it_has_no_length(data: bytes, mime: str) -> None:
    assert video_seconds(io.BytesIO(data), mime) is None
