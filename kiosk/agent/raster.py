"""The bitmap as the bytes an ESC/POS printer understands."""

import atexit
import os
import shutil
import struct
from dataclasses import dataclass
from typing import Final, Literal

from escpos.capabilities import Profile, pickle_dir
from escpos.printer import Dummy
from PIL import Image

Way = Literal["raster", "graphics", "column"]
Cut = Literal["full", "part", "none"]
RASTER = b"\x1dv0\x00"
PAPER_TO_INK = bytes(255 - dots for dots in range(256))  # a printer's 1 is black, a picture's white
WAYS: Final[dict[Way, str]] = {
    "raster": "bitImageRaster",
    "graphics": "graphics",
    "column": "bitImageColumn",
}

# python-escpos makes a temporary folder in each process that imports it, and leaves it there.
if "ESCPOS_CAPABILITIES_PICKLE_DIR" not in os.environ:
    atexit.register(shutil.rmtree, pickle_dir, ignore_errors=True)


@dataclass(frozen=True)
class RasterSettings:
    """How one printer likes its pictures. Lengths are dots, `feed` is lines before the cut."""

    width: int = 576
    fragment: int = 240
    way: Way = "raster"
    cut: Cut = "full"
    feed: int = 6


def escpos_bytes(bitmap: Image.Image, settings: RasterSettings) -> bytes:
    """Return the whole job: reset, the picture in fragments, feed, cut."""
    printer = Dummy(profile=_roll(settings.width))
    printer.hw("INIT")
    if settings.way == "raster":
        printer._raw(_raster(bitmap, settings.fragment))
    else:
        printer.image(bitmap, impl=WAYS[settings.way], fragment_height=settings.fragment)
    printer.print_and_feed(settings.feed)
    if settings.cut != "none":
        printer._raw(b"\x1dV" + (b"\x00" if settings.cut == "full" else b"\x01"))
    return bytes(printer.output)


def _raster(bitmap: Image.Image, fragment: int) -> bytes:
    """Return the commands that print a picture of 1 bit a dot, whose lines are whole bytes.

    The usual way, so without python-escpos, which takes 10 ms to bring any picture to such bits.
    """
    dots, line = bitmap.tobytes().translate(PAPER_TO_INK), bitmap.width // 8
    size = line * fragment
    parts = (dots[at : at + size] for at in range(0, len(dots), size))
    return b"".join(RASTER + struct.pack("<HH", line, len(part) // line) + part for part in parts)


def _roll(width: int) -> Profile:
    """Return a profile that knows its width; without one python-escpos prints a remark."""
    profile = Profile()
    profile.profile_data = {**profile.profile_data, "media": {"width": {"pixels": width}}}
    return profile
