"""Draws every board: `python -m tests.browser.board_pictures FOLDER [LAYOUT...]`."""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.board_site import EYE, LAYOUTS, SIZES, BoardSite, open_site
from tests.harness.browser import chromium
from tests.harness.server import RunningServer

SPOKEN = (["fa"], ["en"], ["ar"], ["fa", "en"])
DRAWN_MS = 3_000


def main(folder: Path, layouts: tuple[str, ...] = LAYOUTS, metres: float = 5.0) -> None:
    """Write every picture into a folder, and say what is wrong with it."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, chromium() as browser:
        server = RunningServer(Path(place), {"NOBAT_LOGIN_TRIES": "1000 per minute"})
        try:
            site = open_site(server, browser)
            site.show_slide()
            for layout in layouts:
                for size in SIZES:
                    for languages in SPOKEN:
                        _draw(site, folder, layout, size, languages, metres)
        finally:
            server.kill()


def _draw(
    site: BoardSite, folder: Path, layout: str, size: str, languages: list[str], metres: float
) -> None:
    name = f"{layout}-{size}-{'-'.join(languages)}"
    site.look(layout, size, languages, viewing_metres=metres)
    with site.board(size) as page:
        _keep(page, folder / f"{name}.png")
        site.call_two()
        _keep(page, folder / f"{name}-two.png")
        site.serve_one()


def _keep(page: Page, path: Path) -> None:
    page.wait_for_timeout(DRAWN_MS)
    page.screenshot(path=path)
    for fault in page.evaluate(f"({EYE}).faults()"):
        print(path.stem, fault)


if __name__ == "__main__":
    main(Path(sys.argv[1]), tuple(sys.argv[2:]) or LAYOUTS)
