"""The figures of a span through HTTP, on both databases (scenarios 25 to 27)."""

from tests.harness.site import Person, Site
from tests.reports.asking import get, rows, visit
from tests.reports.walk import counted
from tests.scenarios.cast import B, act, call, serve, sit, take

GROUPS = ("service", "class", "counter", "clerk", "hour", "weekday", "day", "hall")


def test_scenario_25_the_times_of_a_visit_are_exact_in_every_grouping(
    site: Site, kiosk: Person, clerk: Person, supervisor: Person
) -> None:
    take(kiosk)
    site.clock.forward(seconds=721)
    ticket = call(clerk)["id"]
    site.clock.forward(seconds=35)
    act(clerk, ticket, "beginnings")
    site.clock.forward(seconds=429)
    act(clerk, ticket, "finishes")

    for by in GROUPS:
        found = get(supervisor, f"/reports/figures?by={by}")
        for figures in (found["total"], found["groups"][0]["figures"]):
            times = [figures[each] for each in ("wait", "way", "service")]
            assert [each["mean"] for each in times] == [721, 35, 429]
            assert [each["p90"] for each in times] == [721, 35, 429]
            assert (figures["served"], figures["within_target"]) == (1, 1.0)
    assert counted(site).equal


def test_scenario_26_one_visit_has_one_wait_however_often_it_was_called(
    site: Site, kiosk: Person, clerk: Person, supervisor: Person
) -> None:
    ticket = take(kiosk)["id"]
    site.clock.forward(seconds=100)
    call(clerk)
    site.clock.forward(seconds=20)
    act(clerk, ticket, "returns")
    site.clock.forward(seconds=30)
    call(clerk)
    act(clerk, ticket, "no-shows")
    site.clock.forward(seconds=600)
    act(clerk, ticket, "rejoinings")
    site.clock.forward(seconds=7)
    call(clerk)

    total = get(supervisor, "/reports/figures?by=service")["total"]

    assert total["wait"] | {"p90": 137, "p95": 137, "median": 137} == {
        "count": 1,
        "mean": 137.0,
        "median": 137,
        "p90": 137,
        "p95": 137,
        "most": 137.0,
    }
    told = ("tickets", "stays", "calls", "misses", "returns", "no_shows")
    assert [total[each] for each in told] == [1, 1, 3, 1, 1, 0]
    assert counted(site).equal


def test_scenario_27_one_served_and_one_missed_of_each_class_and_the_download_says_the_same(
    site: Site, kiosk: Person, clerk: Person, supervisor: Person
) -> None:
    for name in ("standard", "elderly"):
        visit(site, kiosk, clerk, 61, 30, priority_class=name)
        ticket = take(kiosk, priority_class=name)["id"]
        site.clock.forward(seconds=61)
        call(clerk)
        act(clerk, ticket, "no-shows")

    found = get(supervisor, "/reports/figures?by=class")
    download = rows(supervisor, "/reports/figures.csv?by=class")

    told = ("tickets", "served", "no_shows", "no_show_share")
    expected = {"standard": (2, 1, 1, 0.5), "elderly": (2, 1, 1, 0.5)}
    assert {
        group["key"]: tuple(group["figures"][each] for each in told) for group in found["groups"]
    } == expected
    assert {
        row["class"]: tuple(float(row[each]) for each in told) for row in download[1:]
    } == expected
    assert (download[0]["class"], download[0]["wait_mean"]) == ("all", "61.0")


