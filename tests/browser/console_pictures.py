"""Draws every view of the console: `python -m tests.browser.console_pictures FOLDER`."""

import sys
import tempfile
from pathlib import Path

from tests.browser.console import SIZES
from tests.browser.console_morning import Morning
from tests.browser.console_views import views
from tests.harness.browser import chromium
from tests.harness.server import RunningServer


def main(folder: Path, languages: tuple[str, ...] = ("fa", "en")) -> None:
    """Write every picture into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        server = RunningServer(Path(place), {"NOBAT_LOGIN_TRIES": "1000 per minute"})
        Morning(server).pass_by()
        server.start()
        try:
            with chromium() as browser:
                for language in languages:
                    for size in SIZES:
                        for name, page in views(browser, server, language, size):
                            page.evaluate("document.fonts.ready")
                            page.wait_for_timeout(350)  # the first motion
                            page.screenshot(path=folder / f"{name}-{language}-{size[0]}.png")
        finally:
            server.stop()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
