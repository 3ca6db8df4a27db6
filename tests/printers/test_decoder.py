import pytest
from PIL import Image

from tests.printers.decoder import commands, picture

CHECKS = b"\x1dv0\x00\x01\x00\x02\x00\xaa\x55"  # 8 across, 2 down


def test_a_raster_becomes_dots_that_are_black_on_white():
    shown = picture(b"\x1b@" + CHECKS + b"\x1dV\x00")

    wanted = Image.new("1", (8, 2), 255)
    for x in (0, 2, 4, 6):
        wanted.putpixel((x, 0), 0)
        wanted.putpixel((x + 1, 1), 0)
    assert (shown.size, shown.tobytes()) == (wanted.size, wanted.tobytes())


def test_a_torn_command_waits_for_its_rest():
    assert list(commands(b"\x1b@" + CHECKS[:-1])) == [b"\x1b@"]
    with pytest.raises(ValueError, match="middle"):
        picture(CHECKS + b"\x1dV")


def test_what_is_no_command_is_refused():
    with pytest.raises(ValueError, match="not a command"):
        list(commands(b"A-023"))
