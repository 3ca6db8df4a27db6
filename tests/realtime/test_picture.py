"""A screen that folds events into its picture sees what the next snapshot says (contract 2)."""

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from server.domain.events import Recorded
from server.realtime.pushes import event_json
from tests.api.test_tickets import issue
from tests.harness.halls import PASSWORD, hall
from tests.harness.site import Person, Site

FOLD = Path(__file__).with_name("fold.mjs")
SUPERVISOR = {
    "username": "hall-supervisor",
    "name": "Supervisor",
    "role": "supervisor",
    "password": PASSWORD,
}


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """The usual hall, with a supervisor."""
    setup = hall(services=3)
    made = Site(tmp_path, {**setup, "users": [*setup["users"], SUPERVISOR]})
    yield made
    made.db.close()


def test_every_move_of_a_visit_leaves_folded_pictures_equal_to_snapshots(
    site: Site, kiosk: Person, clerk: Person
) -> None:
    boss = site.clerk("hall-supervisor")
    for service in (1, 1, 1, 2, 1, 1):
        issue(kiosk, service_id=service)

    for step in visits(clerk, boss):
        before, heard = picture(clerk), len(site.heard)
        site.clock.forward(seconds=40)
        assert step().status_code == 201
        assert folded(before, site.heard[heard:]) == known(picture(clerk))


def test_a_visitor_who_may_not_come_back_is_not_among_the_missed(site, kiosk, clerk) -> None:
    issue(kiosk)
    for _ in range(2):
        called = clerk.post("/calls").get_json()["id"]
        clerk.post(f"/tickets/{called}/no-shows")
        clerk.post(f"/tickets/{called}/rejoinings")
        site.clock.forward(minutes=6)
    clerk.post("/calls")
    before, heard = picture(clerk), len(site.heard)

    clerk.post("/tickets/1/no-shows")

    after = picture(clerk)
    assert (after["calls"][0]["state"], after["missed"]) == ("no_show", [])
    assert folded(before, site.heard[heard:]) == known(after)


def visits(clerk: Person, boss: Person) -> Iterator[Any]:
    """Give the steps of several visits; each posts one command."""

    def at(path: str, who: Person = clerk, **body: Any) -> Any:
        return lambda: who.post(path, **body)

    yield at("/calls")
    yield at("/tickets/1/recalls")
    yield at("/tickets/1/beginnings")
    yield at("/tickets/1/holds")
    yield at("/calls")
    yield at("/tickets/2/returns")
    yield at("/tickets/1/resumptions")
    yield at("/tickets/1/services", service_id=2)
    yield at("/tickets/1/finishes")  # goes on with the second service
    yield at("/tickets/1/finishes")
    yield at("/tickets/1/reopenings")
    yield at("/tickets/1/transfers", service_id=3)
    yield at("/calls")
    yield at("/tickets/1/no-shows")
    yield at("/tickets/1/rejoinings")
    yield at("/tickets/3/cancellations", boss)
    yield at("/calls")
    yield at("/tickets/2/beginnings")
    yield at("/tickets/2/endings", boss, reason="The clerk went home")
    yield at("/counters/1/pauses", reason="break")
    yield at("/counters/1/resumptions")
    yield at("/counters/1/closings")
    yield at("/branches/1/notices", boss, texts={"fa": "متن"}, spoken=True, shown=True)
    yield at("/branches/1/notices", boss, texts={"fa": "متن"}, spoken=True, shown=False)
    yield at("/notices/1/endings", boss)


def picture(person: Person) -> dict[str, Any]:
    return person.get("/branches/1/snapshot").get_json()


def folded(before: dict[str, Any], recorded: list[Recorded]) -> dict[str, Any]:
    """Return what a screen makes of a snapshot and the events after it."""
    events = [event_json(each) for each in recorded]
    given = json.dumps({"snapshot": before, "events": events})
    done = subprocess.run(
        ["node", FOLD], input=given, capture_output=True, text=True, check=True, timeout=30
    )
    return known(json.loads(done.stdout))


def known(shown: dict[str, Any]) -> dict[str, Any]:
    """Return what events tell: estimates and the age of a line come with the next snapshot."""
    return {
        "seq": shown["seq"],
        "waiting": [service["waiting"] for service in shown["services"]],
        "open_counters": [service["open_counters"] for service in shown["services"]],
        "counters": [counter["state"] for counter in shown["counters"]],
        "calls": [
            (call["number"], call["state"], call["service_id"], call["counter_number"])
            for call in shown["calls"]
        ],
        "missed": shown["missed"],
        "notices": shown["notices"],
    }