def test_a_transfer_has_a_wait_at_each_service_and_each_desk_its_own_work(
    site: Site, kiosk: Person, clerk: Person, supervisor: Person
) -> None:
    colleague = sit(site, "hall-clerk2", 2)
    take(kiosk)
    site.clock.forward(seconds=50)
    ticket = serve(clerk)["id"]
    site.clock.forward(seconds=40)
    act(clerk, ticket, "transfers", service_id=B)
    site.clock.forward(seconds=70)
    serve(colleague)
    site.clock.forward(seconds=90)
    act(colleague, ticket, "finishes")

    by_service = get(supervisor, "/reports/figures?by=service")
    by_counter = get(supervisor, "/reports/figures?by=counter")

    assert (by_service["total"]["tickets"], by_service["total"]["stays"]) == (1, 2)
    assert {
        group["key"]: (
            group["figures"]["wait"]["mean"],
            group["figures"]["transferred"],
            group["figures"]["served"],
        )
        for group in by_service["groups"]
    } == {"service_a": (50, 1, 0), "service_b": (70, 0, 1)}
    assert [
        (group["key"], group["figures"]["service"]["mean"]) for group in by_counter["groups"]
    ] == [("1", 40), ("2", 90)]
    assert counted(site).equal


def test_who_left_before_a_call_is_counted_and_not_averaged(
    site: Site, kiosk: Person, clerk: Person, supervisor: Person
) -> None:
    left = take(kiosk)
    site.clock.forward(seconds=10)
    assert kiosk.post(f"/visits/{left['token']}/departures").status_code == 201
    visit(site, kiosk, clerk, 300, 60)

    total = get(supervisor, "/reports/figures")["total"]
    day = get(supervisor, "/reports/day")["total"]

    assert (total["cancelled"], total["wait"]["count"], total["wait"]["mean"]) == (1, 1, 300)
    assert (day["cancelled"], day["wait"]["count"], day["wait"]["mean"]) == (1, 1, 300)


def test_pauses_and_open_hours_stand_with_the_desk_once_they_are_over(
    site: Site, clerk: Person, supervisor: Person
) -> None:
    site.clock.forward(minutes=10)
    assert clerk.post("/counters/1/pauses", reason="break").status_code == 201
    site.clock.forward(minutes=5)
    assert clerk.post("/counters/1/resumptions").status_code == 201
    site.clock.forward(minutes=20)
    assert clerk.post("/counters/1/closings").status_code == 201

    figures = get(supervisor, "/reports/figures?by=clerk")["groups"][0]["figures"]

    told = ("open_seconds", "paused_seconds", "pauses")
    assert [figures[each] for each in told] == [1_800, 300, 1]
    assert counted(site).equal


def test_the_day_has_a_shape(site: Site, kiosk: Person, clerk: Person, supervisor: Person) -> None:
    visit(site, kiosk, clerk, 60, 60, language="fa")  # 10:00
    take(kiosk, language="en")
    take(kiosk, language="en")
    site.clock.forward(minutes=20)  # 10:22
    serve(clerk)

    heat = get(supervisor, "/reports/heat-map")["cells"]
    queue = get(supervisor, "/reports/queue")
    ways = get(supervisor, "/reports/ways")

    assert [(cell["weekday"], cell["hour"], cell["stays"]) for cell in heat] == [(1, 10, 3)]
    assert heat[0]["mean_wait_seconds"] == 630
    assert queue["days"] == 1
    assert [(slot["time"], slot["mean"], slot["most"]) for slot in queue["slots"]] == [
        ("10:15", 2.0, 2),
        ("10:30", 1.0, 1),
    ]
    assert [(way["code"], way["tickets"]) for way in ways["languages"]] == [("en", 2), ("fa", 1)]
    assert ways["channels"] == [{"code": "kiosk", "tickets": 3, "share": 1.0}]


def test_a_clerk_sees_their_own_figures_and_nobody_elses(
    site: Site, kiosk: Person, clerk: Person
) -> None:
    colleague = sit(site, "hall-clerk2", 2)
    visit(site, kiosk, clerk, 60, 100)
    visit(site, kiosk, colleague, 60, 200)

    found = get(clerk, "/reports/mine")

    assert found["own"]["service"]["mean"] == 100
    assert (found["own"]["served"], found["hall"]["served"]) == (1, 2)
    assert clerk.get("/reports/figures?by=clerk").status_code == 403
