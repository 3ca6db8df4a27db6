"""A slip's words -> Typst -> the bitmap that leaves the printer, dot for dot."""

import io
import json
import re
from collections.abc import Mapping
from pathlib import Path

import segno
import typst
from PIL import Image

from kiosk.agent.glyphs import drawable
from kiosk.agent.paper_desk import Desk
from kiosk.agent.words import for_paper

DOTS_PER_INCH = 203.2
BAND = 24  # dots; a bitmap is whole bands high, so that every way of sending keeps its height
INK_BELOW = 150  # of 255; a little above the middle keeps thin joins of small letters together
TEXTS = (
    "hall",
    "title",
    "number",
    "service",
    "ahead",
    "range",
    "date",
    "time",
    "rule",
    "qr_words",
    "fingerprint",
    "provisional",
    "reprint",
    "note",
    "appointment",
)
NUMBERED = ("ticket", "reprint")  # papers that are nothing without a number
MOST_SERVICES = 12
MOST_ROWS = 200
# To try all eight takes 5 ms, an eighth of a ticket's whole time. This one leaves the phone pages'
# addresses the fewest of the patterns that a reader dislikes (ISO/IEC 18004, 7.8.3).
QR_MASK = 2
SLIP = "slip.json"


class SlipUnprintable(Exception):
    """A slip without a number or with an unknown template."""


class Press:
    """Renders slips by the templates of one folder with the fonts of another."""

    def __init__(self, templates: Path, fonts: Path) -> None:
        """Load the fonts, once. Raises FileNotFoundError when there are none."""
        self._desk = Desk(templates)
        self._glyphs = drawable(fonts)
        if not self._glyphs:
            raise FileNotFoundError(f"no .ttf font in {fonts}")
        # Every template is given as text; it may import what lies beside the slip.
        known = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts)]
        )
        self._compiler = typst.Compiler(root=str(self._desk.path), font_paths=known)

    def bitmap(
        self, slip: Mapping[str, object], width: int, source: str | None = None
    ) -> Image.Image:
        """Return the paper in pure black and white, exactly `width` dots wide.

        source: a hall's own template, None for the built-in one that the slip names.
        Raises SlipUnprintable, or typst.TypstError when the template is wrong.
        """
        # A file, not an input: with each new input the engine forgets all that it has laid out.
        (self._desk.path / SLIP).write_text(json.dumps(self._readied(slip)))
        png = self._compiler.compile(
            input=self._template(slip, source).encode(),
            format="png",
            ppi=DOTS_PER_INCH,
            sys_inputs={"slip": SLIP, "width": str(width)},
        )
        if not isinstance(png, bytes):
            raise SlipUnprintable("the template makes more than one page")
        return _inked(Image.open(io.BytesIO(png)), width)

    def _readied(self, slip: Mapping[str, object]) -> dict[str, object]:
        texts = {name: for_paper(slip.get(name) or "", self._glyphs) for name in TEXTS}
        if not texts["number"] and slip.get("template", "ticket") in NUMBERED:
            raise SlipUnprintable("the slip has no number")
        language = str(slip.get("language", ""))
        return {
            **texts,
            "language": language if re.fullmatch("[a-z]{2,3}", language) else "fa",
            "direction": "ltr" if slip.get("direction") == "ltr" else "rtl",
            "services": self._listed(slip.get("services"))[:MOST_SERVICES],
            "rows": [self._row(row) for row in _list(slip.get("rows"))[:MOST_ROWS]],
            "qr_rows": _qr_rows(str(slip.get("qr") or "")),
        }

    def _listed(self, texts: object) -> list[str]:
        ready = [for_paper(text, self._glyphs) for text in _list(texts)]
        return [text for text in ready if text]

    def _row(self, row: object) -> list[str]:
        """Return label and value, whatever came: a template counts on two."""
        cells = [for_paper(cell, self._glyphs) for cell in _list(row)]
        return [*cells, "", ""][:2]

    def _template(self, slip: Mapping[str, object], source: str | None) -> str:
        """Return a template's text; a built-in one is read anew each time."""
        if source is not None:
            return source
        template = str(slip.get("template", "ticket"))
        file = self._desk.path / f"{template}.typ"
        if not re.fullmatch(r"[a-z][a-z0-9_-]{0,40}", template) or not file.is_file():
            raise SlipUnprintable(f"no template is called {template[:40]!r}")
        return file.read_text(encoding="utf-8")


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []


def _qr_rows(content: str) -> list[str]:
    """Return the code's modules, a string of 0 and 1 for each row; none when it cannot be made."""
    if not content:
        return []
    try:
        code = segno.make(content, error="m", micro=False, mask=QR_MASK)
    except ValueError:  # longer than a code can be: the number still counts
        return []
    return ["".join("1" if module else "0" for module in row) for row in code.matrix]


def _inked(page: Image.Image, width: int) -> Image.Image:
    if page.width != width:
        raise SlipUnprintable(f"the template gives {page.width} dots, not {width}")
    ink = page.convert("L").point([0] * INK_BELOW + [255] * (256 - INK_BELOW), "1")
    bands = -(-ink.height // BAND)
    sheet = Image.new("1", (width, bands * BAND), 255)
    sheet.paste(ink, (0, 0))
    return sheet
