"""Fixtures of the reports' tests: the hall of the scenarios, and who works in it."""

from collections.abc import Callable

import pytest

from tests.harness.site import Person, Site
from tests.scenarios.cast import scenario_hall, sit


@pytest.fixture
def site(make_site: Callable[..., Site]) -> Site:
    """Three services, three counters that give all of them, ten o'clock on a Monday."""
    return make_site(scenario_hall())


@pytest.fixture
def clerk(site: Site) -> Person:
    """A clerk who sits at counter 1."""
    return sit(site, "hall-clerk1", 1)


@pytest.fixture
def supervisor(site: Site) -> Person:
    """The supervisor of the hall."""
    return site.clerk("hall-supervisor")
