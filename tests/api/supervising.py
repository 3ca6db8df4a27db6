"""A hall with everybody who oversees it, and the hall next door."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from server.clock import iso
from tests.api.test_tickets import issue
from tests.harness.halls import PASSWORD, hall
from tests.harness.site import TEN_O_CLOCK, Person, Site

SERVICES = {"A": 1, "B": 2, "C": 3}


def overseen(code: str = "hall", **branch: Any) -> dict[str, Any]:
    """Return a set-up of three services, three clerks, a supervisor and an inspector."""
    setup = hall(code, services=3, counters=3, **branch)
    setup["users"] += [_person(code, role) for role in ("supervisor", "inspector", "admin")]
    return setup


def _person(code: str, role: str) -> dict[str, str]:
    name = f"{role.title()} of {code}"
    return {"username": f"{code}-{role}", "name": name, "role": role, "password": PASSWORD}


def two_halls(make_site: Callable[..., Site], **settings: Any) -> Site:
    """Return a site of two overseen halls; the admin of the first is the city's."""
    site = make_site(overseen(), **settings)
    site.apply(overseen("other"))
    give_the_city(site.db.url, "hall-admin")
    return site


def give_the_city(database_url: str, username: str) -> None:
    """Let somebody oversee every hall: a set-up file knows only the people of its own."""
    engine = sa.create_engine(database_url, poolclass=sa.NullPool)
    with engine.begin() as connection:
        connection.execute(
            sa.text("UPDATE user_account SET branch_id = NULL WHERE username = :username"),
            {"username": username},
        )


def seated(
    site: Site, number: int, hall_code: str = "hall", counter_id: int | None = None
) -> Person:
    """Return a clerk who sits at the counter of their number; its id is the same in the first."""
    clerk = site.clerk(f"{hall_code}-clerk{number}")
    assert clerk.post(f"/counters/{counter_id or number}/openings").status_code == 201
    return clerk


def take(kiosk: Person, letter: str = "A", **wish: Any) -> int:
    """Take a ticket and return its id."""
    ticket_id: int = issue(kiosk, service_id=SERVICES[letter], **wish)["id"]
    return ticket_id


def board(person: Person, branch_id: int = 1) -> dict[str, Any]:
    """Return what the live board shows."""
    answer = person.get(f"/branches/{branch_id}/board")
    assert answer.status_code == 200, answer.text
    shown: dict[str, Any] = answer.get_json()
    return shown


def refusal(answer: Any) -> tuple[int, str]:
    """Return how a command was refused."""
    return answer.status_code, answer.get_json()["error"]


def kinds(site: Site, since: int) -> list[str]:
    """Return what happened since so many events."""
    return [recorded.event.kind for recorded in site.heard[since:]]


def at(minutes: float) -> str:
    """Return a moment so many minutes past ten, as screens read it."""
    return iso(TEN_O_CLOCK + timedelta(minutes=minutes))


def serving(clerk: Person) -> int:
    """Call and begin; return the ticket's id."""
    ticket_id: int = clerk.post("/calls").get_json()["id"]
    assert clerk.post(f"/tickets/{ticket_id}/beginnings").status_code == 201
    return ticket_id


def line(shown: dict[str, Any], service_id: int) -> dict[str, Any]:
    """Return a line of a board."""
    return next(each for each in shown["lines"] if each["service_id"] == service_id)


def desk(shown: dict[str, Any], number: int) -> dict[str, Any]:
    """Return a counter of a board."""
    return next(each for each in shown["counters"] if each["number"] == number)
