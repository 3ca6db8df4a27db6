"""Fixtures every test may use."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.harness.halls import hall
from tests.harness.server import RunningServer
from tests.harness.site import Person, Site


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    """A real server, started by the test and surely stopped."""
    running = RunningServer(tmp_path)
    yield running
    running.kill()


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """A site in this process: a hall of two services and two counters, at ten o'clock."""
    made = Site(tmp_path, hall())
    yield made
    made.db.close()


@pytest.fixture
def kiosk(site: Site) -> Person:
    """A kiosk that prints."""
    return site.device("kiosk-1")


@pytest.fixture
def clerk(site: Site) -> Person:
    """A clerk who sits at counter 1."""
    person = site.clerk("hall-clerk1")
    assert person.post("/counters/1/openings").status_code == 201
    return person
