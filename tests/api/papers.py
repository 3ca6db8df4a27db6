"""What the tests of paper do and look at."""

from typing import Any

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
