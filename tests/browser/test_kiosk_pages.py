"""Every page of the kiosk, in every language, look and size: nothing is cut, small or hidden.

The pictures are kept in build/kiosk, to be looked at.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.kiosk_hall import (
    DIRECTIONS,
    LANGUAGES,
    UPRIGHT,
    Kiosk,
    axe_faults,
    busy_hall,
    demo,
    faults_seen,
    fill,
    hall_server,
    large_hall,
    open_kiosk,
)
from tests.browser.kiosk_walk import Look, walk_groups, walk_services, walk_troubles
from tests.harness.browser import chromium
from tests.harness.server import RunningServer

pytestmark = pytest.mark.browser
PICTURES = Path(os.environ.get("NOBAT_PICTURES", Path(__file__).parents[2] / "build" / "kiosk"))
FINGER_MILLIMETRES = 20
AXE_LANGUAGES = ("fa", "en", "ar")  # both directions, and the script of the other two
OTHER_SCREENS = [
    ("fa", (1920, 1080)),
    ("en", (1920, 1080)),
    ("en", (1024, 768)),
    ("fa", (768, 1366)),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    with hall_server(tmp_path_factory.mktemp("small"), busy_hall()) as server:
        fill(server)
        yield server


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    with hall_server(tmp_path_factory.mktemp("large"), large_hall()) as server:
        yield server


def look_at(kiosk: Kiosk, name: str, faults: dict[str, Any], *, axe: bool) -> Look:
    """Return a look: it keeps a picture of the page and notes what is wrong with it."""
    size = kiosk.page.viewport_size
    upright = size is not None and size["height"] > size["width"]

    def look(page: str) -> None:
        PICTURES.mkdir(parents=True, exist_ok=True)
        kiosk.page.screenshot(path=PICTURES / f"{page}-{name}.png")
        seen = {
            "cut": faults_seen(kiosk.page, "cut"),
            "small": faults_seen(kiosk.page, "small", FINGER_MILLIMETRES),
            "covered": faults_seen(kiosk.page, "covered"),
            "high": faults_seen(kiosk.page, "high") if upright and page != "attract" else [],
            "axe": axe_faults(kiosk) if axe else [],
        }
        faults.update({f"{page} {what}": found for what, found in seen.items() if found})

    return look


def walk(
    browser: Browser,
    halls: tuple[RunningServer, RunningServer],
    language: str,
    mode: str = "",
    size: tuple[int, int] = UPRIGHT,
    *,
    axe: bool = False,
) -> dict[str, Any]:
    """Walk over every page of two halls and return what was wrong."""
    faults: dict[str, Any] = {}
    shape = "" if size == UPRIGHT else f"{size[0]}x{size[1]}"
    name = "-".join(part for part in (language, mode, shape) if part)
    for server, way in zip(halls, (walk_services, walk_groups), strict=True):
        kiosk = open_kiosk(browser, server, language, size)
        look = look_at(kiosk, name, faults, axe=axe)
        kiosk.shows("attract")
        if way is walk_services:
            look("attract")
        kiosk.tap(f"mode-{mode}" if mode else f"language-{language}")
        expect(kiosk.page.locator("html")).to_have_attribute("dir", DIRECTIONS[language])
        way(kiosk, look)
        kiosk.page.context.close()
    return faults


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_whole_in_every_language(
    browser: Browser, small: RunningServer, large: RunningServer, language: str
) -> None:
    assert walk(browser, (small, large), language, axe=language in AXE_LANGUAGES) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_whole_in_large_text(
    browser: Browser, small: RunningServer, large: RunningServer, language: str
) -> None:
    assert walk(browser, (small, large), language, "large", axe=language in AXE_LANGUAGES) == {}


def test_every_page_is_whole_in_high_contrast(
    browser: Browser, small: RunningServer, large: RunningServer
) -> None:
    assert walk(browser, (small, large), "fa", "contrast", axe=True) == {}


@pytest.mark.parametrize(("language", "size"), OTHER_SCREENS)
def test_every_page_is_whole_on_other_screens(
    browser: Browser,
    small: RunningServer,
    large: RunningServer,
    language: str,
    size: tuple[int, int],
) -> None:
    assert walk(browser, (small, large), language, size=size) == {}


def test_a_smaller_screen_has_larger_targets_and_all_of_them_fit(
    browser: Browser, tmp_path: Path
) -> None:
    faults: dict[str, Any] = {}
    setup = demo()
    next(one for one in setup["devices"] if one["code"] == "kiosk-1")["inches"] = 15.6
    with hall_server(tmp_path / "smaller", setup) as server:
        kiosk = open_kiosk(browser, server, "fa")
        kiosk.tap("language-fa")
        walk_services(kiosk, look_at(kiosk, "fa-15.6", faults, axe=False))
        kiosk.page.context.close()

    assert faults == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_warning_and_trouble_are_whole_in_every_language(
    browser: Browser, small: RunningServer, language: str
) -> None:
    faults: dict[str, Any] = {}
    kiosk = open_kiosk(browser, small, language, clock=True)
    kiosk.tap(f"language-{language}")
    walk_troubles(kiosk, look_at(kiosk, language, faults, axe=language in AXE_LANGUAGES))

    assert faults == {}


def test_the_closed_page_is_whole_in_every_language(browser: Browser, tmp_path: Path) -> None:
    faults: dict[str, Any] = {}
    setup = demo()
    setup["branch"]["hours"] = {"friday": ["00:00-00:01"]}
    with hall_server(tmp_path / "closed", setup) as server:
        kiosk = open_kiosk(browser, server)
        for language in LANGUAGES:
            kiosk.tap(f"language-{language}")
            kiosk.shows("closed")
            look_at(kiosk, language, faults, axe=language in AXE_LANGUAGES)("closed")

    assert faults == {}
