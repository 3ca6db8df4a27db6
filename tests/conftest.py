"""Fixtures every test may use."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.harness.databases import ENGINES, POSTGRESQL
from tests.harness.halls import hall
from tests.harness.postgres import why_not
from tests.harness.server import RunningServer
from tests.harness.site import Person, Site


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    """A real server, started by the test and surely stopped."""
    running = RunningServer(tmp_path)
    yield running
    running.kill()


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """Each database that Nobat runs on: what a test says of one has to hold on the other."""
    if request.param == POSTGRESQL and (reason := why_not()):
        pytest.skip(reason)
    return str(request.param)


@pytest.fixture
def make_site(tmp_path: Path, engine: str) -> Iterator[Callable[..., Site]]:
    """Makes sites from a set-up, on the database of the test, and closes them."""
    made: list[Site] = []

    def make(setup: dict[str, Any], **settings: Any) -> Site:
        folder = tmp_path / f"site-{len(made)}"
        folder.mkdir()
        made.append(Site(folder, setup, engine=engine, **settings))
        return made[-1]

    yield make
    for site in made:
        site.close()


@pytest.fixture
def site(make_site: Callable[..., Site]) -> Site:
    """A site in this process: a hall of two services and two counters, at ten o'clock."""
    return make_site(hall())


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
