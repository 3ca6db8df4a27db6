"""The size of a picture is read from its head, as encoders write it and where it is broken."""

import io
import struct

import pytest
from PIL import Image

from server.store.picture_size import picture_size
from tests.api.lobby import JPEG, PNG, WEBP

MIMES = {"PNG": "image/png", "JPEG": "image/jpeg", "WEBP": "image/webp"}


@pytest.mark.parametrize(
    ("form", "how"),
    [
        ("PNG", {}),
        ("JPEG", {}),
        ("JPEG", {"progressive": True}),
        ("JPEG", {"exif": Image.Exif(), "comment": b"c" * 40_000}),
        ("WEBP", {}),
        ("WEBP", {"lossless": True}),
        ("WEBP", {"exif": b"Exif" + bytes(9)}),
    ],
)
@pytest.mark.parametrize("size", [(1, 1), (300, 7), (257, 4_096)])
def test_the_size_is_what_the_encoder_drew(form, how, size) -> None:
    kept = io.BytesIO()
    Image.new("RGB", size).save(kept, form, **how)

    assert picture_size(kept, MIMES[form]) == size


def test_fill_bytes_may_stand_before_a_marker() -> None:
    data = JPEG.replace(b"\xff\xc2", b"\xff" * 900 + b"\xc2")

    assert picture_size(io.BytesIO(data), "image/jpeg") == (1920, 1080)


def test_a_picture_of_nothing_but_fill_bytes_holds_nobody_up() -> None:
    file = io.BytesIO(b"\xff\xd8" + b"\xff" * 10_000_000)

    assert picture_size(file, "image/jpeg") is None
    assert file.tell() < 10_000


@pytest.mark.parametrize(
    ("data", "mime"),
    [
        (b"", "image/png"),
        (PNG[:20], "image/png"),
        (PNG.replace(b"IHDR", b"IDAT"), "image/png"),
        (PNG.replace(struct.pack(">I", 1920), bytes(4)), "image/png"),
        (b"", "image/jpeg"),
        (JPEG[:-3], "image/jpeg"),
        (JPEG.replace(b"\xc2", b"\xda"), "image/jpeg"),
        (b"\xff\xd8" + b"\xff\xe0\x00\x00" * 2_000, "image/jpeg"),
        (b"\xff\xd8" + b"\xff\xd0" * 2_000, "image/jpeg"),
        (b"\xff\xd8" + b"\xff" * 2_000, "image/jpeg"),
        (WEBP.replace(b"\x9d", b"\x9e"), "image/webp"),
        (WEBP.replace(b"VP8 ", b"ALPH"), "image/webp"),
        (WEBP[:12], "image/webp"),
    ],
)
def test_what_does_not_say_its_size_has_none(data: bytes, mime: str) -> None:
    assert picture_size(io.BytesIO(data), mime) is None
