"""Every paper that is compared with a stored one, and where the stored ones are."""

from collections.abc import Iterator
from pathlib import Path

from PIL import Image

import printer_templates
import server
from kiosk.agent.paper import Press
from server.languages import LANGUAGES
from tests.paper.slips import SHIPPED, WIDTHS, several_services, slip

TEMPLATES = Path(printer_templates.__file__).parent
FONTS = Path(server.__file__).parent / "static" / "fonts" / "ttf"
GOLDENS = Path(__file__).parent / "goldens"

Paper = tuple[str, dict[str, object], int]


def a_press() -> Press:
    """Return a press with the shipped templates and fonts."""
    return Press(TEMPLATES, FONTS)


def papers() -> Iterator[Paper]:
    """Yield each paper's name, slip and width."""
    for width in WIDTHS:
        for code in LANGUAGES:
            for template in SHIPPED:
                yield f"{template}-{code}-{width}", slip(template, code), width
            yield f"several-{code}-{width}", several_services(code), width


def golden(name: str) -> Path:
    """Return where a paper's stored picture is."""
    return GOLDENS / f"{name}.png"


def store(press: Press, name: str, slip: dict[str, object], width: int) -> None:
    """Draw a paper and keep its picture, in one bit a dot."""
    press.bitmap(slip, width).save(golden(name), optimize=True)


def differing_dots(drawn: Image.Image, stored: Image.Image) -> int:
    """Return how many dots of two pictures of one size differ."""
    pairs = zip(drawn.convert("L").tobytes(), stored.convert("L").tobytes(), strict=True)
    return sum(one != other for one, other in pairs)
