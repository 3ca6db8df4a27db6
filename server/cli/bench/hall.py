"""The hall that the benchmark is measured in: wide number ranges, a clerk for each counter."""

from dataclasses import dataclass
from datetime import timedelta

from server.bus import Bus
from server.clock import utc_now
from server.languages import LANGUAGES
from server.operations.apply_setup import apply_setup
from server.operations.pair_device import offer_pairing, pair_device
from server.operations.printing import take_print_job
from server.operations.setup_parts import WEEKDAYS, SetupFile
from server.store.database import Database
from server.store.migrate import migrate

SERVICES = 6
COUNTERS = 16
KIOSKS = 20
PASSWORD = "only-for-the-benchmark"
DISPLAY = "display"
AGENT = "agent"
LONGER_THAN_ANY_RUN = timedelta(days=1)
# As long as real ones: they are drawn on the tickets.
HALL_NAMES = {
    "fa": "شهرداری تهران، منطقهٔ ۶",
    "en": "Municipality of Tehran, District 6",
    "ar": "بلدية طهران، المنطقة ٦",
    "azb": "تبریز شهرداریلیغی، ۶-جی منطقه",
    "ckb": "شارەوانیی کرماشان، ناوچەی ٦",
}
SERVICE_NAMES = {
    "fa": "صدور پروانهٔ ساختمانی",
    "en": "Building permit",
    "ar": "رخصة البناء",
    "azb": "تیکینتی ایجازه‌سی",
    "ckb": "مۆڵەتی بیناسازی",
}


@dataclass(frozen=True)
class BenchHall:
    """What the clients of the benchmark need to know of it."""

    branch_id: int
    kiosk_tokens: tuple[str, ...]
    display_token: str
    agent_token: str
    usernames: tuple[str, ...]


def make_hall(url: str) -> BenchHall:
    """Make the hall in a new database and pair its devices."""
    migrate(url)
    db = Database(url, Bus())
    setup = SetupFile.model_validate(_setup())
    branch_id = apply_setup(db, setup, now=utc_now()).branch_id
    hall = BenchHall(
        branch_id=branch_id,
        kiosk_tokens=tuple(_token(db, branch_id, _kiosk(at)) for at in range(KIOSKS)),
        display_token=_token(db, branch_id, DISPLAY),
        agent_token=_token(db, branch_id, AGENT),
        usernames=tuple(_clerk(at) for at in range(COUNTERS)),
    )
    _expect_the_agent(db, branch_id)
    db.close()
    return hall


def _expect_the_agent(db: Database, branch_id: int) -> None:
    """Let the agent have asked for work, so far ahead that every ticket queues its print job."""
    with db.reader() as reader:
        agent = reader.devices.by_code(branch_id, AGENT)
    assert agent is not None
    take_print_job(db, agent=agent, now=utc_now() + LONGER_THAN_ANY_RUN)


def _token(db: Database, branch_id: int, device_code: str) -> str:
    code = offer_pairing(db, branch_id=branch_id, device_code=device_code, now=utc_now())
    return pair_device(db, code=code, now=utc_now())[1]


def _setup() -> dict[str, object]:
    codes = [f"service-{at}" for at in range(SERVICES)]
    clerks = [_clerk(at) for at in range(COUNTERS)]
    printed = [{"code": _kiosk(at), "kind": "kiosk", "prints_on": AGENT} for at in range(KIOSKS)]
    screens = [{"code": AGENT, "kind": "agent"}, {"code": DISPLAY, "kind": "display"}]
    return {
        "branch": {
            "code": "bench",
            "names": HALL_NAMES,
            "languages": list(LANGUAGES),
            "hours": {day: ["00:00-24:00"] for day in WEEKDAYS},
        },
        "services": [_service(code, at) for at, code in enumerate(codes)],
        "priority_classes": [
            {"code": "standard", "rate": 1.0, "names": _names("standard")},
            {"code": "elderly", "rate": 1.5, "names": _names("elderly")},
        ],
        "counters": [{"number": at + 1, "services": codes} for at in range(COUNTERS)],
        "users": [
            {"username": name, "name": name, "role": "clerk", "password": PASSWORD}
            for name in clerks
        ],
        "devices": [*screens, *printed],
    }


def _service(code: str, at: int) -> dict[str, object]:
    letter = chr(ord("A") + at)
    return {
        "code": code,
        "names": {language: f"{name} {at + 1}" for language, name in SERVICE_NAMES.items()},
        "letter": letter,
        "numbers": "1-999999",
        "minutes": 6,
    }


def _names(text: str) -> dict[str, str]:
    return dict.fromkeys(LANGUAGES, text)


def _kiosk(at: int) -> str:
    return f"kiosk-{at}"


def _clerk(at: int) -> str:
    return f"bench-clerk-{at}"
