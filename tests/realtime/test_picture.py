"""A screen that folds events into its picture sees what the next snapshot says (contract 2)."""

import json
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from server.domain.events import Recorded
from server.realtime.pushes import event_json
from tests.api.lobby import display_id
from tests.api.test_tickets import issue
from tests.harness.halls import PASSWORD, hall
from tests.harness.site import Person, Site

ROUNDS, STEPS = 12, 4
TOLD = ("number", "state", "service_id", "counter_number", "seq", "recalls")
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

    for step in visits(clerk, boss, display_id(site)):
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


@pytest.mark.parametrize("seed", range(3))
def test_long_visits_and_quiet_services_stay_in_folded_pictures_as_in_snapshots(
    tmp_path: Path, seed: int
) -> None:
    busy = Site(tmp_path, hall(services=4, counters=4))
    clerks = [busy.clerk(f"hall-clerk{number}") for number in (1, 2, 3, 4)]
    for number, each in enumerate(clerks, 1):
        each.post(f"/counters/{number}/openings")
    first, heard = picture(clerks[0]), len(busy.heard)

    for _ in a_busy_day(busy, clerks, Random(seed)):
        after = picture(clerks[0])
        assert folded(first, busy.heard[heard:]) == known(after)
        assert whom_it_must_show(busy) <= {call["ticket_id"] for call in after["calls"]}

    assert [call["ticket_id"] for call in after["calls"][12:]][-2:] == [2, 1]
    busy.close()


def a_busy_day(site: Site, clerks: list[Person], chance: Random) -> Iterator[None]:
    """Give a point to look at after each of some rounds; two visits go on all the time."""
    kiosk = site.device("kiosk-1")
    in_hand: dict[int, int] = {}
    for service in (4, 3, 3, 3, 3, 3, 2, 2):
        issue(kiosk, service_id=service)
    for at in (0, 1):
        call(clerks[at])
    for _ in range(ROUNDS):
        for _ in range(STEPS):
            site.clock.forward(seconds=30)
            issue(kiosk, service_id=chance.choice((1, 1, 1, 1, 1, 2)))
            one_step(clerks, chance.choice((2, 3)), in_hand, chance)
        yield


def one_step(clerks: list[Person], at: int, in_hand: dict[int, int], chance: Random) -> None:
    """Let a clerk call, or do something with who stands there."""
    if at not in in_hand:
        in_hand[at] = call(clerks[at])
    elif chance.random() < 0.2:
        clerks[at].post(f"/tickets/{in_hand[at]}/recalls")
    else:
        ticket = in_hand.pop(at)
        clerks[at].post(f"/tickets/{ticket}/beginnings")
        clerks[at].post(f"/tickets/{ticket}/finishes")
        in_hand[at] = call(clerks[at])


def call(clerk: Person) -> int:
    return int(clerk.post("/calls").get_json()["id"])


def whom_it_must_show(site: Site) -> set[int]:
    """Return the tickets at counters, the newest twelve calls, the newest four of each service."""
    rows = site.rows(
        "SELECT id, service_id, state FROM ticket WHERE call_seq IS NOT NULL ORDER BY call_seq DESC"
    )
    seen: Counter[int] = Counter()
    shown = {ticket_id for ticket_id, _, state in rows if state in ("called", "serving")}
    for place, (ticket_id, service_id, _) in enumerate(rows):
        if place < 12 or seen[service_id] < 4:
            shown.add(ticket_id)
        seen[service_id] += 1
    return shown


def visits(clerk: Person, boss: Person, board: int) -> Iterator[Any]:
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
    yield at(f"/displays/{board}/reloads", boss)


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
        "plan_seq": shown["plan_seq"],
        "waiting": [service["waiting"] for service in shown["services"]],
        "open_counters": [service["open_counters"] for service in shown["services"]],
        "counters": [counter["state"] for counter in shown["counters"]],
        "calls": [tuple(call[name] for name in TOLD) for call in shown["calls"]],
        "missed": shown["missed"],
        "notices": shown["notices"],
    }
