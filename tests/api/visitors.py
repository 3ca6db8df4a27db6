"""What the tests of the visitor's side do: touch a kiosk, follow a ticket, tell who they are."""

from pathlib import Path
from typing import Any

from tests.harness.halls import hall
from tests.harness.site import Person, Site

NATIONAL_ID = "0013542419"
ANOTHER = "1234567891"


def take(kiosk: Person, service_id: int = 1, **more: Any) -> dict[str, Any]:
    answer = kiosk.post("/tickets", service_id=service_id, **more)
    assert answer.status_code == 201, answer.text
    return answer.get_json()


def refused(answer: Any) -> tuple[int, str, dict[str, Any]]:
    body = answer.get_json()
    return answer.status_code, body["error"], body["details"]


def told(value: str = NATIONAL_ID, kind: str = "national_id") -> dict[str, Any]:
    return {"identity": {"kind": kind, "value": value}}


def asking_hall(**service: Any) -> dict[str, Any]:
    """Return a hall whose first service asks for the national ID, twice a day at most."""
    setup = hall()
    setup["services"][0] |= {"identity": "national_id", "per_person": 2} | service
    return setup


def with_rules(setup: dict[str, Any], **rules: Any) -> dict[str, Any]:
    return setup | {"rules": rules}


def with_blocks(setup: dict[str, Any]) -> dict[str, Any]:
    """Return a hall whose kiosks have numbers of their own when the link is cut."""
    setup["devices"][1] |= {"block": "K"}
    setup["devices"][2] |= {"block": "M", "prints_on": "printer-1"}
    return setup


def whole_database(site: Site) -> bytes:
    """Return every byte that the database has on disk."""
    path = Path(site.db.url.removeprefix("sqlite:///"))
    return b"".join(file.read_bytes() for file in sorted(path.parent.glob(f"{path.name}*")))
