"""What the tests of the estimate share: made-up days, and a hall that has learnt from them."""

import pytest

from server.estimates.learned import Learned
from server.estimates.nightly import School
from server.estimates.sights import Waited
from tests.estimates.made_up import made_up_days

LEARNT_DAYS = 10


@pytest.fixture(scope="session")
def days() -> list[list[Waited]]:
    """Twelve days; the last two are not learnt from."""
    return made_up_days(LEARNT_DAYS + 2)


@pytest.fixture(scope="session")
def learned(days: list[list[Waited]]) -> Learned:
    """What the first ten days taught."""
    return School(days[:LEARNT_DAYS]).teach()
