"""Two halls on a database file of their own, a clock that goes anywhere, and eyes on the rows."""

import sqlite3
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from server.bus import Bus
from server.domain.events import Actor
from server.operations.acting import Asker
from server.operations.apply_setup import apply_setup
from server.operations.once import Command
from server.operations.seats import open_counter
from server.operations.setup_file import read_setup
from server.store.columns import from_micros, to_micros
from server.store.database import Database
from server.store.migrate import migrate
from tests.harness.halls import ELDERLY, PASSWORD, STANDARD, as_text, hall
from tests.harness.site import TEN_O_CLOCK

# In memory: what is tested is what is written, not how a disk keeps it.
MEMORY = Path("/dev/shm") if Path("/dev/shm").is_dir() else None
VETERAN = {"code": "veteran", "rate": 3.0, "names": {"fa": "ایثارگر", "en": "Veteran"}}
MINUTES = {"service_a": 4, "service_b": 12, "service_c": 5}
# So few numbers that they wrap, and that all of them are taken now and then.
RANGES = {"service_a": "1-5", "service_b": "1-3", "service_c": "1-9"}
RULES = {"hard_cap_minutes": 60, "grace_minutes": 30, "most_misses": 2, "most_recalls": 2}
OFFICE_HOURS = {"monday": ["07:30-14:30"], "tuesday": ["07:30-14:30"], "wednesday": ["00:00-24:00"]}
FIRST_SEATS = {1: 1, 2: 2, 4: 5}  # counter: clerk


class Eyes:
    """Reads all tables of a database, beside the product's own code."""

    def __init__(self, path: Path) -> None:
        self.eyes = sqlite3.connect(path, isolation_level=None)
        self.eyes.row_factory = sqlite3.Row

    def rows(self, query: str, *values: object) -> list[Any]:
        """Return the rows of a query."""
        return self.eyes.execute(query, values).fetchall()

    def version(self) -> int:
        """Return a number that changes when anybody else has written anything."""
        return int(self.rows("PRAGMA data_version")[0][0])


class Town(Eyes):
    """One example's halls: everything as it was at ten, whatever the last example did."""

    def __init__(self) -> None:
        ground = _ground()
        ground.restore()
        super().__init__(ground.path)
        self.db = ground.db
        self.now = TEN_O_CLOCK

    def moment(self, branch_id: int) -> datetime:
        """Return what counts as now in a hall: its log never goes back."""
        row = self.rows("SELECT at FROM branch_head WHERE branch_id = ?", branch_id)[0]
        return max(self.now, from_micros(row["at"]))

    def micros(self, branch_id: int) -> int:
        """Return the same as it is stored."""
        return to_micros(self.moment(branch_id))

    def close(self) -> None:
        """Look no longer."""
        self.eyes.close()


class Ground:
    """One database for all examples: its first state is kept in memory, and put back each time.

    Opening a database anew and reading its set-up costs more than most examples.
    """

    def __init__(self) -> None:
        self._folder = TemporaryDirectory(dir=MEMORY, prefix="nobat-town-")
        self.path = Path(self._folder.name) / "nobat.db"
        url = f"sqlite:///{self.path}"
        migrate(url)
        self.db = Database(url, Bus())
        _set_up(self.db)
        self._live = sqlite3.connect(self.path)
        self._kept = sqlite3.connect(":memory:")
        self._live.backup(self._kept)

    def restore(self) -> None:
        """Put the first state back."""
        self._kept.backup(self._live)


@cache
def _ground() -> Ground:
    return Ground()


def _set_up(db: Database) -> None:
    """Set both halls up and open some of their counters."""
    the_day_before = TEN_O_CLOCK - timedelta(days=1)
    for setup in (_north(), _south()):
        apply_setup(db, read_setup(as_text(setup), "town.yaml"), now=the_day_before)
    for counter_id, clerk_id in FIRST_SEATS.items():
        branch_id = 1 if counter_id <= 3 else 2
        open_counter(
            db,
            asker=Asker(branch_id, clerk_id),
            counter_id=counter_id,
            command=Command(f"seat-{counter_id}", "open", Actor(clerk_id)),
            now=TEN_O_CLOCK,
        )


def _north() -> dict[str, Any]:
    """Open around the clock, with tiers and an express counter; late-comers join by arrival."""
    setup = _hall("north", counters=3)
    setup["rules"] = RULES
    setup["priority_classes"] = [STANDARD, {**ELDERLY, "rate": 1.5}, VETERAN]
    first, second, third = setup["counters"]
    first["services"] = ["service_a"]
    first["tiers"] = [{"services": ["service_b"], "after_minutes": 20}, {"services": ["service_c"]}]
    second["services"] = ["service_b", "service_c"]
    third["express_minutes"] = 6
    return setup


def _south() -> dict[str, Any]:
    """Office hours, one priority class fewer; late-comers join at the end."""
    setup = _hall("south", counters=2, hours=OFFICE_HOURS)
    setup["rules"] = {**RULES, "rejoin": "last", "rest_minutes": 0}
    setup["priority_classes"] = [STANDARD, ELDERLY]
    setup["counters"][0]["services"] = ["service_a", "service_b"]
    setup["counters"][1]["services"] = ["service_c"]
    setup["counters"][1]["tiers"] = [{"services": ["service_a"]}]
    return setup


def _hall(code: str, counters: int, **branch: Any) -> dict[str, Any]:
    setup = hall(code, services=3, counters=counters, **branch)
    setup["devices"] = []
    for service in setup["services"]:
        service["minutes"] = MINUTES[service["code"]]
        service["numbers"] = RANGES[service["code"]]
    chief = {"username": f"{code}-chief", "name": "Chief", "role": "supervisor"}
    setup["users"].append({**chief, "password": PASSWORD})
    return setup
