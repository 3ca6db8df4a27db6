"""The nightly close adds days up; a late change is seen all the same."""

from server.cli.bench.made_year import YEAR, make_halls, write
from server.cli.bench.year_reports import READS
from server.domain.blocks import Block, Days, around
from server.operations.adding_up import add_up_days
from server.operations.night import close_hall
from tests.harness.site import Person, Site
from tests.reports.asking import get, visit
from tests.reports.walk import counted
from tests.scenarios.cast import act, call, take


def kept(site: Site) -> set[Block]:
    with site.db.reader() as reader:
        return reader.cubes.kept(site.branch_id, "class", Days.of("2026-11-23"))


def test_the_nightly_close_adds_the_day_up(
    site: Site, kiosk: Person, clerk: Person, supervisor: Person
) -> None:
    visit(site, kiosk, clerk, 60, 120)
    before = get(supervisor, "/reports/figures?by=counter")
    by_day = kept(site)
    site.clock.forward(days=1)

    close_hall(site.db, branch_id=site.branch_id, now=site.clock())

    today = around(site.clock().date())[0].number - 1
    assert (by_day, Block(0, today) in kept(site)) == (set(), True)
    after = get(supervisor, "/reports/figures?by=counter&first=2026-11-23&last=2026-11-23")
    # The nightly close also closed the counter, whose time at the desk counts from then on.
    for figures in (before["total"], after["total"]):
        assert (figures["served"], figures["wait"]["mean"]) == (1, 60)
    assert after["groups"][0]["figures"]["service"] == before["groups"][0]["figures"]["service"]


def test_who_is_served_over_the_close_changes_the_day_that_was_added_up(
    site: Site, kiosk: Person, clerk: Person, supervisor: Person
) -> None:
    site.clock.forward(hours=13, minutes=50)  # 23:50
    ticket = take(kiosk)["id"]
    site.clock.forward(minutes=20)  # called after midnight: the close leaves it alone
    call(clerk)
    act(clerk, ticket, "beginnings")
    site.clock.forward(hours=3)
    close_hall(site.db, branch_id=site.branch_id, now=site.clock())
    added = kept(site)
    act(clerk, ticket, "finishes")

    total = get(supervisor, "/reports/figures?first=2026-11-23&last=2026-11-23")["total"]

    assert added != set()
    assert kept(site) == set()
    assert (total["tickets"], total["served"], total["wait"]["mean"]) == (1, 1, 1_200)
    assert counted(site).equal


def test_a_made_up_year_has_figures_in_every_report(site: Site) -> None:
    (branch_id,) = make_halls(site.db, 1, site.clock())
    with site.db.transaction(branch_id, now=site.clock()) as tx:
        for day in (YEAR.first, YEAR.last):
            write(tx, day, 60)
        tx.close_day(YEAR.last)
        add_up_days(tx, YEAR.last, most=8)

    found = {name: read(site.db, [branch_id]) for name, read in READS.items()}

    assert found["service"].total.tickets == 120
    assert all(len(found[by].groups) > 1 for by in ("class", "counter", "clerk", "hour", "day"))
    assert found["queue"].days == 2
    assert found["comparison of halls"].units[0].load is not None
