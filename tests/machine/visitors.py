"""Steps of visitors and of the clock."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from server.domain.events import Actor
from server.operations.issue_ticket import Place, Wish, issue_ticket
from tests.harness.lives import ALIVE
from tests.machine.acting import Acting
from tests.machine.steps import step

TEHRAN = ZoneInfo("Asia/Tehran")
BRANCHES = st.sampled_from([1, 1, 2])
SERVICES = st.sampled_from([1, 2, 3])
Person = tuple[int, int, str]
CLASSES = st.sampled_from(["standard", "standard", "elderly", "veteran"])

PERSON = st.tuples(BRANCHES, SERVICES, CLASSES)


class Visitors(Acting):
    """People take tickets while time passes, or goes back."""

    @step(weight=2, people=st.lists(PERSON, min_size=1, max_size=3))
    def take_tickets(self, people: list[Person]) -> None:
        for branch_id, service, priority_class in people:
            self._take(branch_id, service, priority_class)

    @step(weight=2, seconds=st.sampled_from([1, 10, 40, 150, 400]), closing=st.booleans())
    def a_moment_passes(self, seconds: int, closing: bool) -> None:
        self.move_clock(timedelta(seconds=seconds), closing)

    @step(minutes=st.sampled_from([-90, -5, 6, 21, 35, 70]), closing=st.booleans())
    def the_clock_jumps(self, minutes: int, closing: bool) -> None:
        self.move_clock(timedelta(minutes=minutes), closing)

    @step(
        when=lambda self: len(self.tickets) > 6,
        minutes=st.sampled_from([-1, 1, 200, 460]),
        closing=st.booleans(),
    )
    def the_clock_passes_midnight(self, minutes: int, closing: bool) -> None:
        local = self.town.now.astimezone(TEHRAN)
        midnight = local.replace(hour=0, minute=0, second=0) + timedelta(days=1)
        self.move_clock(midnight + timedelta(minutes=minutes) - local, closing)

    def _take(self, branch_id: int, service: int, priority_class: str) -> None:
        service_id = service + 3 * (branch_id - 1)
        numbers = self._next_numbers(branch_id, service_id)
        answer = self.command(
            issue_ticket,
            Actor(),
            branch_id=branch_id,
            wish=Wish(service_id, "fa", priority_class),
            place=Place(),
        )
        refusals = ["hall_closed", "not_found"] if branch_id == 2 else []
        if self.done(answer, *refusals, *([] if numbers else ["range_used_up"])):
            assert self.nights_left_open or answer.number == numbers[0]

    def _came_with(self, branch_id: int, day: str) -> set[str]:
        """Return the numbers that came from the other hall on a day, whatever became of them."""
        own = {3 * branch_id - at for at in range(3)}
        return {
            row["number"]
            for row in self.tickets.values()
            if (row["branch_id"], row["business_day"]) == (branch_id, day)
            and row["numbered_by_id"] not in own
        }

    def _next_numbers(self, branch_id: int, service_id: int) -> list[str]:
        """Return the numbers that may be given, the next first: none that is still alive."""
        day = self.town.moment(branch_id).astimezone(TEHRAN).date().isoformat()
        service: Any = self.town.rows("SELECT * FROM service WHERE id = ?", service_id)[0]
        given = [
            row["ordinal"]
            for row in self.tickets.values()
            if (row["numbered_by_id"], row["business_day"]) == (service_id, day)
        ]
        taken = {row["number"] for row in self.those(*ALIVE, branch_id=branch_id)}
        taken |= self._came_with(branch_id, day)
        size = service["last_number"] - service["first_number"] + 1
        places = [(max(given, default=0) + at) % size for at in range(size)]
        numbers = [f"{service['letter']}-{service['first_number'] + place:03}" for place in places]
        return [number for number in numbers if number not in taken]
