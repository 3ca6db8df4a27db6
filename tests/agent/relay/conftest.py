"""What the relay's tests share: a kit, a clock that the test moves, a relay's file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kiosk.agent.relay.disk import Disk
from kiosk.agent.relay.hall_clock import HallClock, Ticking
from kiosk.agent.relay.own_tickets import Touch

NOON = datetime(2026, 11, 23, 8, 30, tzinfo=UTC)  # 12:00 in Tehran
WORDS = {
    "direction": "rtl",
    "digits": "۰۱۲۳۴۵۶۷۸۹",
    "title": "نوبت شما",
    "hall": "شهرداری",
    "rule": "به ترتیب ورود",
    "provisional": "نوبت موقت",
    "qr_words": "پیگیری نوبت با گوشی",
    "ahead_unknown": "شمار نفرات پیش از شما معلوم نیست",
    "dates": {"2026-11-23": "دوشنبه ۲ آذر ۱۴۰۵"},
}
OPEN = ["2026-11-23T04:00:00Z", "2026-11-23T10:00:00Z"]  # 07:30 to 13:30 in Tehran
TOMORROW = ["2026-11-24T04:00:00Z", "2026-11-24T10:00:00Z"]
NAMES = {"fa": "پروانه", "en": "Permit"}


def kit(**more: Any) -> dict[str, Any]:
    """Return an offline kit of a hall that is open."""
    return {
        "kiosks": [{"code": "kiosk-1", "block": "K"}],
        "time_zone": "Asia/Tehran",
        "services": [service(1, "A"), service(2, "B"), service(3, "C", offline=False)],
        "languages": {"fa": WORDS},
        "phone_url_prefix": "http://hall/t/",
        "offline_minutes": 120,
        **more,
    }


def service(service_id: int, letter: str, **more: Any) -> dict[str, Any]:
    """Return a service of a kit."""
    spans = [OPEN, TOMORROW]
    return {
        "id": service_id,
        "letter": letter,
        "names": NAMES,
        "offline": True,
        "open_spans": spans,
        **more,
    }


def touch(
    touch_id: str = "touch-001",
    service_id: int = 1,
    kiosk: str = "kiosk-1",
    language: str = "fa",
) -> Touch:
    """Return a visitor's wish."""
    return Touch(touch_id, kiosk, service_id, language, "standard")


@dataclass
class Machine:
    """The clocks of a kiosk PC, as the test says."""

    ticked: float = 1_000.0
    wall: datetime = NOON
    boot: str = "first"

    @property
    def ticking(self) -> Ticking:
        return Ticking(lambda: self.ticked, lambda: self.wall, lambda: self.boot)

    def forward(self, **length: float) -> None:
        passed = timedelta(**length)
        self.ticked += passed.total_seconds()
        self.wall += passed


@pytest.fixture
def machine() -> Machine:
    return Machine()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Disk]:
    made = Disk(tmp_path / "relay.db")
    yield made
    made.close()


@pytest.fixture
def clock(disk: Disk, machine: Machine) -> HallClock:
    """A clock to which the server told the time at noon."""
    made = HallClock(disk, machine.ticking)
    made.hear(NOON, machine.ticked, machine.ticked)
    return made
