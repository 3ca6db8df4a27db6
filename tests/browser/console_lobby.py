"""A lobby of four displays with notices and media, for the console's tests and pictures.

`python -m tests.browser.console_lobby FOLDER` draws every view of its room.
"""

import sys
import tempfile
from collections.abc import Iterator
from io import BytesIO
from itertools import count
from json import dumps
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw
from playwright.sync_api import Browser, Page, expect

from tests.browser.console import click, console, hall, staff
from tests.harness.browser import chromium
from tests.harness.halls import ALL_DAY
from tests.harness.server import Client, RunningServer

DISPLAYS = ("lobby-1", "lobby-2", "lobby-3", "sign-1")
FULL_HD = (1920, 1080)
WEEKDAYS_OF_WORK = [5, 6, 0, 1, 2]
NOTICES = (
    {"fa": "آسانسور امروز کار نمی‌کند.", "en": "The lift is out of order today."},
    {"fa": "صندوق ساعت دوازده و نیم بسته می‌شود."},
)
SLIDE = {
    "fa": {"title": "مدارک لازم", "body": "شناسنامه و کارت ملی همراه داشته باشید."},
    "en": {"title": "Documents", "body": "Bring your birth certificate and national card."},
}
_ids = count(1)


def request_id() -> str:
    """Return one that no command had before."""
    return f"console-lobby-{next(_ids)}"


def lobby_hall(**branch: Any) -> dict[str, Any]:
    """Return the demo hall, open all day, with four displays; the first speaks."""
    setup = hall(hours=ALL_DAY, languages=["fa", "en"], **branch)
    others = [each for each in setup["devices"] if each["kind"] != "display"]
    setup["devices"] = [*others, *({"code": code, "kind": "display"} for code in DISPLAYS)]
    return setup


