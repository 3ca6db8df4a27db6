"""A kiosk's own numbers, and what it refuses rather than fake it."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.agent.relay.disk import Disk
from kiosk.agent.relay.hall_clock import HallClock, iso
from kiosk.agent.relay.kit import KitBox
from kiosk.agent.relay.own_tickets import OwnTickets, Touch
from kiosk.agent.relay.series import OfflineRefused, OwnSeries
from tests.agent.relay.conftest import NAMES, NOON, WORDS, Machine, kit, service, touch


def series(disk: Disk, clock: HallClock, prints: bool = True, **more: object) -> OwnSeries:
    """Return the series of a kiosk that has this kit."""
    box = KitBox(disk)
    box.put(kit(**more))
    return OwnSeries(OwnTickets(disk), box, clock, lambda printer: prints and printer == "main")


def refused(own: OwnSeries, wish: Touch) -> dict[str, object]:
    with pytest.raises(OfflineRefused) as refusal:
        own.take(wish)
    return refusal.value.details


def test_a_ticket_says_that_it_is_provisional_and_promises_nothing(disk: Disk, clock: HallClock):
    ticket = series(disk, clock).take(touch())

    assert json.loads(ticket.answer) == {
        "id": -1,
        "number": "AK-001",
        "service_id": 1,
        "services": [1],
        "state": "waiting",
        "issued_at": iso(NOON),
        "undo_until": iso(NOON + timedelta(seconds=20)),
        "ahead": None,
        "estimate": None,
        "prints": True,
        "token": ticket.token,
        "phone_qr": f"/t/{ticket.token}/qr.svg",
        "provisional": True,
    }
    assert len(ticket.token) == 16


def test_its_paper_is_made_of_the_kits_words(disk: Disk, clock: HallClock):
    ticket = series(disk, clock).take(touch())

    assert json.loads(ticket.slip) == {
        "template": "ticket",
        "language": "fa",
        "direction": "rtl",
        "hall": WORDS["hall"],
        "title": WORDS["title"],
        "number": "AK-۰۰۱",
        "service": NAMES["fa"],
        "services": [],
        "provisional": WORDS["provisional"],
        "ahead": WORDS["ahead_unknown"],
        "range": "",
        "date": "دوشنبه ۲ آذر ۱۴۰۵",
        "time": "۱۲:۰۰",
        "rule": WORDS["rule"],
        "qr": f"http://hall/t/{ticket.token}",
        "qr_words": WORDS["qr_words"],
        "fingerprint": "",
    }


def test_numbers_go_up_by_one_in_each_service_and_begin_anew_each_day(
    disk: Disk, clock: HallClock, machine: Machine
):
    own = series(disk, clock)
    numbers = [own.take(touch(f"touch-{n:03}", 1 + n % 2)).number for n in range(4)]
    machine.forward(hours=20)
    clock.hear(NOON + timedelta(hours=20), machine.ticked, machine.ticked)
    tomorrow = own.take(touch("touch-tomorrow"))

    assert numbers == ["AK-001", "BK-001", "AK-002", "BK-002"]
    assert (tomorrow.number, tomorrow.business_day) == ("AK-001", "2026-11-24")


def test_two_kiosks_of_one_agent_count_for_themselves(disk: Disk, clock: HallClock):
    kiosks = [{"code": f"kiosk-{n}", "block": block} for n, block in ((1, "K"), (2, "L"))]
    own = series(disk, clock, kiosks=kiosks)

    numbers = [
        own.take(touch(f"touch-{n:03}", kiosk=f"kiosk-{1 + n % 2}")).number for n in range(4)
    ]

    assert numbers == ["AK-001", "AL-001", "AK-002", "AL-002"]


def test_what_was_given_survives_the_agent(disk: Disk, clock: HallClock, tmp_path: Path):
    first = series(disk, clock).take(touch())
    other = Disk(tmp_path / "relay.db")  # nothing of the first one was closed in order

    again = OwnTickets(other).of_touch("touch-001")
    second = series(other, clock).take(touch("touch-002"))
    other.close()

    assert (again, second.number) == (first, "AK-002")


def test_a_ticket_never_stands_before_the_one_given_earlier(
    disk: Disk, clock: HallClock, machine: Machine
):
    own = series(disk, clock)
    first = own.take(touch())
    clock.hear(NOON - timedelta(minutes=1), machine.ticked, machine.ticked)

    assert own.take(touch("touch-002")).taken_at == first.taken_at


@pytest.mark.parametrize(
    ("more", "wish", "reason"),
    [
        ({"kiosks": []}, touch(), {"reason": "no_block"}),
        (
            {"kiosks": [{"code": "kiosk-1", "block": None}]},
            touch(),
            {"reason": "no_block"},
        ),
        ({}, touch(service_id=9), {"reason": "service_unknown"}),
        ({}, touch(service_id=3), {"reason": "service_not_offline"}),
        ({}, Touch("touch-001", "kiosk-1", 1, "de", "standard"), {"reason": "language_unknown"}),
        (
            {"services": [service(1, "A", open_spans=[["2026-11-23T09:00:00Z"] * 2])]},
            touch(),
            {"reason": "closed", "opens_at": "2026-11-23T09:00:00.000000Z"},
        ),
        (
            {"services": [service(1, "A", open_spans=[])]},
            touch(),
            {"reason": "closed", "opens_at": None},
        ),
    ],
)
def test_what_cannot_be_kept_fair_is_refused(disk: Disk, clock: HallClock, more, wish, reason):
    assert refused(series(disk, clock, **more), wish) == reason
    assert OwnTickets(disk).to_send() == []


def test_at_the_end_of_the_hours_it_stops(disk: Disk, clock: HallClock, machine: Machine):
    own = series(disk, clock)
    machine.forward(minutes=89, seconds=59)
    last = own.take(touch())
    machine.forward(seconds=1)

    assert last.number == "AK-001"
    assert refused(own, touch("touch-002"))["reason"] == "closed"


def test_too_long_after_the_last_contact_nothing_is_given(
    disk: Disk, clock: HallClock, machine: Machine
):
    day = [service(1, "A", open_spans=[["2026-11-23T00:00:00Z", "2026-11-24T00:00:00Z"]])]
    own = series(disk, clock, services=day)
    machine.forward(minutes=120)
    own.take(touch())
    machine.forward(seconds=1)

    assert refused(own, touch("touch-002")) == {
        "reason": "too_long_away",
        "contact_at": iso(NOON),
    }


def test_without_a_kit_or_the_time_nothing_is_given(
    disk: Disk, clock: HallClock, machine: Machine, tmp_path: Path
):
    nothing = OwnSeries(OwnTickets(disk), KitBox(disk), clock, lambda _: True)
    empty = Disk(tmp_path / "other.db")
    timeless = series(empty, HallClock(empty, machine.ticking))

    reasons = [refused(own, touch())["reason"] for own in (nothing, timeless)]
    empty.close()

    assert reasons == ["no_kit", "clock_unknown"]


def test_a_printer_in_trouble_is_not_promised(disk: Disk, clock: HallClock):
    ticket = series(disk, clock, prints=False).take(touch())

    assert (json.loads(ticket.answer)["prints"], ticket.paper) == (False, "none")
