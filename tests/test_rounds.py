"""What the server does by itself: the nightly close (rules D3-D5)."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from tests.api.test_tickets import issue
from tests.harness.halls import hall
from tests.harness.site import Person, Site


def test_a_round_closes_the_day_after_the_halls_hour_and_not_before(
    site: Site, kiosk: Person
) -> None:
    issue(kiosk)
    site.clock.now += timedelta(hours=16, minutes=59)  # 02:59 of the morning after
    site.app.rounds.once()
    before = [recorded.event.kind for recorded in site.heard]
    site.clock.forward(minutes=1)

    site.app.rounds.once()
    site.app.rounds.once()

    assert before == ["ticket_issued"]
    assert [recorded.event.kind for recorded in site.heard[1:]] == ["ticket_expired", "day_closed"]


def test_a_hall_that_cannot_be_closed_keeps_no_other_from_it(tmp_path: Path) -> None:
    site = Site(tmp_path, hall())
    other = site.apply(hall("other"))
    issue(site.device("kiosk-1"))
    issue(site.device("kiosk-1", other), service_id=3)
    break_closing(tmp_path / "nobat.db", site.branch_id)
    site.clock.forward(hours=24)

    site.app.rounds.once()

    expired = [each.branch_id for each in site.heard if each.event.kind == "ticket_expired"]
    assert expired == [other]


def break_closing(path: Path, branch_id: int) -> None:
    """Let closing the hall's day fail, as a fault of ours would."""
    with closing(sqlite3.connect(path)) as db:
        db.execute(
            "CREATE TRIGGER fault BEFORE UPDATE OF closed_day ON branch_head"
            f" WHEN new.branch_id = {branch_id} BEGIN SELECT raise(ABORT, 'fault'); END"
        )
