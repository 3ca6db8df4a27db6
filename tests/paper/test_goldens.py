"""Every shipped template, in each language and on both rolls, looks as it did when looked at.

A change that is meant: `python -m tests.paper.renew`, look at the pictures, commit them with it.
"""

from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageOps

from kiosk.agent.paper import Press
from server.languages import LANGUAGES
from tests.paper.press import GOLDENS, TEMPLATES, differing_dots, golden, papers
from tests.paper.slips import SHIPPED, URL, WIDTHS, slip

PAPERS = list(papers())
NAMES = [name for name, _, _ in PAPERS]
MARGIN = 24  # dots, 3 mm
OVERHANG = 4  # dots that a letter's own shape may reach out of its line
SMALL = 450_000  # bytes for all stored pictures


@pytest.mark.parametrize(("name", "slip", "width"), PAPERS, ids=NAMES)
def test_a_paper_looks_as_it_did(
    press: Press, name: str, slip: dict[str, object], width: int, tmp_path: Path
) -> None:
    drawn, stored = press.bitmap(slip, width), Image.open(golden(name))
    drawn.save(tmp_path / f"{name}.png")  # for whoever looks into a failure

    assert (drawn.mode, drawn.size) == (stored.mode, stored.size)
    assert differing_dots(drawn, stored) == 0


def test_nothing_else_is_stored_and_all_of_it_is_small() -> None:
    stored = list(GOLDENS.iterdir())

    assert {path.stem for path in stored} == set(NAMES)
    assert sum(path.stat().st_size for path in stored) < SMALL


@pytest.mark.parametrize("name", NAMES)
def test_a_stored_paper_keeps_its_margins(name: str) -> None:
    picture = Image.open(golden(name))
    left, _, right, _ = ImageOps.invert(picture).getbbox() or (0, 0, 0, 0)

    assert left >= MARGIN - OVERHANG
    assert right <= picture.width - MARGIN + OVERHANG


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("template", ["ticket", "reprint"])
def test_the_code_on_a_ticket_leads_to_its_phone_page(
    press: Press, template: str, code: str, width: int
) -> None:
    bitmap = press.bitmap(slip(template, code), width)

    assert [found.text for found in zxingcpp.read_barcodes(bitmap.convert("L"))] == [URL]


def test_the_code_stands_where_the_line_begins(press: Press) -> None:
    for code, known in LANGUAGES.items():
        found = zxingcpp.read_barcodes(press.bitmap(slip("ticket", code), 576).convert("L"))[0]
        on_the_right = found.position.top_left.x > 576 / 2
        assert on_the_right == (known.direction == "rtl"), code


def test_a_reprint_is_marked_and_a_ticket_is_not(press: Press) -> None:
    """The mark is a black band right below the hall: nobody takes one for the other."""
    banded = {name: band(press.bitmap(slip(name, "fa"), 576)) for name in ("ticket", "reprint")}

    assert banded == {"ticket": False, "reprint": True}


def band(bitmap: Image.Image) -> bool:
    """Tell whether the ink of a block stands at the margin, over at least 24 lines of dots."""
    edge = bitmap.crop((36, 0, 44, 300)).convert("L")
    return sum(edge.crop((0, y, 8, y + 1)).getextrema() == (0, 0) for y in range(300)) >= 24


def test_every_shipped_template_has_its_stored_papers() -> None:
    assert {path.stem for path in TEMPLATES.glob("*.typ")} == {*SHIPPED, "slip"}
