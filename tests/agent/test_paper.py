import re
import shutil

import pytest
import segno
import zxingcpp
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps

from kiosk.agent.main import FONTS, TEMPLATES
from kiosk.agent.paper import QR_MASK, Press, SlipUnprintable
from kiosk.agent.words import for_paper
from tests.agent.slips import ENGLISH, PERSIAN, URL

MARGIN = 24  # dots, 3 mm
OVERHANG = 4  # dots that a letter's own shape may reach out of its line
TEXTS = [name for name in PERSIAN if name not in ("template", "language", "direction", "qr")]
LONG = "شهرداری منطقهٔ ثلاث باباجانی Building \u202e 12-34-56 🏛️ \x07\x00" * 4
LETTERS = st.one_of(
    st.sampled_from("ابپچگژشضظی‌‌ AWwmQj@0189۰۴۹ -–/.:،؛()«»ـًّ\u2067\u2068\u2069\u202e"),
    st.characters(),
)
EVERY_WIDTH = pytest.mark.parametrize("width", [576, 512, 384])


def ink_box(bitmap: Image.Image) -> tuple[int, int, int, int]:
    box = ImageOps.invert(bitmap).getbbox()
    assert box is not None
    return box


def keeps_its_margins(bitmap: Image.Image) -> bool:
    left, top, right, bottom = ink_box(bitmap)
    spare = MARGIN - OVERHANG
    return spare <= left and right <= bitmap.width - spare and spare <= top < bottom


@EVERY_WIDTH
@pytest.mark.parametrize("slip", [PERSIAN, ENGLISH])
def test_a_ticket_is_black_on_white_and_as_wide_as_the_roll(press: Press, slip, width):
    bitmap = press.bitmap(slip, width)

    assert (bitmap.mode, bitmap.width, bitmap.height % 24) == ("1", width, 0)
    assert keeps_its_margins(bitmap)


@EVERY_WIDTH
@pytest.mark.parametrize("slip", [PERSIAN, ENGLISH])
def test_a_phone_reads_the_code_off_the_ticket(press: Press, slip, width):
    bitmap = press.bitmap(slip, width)

    assert [code.text for code in zxingcpp.read_barcodes(bitmap.convert("L"))] == [URL]


