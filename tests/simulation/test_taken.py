"""Until when a counter was taken, told by the people who went on waiting."""

import pytest

from server.simulation.scene import Span
from server.simulation.taken import BREATH, Waiting, open_spans, taken_until

# People waited from 10 to 20 (two of them) and from 30 to 40.
WAITING = Waiting([(10, 15), (12, 20), (30, 40)])


@pytest.mark.parametrize(
    ("finished", "next_call", "until"),
    [
        (5, 35, 5),  # nobody waited: free at once
        (12, 18, 18),  # somebody waited all the time until the next call
        (12, 35, 20 + BREATH),  # until others had called the last one
        (25, 50, 25),
        (50, 45, 45),  # called again before it was said to be over
    ],
)
def test_a_counter_is_taken_until_nobody_waits(
    finished: float, next_call: float, until: float
) -> None:
    assert taken_until(finished, next_call, WAITING) == until


def test_a_counter_that_lets_people_wait_is_elsewhere() -> None:
    seats, visits = [Span(0, 100)], [Span(32, 36), Span(50, 60)]

    found = open_spans(seats, visits, WAITING)

    assert found == (
        Span(0, 10),
        Span(20 + BREATH, 30),
        Span(32, 36),
        Span(40 + BREATH, 100),
    )
