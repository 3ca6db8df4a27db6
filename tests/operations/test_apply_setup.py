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

    with pytest.raises(SetupRefused, match="service_b cannot be taken out now: 1 people in it"):
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


def test_a_priority_class_with_people_in_it_stays(site: Site, kiosk: Person) -> None:
    issue(kiosk, priority_class="elderly")
    setup = hall()
    del setup["priority_classes"][1]

    with pytest.raises(SetupRefused, match="elderly cannot be taken out now: 1 people in it"):
        changes(site, setup)


def test_a_class_out_of_use_still_names_the_tickets_it_had(
    site: Site, kiosk: Person, clerk: Person
) -> None:
    ticket = issue(kiosk, priority_class="elderly")["id"]
    clerk.post("/calls")
    clerk.post(f"/tickets/{ticket}/no-shows")
    setup = hall()
    del setup["priority_classes"][1]
    changes(site, setup)

    refused = kiosk.post("/tickets", service_id=1, priority_class="elderly")
    again = clerk.post(f"/tickets/{ticket}/no-shows")

    assert refused.get_json()["error"] == "not_found"
    assert again.get_json()["error"] == "wrong_state"
    assert clerk.get("/desk").status_code == 200


def test_letters_can_be_swapped_before_the_first_number_of_the_day(site: Site) -> None:
    setup = hall()
    first, second = setup["services"]
    first["letter"], second["letter"] = second["letter"], first["letter"]

    assert changes(site, setup) > 0
    assert changes(site, setup) == 0
    kiosk = site.device("kiosk-1")
    assert issue(kiosk, 1)["number"] == "B-001"


def test_a_service_can_take_over_the_letter_of_one_that_goes(site: Site) -> None:
    setup = hall()
    setup["services"][1]["code"] = "renamed"
    for counter in setup["counters"]:
        counter["services"][1] = "renamed"

    assert changes(site, setup) > 0


@pytest.mark.parametrize("field", [("letter", "Z"), ("numbers", "5-99")])
def test_numbers_given_today_are_not_given_again(
    site: Site, kiosk: Person, field: tuple[str, str]
) -> None:
    issue(kiosk)
    setup = hall()
    setup["services"][0][field[0]] = field[1]

    with pytest.raises(SetupRefused, match="has given numbers today"):
        changes(site, setup)

    site.clock.forward(days=1)
    assert changes(site, setup) > 0


def test_a_letter_with_numbers_out_today_is_not_passed_on(
    site: Site, kiosk: Person, clerk: Person
) -> None:
    ticket = issue(kiosk)["id"]
    clerk.post("/calls")
    clerk.post(f"/tickets/{ticket}/no-shows")
    setup = hall()
    setup["services"][0]["code"] = "renamed"
    for counter in setup["counters"]:
        counter["services"][0] = "renamed"

    with pytest.raises(SetupRefused, match="letter A has numbers out today"):
        changes(site, setup)


def test_a_clerk_taken_out_leaves_the_counter_free(site: Site, clerk: Person) -> None:
    setup = hall()
    del setup["users"][0]

    changes(site, setup)

    assert [r.event.kind for r in site.heard[-2:]] == ["counter_closed", "setup_applied"]
    other = site.clerk("hall-clerk2")
    assert other.post("/counters/1/openings").status_code == 201


def test_a_clerk_who_serves_somebody_stays(site: Site, kiosk: Person, clerk: Person) -> None:
    issue(kiosk)
    clerk.post("/calls")
    setup = hall()
    setup["users"][0]["role"] = "inspector"

    with pytest.raises(SetupRefused, match="counter 1 still serves A-001"):
        changes(site, setup)


def test_people_of_an_earlier_day_do_not_hold_a_service(site: Site, kiosk: Person) -> None:
    issue(kiosk, 2)
    site.clock.forward(days=1)

    assert changes(site, hall(services=1)) > 0
