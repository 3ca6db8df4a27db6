"""Whatever happens in two halls, in whatever order, what must always hold holds (issue 3, 2).

NOBAT_EXAMPLES says how many lives of the halls are tried; a failure prints its blob, which
`@reproduce_failure` on the test case plays again.
"""

import os

import pytest
from hypothesis import HealthCheck, settings

from tests.machine.halls import Halls

EXAMPLES = int(os.environ.get("NOBAT_EXAMPLES", "2000"))
STEPS = 30
SECONDS_FOR_AN_EXAMPLE = 3  # a hang ends the run; speed is not what is tested

TestHalls = pytest.mark.timeout(60 + SECONDS_FOR_AN_EXAMPLE * EXAMPLES)(Halls.TestCase)
TestHalls.settings = settings(
    max_examples=EXAMPLES,
    stateful_step_count=STEPS,
    deadline=None,
    print_blob=True,
    derandomize=False,
    suppress_health_check=list(HealthCheck),
)
