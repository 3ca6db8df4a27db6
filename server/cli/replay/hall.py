"""The hall that a replayed day needs, as a set-up file would say it."""

import colorsys
import re
from collections.abc import Callable

from server.cli.replay.plan import Plan, Queue
from server.languages import LANGUAGES
from server.operations.setup_parts import WEEKDAYS, SetupFile

TIME_ZONE = "Europe/Warsaw"
KIOSK, DISPLAY = "kiosk-1", "lobby-1"
BOARD = "lobby-2"  # for people who want to watch the play; nothing of the replay needs it
STANDARD = {"code": "standard", "rate": 1.0}
USUAL_LAST_NUMBER = 999
CODE_LENGTH = 40
# The golden ratio's turn of the colour wheel: neighbours in the list are never alike.
HUE_STEP = 0.618034
# Dark enough that white on it has 4.5:1 in every hue.
LIGHTNESS, SATURATION = 0.28, 0.6

Password = Callable[[str], str]


def hall_code(file_stem: str) -> str:
    """Return the code of a file's hall: `warsaw_day` gives `warsaw-day`."""
    return re.sub(r"[^a-z0-9]+", "-", file_stem.lower()).strip("-")[:CODE_LENGTH] or "day"


def clerk_name(code: str, counter: int) -> str:
    """Return the name under which a counter's clerk logs in."""
    return f"{code}-{counter}"


def service_code(letter: str) -> str:
    """Return the code of a queue's service."""
    return f"queue-{letter.lower()}"


def hall_of(plan: Plan, code: str, password: Password) -> SetupFile:
    """Return the set-up of a plan's hall: a service a queue, a clerk a counter, no printer."""
    counters = [(number, queue) for queue in plan.queues for number in queue.counters]
    return SetupFile.model_validate(
        {
            "branch": {
                "code": code,
                "names": _alike(code.replace("-", " ").capitalize()),
                "time_zone": TIME_ZONE,
                "hours": {weekday: ["00:00-24:00"] for weekday in WEEKDAYS},
            },
            "services": [_service(queue, place) for place, queue in enumerate(plan.queues)],
            "priority_classes": [{**STANDARD, "names": {"fa": "عادی", "en": "Standard"}}],
            "counters": [
                {"number": number, "services": [service_code(queue.letter)]}
                for number, queue in counters
            ],
            "users": [_clerk(clerk_name(code, number), number, password) for number, _ in counters],
            "devices": [
                {"code": KIOSK, "kind": "kiosk"},
                {"code": DISPLAY, "kind": "display"},
                {"code": BOARD, "kind": "display"},
            ],
        }
    )


def _service(queue: Queue, place: int) -> dict[str, object]:
    return {
        "code": service_code(queue.letter),
        "letter": queue.letter,
        "names": _alike(queue.name),
        "numbers": f"1-{max(USUAL_LAST_NUMBER, queue.tickets)}",
        "color": color(place),
        "minutes": queue.minutes,
    }


def _clerk(username: str, number: int, password: Password) -> dict[str, object]:
    return {
        "username": username,
        "name": f"Clerk {number}",
        "role": "clerk",
        "password": password(username),
    }


def color(place: int) -> str:
    """Return the colour of the service at a place, readable under white text."""
    channels = colorsys.hls_to_rgb(place * HUE_STEP % 1, LIGHTNESS, SATURATION)
    return "#" + "".join(f"{round(channel * 255):02X}" for channel in channels)


def _alike(name: str) -> dict[str, str]:
    return dict.fromkeys(LANGUAGES, name)
