"""The log itself through HTTP: periods by page and as a file, one ticket's whole story."""

from tests.harness.site import Person, Site
from tests.reports.asking import get, rows, visit
from tests.scenarios.cast import B, act, call, scenario_hall, serve, take

PATH = "/reports/periods"


def test_the_periods_come_page_by_page_each_once(
    site: Site, kiosk: Person, clerk: Person, supervisor: Person
) -> None:
    for _ in range(3):
        visit(site, kiosk, clerk, 60, 60)
    site.clock.forward(days=1)
    take(kiosk)

    found, after = [], ""
    while after is not None:
        page = get(supervisor, f"{PATH}?most=4" + (f"&after={after}" if after else ""))
        found += page["periods"]
        after = page["next"]

    assert [period["id"] for period in found] == list(range(1, 11))
    kinds = ["waiting", "called", "serving"]
    assert [period["kind"] for period in found] == [*kinds, *kinds, *kinds, "waiting"]
    assert [period["seconds"] for period in found[:3]] == [60, 0, 60]
    assert found[0] | {"id": 0, "ticket_id": 0} == {
        "id": 0,
        "business_day": "2026-11-23",
        "ticket_id": 0,
        "number": "A-001",
        "channel": "kiosk",
        "language": "fa",
        "kind": "waiting",
        "service": "service_a",
        "priority_class": "standard",
        "counter": None,
        "clerk": None,
        "started_at": "2026-11-23T06:30:00.000000Z",
        "ended_at": "2026-11-23T06:31:00.000000Z",
        "seconds": 60.0,
        "suspect": False,
        "ending": "called",
        "target_seconds": 1200,
    }


def test_only_the_days_asked_for(
    site: Site, kiosk: Person, clerk: Person, supervisor: Person
) -> None:
    visit(site, kiosk, clerk, 60, 60)
    site.clock.forward(days=1)
    take(kiosk)

    first = get(supervisor, f"{PATH}?first=2026-11-23&last=2026-11-23")
    second = get(supervisor, f"{PATH}?first=2026-11-24&last=2026-11-24&after=2026-11-23.3")

    assert [period["id"] for period in first["periods"]] == [1, 2, 3]
    assert [period["id"] for period in second["periods"]] == [4]


def test_the_file_has_the_same_periods_and_nothing_a_spreadsheet_runs(
    site: Site, kiosk: Person, clerk: Person, supervisor: Person
) -> None:
    visit(site, kiosk, clerk, 60, 60)
    site.change("UPDATE user_account SET name = '=1+1' WHERE name = 'Clerk 1'")
    site.change("UPDATE service SET code = '@sum' WHERE code = 'service_a'")

    found = rows(supervisor, f"{PATH}.csv")
    by_service = rows(supervisor, "/reports/figures.csv?by=service")
    by_clerk = rows(supervisor, "/reports/figures.csv?by=clerk")

    assert [row["kind"] for row in found] == ["waiting", "called", "serving"]
    assert {row["clerk"] for row in found[1:]} == {"'=1+1"}
    assert {row["service"] for row in found} == {"'@sum"}
    assert by_service[1]["service"] == "'@sum"
    assert by_clerk[1]["name"] == "'=1+1"


def test_a_story_tells_periods_events_and_notes(
    site: Site, kiosk: Person, clerk: Person, supervisor: Person
) -> None:
    ticket = take(kiosk)["id"]
    site.clock.forward(seconds=80)
    serve(clerk)
    act(clerk, ticket, "notes", text="کپی شناسنامه")
    site.clock.forward(seconds=30)
    act(clerk, ticket, "transfers", service_id=B)

    story = get(supervisor, f"/tickets/{ticket}/story")

    assert (story["ticket"]["number"], story["ticket"]["state"]) == ("A-001", "waiting")
    assert [(each["kind"], each["service"], each["ending"]) for each in story["periods"]] == [
        ("waiting", "service_a", "called"),
        ("called", "service_a", "begun"),
        ("serving", "service_a", "transferred"),
        ("waiting", "service_b", ""),
    ]
    kinds = [(event["kind"], event["person"], event["device"]) for event in story["events"]]
    assert kinds[:2] == [("ticket_issued", None, "kiosk-1"), ("ticket_called", "Clerk 1", None)]
    assert "reason" in story["events"][1]["body"]
    assert story["notes"][0]["text"] == "کپی شناسنامه"


def test_a_visitor_sent_to_another_hall_has_a_part_of_the_story_in_each(
    site: Site, kiosk: Person, clerk: Person, supervisor: Person
) -> None:
    site.apply(scenario_hall("other"))
    there = site.clerk("other-supervisor")
    ticket = take(kiosk)["id"]
    call(clerk)
    act(clerk, ticket, "transfers", branch_id=2, service_id=4)

    here = get(supervisor, f"/tickets/{ticket}/story")
    gone = get(there, f"/tickets/{ticket}/story")

    assert [period["kind"] for period in here["periods"]] == ["waiting", "called"]
    assert [period["kind"] for period in gone["periods"]] == ["waiting"]
    assert (here["ticket"]["hall"], gone["ticket"]["hall"]) == ("other", "other")
