"""The bitmap as the bytes an ESC/POS printer understands."""

from dataclasses import dataclass
from typing import Final, Literal

from escpos.capabilities import Profile
from escpos.printer import Dummy
from PIL import Image

Way = Literal["raster", "graphics", "column"]
Cut = Literal["full", "part", "none"]
WAYS: Final[dict[Way, str]] = {
    "raster": "bitImageRaster",
    "graphics": "graphics",
    "column": "bitImageColumn",
}


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
    printer.image(bitmap, impl=WAYS[settings.way], fragment_height=settings.fragment)
    printer.print_and_feed(settings.feed)
    if settings.cut != "none":
        printer._raw(b"\x1dV" + (b"\x00" if settings.cut == "full" else b"\x01"))
    return bytes(printer.output)


def _roll(width: int) -> Profile:
    """Return a profile that knows its width; without one python-escpos prints a remark."""
    profile = Profile()
    profile.profile_data = {**profile.profile_data, "media": {"width": {"pixels": width}}}
    return profile
