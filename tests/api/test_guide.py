"""What a visitor reads before taking a ticket, and what a kiosk's page knows."""

import json
import re
from typing import Any

from tests.harness.halls import hall
from tests.harness.site import Person, Site

BOTH = {"fa": "متن", "en": "Text"}


def full_hall() -> dict[str, Any]:
    setup = hall(services=2, languages=["fa", "en"])
    setup["groups"] = [
        {"code": "taxes", "names": BOTH, "icon": "coins"},
        {"code": "shops", "names": BOTH, "parent": "taxes"},
    ]
    setup["services"][0] |= {
        "group": "shops",
        "icon": "shop",
        "documents": [BOTH],
        "steps": [BOTH, BOTH],
        "fee": BOTH,
        "place": BOTH,
        "in_charge": BOTH,
        "identity": "phone",
        "per_person": 1,
    }
    setup["priority_classes"] = [
        {"code": "guest", "rate": 3.0, "names": BOTH, "at_kiosk": False},
        {"code": "elderly", "rate": 2.0, "names": BOTH, "asks_proof": True},
        {"code": "standard", "rate": 1.0, "names": BOTH},
    ]
    setup["rules"] = {"services_per_ticket": 2, "undo_seconds": 30}
    return setup


def page_data(client: Any, path: str, **headers: str) -> dict[str, Any]:
    html = client.get(path, headers=headers).text
    return json.loads(
        re.search(r'<script[^>]*type="application/json"[^>]*>(.*?)</script>', html)[1]
    )


def test_the_guide_tells_everything_about_the_services(tmp_path) -> None:
    site = Site(tmp_path, full_hall())

    guide = site.device("kiosk-1").get(f"/branches/{site.branch_id}/guide").get_json()

    assert guide == {
        "seq": 1,
        "branch": {
            "id": 1,
            "code": "hall",
            "names": {"fa": "شهرداری", "en": "Town hall"},
            "time_zone": "Asia/Tehran",
            "languages": ["fa", "en"],
        },
        "groups": [
            {"code": "taxes", "names": BOTH, "icon": "coins", "parent": None},
            {"code": "shops", "names": BOTH, "icon": None, "parent": "taxes"},
        ],
        "services": [
            {
                "id": 1,
                "code": "service_a",
                "letter": "A",
                "names": {"fa": "خدمت A", "en": "Service A"},
                "color": "#0B6E78",
                "icon": "shop",
                "group": "shops",
                "documents": [BOTH],
                "steps": [BOTH, BOTH],
                "minutes": 6.0,
                "fee": BOTH,
                "place": BOTH,
                "in_charge": BOTH,
                "identity": "phone",
                "per_person": 1,
            },
            {
                "id": 2,
                "code": "service_b",
                "letter": "B",
                "names": {"fa": "خدمت B", "en": "Service B"},
                "color": "#0B6E78",
                "icon": None,
                "group": None,
                "documents": [],
                "steps": [],
                "minutes": 6.0,
                "fee": None,
                "place": None,
                "in_charge": None,
                "identity": "none",
                "per_person": None,
            },
        ],
        "priority_classes": [
            {"code": "standard", "names": BOTH, "asks_proof": False},
            {"code": "elderly", "names": BOTH, "asks_proof": True},
        ],
        "rules": {"services_per_ticket": 2, "undo_seconds": 30, "idle_seconds": 45},
    }


def test_the_guide_stands_until_the_set_up_changes(site: Site, kiosk: Person) -> None:
    path = f"/branches/{site.branch_id}/guide"
    etag = kiosk.get(path).headers["ETag"]
    kiosk.post("/tickets", service_id=1)
    unchanged = kiosk.get(path, **{"If-None-Match": etag})
    site.apply(hall(services=1))

    changed = kiosk.get(path, **{"If-None-Match": etag})

    assert (unchanged.status_code, unchanged.data) == (304, b"")
    assert (changed.status_code, len(changed.get_json()["services"])) == (200, 1)


def test_only_a_halls_own_people_and_devices_read_its_guide(site: Site, kiosk: Person) -> None:
    other = site.apply(hall("other") | {"users": []})

    answers = [
        kiosk.get(f"/branches/{other}/guide"),
        site.stranger().get(f"/branches/{site.branch_id}/guide"),
        site.clerk("hall-clerk1").get(f"/branches/{site.branch_id}/guide"),
    ]

    assert [answer.status_code for answer in answers] == [403, 401, 200]


def test_a_class_that_only_the_staff_gives_is_not_chosen_at_a_kiosk(tmp_path) -> None:
    site = Site(tmp_path, full_hall())

    answer = site.device("kiosk-1").post("/tickets", service_id=2, priority_class="guest")

    assert (answer.status_code, answer.get_json()["error"]) == (404, "not_found")
    assert answer.get_json()["details"] == {"what": "priority_class", "code": "guest"}


def test_a_kiosks_page_knows_its_size_its_name_and_whether_it_comes_through_its_agent(
    tmp_path,
) -> None:
    setup = hall()
    setup["devices"][1] |= {"inches": 15.6}
    site = Site(tmp_path, setup)
    token = site.device("kiosk-1").headers["Authorization"].removeprefix("Bearer ")
    client = site.app.test_client()
    client.set_cookie("nobat_kiosk", token)

    plain = page_data(client, "/kiosk")
    relayed = page_data(client, "/kiosk", **{"X-Nobat-Relay": "printer-1"})
    unpaired = page_data(site.app.test_client(), "/kiosk")

    known = [{key: page[key] for key in ("kiosk", "inches", "relay")} for page in (plain, relayed)]
    assert known == [
        {"kiosk": "kiosk-1", "inches": 15.6, "relay": False},
        {"kiosk": "kiosk-1", "inches": 15.6, "relay": True},
    ]
    assert (unpaired["kiosk"], unpaired["inches"]) == (None, 21.5)
