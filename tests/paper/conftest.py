"""One press for all papers: its fonts and compilers stay warm."""

import pytest

from kiosk.agent.paper import Press
from tests.paper.press import a_press


@pytest.fixture(scope="session")
def press() -> Press:
    return a_press()
