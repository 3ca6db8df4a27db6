"""Fixtures of the doors' tests."""

import pytest

from tests.api.papers import take
from tests.harness.site import Person, Site


@pytest.fixture
def agent(site: Site) -> Person:
    """The agent of kiosk-1; it has just asked for work."""
    person = site.device("printer-1")
    assert take(person) is None
    return person
