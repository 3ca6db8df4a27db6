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
        }
    ]


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
    assert [call["number"] for call in picture["calls"]] == ["A-001"]
    assert clerk.get("/desk").get_json()["counter"] is None
