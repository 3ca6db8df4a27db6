"""A made-up year of several halls: every ticket's periods are made and counted, then forgotten.

They are counted by the product's own rule (`domain/stays.py`), so that the figures are those that a
real year would have left; the periods themselves no report of a year reads.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from server.domain.blocks import Days
from server.domain.changes import changes
from server.domain.hall import Hall
from server.domain.stays import Facts, Sitting, Stretch, Taken, Tally, fact_of, facts_of
from server.operations.adding_up import add_up_days
from server.operations.apply_setup import apply_setup
from server.operations.setup_parts import WEEKDAYS, SetupFile
from server.store.columns import to_micros
from server.store.database import Database, Transaction

YEAR = Days(date(2026, 3, 21), date(2027, 3, 20))  # 1405
FRIDAY = 5
SERVICES, CLASSES, COUNTERS = 6, 3, 16
OPENS, HOURS = time(8), 9
# How many of a hundred visitors come in each hour that it is open.
BUSY = (9, 14, 16, 14, 11, 9, 10, 10, 7)
LANGUAGES, LANGUAGE_SHARES = ("fa", "ar", "en"), (90, 7, 3)
CLASS_SHARES = (88, 9, 3)
TARGET_SECONDS = 20 * 60
Show = Callable[[float], None]


def make_halls(db: Database, halls: int, now: datetime) -> list[int]:
    """Set halls up and return their ids."""
    return [
        apply_setup(db, SetupFile.model_validate(_setup(at)), now=now).branch_id
        for at in range(halls)
    ]


def make_year(db: Database, branch_ids: list[int], tickets: int, show: Show) -> None:
    """Count a year of tickets, shared evenly by the halls and the days they are open."""
    days = [day for day in _days() if day.isoweekday() != FRIDAY]
    plan = [(branch_id, day) for branch_id in branch_ids for day in days]
    each, more = divmod(tickets, len(plan))
    for done, (branch_id, day) in enumerate(plan, 1):
        count = each + (done <= more)
        with db.transaction(branch_id, now=_midnight(day)) as tx:
            write(tx, day, count)
        show(done / len(plan))


def add_up_year(db: Database, branch_ids: list[int], show: Show) -> None:
    """Close the year and add its days up, as the nights would have done."""
    night = _midnight(YEAR.last) + timedelta(days=1)
    for done, branch_id in enumerate(branch_ids, 1):
        with db.transaction(branch_id, now=night) as tx:
            tx.close_day(YEAR.last)
        with db.transaction(branch_id, now=night) as tx:
            add_up_days(tx, YEAR.last, most=None)
        show(done / len(branch_ids))


def write(tx: Transaction, day: date, count: int) -> None:
    """Count one day of a hall."""
    total: Facts = {}
    for facts in _day(tx, day, count):
        for key, tally in facts.items():
            total.setdefault(key, Tally()).add(tally)
    tx.rollups.write(dict(changes({}, total)))


def _day(tx: Transaction, day: date, count: int) -> Iterator[Facts]:
    random = Random(f"{tx.branch_id} {day}")
    hall, text = tx.branch_hall, day.isoformat()
    opens = to_micros(datetime.combine(day, OPENS, hall.branch.zone).astimezone(UTC))
    midnight = opens - OPENS.hour * 3_600 * 1_000_000

    def slot_of(_: int, __: str, micros: int) -> int:
        return (micros - midnight) // 900_000_000

    counters = list(hall.counters)
    for number in range(COUNTERS):
        until = opens + HOURS * 3_600_000_000
        clerk = 1_000 * tx.branch_id + number
        sitting = Sitting(tx.branch_id, counters[number], clerk, "open", opens, until)
        yield fact_of(sitting, text, slot_of)
    visit = _Visit(random, hall, text, opens)
    for _ in range(count):
        yield facts_of(visit.stretches(), visit.taken(), slot_of)


class _Visit:
    """Makes one visit after the other, of every kind that reports tell apart."""

    def __init__(self, random: Random, hall: Hall, day: str, opens: int) -> None:
        self._random, self._day, self._opens = random, day, opens
        self._services = list(hall.services)
        self._classes = list(hall.priority_classes)
        self._counters = list(hall.counters)
        self._branch_id = hall.branch.id

    def taken(self) -> Taken:
        language = self._random.choices(LANGUAGES, LANGUAGE_SHARES)[0]
        return Taken("kiosk" if self._random.random() < 0.97 else "counter", language)

    def stretches(self) -> list[Stretch]:
        random = self._random
        hour = random.choices(range(HOURS), BUSY)[0]
        self._at = self._opens + int((hour + random.random()) * 3_600_000_000)
        self._service = random.choice(self._services)
        self._class = random.choices(self._classes, CLASS_SHARES)[0]
        self._made: list[Stretch] = []
        wait = random.lognormvariate(6.0 + BUSY[hour] / 16, 0.8)
        how = random.random()
        if how < 0.03:
            self._put("waiting", wait, "cancelled")
            return self._made
        self._put("waiting", wait, "called")
        self._counter = random.randrange(COUNTERS)
        if how < 0.09:
            self._put("called", 90, "no_show")
            return self._made
        self._put("called", random.lognormvariate(3.4, 0.4), "begun")
        self._serve(how)
        return self._made

    def _serve(self, how: float) -> None:
        random = self._random
        length = random.lognormvariate(5.5, 0.6)
        if how < 0.13:
            self._put("serving", length / 3, "transferred")
            self._service = random.choice(self._services)
            self._put("waiting", random.lognormvariate(5.5, 0.8), "called")
            self._put("called", random.lognormvariate(3.4, 0.4), "begun")
        elif how < 0.15:
            self._put("serving", length / 3, "held")
            self._put("held", 300, "resumed")
        self._put("serving", length, "finished")

    def _put(self, kind: str, seconds: float, ending: str) -> None:
        began, self._at = self._at, self._at + int(seconds * 1_000_000)
        desk = kind != "waiting"
        counter = self._counter if desk else 0
        self._made.append(
            Stretch(
                id=0,
                branch_id=self._branch_id,
                business_day=self._day,
                kind=kind,
                service_id=self._service,
                priority_class_id=self._class,
                counter_id=self._counters[counter] if desk else None,
                clerk_id=1_000 * self._branch_id + counter if desk else None,
                started_at=began,
                ended_at=self._at,
                suspect=kind == "serving" and seconds < 3,
                ending=ending,
                target_seconds=None if desk else TARGET_SECONDS,
            )
        )


def _days() -> Iterator[date]:
    for at in range(YEAR.count):
        yield YEAR.first + timedelta(days=at)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(20), UTC)


def _setup(at: int) -> dict[str, object]:
    codes = [f"service-{number}" for number in range(SERVICES)]
    return {
        "branch": {
            "code": f"hall-{at + 1}",
            "names": {"fa": f"شهرداری منطقهٔ {at + 1}", "en": f"District {at + 1}"},
            "hours": {day: ["08:00-17:00"] for day in WEEKDAYS},
        },
        "services": [_service(code, number) for number, code in enumerate(codes)],
        "priority_classes": [
            {"code": code, "rate": rate, "names": {"fa": code}}
            for code, rate in (("standard", 1.0), ("elderly", 1.5), ("disabled", 2.0))
        ],
        "counters": [{"number": number + 1, "services": codes} for number in range(COUNTERS)],
    }


def _service(code: str, number: int) -> dict[str, object]:
    return {
        "code": code,
        "names": {"fa": f"خدمت {number + 1}", "en": f"Service {number + 1}"},
        "letter": chr(ord("A") + number),
        "numbers": "1-9999",
        "minutes": 5,
    }
