"""A kiosk that comes through its own agent goes on while the server is away, and says so."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.kiosk_hall import UPRIGHT, Kiosk, demo
from tests.faults.stations import Station, eventually
from tests.harness.browser import chromium
from tests.harness.server import RunningServer

pytestmark = pytest.mark.browser
AWAY_MS = 20_000  # the relay waits for an answer, and the kiosk asks each 3 s


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def station(server: RunningServer, tmp_path: Path) -> Iterator[Station]:
    """The kiosk's own machine, with all it needs to go on by itself."""
    branch_id = server.apply(demo())
    folder = tmp_path / "kiosk"
    folder.mkdir()
    (folder / "agent.token").write_text(server.token(branch_id, "printer-1"))
    server.start()
    made = Station(folder, server.token(branch_id, "kiosk-1"), server.url, branch_id).start()
    yield made
    made.kill()


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
