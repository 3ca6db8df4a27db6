"""The hall's time, whatever somebody does to the PC's."""

from datetime import timedelta

from kiosk.agent.relay.disk import Disk
from kiosk.agent.relay.hall_clock import HallClock
from tests.agent.relay.conftest import NOON, Machine

YEARS = timedelta(days=1000)


def test_nothing_is_known_before_the_server_has_told_it(disk: Disk, machine: Machine):
    clock = HallClock(disk, machine.ticking)

    assert (clock.now(), clock.contact) == (None, None)


def test_it_goes_on_by_what_nobody_can_set(clock: HallClock, machine: Machine):
    machine.forward(minutes=3)
    machine.wall -= YEARS

    assert clock.now() == NOON + timedelta(minutes=3)


def test_the_moment_of_an_answer_is_the_middle_of_its_way(disk: Disk, machine: Machine):
    clock = HallClock(disk, machine.ticking)

    clock.hear(NOON, machine.ticked - 0.5, machine.ticked)

    assert clock.now() == NOON + timedelta(seconds=0.25)


def test_an_answer_that_took_long_moves_only_the_last_contact(clock: HallClock, machine: Machine):
    machine.forward(seconds=60)

    clock.hear(NOON + timedelta(seconds=58), machine.ticked - 2.5, machine.ticked)

    assert clock.now() == NOON + timedelta(seconds=60)
    assert clock.contact == NOON + timedelta(seconds=58)


def test_a_restarted_agent_knows_the_time_whatever_the_wall_says(
    clock: HallClock, disk: Disk, machine: Machine
):
    machine.forward(minutes=5)
    machine.wall += YEARS

    assert HallClock(disk, machine.ticking).now() == NOON + timedelta(minutes=5)


def test_after_a_new_boot_the_wall_counts(clock: HallClock, disk: Disk, machine: Machine):
    machine.forward(minutes=5)
    machine.boot, machine.ticked = "second", 20.0
    again = HallClock(disk, machine.ticking)
    machine.forward(seconds=7)

    assert (again.now(), again.contact) == (NOON + timedelta(minutes=5, seconds=7), NOON)


def test_after_a_new_boot_a_wall_before_the_last_contact_is_not_believed(
    clock: HallClock, disk: Disk, machine: Machine
):
    machine.boot, machine.ticked = "second", 20.0
    machine.wall = NOON - timedelta(seconds=1)
    again = HallClock(disk, machine.ticking)

    assert again.now() is None

    again.hear(NOON + timedelta(hours=1), machine.ticked, machine.ticked)
    assert again.now() == NOON + timedelta(hours=1)
