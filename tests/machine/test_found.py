"""What the machine has found, each in its shortest form."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from server.domain.hall import Offer, Place
from server.operations import at_counter, moving, paperwork, seats
from server.operations.acting import Asker
from server.operations.at_counter import Ending
from server.operations.calling import call_next
from server.operations.views import CallView
from tests.machine.halls import Halls
from tests.machine.serving import CHIEFS

FIRST, SECOND, SOUTH = Asker(1, 1), Asker(1, 2), Asker(2, 5)  # the clerks at counters 1, 2 and 4


@pytest.fixture
def halls() -> Iterator[Halls]:
    """The machine's two halls, moved by hand; what always holds is looked at in the end."""
    made = Halls()
    yield made
    made.always_holds()
    made.teardown()


def served(halls: Halls, clerk: Asker = SECOND) -> int:
    """Call the next ticket, begin to serve it, and return its id."""
    call: CallView = halls.act(call_next, clerk)
    halls.act(at_counter.begin_service, clerk, ticket_id=call.id)
    return call.id


def finish(halls: Halls, ticket_id: int, clerk: Asker = SECOND) -> Any:
    return halls.act(at_counter.finish, clerk, ticket_id=ticket_id, ending=Ending())


def send(halls: Halls, ticket_id: int, clerk: Asker = SECOND, **wish: Any) -> Any:
    return halls.act(moving.transfer, clerk, ticket_id=ticket_id, wish=moving.Transfer(**wish))


def test_a_ticket_that_lives_again_is_marked_when_its_number_was_given_again(halls: Halls) -> None:
    halls.take_tickets([(1, 2, "standard")])
    ticket_id = served(halls)
    finish(halls, ticket_id)
    halls.take_tickets([(1, 2, "standard")] * 3)  # B-002, B-003, and B-001 once more

    reopened = halls.act(moving.reopen, SECOND, ticket_id=ticket_id)

    assert (reopened.number, reopened.state) == ("XB-001", "serving")


def test_a_missed_visitor_is_marked_when_the_number_was_given_again(halls: Halls) -> None:
    halls.take_tickets([(1, 2, "standard")])
    call = halls.act(call_next, SECOND)
    halls.act(at_counter.mark_no_show, SECOND, ticket_id=call.id)
    halls.take_tickets([(1, 2, "standard")] * 3)

    rejoined = halls.act(moving.rejoin, SECOND, ticket_id=call.id)

    assert (rejoined.number, rejoined.state) == ("XB-001", "waiting")


def test_what_a_visit_was_still_to_get_in_one_hall_does_not_hold_it_in_the_other(
    halls: Halls,
) -> None:
    halls.take_tickets([(1, 2, "standard")])
    ticket_id = served(halls)
    halls.act(paperwork.add_service, SECOND, ticket_id=ticket_id, service_id=3)
    send(halls, ticket_id, branch_id=2, service_id=4)
    served(halls, SOUTH)

    done = finish(halls, ticket_id, SOUTH)

    assert (done.state, done.service_id) == ("done", 4)


def test_a_transfer_to_the_end_that_is_taken_back_costs_no_place(halls: Halls) -> None:
    halls.take_tickets([(1, 2, "standard")])
    ticket_id = served(halls)
    arrived = halls.tickets[ticket_id]["line_at"]
    halls.move_clock(timedelta(minutes=1), closing=True)
    send(halls, ticket_id, service_id=3, place=Place.LAST, note="came too early")

    halls.act(moving.reopen, SECOND, ticket_id=ticket_id)

    assert halls.tickets[ticket_id]["line_at"] == arrived


def test_a_transfer_to_a_service_of_the_visit_that_is_taken_back_leaves_both(halls: Halls) -> None:
    halls.take_tickets([(1, 2, "standard")])
    ticket_id = served(halls)
    halls.act(paperwork.add_service, SECOND, ticket_id=ticket_id, service_id=3)
    send(halls, ticket_id, service_id=3)

    reopened = halls.act(moving.reopen, SECOND, ticket_id=ticket_id)

    assert reopened.service_id == 2
    assert [(each.service_id, each.finished_at) for each in reopened.services] == [
        (2, None),
        (3, None),
    ]
    assert finish(halls, ticket_id).service_id == 3


def test_a_ticket_for_a_counter_that_is_too_quick_for_its_service_counts_as_its_first_tier(
    halls: Halls,
) -> None:
    express = seats.Assignment((Offer(1), Offer(2, tier=2)), express_minutes=5)
    halls.act(seats.assign_counter, CHIEFS[1], counter_id=1, assignment=express)
    halls.take_tickets([(1, 2, "standard")])
    send(halls, 1, CHIEFS[1], counter_id=1)

    call = halls.act(call_next, FIRST)

    assert (call.id, call.reason.tier) == (1, 0)
