"""Set-up files for tests: a small hall, and one as large as a test needs."""

from typing import Any

import yaml

from server.operations.setup_parts import WEEKDAYS

ALL_DAY = {day: ["00:00-24:00"] for day in WEEKDAYS}
STANDARD = {"code": "standard", "rate": 1.0, "names": {"fa": "عادی", "en": "Standard"}}
ELDERLY = {"code": "elderly", "rate": 2.0, "names": {"fa": "سالمند", "en": "Elderly"}}
PASSWORD = "a-long-password"


def hall(code: str = "hall", services: int = 2, counters: int = 2, **branch: Any) -> dict[str, Any]:
    """Return a set-up: every counter gives every service, and a clerk for each counter."""
    letters = [chr(ord("A") + at) for at in range(services)]
    return {
        "branch": {
            "code": code,
            "names": {"fa": "شهرداری", "en": "Town hall"},
            "time_zone": "Asia/Tehran",
            "hours": ALL_DAY,
            **branch,
        },
        "services": [_service(letter) for letter in letters],
        "priority_classes": [STANDARD, ELDERLY],
        "counters": [
            {"number": at + 1, "services": [f"service_{letter.lower()}" for letter in letters]}
            for at in range(counters)
        ],
        "users": [_clerk(code, at + 1) for at in range(counters)],
        "devices": [
            {"code": "printer-1", "kind": "agent"},
            {"code": "kiosk-1", "kind": "kiosk", "prints_on": "printer-1"},
            {"code": "kiosk-2", "kind": "kiosk"},
            {"code": "lobby-1", "kind": "display"},
        ],
    }


def as_text(setup: dict[str, Any]) -> str:
    """Return a set-up as the YAML of a file."""
    return yaml.safe_dump(setup, allow_unicode=True, sort_keys=False)


def _service(letter: str) -> dict[str, Any]:
    return {
        "code": f"service_{letter.lower()}",
        "letter": letter,
        "numbers": "1-99999",
        "minutes": 6,
        "names": {"fa": f"خدمت {letter}", "en": f"Service {letter}"},
    }


def _clerk(branch: str, at: int) -> dict[str, Any]:
    return {
        "username": f"{branch}-clerk{at}",
        "name": f"Clerk {at}",
        "role": "clerk",
        "password": PASSWORD,
    }
