"""A morning of the demo hall, so that the console has something of everything to show."""

from datetime import UTC, datetime, timedelta
from itertools import cycle
from typing import Any

from server.app import create_app
from server.clock import utc_now
from server.config import Config
from server.operations.apply_setup import apply_setup
from server.operations.setup_file import read_setup
from tests.api.supervising import give_the_city
from tests.api.visitors import take, told
from tests.browser.console import CIVIL_REGISTRY, NATIONAL_IDS, PASSWORD, hall, second_hall
from tests.harness.halls import as_text
from tests.harness.server import RunningServer
from tests.harness.site import MovableClock, Person

LATE_MORNING = 11
MORNING_MINUTES = 100
STEP_MINUTES = 2
WEIGHTS = {1: 5, 2: 3, 3: 3, 4: 2, 5: 1, 6: 4}  # of eighteen visitors, how many want a service
DESKS = {1: "ahmadi", 2: "rezaei", 3: "karimi", 4: "mousavi", 6: "hosseini"}


def zone_of_late_morning() -> str:
    """Return a zone where it is about eleven now, so that a whole morning fits into its day."""
    return f"Etc/GMT{datetime.now(UTC).hour - LATE_MORNING:+d}"


class Morning:
    """A morning of one hall, told through its own doors with a clock that is moved along."""

    def __init__(self, server: RunningServer) -> None:
        self.clock = MovableClock(utc_now() - timedelta(minutes=MORNING_MINUTES + 5))
        config = Config(
            database_url=server.database_url, var=server.folder, login_tries="1000 per minute"
        )
        self.app = create_app(config, self.clock)
        self._set_up(hall(time_zone=zone_of_late_morning()))
        self._set_up(second_hall(time_zone=zone_of_late_morning()))
        give_the_city(server.database_url, "admin")
        self.kiosk = Person(self.app.test_client(), server.token(1, "kiosk-1"))
        self._national_ids = cycle(NATIONAL_IDS)
        self.supervisor = self._person("supervisor")
        self.clerks = {number: self._person(name) for number, name in DESKS.items()}

    def pass_by(self) -> None:
        for number, clerk in self.clerks.items():
            assert clerk.post(f"/counters/{number}/openings").status_code == 201
        for at in range(MORNING_MINUTES // STEP_MINUTES):
            self._arrive(at)
            self._work(at)
            self.clock.forward(minutes=STEP_MINUTES)
        self._last_minutes()
        self.app.site.database.close()

    def _set_up(self, setup: dict[str, Any]) -> None:
        """Times of a hall never go back, so it is made before its morning."""
        parsed = read_setup(as_text(setup), "pictures.yaml")
        apply_setup(self.app.site.database, parsed, now=self.clock())

    def _person(self, username: str) -> Person:
        person = Person(self.app.test_client())
        answer = person.send("/sessions", username=username, password=PASSWORD)
        assert answer.status_code == 201, answer.text
        return person

    def _arrive(self, at: int) -> None:
        wanted = [service for service, weight in WEIGHTS.items() for _ in range(weight)]
        classes = ("standard", "standard", "elderly", "standard", "veteran")
        for nth in range(2):
            service = wanted[(5 * at + 6 * nth) % len(wanted)]
            who = told(next(self._national_ids)) if service == CIVIL_REGISTRY else {}
            take(self.kiosk, service, priority_class=classes[at % 5], **who)

    def _work(self, at: int) -> None:
        """Each clerk calls, begins and finishes in turn; some visitors do not come."""
        for number, clerk in self.clerks.items():
            ticket = clerk.get("/desk").get_json()["ticket"]
            if ticket is None:
                clerk.post("/calls")
            elif ticket["state"] == "called":
                missed = (at + number) % 9 == 0
                clerk.post(f"/tickets/{ticket['id']}/{'no-shows' if missed else 'beginnings'}")
            elif (at + number) % 3 == 0:
                clerk.post(f"/tickets/{ticket['id']}/finishes")

    def _last_minutes(self) -> None:
        """Leave something of everything: held, paused, idle, help, closed, stranded, moved."""
        self._hold(1, "counter", "منتظر کپی مدارک")
        self._hold(2, "hall", "")
        self._free(4)
        self.clerks[4].post("/counters/4/pauses", reason="break")
        self._free(6)
        self._hold(3, "counter", "")
        self.clerks[3].post("/calls")
        self.clock.forward(minutes=3)
        self.clerks[2].post("/calls")
        self._serve(1)
        self.supervisor.post("/branches/1/closures", service_id=5, reason="قطع سامانهٔ ثبت احوال")
        take(self.kiosk, 4)
        self.clerks[1].post("/help-calls", note="مراجعه‌کننده اعتراض دارد")
        self.clock.forward(minutes=1)
        self.clerks[2].post("/help-calls")
        helps = self.supervisor.get("/branches/1/board").get_json()["help"]
        self.supervisor.post(f"/help-calls/{helps[0]['id']}/answers")
        self.clock.forward(minutes=1)

    def _serve(self, number: int) -> None:
        self.clerks[number].post("/calls")
        ticket = self.clerks[number].get("/desk").get_json()["ticket"]
        self.clerks[number].post(f"/tickets/{ticket['id']}/beginnings")

    def _hold(self, number: int, scope: str, note: str) -> None:
        """Park whoever is there, or whoever comes next."""
        if self.clerks[number].get("/desk").get_json()["ticket"] is None:
            self.clerks[number].post("/calls")
        ticket = self.clerks[number].get("/desk").get_json()["ticket"]
        if ticket["state"] == "called":
            self.clerks[number].post(f"/tickets/{ticket['id']}/beginnings")
        self.clerks[number].post(f"/tickets/{ticket['id']}/holds", scope=scope, note=note)

    def _free(self, number: int) -> None:
        ticket = self.clerks[number].get("/desk").get_json()["ticket"]
        if ticket is None:
            return
        if ticket["state"] == "called":
            self.clerks[number].post(f"/tickets/{ticket['id']}/beginnings")
        self.clerks[number].post(f"/tickets/{ticket['id']}/finishes")
