"""Whatever happens, the hourly figures are what the periods say (rule R9)."""

from collections.abc import Callable

import pytest

from server.domain.blocks import Days
from tests.harness.site import Site
from tests.reports.walk import Walk, counted


@pytest.mark.parametrize("seed", range(2))
def test_after_a_day_of_everything_a_recount_is_equal(
    make_site: Callable[..., Site], seed: int
) -> None:
    walk = Walk(make_site, seed).go(220)

    found = counted(walk.site)

    assert found.differences == ()
    assert found.days > 0


def test_days_that_were_added_up_tell_the_same_as_their_hours(
    make_site: Callable[..., Site],
) -> None:
    walk = Walk(make_site, 9)
    for _ in range(6):
        walk.go(30)
        walk.site.clock.forward(hours=20)
    counted(walk.site, repair=True)
    site = walk.site
    with site.db.transaction(1, now=site.clock()) as tx:
        first = tx.cubes.first_day(1)
        assert first is not None
        days = Days(first, site.clock().date())
        assert tx.cubes.kept(1, "class", days)
        added = {cube: tx.cubes.read([1], cube, days) for cube in CUBES}
        tx.cubes.forget(1)
        hours = {cube: tx.cubes.read([1], cube, days) for cube in CUBES}

    assert added == hours


CUBES = ["service", "class", "hour", "weekday", "heat", "day", "counter", "clerk", "taken", "queue"]
