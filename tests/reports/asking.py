"""What the reports' tests ask, and what they let happen first."""

import csv
from io import StringIO
from typing import Any

from tests.harness.site import Person, Site
from tests.scenarios.cast import act, serve, take


def get(who: Person, path: str) -> Any:
    """Return what a door answered."""
    answer = who.get(path)
    assert answer.status_code == 200, answer.text
    return answer.get_json()


def rows(who: Person, path: str) -> list[dict[str, str]]:
    """Return the rows of a download."""
    answer = who.get(path)
    assert (answer.status_code, answer.mimetype) == (200, "text/csv"), answer.text
    return list(csv.DictReader(StringIO(answer.text)))


def visit(site: Site, kiosk: Person, clerk: Person, wait: int, service: int, **wish: Any) -> int:
    """Let somebody wait and be served for so many seconds; return the ticket's id."""
    take(kiosk, **wish)
    site.clock.forward(seconds=wait)
    ticket: int = serve(clerk)["id"]
    site.clock.forward(seconds=service)
    act(clerk, ticket, "finishes")
    return ticket
