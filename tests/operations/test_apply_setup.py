"""Applying a set-up changes what differs, and nothing else."""

import pytest

from server.operations.apply_setup import apply_setup
from server.operations.setup_file import SetupRefused, read_setup
from tests.api.test_tickets import issue
from tests.harness.halls import as_text, hall
from tests.harness.site import Person, Site


def changes(site: Site, setup: dict) -> int:
    parsed = read_setup(as_text(setup), "hall.yaml")
    return apply_setup(site.db, parsed, now=site.clock()).changes


def test_applying_twice_changes_nothing(site: Site) -> None:
    before = len(site.heard)

    assert changes(site, hall()) == 0
    assert len(site.heard) == before


def test_a_change_is_one_event_and_is_seen_at_once(site: Site, kiosk: Person) -> None:
    setup = hall()
    setup["services"][0]["names"]["en"] = "New name"

    assert changes(site, setup) == 1

    picture = kiosk.get("/branches/1/snapshot").get_json()
    assert picture["services"][0]["names"]["en"] == "New name"
    assert site.heard[-1].event.kind == "setup_applied"
    assert site.heard[-1].public().keys() == {"seq", "kind", "branch_id"}


def test_a_service_with_people_in_it_stays(site: Site, kiosk: Person) -> None:
    issue(kiosk, 2)

    with pytest.raises(SetupRefused, match="service_b cannot be taken out now: 1 people"):
        changes(site, hall(services=1))

    picture = kiosk.get("/branches/1/snapshot").get_json()
    assert len(picture["services"]) == 2


def test_a_password_once_given_is_the_persons_own(site: Site) -> None:
    setup = hall()
    setup["users"][0]["password"] = "another-password"

    assert changes(site, setup) == 0
    assert site.clerk("hall-clerk1").get("/me").get_json()["user"]["username"] == "hall-clerk1"


def test_a_person_of_another_hall_is_not_taken_over(site: Site) -> None:
    other = hall("other") | {"users": hall()["users"]}

    with pytest.raises(SetupRefused, match="hall-clerk1 belongs to another hall"):
        changes(site, other)

    with site.db.reader() as reader:
        assert list(reader.setup.branches()) == ["hall"]


def test_a_device_taken_out_is_refused_from_then_on(site: Site) -> None:
    lobby = site.device("lobby-1")
    setup = hall()
    setup["devices"] = setup["devices"][:3]

    changes(site, setup)

    assert lobby.get("/branches/1/snapshot").status_code == 401
