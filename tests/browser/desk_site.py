"""A server for the tests of the desk, and for each a hall with one visitor and one clerk."""

import itertools
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.desk_hall import Desk, Hall, open_desk, open_hall
from tests.harness.browser import chromium
from tests.harness.server import RunningServer

_codes = (f"hall{at}" for at in itertools.count(1))


@pytest.fixture(scope="module")
def desk_browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="module")
def desk_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """One server for all tests of a module; every test has a hall of its own on it."""
    folder = tmp_path_factory.mktemp("desk")
    running = RunningServer(folder, {"NOBAT_LOGIN_TRIES": "1000 per minute"}).start()
    yield running
    running.kill()


@pytest.fixture
def hall(desk_server: RunningServer, desk_browser: Browser) -> Iterator[Hall]:
    yield open_hall(desk_server, desk_browser, next(_codes))
    for context in desk_browser.contexts:
        context.close()


@pytest.fixture
def desk(hall: Hall) -> Desk:
    """A clerk's desk, with one visitor waiting."""
    opened = open_desk(hall)
    hall.issue()
    expect(opened.element("line-service_a")).to_have_attribute("data-waiting", "1")
    return opened