def picture(width: int = 640, height: int = 360) -> bytes:
    """Return a PNG of a window with a view."""
    image = Image.new("RGB", (width, height), "#0b6e78")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, height * 2 // 3, width, height), fill="#f1ebdf")
    draw.ellipse((width // 2, height // 6, width // 2 + 90, height // 6 + 90), fill="#f2b632")
    kept = BytesIO()
    image.save(kept, "PNG")
    return kept.getvalue()


def says(display: Client, **status: Any) -> None:
    """Let a display say how it is."""
    version = display.get("/displays/me").headers["X-Nobat-Assets"]
    usual = {"uptime_seconds": 9_000, "lag_seconds": 1, "audio": "none", "seq": 1, "legible": True}
    width, height = FULL_HD
    told = {"version": version, "width": width, "height": height, **usual, **status}
    answer = display.post("/displays/me/statuses", **told)
    assert answer.status_code == 204, answer.text


def look(**change: Any) -> dict[str, Any]:
    """Return a look that a display may have."""
    return {
        "layout": "lines",
        "languages": ["fa"],
        "inches": 43,
        "viewing_metres": 8,
        "service_ids": [],
        "counter_id": None,
        "zone": "hall",
        "speaks": False,
    } | change


def dress(person: Client, display_id: int, **change: Any) -> None:
    """Let a display look so."""
    put(person, f"/displays/{display_id}/look", **look(**change))


def put(person: Client, path: str, **body: Any) -> Any:
    """Send a change that must be taken; return its answer."""
    url = f"{person.server.url}/api/v1{path}"
    answer = person.session.put(url, json={"request_id": request_id(), **body}, timeout=30)
    assert answer.status_code == 200, answer.text
    return answer.json()


def upload(person: Client, branch_id: int, name: str, content: bytes) -> Any:
    """Send a picture; return its medium."""
    url = f"{person.server.url}/api/v1/branches/{branch_id}/media"
    fields = {"request_id": request_id(), "name": name}
    file = {"file": (f"{name}.png", content, "image/png")}
    answer = person.session.post(url, data=fields, files=file, timeout=30)
    assert answer.status_code == 201, answer.text
    return answer.json()


def furnished(server: RunningServer) -> int:
    """Start a server whose lobby has some of everything; return the branch's id."""
    server.environment["NOBAT_LOGIN_TRIES"] = "1000 per minute"
    branch_id = server.apply(lobby_hall())
    boards = [Client(server, server.token(branch_id, code)) for code in DISPLAYS[:3]]
    server.start()
    boss = staff(server, "supervisor")
    ids = [each["id"] for each in boss.get(f"/branches/{branch_id}/displays").json()["displays"]]
    dress(boss, ids[1], layout="media", languages=["fa", "en"], zone="شرقی", inches=55)
    dress(boss, ids[2], layout="service", service_ids=[1, 2], viewing_metres=14)
    dress(boss, ids[3], layout="counter", counter_id=1, inches=10, viewing_metres=3)
    for board, status in zip(
        boards, ({"audio": "suspended"}, {}, {"legible": False, "version": "older"}), strict=True
    ):
        says(board, **status)
    furnish(boss, branch_id)
    return branch_id


def furnish(boss: Client, branch_id: int) -> None:
    """Set the sound, give two notices, and put three media on."""
    hours = [{"from": "13:00", "until": "14:00", "volume": 0}]
    sound = {"languages": ["fa", "en"], "times": 2, "chime": True, "volume": 80, "hours": hours}
    put(boss, f"/branches/{branch_id}/sound", **sound)
    for texts in NOTICES:
        body = {"texts": texts, "spoken": texts is NOTICES[0], "shown": True, "until": None}
        assert boss.post(f"/branches/{branch_id}/notices", request_id=request_id(), **body).ok
    medium = upload(boss, branch_id, "پارک شهر", picture())
    slide_of(boss, branch_id)
    upload(boss, branch_id, "جشن محله", picture(480, 480))
    days = {"first_day": "2026-11-22", "last_day": "2026-12-21", "weekdays": WEEKDAYS_OF_WORK}
    told = ("name", "texts", "seconds", "place", "sound")
    kept = {key: medium[key] for key in told}
    put(boss, f"/media/{medium['id']}", **kept, **days, **{"from": "08:00", "until": "12:00"})


def slide_of(person: Client, branch_id: int) -> None:
    """Write a slide."""

    url = f"{person.server.url}/api/v1/branches/{branch_id}/media"
    fields = {"request_id": request_id(), "kind": "slide", "texts": dumps(SLIDE)}
    parts: Any = {key: (None, value) for key, value in fields.items()}
    answer = person.session.post(url, files=parts, timeout=30)
    assert answer.status_code == 201, answer.text


# Name of the view: its part, and what is clicked there, by the beginning of its test id.
VIEWS = {
    "displays": ("displays",),
    "look": ("displays", "look-lobby-2"),
    "look-sign": ("displays", "look-sign-1"),
    "look-service": ("displays", "look-lobby-3"),
    "notices": ("notices",),
    "notice-lacking": ("notices", "field-ending-at", "send"),
    "notice-end": ("notices", "end-notice-"),
    "sound": ("sound",),
    "sound-hours": ("sound", "add-hour", "send"),
    "media": ("media",),
    "medium": ("media", "medium-edit-"),
    "slide": ("media", "add-slide"),
    "medium-end": ("media", "end-medium-"),
}


def lobby_views(
    browser: Browser, server: RunningServer, language: str, size: tuple[int, int]
) -> Iterator[tuple[str, Page]]:
    """Yield each view of the room by name while it is open."""
    with console(browser, server, "supervisor", language, size) as page:
        open_lobby(page)
        for name, (part, *steps) in VIEWS.items():
            click(page, f"turn-{part}")
            for start in steps:
                page.locator(f"[data-testid^={start}]").first.click()
            yield name, page
            leave(page)
    with console(browser, server, "inspector", language, size) as page:
        open_lobby(page)
        for part in ("displays", "notices", "sound", "media"):
            click(page, f"turn-{part}")
            yield f"inspector-{part}", page


def leave(page: Page) -> None:
    """Close what is open, and let go of what was written."""
    if page.get_by_test_id("sheet").is_visible():
        click(page, "sheet-close")
        expect(page.get_by_test_id("sheet")).to_be_hidden()
    elif page.get_by_test_id("discard").is_visible():
        click(page, "discard")


def open_lobby(page: Page) -> None:
    """Go to the room and wait until it is drawn."""
    click(page, "nav-lobby")
    expect(page.get_by_test_id("lobby")).to_be_visible()


def main(folder: Path) -> None:
    """Write every picture into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        server = RunningServer(Path(place))
        furnished(server)
        try:
            with chromium() as browser:
                for language in ("fa", "en", "ar"):
                    _draw(browser, server, language, folder)
        finally:
            server.stop()


def _draw(browser: Browser, server: RunningServer, language: str, folder: Path) -> None:
    for name, page in lobby_views(browser, server, language, (1366, 768)):
        page.evaluate("document.fonts.ready")
        page.wait_for_timeout(350)  # the first motion
        page.screenshot(path=folder / f"{name}-{language}.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
