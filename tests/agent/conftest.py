"""What the agent's tests share: slips, a press, a server, and the agent in a thread."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from kiosk.agent.bell import Bell
from kiosk.agent.job import Page
from kiosk.agent.main import FONTS, TEMPLATES, AgentSettings, run
from kiosk.agent.paper import Press
from kiosk.agent.raster import RasterSettings, escpos_bytes
from tests.agent.fake_server import TOKEN, FakeServer
from tests.agent.slips import ENGLISH


@pytest.fixture(scope="session")
def press() -> Press:
    return Press(TEMPLATES, FONTS)


@pytest.fixture(scope="session")
def page(press: Press) -> Page:
    bitmap = press.bitmap(ENGLISH, 576)
    return Page(7, "A-023", bitmap, escpos_bytes(bitmap, RasterSettings()))


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with FakeServer() as fake:
        yield fake


@pytest.fixture
def settings(server: FakeServer, tmp_path: Path) -> Callable[..., AgentSettings]:
    """Return a maker of settings for this test's server and folder."""
    token = tmp_path / "agent.token"
    token.write_text(TOKEN)

    def make(
        *printers: str, poll_seconds: float = 0.05, listen: str | None = None
    ) -> AgentSettings:
        return AgentSettings(
            server.url,
            token,
            printers or (f"virtual:{tmp_path / 'printed'}",),
            tmp_path / "journal",
            listen=listen,
            poll_seconds=poll_seconds,
        )

    return make


@contextmanager
def running(settings: AgentSettings) -> Iterator[None]:
    """Run the agent while the block lasts; it must stop as asked."""
    bell = Bell()
    codes: list[int] = []
    thread = threading.Thread(target=lambda: codes.append(run(settings, bell)), daemon=True)
    thread.start()
    try:
        yield
    finally:
        bell.stop()
        thread.join(10)
    assert codes == [0]


def eventually(holds: Callable[[], bool], seconds: float = 15.0) -> None:
    """Wait until something holds. Raises AssertionError when it never does."""
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, "it never came to hold"
        time.sleep(0.01)
