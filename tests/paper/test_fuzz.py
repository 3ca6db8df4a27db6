"""Whatever people write, a paper comes out, within its margins and with its number."""

from functools import cache
from itertools import groupby

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps

from kiosk.agent.paper import TEXTS, Press
from tests.paper.slips import SHIPPED, WIDTHS

MARGIN = 24  # dots, 3 mm
OVERHANG = 4  # dots that a letter's own shape may reach out of its line
NUMBER = "A-۰۲۳"
LETTERS = st.one_of(
    st.sampled_from("ابپچگژشضيكێۆڕڵەؤئآ\u200c\u200dـًّ ٠۹0AWwmQj@–/.:،؛()«»"),
    st.sampled_from("\u0300\u0301\u0654\u0670\u20dd\u202a\u202e\u2066\u2067\u2068\u2069\ufeff"),
    st.sampled_from("😀👩‍👩‍👧🏛️🇮🇷\x00\x07\x1b\x85\n\t  　"),
    st.characters(),
)
WRITTEN = st.one_of(
    st.text(LETTERS, max_size=200),
    st.sampled_from(["", "   ", "\u0654", "\u0301\u0301", "\u202e", "\u2067" * 60, "\x1b@\x1dV"]),
    st.text(LETTERS, min_size=1, max_size=4).map(lambda part: (part * 200)[:200]),
)
SLIPS = st.fixed_dictionaries(
    {
        **{name: WRITTEN for name in TEXTS if name != "number"},
        "template": st.sampled_from(SHIPPED),
        "language": st.sampled_from(["fa", "en", "ar", "azb", "ckb", "", "xx-YY"]),
        "direction": st.sampled_from(["rtl", "ltr", "up"]),
        "services": st.lists(WRITTEN, max_size=4),
        "rows": st.lists(st.lists(WRITTEN, max_size=3), max_size=6),
        "qr": st.text(max_size=120),
        "number": st.just(NUMBER),
    }
)
PATIENT = settings(
    max_examples=80, derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


def keeps_its_margins(bitmap: Image.Image) -> bool:
    left, top, right, _ = ImageOps.invert(bitmap).getbbox() or (MARGIN, MARGIN, 0, 0)
    spare = MARGIN - OVERHANG
    return left >= spare and right <= bitmap.width - spare and top >= spare


def full_of(words: str, template: str = "ticket") -> dict[str, object]:
    return {
        **dict.fromkeys(TEXTS, words),
        "template": template,
        "number": NUMBER,
        "direction": "rtl",
        "services": [words] * 3,
        "rows": [[words, words], [words, ""], ["", words]],
        "qr": words,
    }


@PATIENT
@given(slip=SLIPS, width=st.sampled_from(WIDTHS))
@example(full_of("W" * 200), 384)
@example(full_of("ض" * 200, "day_slip"), 384)
@example(full_of("\u0654" * 200, "follow_up"), 576)
@example(full_of("👩‍👩‍👧" * 60, "reprint"), 576)
@example(full_of('#eval("1") $x$ \\ @ <a> `', "test"), 576)
@example(full_of("[¡ " * 66, "reprint"), 576)
@example(full_of("\u2067\u202e 12-34 W " * 20, "follow_up"), 384)
def test_no_text_whatever_leaves_the_paper(press: Press, slip, width) -> None:
    bitmap = press.bitmap(slip, width)

    assert (bitmap.mode, bitmap.width) == ("1", width)
    assert keeps_its_margins(bitmap), {name: ascii(value) for name, value in slip.items() if value}


@cache
def number_alone(press: Press, template: str, width: int) -> bytes:
    """Return the lines of dots of the number: the tallest ink on a paper that has nothing else."""
    bitmap = press.bitmap({"template": template, "number": NUMBER, "language": "fa"}, width)
    stride = width // 8
    lines = [bitmap.tobytes()[at : at + stride] for at in range(0, stride * bitmap.height, stride)]
    runs = [list(run) for inked, run in groupby(lines, key=lambda line: line != b"\xff" * stride)]
    return b"".join(max((run for run in runs if run[0] != b"\xff" * stride), key=len))


@PATIENT
@given(slip=SLIPS, width=st.sampled_from(WIDTHS), template=st.sampled_from(["ticket", "reprint"]))
@example(full_of("ض" * 200), 576, "reprint")
def test_the_number_is_whole_whatever_stands_around_it(press: Press, slip, width, template) -> None:
    whole = press.bitmap({**slip, "template": template, "language": "fa"}, width)

    assert number_alone(press, template, width) in whole.tobytes()


@PATIENT
@given(number=WRITTEN.filter(lambda number: any(letter.isalnum() for letter in number)))
@example("W" * 200)
@example("A" + "\u0654\u0301" * 90)
def test_a_number_of_any_kind_stays_on_the_paper(press: Press, number: str) -> None:
    bitmap = press.bitmap({"template": "test", "number": number, "language": "fa"}, 384)

    assert keeps_its_margins(bitmap)
