"""Whatever happens in two halls, in whatever order, what must always hold holds (issue 3, 2).

NOBAT_EXAMPLES says how many lives of the halls are tried; a failure prints its blob, which
`@reproduce_failure` on the test case plays again.
"""

import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from tests.machine.elsewhere import Elsewhere
from tests.machine.steps import Drawn, left_out, next_step
from tests.machine.visitors import PERSON, Person, Visitors

EXAMPLES = int(os.environ.get("NOBAT_EXAMPLES", "2000"))
STEPS = 30
OPENING = st.lists(PERSON, min_size=3, max_size=9)
SECONDS_FOR_AN_EXAMPLE = 3  # a hang ends the run; speed is not what is tested


class Halls(Visitors, Elsewhere):
    """Everybody together."""

    @initialize(people=OPENING, without=left_out(Elsewhere))
    def the_doors_open(self, people: list[Person], without: frozenset[str]) -> None:
        self.without = without
        self.take_tickets(people)

    @rule(step=st.runner().flatmap(next_step))
    def go_on(self, step: Drawn) -> None:
        name, arguments = step
        getattr(self, name)(**arguments)


TestHalls = pytest.mark.timeout(60 + SECONDS_FOR_AN_EXAMPLE * EXAMPLES)(Halls.TestCase)
TestHalls.settings = settings(
    max_examples=EXAMPLES,
    stateful_step_count=STEPS,
    deadline=None,
    print_blob=True,
    derandomize=False,
    suppress_health_check=list(HealthCheck),
)
