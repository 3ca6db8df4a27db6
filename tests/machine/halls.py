"""The whole machine: visitors, clerks, supervisors and the clock, one step after the other."""

from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from tests.machine.elsewhere import Elsewhere
from tests.machine.steps import Drawn, left_out, next_step
from tests.machine.visitors import PERSON, Person, Visitors

OPENING = st.lists(PERSON, min_size=3, max_size=7)


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
