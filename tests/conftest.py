"""Fixtures every test may use."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.harness.server import RunningServer


@pytest.fixture
def server(tmp_path: Path) -> Iterator[RunningServer]:
    """A real server, started by the test and surely stopped."""
    running = RunningServer(tmp_path)
    yield running
    running.kill()
