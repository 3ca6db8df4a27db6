"""Fixtures of the command line's tests."""

from pathlib import Path

import pytest

from tests.cli.replayed import LONG_AGO, Replayed, real_day, replay


@pytest.fixture(scope="session")
def warsaw(tmp_path_factory: pytest.TempPathFactory) -> Replayed:
    """The real day, played once straight through the operations; read it, do not change it."""
    folder: Path = tmp_path_factory.mktemp("warsaw")
    return replay(folder, real_day(), "--direct", "--day", LONG_AGO, "--json")
