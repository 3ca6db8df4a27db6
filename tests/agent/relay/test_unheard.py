"""Touches whose answer was lost: asked again they get their ticket, else it is taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.agent.link import Link
from kiosk.agent.relay.disk import Disk
from kiosk.agent.relay.own_tickets import OwnTickets
from kiosk.agent.relay.parts import Parts, join_parts
from kiosk.agent.relay.unheard import UnheardTouches
from tests.agent.fake_server import TOKEN
from tests.agent.relay.conftest import Machine, touch
from tests.agent.relay.fake_hall import FakeHall


@pytest.fixture
def unheard(disk: Disk, machine: Machine) -> UnheardTouches:
    return UnheardTouches(disk, OwnTickets(disk), machine.ticking.ticks)


def test_while_a_visitor_may_ask_again_it_is_left_alone(unheard: UnheardTouches, machine: Machine):
    unheard.note("touch-001")
    machine.forward(seconds=59)
    early = unheard.due()
    machine.forward(seconds=1)

    assert (early, unheard.due()) == ([], ["touch-001"])


def test_asked_again_it_is_left_alone_for_as_long_again(unheard: UnheardTouches, machine: Machine):
    unheard.note("touch-001")
    machine.forward(seconds=59)
    unheard.note("touch-001")
    machine.forward(seconds=59)

    assert unheard.due() == []


def test_one_that_was_answered_after_all_is_forgotten(
    unheard: UnheardTouches, disk: Disk, machine: Machine
):
    unheard.note("touch-001", due_seconds=0)
    unheard.heard("touch-001")
    restarted = UnheardTouches(disk, OwnTickets(disk), machine.ticking.ticks)

    assert [("touch-001" in each, each.due()) for each in (unheard, restarted)] == [(False, [])] * 2


def test_a_restarted_agent_still_knows_it(unheard: UnheardTouches, disk: Disk, machine: Machine):
    unheard.note("touch-001")
    machine.boot, machine.ticked = "second", 20.0
    restarted = UnheardTouches(disk, OwnTickets(disk), machine.ticking.ticks)
    machine.forward(seconds=60)

    assert restarted.due() == ["touch-001"]


def test_on_a_disk_that_refuses_it_is_known_until_the_agent_ends(
    unheard: UnheardTouches, disk: Disk
):
    disk.rows("PRAGMA query_only = ON")
    unheard.note("touch-001", due_seconds=0)

    assert unheard.due() == ["touch-001"]


@pytest.fixture
def hall() -> Iterator[FakeHall]:
    with FakeHall() as fake:
        yield fake


@pytest.fixture
def parts(hall: FakeHall, tmp_path: Path) -> Iterator[Parts]:
    """A relay that was online once, and then lost the server."""
    made = join_parts(hall.url, tmp_path, lambda _: True)
    link = Link(hall.url, TOKEN, heard=made.presence.heard, ticks=made.clock.ticks)
    made.homecoming.go_with(link, has_token=True)
    made.homecoming.round()
    made.presence.lost("a test says so")
    yield made
    made.disk.close()


def test_the_server_takes_it_back_once(hall: FakeHall, parts: Parts):
    parts.unheard.note("touch-001", due_seconds=0)
    for _ in range(2):
        parts.homecoming.round()

    assert (hall.taken_back, "touch-001" in parts.unheard) == (["touch-001"], False)


def test_where_the_visitor_got_a_ticket_of_ours_entering_that_one_does_it(
    hall: FakeHall, parts: Parts
):
    parts.series.take(touch("touch-001"))
    parts.unheard.note("touch-001", due_seconds=0)
    parts.homecoming.round()

    assert (hall.ordinals, hall.taken_back, "touch-001" in parts.unheard) == ([1], [], False)


def test_of_a_ticket_that_the_server_does_not_take_the_touch_is_taken_back(
    hall: FakeHall, parts: Parts
):
    parts.series.take(touch("touch-001"))
    hall.refusals.append((1, 404, "not_found"))
    parts.homecoming.round()

    assert (hall.ordinals, hall.taken_back) == ([], ["touch-001"])


def test_a_server_that_stumbles_over_it_does_not_keep_the_hall_from_it(
    hall: FakeHall, parts: Parts
):
    parts.unheard.note("touch-001", due_seconds=0)
    hall.stumbles = 1
    parts.homecoming.round()
    meanwhile = (parts.presence.away, "touch-001" in parts.unheard)
    parts.unheard.note("touch-001", due_seconds=0)
    parts.homecoming.round()

    assert (meanwhile, hall.taken_back) == ((False, True), ["touch-001"])
