import itertools
import os
import subprocess
import sys
from pathlib import Path

import pytest

from kiosk.agent.paper import Press
from kiosk.agent.raster import WAYS, RasterSettings, escpos_bytes
from tests.agent.slips import ENGLISH, PERSIAN
from tests.printers.decoder import commands, picture


@pytest.mark.parametrize(
    ("slip", "width", "way", "fragment"),
    list(itertools.product((PERSIAN, ENGLISH), (576, 512, 384), WAYS, (24, 240, 840))),
)
def test_the_bytes_show_the_preview_pixel_for_pixel(press: Press, slip, width, way, fragment):
    bitmap = press.bitmap(slip, width)

    shown = picture(escpos_bytes(bitmap, RasterSettings(width, fragment, way)))

    assert (shown.size, shown.tobytes()) == (bitmap.size, bitmap.tobytes())


def test_a_job_resets_first_and_feeds_and_cuts_last(press: Press):
    data = list(commands(escpos_bytes(press.bitmap(ENGLISH, 576), RasterSettings())))

    assert (data[0], data[-2:]) == (b"\x1b@", [b"\x1bd\x06", b"\x1dV\x00"])


def test_a_printer_without_a_knife_is_not_told_to_cut(press: Press):
    settings = RasterSettings(cut="none", feed=9)

    assert escpos_bytes(press.bitmap(ENGLISH, 576), settings).endswith(b"\x1bd\x09")


def test_no_fragment_is_higher_than_the_printer_takes(press: Press):
    settings = RasterSettings(fragment=48)

    data = commands(escpos_bytes(press.bitmap(PERSIAN, 576), settings))

    heights = {command[6] + 256 * command[7] for command in data if command[:2] == b"\x1dv"}
    assert max(heights) == 48


def test_making_the_bytes_says_nothing(press: Press, capsys):
    escpos_bytes(press.bitmap(ENGLISH, 576), RasterSettings())

    assert capsys.readouterr().out == ""


def test_a_process_that_prints_leaves_no_folder_behind(tmp_path: Path):
    program = "import kiosk.agent.raster as raster; print(raster.pickle_dir)"
    environment = os.environ | {"TMPDIR": str(tmp_path)}

    ended = subprocess.run(
        [sys.executable, "-c", program], env=environment, check=True, capture_output=True, text=True
    )

    assert Path(ended.stdout.strip()).parent == tmp_path
    assert list(tmp_path.iterdir()) == []
