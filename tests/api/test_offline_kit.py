"""What an agent keeps so that its kiosks go on while the server is away (rules L1, L4)."""

from tests.api.visitors import asking_hall, with_blocks
from tests.harness.halls import hall
from tests.harness.site import Site


def test_the_kit_tells_what_a_kiosk_needs_without_the_server(tmp_path) -> None:
    setup = with_blocks(asking_hall())
    setup["devices"][0]["printers"] = ["main", "second"]
    setup["devices"][2]["prints_on"] = "printer-1/second"
    setup["branch"]["hours"] = {
        "monday": ["07:30-12:00", "12:00-14:30"],
        "wednesday": ["08:00-12:00"],
    }
    setup["branch"]["languages"] = ["fa", "en"]
    setup["services"][1]["last_ticket"] = "13:30"
    site = Site(tmp_path, setup, public_url="https://nobat.example")
    agent = site.device("printer-1")

    kit = agent.get(f"/branches/{site.branch_id}/offline-kit").get_json()
    english = kit["languages"].pop("en")

    def span(day: int, opens: str, closes: str) -> list[str]:
        return [f"2026-11-{day}T{each}:00.000000Z" for each in (opens, closes)]

    assert list(kit["languages"]) == ["fa"]
    assert {key: kit[key] for key in kit if key != "languages"} == {
        "kiosks": [
            {"code": "kiosk-1", "block": "K", "printer": "main"},
            {"code": "kiosk-2", "block": "M", "printer": "second"},
        ],
        "time_zone": "Asia/Tehran",
        "services": [
            {
                "id": 1,
                "letter": "A",
                "names": {"fa": "خدمت A", "en": "Service A"},
                "offline": False,
                "open_spans": [span(23, "04:00", "11:00"), span(25, "04:30", "08:30")],
            },
            {
                "id": 2,
                "letter": "B",
                "names": {"fa": "خدمت B", "en": "Service B"},
                "offline": True,
                "open_spans": [span(23, "04:00", "10:00"), span(25, "04:30", "08:30")],
            },
        ],
        "phone_url_prefix": "https://nobat.example/t/",
        "offline_minutes": 120,
    }
    assert english == {
        "direction": "ltr",
        "digits": "0123456789",
        "title": english["title"],
        "hall": "Town hall",
        "rule": english["rule"],
        "provisional": english["provisional"],
        "qr_words": english["qr_words"],
        "ahead_unknown": english["ahead_unknown"],
        "dates": {
            "2026-11-23": "Monday 23 November 2026",
            "2026-11-24": "Tuesday 24 November 2026",
            "2026-11-25": "Wednesday 25 November 2026",
        },
    }
    assert all(english[key] for key in ("title", "rule", "provisional", "qr_words"))


def test_closed_today_is_in_the_kit_at_once(tmp_path) -> None:
    setup = with_blocks(hall())
    boss = {"username": "boss", "name": "Boss", "role": "supervisor", "password": "a-long-password"}
    setup["users"].append(boss)
    site = Site(tmp_path, setup)
    agent, supervisor = site.device("printer-1"), site.clerk("boss")
    path = f"/branches/{site.branch_id}/offline-kit"
    before = agent.get(path).get_json()["services"]

    supervisor.post(f"/branches/{site.branch_id}/closures", service_id=1, reason="no water")
    after = agent.get(path).get_json()["services"]

    assert [each["open_spans"][0][0] for each in before] == ["2026-11-22T20:30:00.000000Z"] * 2
    assert [each["open_spans"][0][0] for each in after] == [
        "2026-11-23T20:30:00.000000Z",
        "2026-11-22T20:30:00.000000Z",
    ]


def test_only_an_agent_gets_a_kit(site: Site) -> None:
    path = f"/branches/{site.branch_id}/offline-kit"
    asks = [site.device("kiosk-1"), site.clerk("hall-clerk1"), site.stranger()]

    assert [who.get(path).status_code for who in asks] == [403, 403, 401]
