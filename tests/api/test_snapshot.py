"""The public picture (docs/realtime.md)."""

from tests.api.test_tickets import issue
from tests.harness.halls import hall
from tests.harness.site import Person, Site


def test_the_picture_shows_lines_counters_and_calls(
    site: Site, kiosk: Person, clerk: Person
) -> None:
    issue(kiosk, 1)
    issue(kiosk, 1)
    issue(kiosk, 2)
    clerk.post("/calls")

    picture = kiosk.get("/branches/1/snapshot").get_json()

    assert [(s["letter"], s["waiting"]) for s in picture["services"]] == [("A", 1), ("B", 1)]
    assert [c["state"] for c in picture["counters"]] == ["open", "closed"]
    assert picture["seq"] == site.heard[-1].seq
    assert picture["calls"] == [
        {
            "ticket_id": 1,
            "number": "A-001",
            "service_id": 1,
            "counter_id": 1,
            "counter_number": 1,
            "state": "called",
            "called_at": "2026-11-23T06:30:00.000000Z",
            "seq": picture["seq"],
            "recalls": 0,
        }
    ]


def test_a_call_says_how_often_it_was_repeated(site: Site, kiosk: Person, clerk: Person) -> None:
    issue(kiosk)
    clerk.post("/calls")
    clerk.post("/tickets/1/recalls")
    clerk.post("/tickets/1/recalls")

    (call,) = kiosk.get("/branches/1/snapshot").get_json()["calls"]

    assert (call["recalls"], call["seq"]) == (2, site.heard[-1].seq)
    assert [each.public()["recalls"] for each in site.heard[-3:]] == [0, 1, 2]


def test_no_open_counter_means_no_promise(site: Site, kiosk: Person) -> None:
    picture = kiosk.get("/branches/1/snapshot").get_json()

    assert [s["estimate"] for s in picture["services"]] == [None, None]


def test_an_unchanged_picture_is_not_sent_again(site: Site, kiosk: Person) -> None:
    first = kiosk.get("/branches/1/snapshot")
    same = kiosk.get("/branches/1/snapshot", **{"If-None-Match": first.headers["ETag"]})
    issue(kiosk)
    changed = kiosk.get("/branches/1/snapshot", **{"If-None-Match": first.headers["ETag"]})

    assert (first.status_code, same.status_code, changed.status_code) == (200, 304, 200)
    assert same.headers["X-Nobat-Now"] == "2026-11-23T06:30:00.000000Z"


def test_only_the_branchs_own_screens_see_it(tmp_path) -> None:
    site = Site(tmp_path, hall())
    other = site.apply(hall("other") | {"users": []})
    foreign = site.device("lobby-1", other)

    answers = [
        foreign.get("/branches/1/snapshot"),
        site.stranger().get("/branches/1/snapshot"),
        foreign.get(f"/branches/{other}/snapshot"),
        foreign.get("/branches/999/snapshot"),
    ]

    assert [a.status_code for a in answers] == [403, 401, 200, 403]


def test_a_deleted_counter_leaves_the_rest_of_the_picture(site: Site, kiosk: Person) -> None:
    clerk = site.clerk("hall-clerk2")
    clerk.post("/counters/2/openings")
    issue(kiosk)
    done = clerk.post("/calls").get_json()["id"]
    clerk.post(f"/tickets/{done}/beginnings")
    clerk.post(f"/tickets/{done}/finishes")

    site.apply(hall(counters=1) | {"users": hall()["users"]})

    picture = kiosk.get("/branches/1/snapshot").get_json()
    assert [c["number"] for c in picture["counters"]] == [1]
    calls = [(call["number"], call["counter_number"]) for call in picture["calls"]]
    assert calls == [("A-001", 2)]
    assert clerk.get("/desk").get_json()["counter"] is None


def missed(who: Person) -> list[tuple[str, int | None, str]]:
    shown = who.get("/branches/1/snapshot").get_json()["missed"]
    return [(each["number"], each["counter_number"], each["missed_at"]) for each in shown]


def miss(clerk: Person) -> int:
    """Call the next visitor, who does not come; return the ticket's id."""
    ticket_id: int = clerk.post("/calls").get_json()["id"]
    assert clerk.post(f"/tickets/{ticket_id}/no-shows").status_code == 201
    return ticket_id


def test_the_missed_stand_in_the_picture_the_newest_first_until_they_are_back(
    site: Site, kiosk: Person, clerk: Person
) -> None:
    issue(kiosk)
    issue(kiosk)
    first = miss(clerk)
    site.clock.forward(seconds=5)
    miss(clerk)
    both = [
        ("A-002", 1, "2026-11-23T06:30:05.000000Z"),
        ("A-001", 1, "2026-11-23T06:30:00.000000Z"),
    ]

    assert missed(kiosk) == both
    clerk.post(f"/tickets/{first}/rejoinings")
    assert missed(kiosk) == both[:1]


def test_the_missed_stand_for_as_long_as_they_may_come_back(
    site: Site, kiosk: Person, clerk: Person
) -> None:
    issue(kiosk)
    miss(clerk)

    site.clock.forward(minutes=60)
    still = len(missed(kiosk))
    site.clock.forward(minutes=1)

    assert (still, missed(kiosk)) == (1, [])


def test_who_was_missed_too_often_is_not_waited_for(
    site: Site, kiosk: Person, clerk: Person
) -> None:
    issue(kiosk)
    for _ in range(2):
        clerk.post(f"/tickets/{miss(clerk)}/rejoinings")
        site.clock.forward(minutes=6)

    miss(clerk)

    assert missed(kiosk) == []


def test_eight_of_the_missed_are_shown(site: Site, kiosk: Person, clerk: Person) -> None:
    for _ in range(9):
        issue(kiosk)
        miss(clerk)

    assert [number for number, *_ in missed(kiosk)] == [f"A-{n:03}" for n in range(9, 1, -1)]
