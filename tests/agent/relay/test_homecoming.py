"""What the kiosk gave by itself reaches the server: each once, oldest first, none forgotten."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.agent.link import Link
from kiosk.agent.relay.parts import Parts, join_parts
from tests.agent.fake_server import TOKEN
from tests.agent.relay.conftest import NOON, kit, touch
from tests.agent.relay.fake_hall import FakeHall


@pytest.fixture
def hall() -> Iterator[FakeHall]:
    with FakeHall() as fake:
        yield fake


@pytest.fixture
def parts(hall: FakeHall, tmp_path: Path) -> Iterator[Parts]:
    """A relay that was online once, and then lost the server."""
    made = join_parts(hall.url, tmp_path, lambda _: True)
    go_with(made, hall, TOKEN)
    made.homecoming.round()
    assert not made.presence.away
    made.presence.lost("a test says so")
    yield made
    made.disk.close()


def go_with(parts: Parts, hall: FakeHall, token: str) -> None:
    link = Link(hall.url, token, heard=parts.presence.heard, ticks=parts.clock.ticks)
    parts.homecoming.go_with(link, has_token=bool(token))


def give(parts: Parts, count: int) -> None:
    for at in range(count):
        parts.series.take(touch(f"touch-{at:03}"))


def test_all_are_handed_over_oldest_first_before_the_kiosk_is_online(hall: FakeHall, parts: Parts):
    give(parts, 3)

    parts.homecoming.round()

    assert hall.ordinals == [1, 2, 3]
    assert (parts.presence.away, parts.tickets.to_send()) == (False, [])
    first = parts.tickets.of_touch("touch-000")
    assert first is not None
    assert hall.entered[0] == {
        "request_id": first.request_id,
        "touch_id": "touch-000",
        "kiosk": "kiosk-1",
        "service_id": 1,
        "language": "fa",
        "priority_class": "standard",
        "block": "K",
        "ordinal": 1,
        "token": first.token,
        "taken_at": first.taken_at,
        "printed": False,
    }


def test_while_the_server_is_away_nothing_is_forgotten(hall: FakeHall, parts: Parts):
    give(parts, 2)
    hall.stop()
    parts.homecoming.round()
    away = parts.presence.away
    hall.start()
    parts.homecoming.round()

    assert (away, hall.ordinals, parts.presence.away) == (True, [1, 2], False)


def test_one_that_is_refused_is_kept_and_shown_and_the_others_go_on(hall: FakeHall, parts: Parts):
    give(parts, 3)
    hall.refusals.append((2, 404, "not_found"))

    parts.homecoming.round()
    parts.homecoming.round()

    assert (hall.ordinals, parts.presence.away) == ([1, 3], False)
    shown = [(ticket.number, ticket.state, ticket.reason) for ticket in parts.tickets.troubled()]
    assert shown == [("AK-002", "refused", "not_found")]


def test_sent_again_it_is_the_very_same_request(hall: FakeHall, parts: Parts):
    give(parts, 1)
    hall.refusals.append((1, 500, "internal_error"))
    parts.homecoming.round()
    parts.tickets.paper_came(
        1, "confirmed"
    )  # printed meanwhile; the first try said that it was not
    parts.homecoming.round()

    (entered,) = hall.entered
    first = parts.tickets.of_touch("touch-000")
    assert first is not None
    assert (entered["request_id"], entered["printed"]) == (first.request_id, False)


def test_one_that_the_server_stumbles_over_does_not_keep_the_hall_from_it(
    hall: FakeHall, parts: Parts
):
    give(parts, 2)
    hall.refusals += [(1, 500, "internal_error")] * 3

    away = []
    for _ in range(4):
        parts.homecoming.round()
        away.append(parts.presence.away)

    assert (away, hall.ordinals) == ([True, True, True, False], [2])
    assert [ticket.number for ticket in parts.tickets.troubled()] == ["AK-001"]


def test_with_a_token_that_is_not_known_the_kiosk_goes_on_and_tickets_are_kept(
    hall: FakeHall, parts: Parts
):
    give(parts, 1)
    go_with(parts, hall, "another token")
    parts.homecoming.round()
    meanwhile = (parts.presence.away, len(parts.tickets.to_send()), parts.homecoming.trouble)
    go_with(parts, hall, TOKEN)
    parts.homecoming.round()

    assert meanwhile == (False, 1, "refused (unauthorised, 401)")
    assert (hall.ordinals, parts.homecoming.trouble) == ([1], "")


def test_one_that_was_taken_back_is_not_sent(hall: FakeHall, parts: Parts):
    give(parts, 2)
    taken_back = [parts.tickets.withdraw(1), parts.tickets.withdraw(1)]

    parts.homecoming.round()

    assert (taken_back, hall.ordinals, parts.tickets.withdraw(2)) == ([True, False], [2], False)


def test_a_number_that_the_server_had_to_change_is_shown(hall: FakeHall, parts: Parts):
    give(parts, 1)
    hall.renames[1] = "AK-007"

    parts.homecoming.round()

    (shown,) = parts.tickets.troubled()
    assert (shown.state, shown.reason) == ("sent", "stands in the queue as AK-007")


def test_a_time_that_the_server_did_not_believe_is_shown(hall: FakeHall, parts: Parts):
    give(parts, 1)
    hall.issued_at[1] = "2026-11-23T08:31:00.000000Z"

    parts.homecoming.round()

    (shown,) = parts.tickets.troubled()
    assert shown.reason == "stands in the queue since 2026-11-23T08:31:00.000000Z"


def test_with_another_token_what_waits_goes_before_any_work(hall: FakeHall, parts: Parts):
    go_with(parts, hall, "another token")
    parts.homecoming.round()
    give(parts, 1)
    there = parts.presence.away
    go_with(parts, hall, TOKEN)

    assert (there, parts.presence.away) == (False, True)


def test_a_kit_that_cannot_be_read_leaves_the_last_one(hall: FakeHall, parts: Parts, monkeypatch):
    before = parts.box.kit
    broken = kit(time_zone="Nowhere/At_all")
    monkeypatch.setattr("tests.agent.relay.fake_hall.kit", lambda: broken)

    parts.homecoming.round()

    assert (parts.box.kit, parts.presence.away) == (before, False)


def test_what_the_servers_picture_lacks_is_counted(parts: Parts):
    give(parts, 2)
    parts.tickets.sent(parts.tickets.to_send()[0], 71, NOON)

    counted = [parts.tickets.waiting(since) for since in ("2026-11-23T08:00", "2026-11-23T09:00")]

    assert counted == [{1: 2}, {1: 1}]
