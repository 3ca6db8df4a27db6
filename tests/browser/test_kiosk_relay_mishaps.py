"""Two taps, lost answers and reloads at a kiosk that comes through its own agent: one ticket."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.kiosk_hall import UPRIGHT, Kiosk, plain_hall
from tests.faults.stations import Station, eventually
from tests.faults.wires import Wire
from tests.harness.browser import chromium
from tests.harness.server import RunningServer

pytestmark = pytest.mark.browser
AWAY_MS = 20_000  # the relay waits for an answer, and the kiosk asks each 3 s
FIRST_OF_ALL, COUNTED = "service-cashier", "service-complaints_137"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture
def wire(server: RunningServer) -> Iterator[Wire]:
    """What lies between the kiosk's machine and the server."""
    with Wire(server.port) as made:
        yield made


@pytest.fixture
def station(server: RunningServer, wire: Wire, tmp_path: Path) -> Iterator[Station]:
    """The kiosk's machine at the end of the wire; of one service it can give no tickets alone."""
    setup = plain_hall()
    (counted,) = (each for each in setup["services"] if each["code"] == "complaints_137")
    counted["daily_quota"] = 50
    branch_id = server.apply(setup)
    folder = tmp_path / "kiosk"
    folder.mkdir()
    (folder / "agent.token").write_text(server.token(branch_id, "printer-1"))
    server.start()
    made = Station(folder, server.token(branch_id, "kiosk-1"), wire.url, branch_id).start()
    eventually(lambda: made.facts()["can_go_on"])
    yield made
    made.kill()


@pytest.fixture
def kiosk(browser: Browser, station: Station, server: RunningServer) -> Iterator[Kiosk]:
    """The kiosk's page, at its services."""
    context = browser.new_context(
        viewport={"width": UPRIGHT[0], "height": UPRIGHT[1]}, has_touch=True
    )
    cookie: Any = {"name": "nobat_kiosk", "value": station.kiosk_token, "url": station.url}
    context.add_cookies([cookie])
    page = context.new_page()
    page.goto(f"{station.url}/kiosk")
    opened = Kiosk(page, server)
    opened.tap("begin")
    opened.shows("services")
    yield opened
    context.close()


def tap_twice(kiosk: Kiosk, name: str) -> None:
    box = kiosk.at(name).bounding_box()
    assert box is not None
    for _ in range(2):
        kiosk.page.touchscreen.tap(box["x"] + 60, box["y"] + 60)


def test_a_double_tap_gives_one_ticket(kiosk: Kiosk) -> None:
    tap_twice(kiosk, FIRST_OF_ALL)

    assert kiosk.number() == kiosk.only_ticket() == "F-001"


def test_a_double_tap_whose_answer_is_lost_and_a_reload_leave_one_living_ticket(
    kiosk: Kiosk, station: Station, wire: Wire
) -> None:
    wire.health = "answers_lost"
    tap_twice(kiosk, FIRST_OF_ALL)
    shown = kiosk.number()
    kiosk.page.reload()
    after_reload = kiosk.number()
    wire.health = "whole"
    eventually(lambda: not station.facts()["away"])

    assert (shown, after_reload) == ("FK-001", "FK-001")
    assert sorted(kiosk.tickets()) == [("F-001", "cancelled"), ("FK-001", "waiting")]


def test_where_the_kiosk_alone_can_give_none_a_lost_answer_is_asked_for_again(
    kiosk: Kiosk, station: Station, wire: Wire
) -> None:
    wire.health = "answers_lost"
    kiosk.tap(COUNTED)
    expect(kiosk.at("trouble")).to_have_attribute("data-code", "no_connection", timeout=AWAY_MS)
    wire.health = "whole"
    eventually(lambda: not station.facts()["away"])
    expect(kiosk.at("offline")).to_have_count(0, timeout=AWAY_MS)
    kiosk.tap(COUNTED)

    assert kiosk.number() == kiosk.only_ticket() == "D-001"