@EVERY_WIDTH
def test_each_module_of_the_code_is_a_whole_number_of_dots(press: Press, width):
    matrix = segno.make(URL, error="m", micro=False, mask=QR_MASK).matrix
    module = min(8, (204 if width > 500 else 152) // len(matrix))
    side = module * len(matrix)
    wanted = Image.new("1", (len(matrix), len(matrix)))
    wanted.putdata([0 if dot else 1 for row in matrix for dot in row])
    wanted = wanted.resize((side, side))

    bitmap = press.bitmap(ENGLISH, width)

    left = MARGIN
    crops = (bitmap.crop((left, y, left + side, y + side)) for y in range(bitmap.height - side))
    assert wanted.tobytes() in (crop.tobytes() for crop in crops)


def test_the_code_stands_where_the_line_begins(press: Press):
    middles = []
    for slip in (PERSIAN, ENGLISH):
        code = zxingcpp.read_barcodes(press.bitmap(slip, 576).convert("L"))[0]
        middles.append((code.position.top_left.x + code.position.top_right.x) / 2)

    assert middles[1] < 576 / 2 < middles[0]


def test_a_number_looks_the_same_in_both_directions(press: Press):
    """In a right-to-left line, A-۰۲۳ must not become ۰۲۳-A."""
    alone = dict.fromkeys(TEXTS, "") | {"number": "A-۰۲۳", "qr": ""}

    shown = [
        press.bitmap({**alone, "direction": direction, "language": language}, 576).tobytes()
        for direction, language in (("rtl", "fa"), ("ltr", "en"))
    ]

    assert shown[0] == shown[1]


@EVERY_WIDTH
@pytest.mark.parametrize("slip", [PERSIAN, ENGLISH])
def test_long_names_stay_inside_the_margins(press: Press, slip, width):
    for name in TEXTS:
        assert keeps_its_margins(press.bitmap({**slip, name: LONG}, width)), name


@settings(
    max_examples=60, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
@given(
    texts=st.fixed_dictionaries({name: st.text(LETTERS, max_size=200) for name in TEXTS}),
    qr=st.text(max_size=80),
    direction=st.sampled_from(["rtl", "ltr"]),
    width=st.sampled_from([576, 384]),
)
@example(dict.fromkeys(TEXTS, "ض" * 200), "", "rtl", 384)
@example(dict.fromkeys(TEXTS, "W" * 200), "x" * 900, "ltr", 384)
@example(dict.fromkeys(TEXTS, '#eval("1") $x$ \\ @ <a> `'), "x", "ltr", 576)
@example(dict.fromkeys(TEXTS, "\u2067\u2067\u2069\u2069\u2069 12-34"), "x", "rtl", 576)
def test_no_text_whatever_leaves_the_paper(press: Press, texts, qr, direction, width):
    slip = {**PERSIAN, **texts, "qr": qr, "direction": direction, "number": "1" + texts["number"]}

    bitmap = press.bitmap(slip, width)

    assert keeps_its_margins(bitmap)


def test_what_the_fonts_cannot_draw_is_left_out(press: Press):
    drawn = press.bitmap({**ENGLISH, "hall": "🏛️Town\x00\x1b@\ud800 hall\u202e"}, 576)

    assert drawn.tobytes() == press.bitmap({**ENGLISH, "hall": "Town@ hall"}, 576).tobytes()


def test_texts_are_cut_and_balanced_and_their_codes_kept_apart():
    glyphs = frozenset(map(ord, "abc …-123۱۲۳هب\u0654"))

    assert for_paper("a\t\n b\u2069", glyphs) == "a b"
    assert for_paper("\u2066ab", glyphs) == "\u2066ab\u2069"
    assert for_paper("a a-12 b", glyphs) == "a \u2066a-12\u2069 b"
    assert for_paper("۱-۲-۳ 12 a", glyphs) == "\u2066۱-۲-۳\u2069 12 a"
    assert len(for_paper("a b " * 100, glyphs)) == 240
    assert for_paper(None, glyphs) == ""
    assert for_paper("\u0654a \u0654b", glyphs) == "a b"
    assert for_paper("ه" + "\u0654" * 9 + "ب", glyphs) == "ه" + "\u0654" * 3 + "ب"


def test_a_slip_with_only_a_number_prints(press: Press):
    assert keeps_its_margins(press.bitmap({"number": "A-001"}, 576))


@pytest.mark.parametrize(
    "wrong", [{"number": ""}, {"number": "🎫"}, {"template": "../ticket"}, {"template": ""}]
)
def test_a_slip_that_means_nothing_is_refused(press: Press, wrong):
    with pytest.raises(SlipUnprintable):
        press.bitmap({**PERSIAN, **wrong}, 576)


def test_a_template_that_is_not_there_is_refused(press: Press):
    with pytest.raises(SlipUnprintable):
        press.bitmap({**PERSIAN, "template": "receipt"}, 576)


def test_an_edited_template_counts_from_the_next_ticket(tmp_path):
    shutil.copytree(TEMPLATES, tmp_path / "own")
    template = tmp_path / "own" / "ticket.typ"
    press = Press(tmp_path / "own", FONTS)
    before = press.bitmap(PERSIAN, 576)

    template.write_text(re.sub(r"slip\.title", '"x"', template.read_text("utf-8")), "utf-8")

    assert press.bitmap(PERSIAN, 576).tobytes() != before.tobytes()


def test_a_folder_without_fonts_is_refused(tmp_path):
    with pytest.raises(FileNotFoundError):
        Press(TEMPLATES, tmp_path)
