"""The hall of the scenarios, the people in it, and what they do most."""

from typing import Any

from werkzeug.test import TestResponse

from server.app import Nobat
from tests.harness.halls import PASSWORD, hall
from tests.harness.site import Person, Site

A, B, C = 1, 2, 3
PERIODS = (
    "SELECT kind, service_id, (ended_at - started_at) / 1000000, suspect FROM period"
    " WHERE ticket_id = 1 ORDER BY id"
)


def scenario_hall(code: str = "hall", **branch: Any) -> dict[str, Any]:
    """Return a hall of three services and three counters, with a supervisor and an inspector."""
    setup = hall(code, services=3, counters=3, **branch)
    setup["users"] += [
        {"username": f"{code}-{role}", "name": role.title(), "role": role, "password": PASSWORD}
        for role in ("supervisor", "inspector")
    ]
    return setup


def done(answer: TestResponse) -> dict[str, Any]:
    """Return what a command that was carried out answered."""
    assert answer.status_code == 201, answer.text
    return answer.get_json()


def refused(answer: TestResponse) -> tuple[int, str]:
    """Return status and code of a refusal."""
    return answer.status_code, answer.get_json()["error"]


def take(kiosk: Person, service_id: int = A, **more: Any) -> dict[str, Any]:
    return done(kiosk.post("/tickets", service_id=service_id, **more))


def call(clerk: Person, ticket: int | None = None, **more: Any) -> dict[str, Any]:
    return done(clerk.post("/calls", ticket_id=ticket, **more))


def act(who: Person, ticket: int, action: str, **more: Any) -> dict[str, Any]:
    return done(who.post(f"/tickets/{ticket}/{action}", **more))


def serve(clerk: Person) -> dict[str, Any]:
    """Call the next visitor and begin."""
    return act(clerk, call(clerk)["id"], "beginnings")


def sit(site: Site, username: str, counter: int, worker: Nobat | None = None) -> Person:
    person = site.clerk(username, worker)
    done(person.post(f"/counters/{counter}/openings"))
    return person


def kinds(site: Site) -> list[str]:
    """Return what was heard, in order."""
    return [recorded.event.kind for recorded in site.heard]


def spent(ticket: dict[str, Any]) -> tuple[int, int, int]:
    """Return wait, way and service time in seconds."""
    return ticket["wait_seconds"], ticket["way_seconds"], ticket["service_seconds"]


def periods(site: Site) -> list[tuple]:
    """Kind, service, seconds and flag of each period of the first ticket."""
    found = site.rows(PERIODS)
    return [(kind, service, seconds, bool(flag)) for kind, service, seconds, flag in found]
