"""What the tests of paper do and look at."""

from typing import Any

from tests.harness.halls import PASSWORD
from tests.harness.site import Person, Site


def take(agent: Person) -> Any:
    answer = agent.send("/print-jobs/takings")
    assert answer.status_code == 200, answer.text
    return answer.get_json()["job"]


def report(agent: Person, job_id: int, state: str, **more: Any) -> tuple[int, Any]:
    answer = agent.post(f"/print-jobs/{job_id}/reports", state=state, **more)
    return answer.status_code, answer.get_json()


def papers(site: Site) -> list[tuple[Any, ...]]:
    """Return ticket, state and reason of every paper."""
    return rows(site, "SELECT ticket_id, state, reason FROM print_job ORDER BY id")


def rows(site: Site, query: str) -> list[tuple[Any, ...]]:
    return site.rows(query)


def told(site: Site) -> list[dict[str, Any]]:
    """Return what the screens heard of papers that did not come."""
    heard = [dict(recorded.public()) for recorded in site.heard]
    return [event for event in heard if event["kind"] == "print_failed"]


def actor_of_print_failed(site: Site) -> list[tuple[Any, ...]]:
    return rows(site, "SELECT user_id, device_id FROM event WHERE kind = 'print_failed'")


def device_id(site: Site, code: str) -> int:
    (found,) = rows(site, f"SELECT id FROM device WHERE branch_id = 1 AND code = '{code}'")
    return int(found[0])


def put(who: Person, path: str, **body: Any) -> Any:
    return who.client.put(f"/api/v1{path}", json=body, headers=who.headers)


def boss_and_others(setup: dict[str, Any]) -> dict[str, Any]:
    """Return a set-up with a supervisor and an inspector, and an agent of two printers."""
    people = [_person(role) for role in ("supervisor", "inspector")]
    devices = [dict(device) for device in setup["devices"]]
    devices[0]["printers"] = ["main", "second"]
    return {**setup, "users": [*setup["users"], *people], "devices": devices}


def say_states(agent: Person, *printers: dict[str, Any]) -> Any:
    """Let an agent say how its printers are; return them as the answer shows them."""
    answer = put(agent, "/printers/states", printers=list(printers))
    assert answer.status_code == 200, answer.text
    return answer.get_json()["printers"]


def _person(role: str) -> dict[str, Any]:
    return {"username": f"hall-{role}", "name": role.title(), "role": role, "password": PASSWORD}
