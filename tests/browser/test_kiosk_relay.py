"""A kiosk that comes through its own agent goes on while the server is away, and says so."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from tests.browser.kiosk_hall import LANGUAGES, UPRIGHT, Kiosk, demo, faults_seen, plain_hall
from tests.faults.stations import Station, eventually
from tests.harness.browser import chromium
from tests.harness.server import RunningServer

pytestmark = pytest.mark.browser
NO_VOICE = shutil.which("espeak-ng") is None and os.environ.get("CI") != "true"
AWAY_MS = 20_000  # the relay waits for an answer, and the kiosk asks each 3 s


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def station(server: RunningServer, tmp_path: Path) -> Iterator[Station]:
    """The kiosk's own machine, with all it needs to go on by itself."""
    made = make_station(server, tmp_path / "kiosk", demo())
    yield made
    made.kill()


@pytest.fixture
def broad(server: RunningServer, tmp_path: Path) -> Iterator[Station]:
    """The kiosk's own machine in a hall with the longest numbers there are."""
    setup = plain_hall()
    next(one for one in setup["services"] if one["code"] == "cashier")["letter"] = "MW"
    next(one for one in setup["devices"] if one["code"] == "kiosk-1")["block"] = "M"
    made = make_station(server, tmp_path / "kiosk", setup)
    eventually(lambda: made.facts()["can_go_on"])
    yield made
    made.kill()


def make_station(server: RunningServer, folder: Path, setup: dict[str, Any]) -> Station:
    branch_id = server.apply(setup)
    folder.mkdir()
    (folder / "agent.token").write_text(server.token(branch_id, "printer-1"))
    server.start()
    return Station(folder, server.token(branch_id, "kiosk-1"), server.url, branch_id).start()


def open_relayed(browser: Browser, station: Station, server: RunningServer) -> Kiosk:
    context = browser.new_context(
        viewport={"width": UPRIGHT[0], "height": UPRIGHT[1]}, has_touch=True
    )
    token = station.kiosk_token
    cookie: Any = {"name": "nobat_kiosk", "value": token, "url": station.url}
    context.add_cookies([cookie])
    page = context.new_page()
    page.goto(f"{station.url}/kiosk")
    expect(page.locator("html")).to_have_attribute("data-live", "yes")
    return Kiosk(page, server)


def test_the_kiosk_goes_on_while_the_server_is_away_and_says_so(
    browser: Browser, station: Station, server: RunningServer
) -> None:
    kiosk = open_relayed(browser, station, server)
    kiosk.tap("language-en", "service-cashier", "take")
    assert kiosk.number() == "F-001"
    kiosk.tap("done")
    eventually(lambda: station.facts()["can_go_on"])
    server.kill()
    expect(kiosk.at("offline")).to_be_visible(timeout=AWAY_MS)

    kiosk.tap("language-en")
    expect(kiosk.at("service-civil_registry")).to_have_attribute("aria-disabled", "true")
    kiosk.tap("service-cashier", "take")

    assert kiosk.number() == "FK-001"
    expect(kiosk.at("provisional")).to_be_visible()
    expect(kiosk.at("people-ahead")).to_have_text("How many are ahead of you is not known now")
    kiosk.page.reload()
    assert kiosk.number() == "FK-001"
    kiosk.tap("done")
    server.start()
    expect(kiosk.at("offline")).to_have_count(0, timeout=AWAY_MS)
    eventually(lambda: kiosk.tickets() == [("F-001", "waiting"), ("FK-001", "waiting")])


def test_the_longest_number_and_that_it_is_provisional_fit_in_every_language(
    browser: Browser, broad: Station, server: RunningServer
) -> None:
    kiosk = open_relayed(browser, broad, server)
    server.kill()
    expect(kiosk.at("offline")).to_have_count(1, timeout=AWAY_MS)
    faults: dict[str, list[str]] = {}

    for at, language in enumerate(LANGUAGES, start=1):
        kiosk.tap(f"language-{language}", "service-cashier")
        assert kiosk.number() == f"MWM-{at:03}"
        expect(kiosk.at("provisional")).to_be_visible()
        faults[language] = faults_seen(kiosk.page, "cut")
        kiosk.tap("mode-large")
        faults[f"{language} large"] = faults_seen(kiosk.page, "cut")
        kiosk.tap("done")

    assert {where: found for where, found in faults.items() if found} == {}


@pytest.mark.skipif(NO_VOICE, reason="needs espeak-ng (Debian package espeak-ng)")
def test_what_is_said_is_heard_in_every_language(
    browser: Browser, station: Station, server: RunningServer
) -> None:
    kiosk = open_relayed(browser, station, server)
    said: dict[str, str | None] = {}
    heard: dict[str, str] = {}
    kiosk.page.on("response", lambda answer: note_speech(answer, heard))
    kiosk.tap("begin", "mode-spoken")

    for language in LANGUAGES:
        kiosk.tap(f"language-{language}")
        eventually(lambda language=language: plays(kiosk.page, f"language={language}&"))
        said[language] = kiosk.page.locator("html").get_attribute("data-spoken")

    assert heard == said


@pytest.mark.skipif(NO_VOICE, reason="needs espeak-ng (Debian package espeak-ng)")
def test_the_next_sentence_cuts_off_the_last_one_as_loud_as_the_visitor_wants_it(
    browser: Browser, station: Station, server: RunningServer
) -> None:
    kiosk = open_relayed(browser, station, server)
    page = kiosk.page
    kiosk.tap("language-en", "mode-spoken")
    eventually(lambda: plays(page, "Spoken+guidance"))

    kiosk.tap("louder")
    eventually(lambda: plays(page, "Spoken+guidance") and sound(page)["volume"] == 0.8)
    kiosk.press("ArrowDown")

    eventually(lambda: plays(page, "Building"))
    eventually(lambda: sound(page)["ended"])
    kiosk.press("ArrowDown")
    eventually(lambda: plays(page, "Renovation"))
    kiosk.tap("mode-spoken")
    eventually(lambda: sound(page)["paused"])
    assert page.locator("audio").count() == 1


def sound(page: Page) -> dict[str, Any]:
    """Return how the one thing that sounds stands."""
    found: dict[str, Any] = page.locator("audio").evaluate(
        "({ src, currentTime, paused, ended, volume }) =>"
        " ({ src, currentTime, paused, ended, volume })"
    )
    return found


def plays(page: Page, part: str) -> bool:
    """Tell whether a sound whose address has this part goes on at this moment."""
    now = sound(page)
    return part in now["src"] and now["currentTime"] > 0.1 and not now["paused"]


def note_speech(answer: Response, heard: dict[str, str]) -> None:
    """Note what the agent said in which language."""
    asked = urlsplit(answer.url)
    if asked.path == "/agent/speech" and answer.ok:
        query = parse_qs(asked.query)
        heard[query["language"][0]] = query["text"][0]
