"""Days in two halls in which everything happens that can, by a seed."""

import random
from collections.abc import Callable
from typing import Any

from werkzeug.test import TestResponse

from server.operations.recount import Recount, recount
from tests.harness.site import Person, Site
from tests.scenarios.cast import scenario_hall

# What may be done to a ticket in a state; the likeliest stand there more often.
MOVES = {
    "called": [
        "recalls",
        "beginnings",
        "beginnings",
        "beginnings",
        "no-shows",
        "returns",
        "transfers",
        "endings",
    ],
    "serving": [
        "finishes",
        "finishes",
        "finishes",
        "holds",
        "transfers",
        "services",
        "cancellations",
    ],
    "held": ["resumptions", "resumptions", "transfers"],
    "no_show": ["rejoinings", "reopenings", "recalls"],
    "done": ["reopenings"],
    "cancelled": ["reopenings"],
    "waiting": ["reopenings", "cancellations", "transfers"],
}


class Walk:
    """Two halls, a kiosk and three people in each; `step` does one thing, refused or not."""

    def __init__(self, make_site: Callable[..., Site], seed: int) -> None:
        self.random = random.Random(seed)
        self.site = make_site(scenario_hall())
        self.site.apply(scenario_hall("other"))
        self.halls = (1, 2)
        self.kiosks = [self.site.device("kiosk-2", hall) for hall in self.halls]
        names = [f"{code}-{who}" for code in ("hall", "other") for who in WHO]
        self.people = [self.site.clerk(name) for name in names]
        for at, person in enumerate(self.people):
            person.post(f"/counters/{at + 1}/openings")
        self.tickets: list[dict[str, Any]] = []
        self.at_desk: dict[int, dict[str, Any]] = {}  # what each person called last

    def go(self, steps: int) -> "Walk":
        for _ in range(steps):
            self.site.clock.forward(seconds=self.random.choice((0, 1, 7, 40, 100, 300)))
            self.step()
        return self

    def step(self) -> None:
        pick = self.random.random()
        if pick < 0.2:
            self._take()
        elif pick < 0.4:
            at = self.random.randrange(len(self.people))
            answer = self.people[at].post("/calls")
            if answer.status_code == 201:
                self.at_desk[at] = answer.get_json()
        elif pick < 0.97:
            self._move()
        else:
            self._sit()

    def _take(self) -> None:
        hall = self.random.randrange(2)
        first = 1 + 3 * hall
        answer = self.kiosks[hall].post(
            "/tickets",
            service_id=self.random.choice((first, first + 1)),
            language=self.random.choice(("fa", "en")),
            priority_class=self.random.choice(("standard", "elderly")),
            more_service_ids=[first + 2] if self.random.random() < 0.2 else [],
        )
        if answer.status_code == 201:
            self.tickets.append(answer.get_json())
            if self.random.random() < 0.2:
                path = f"/visits/{answer.get_json()['token']}"
                self._do(self.kiosks[0], f"{path}/languages", language="ar")
                if self.random.random() < 0.3:
                    self._do(self.kiosks[0], f"{path}/departures")

    def _move(self) -> None:
        if not self.at_desk:
            return
        at = self.random.choice(list(self.at_desk))
        ticket = self.at_desk[at]
        if self.random.random() < 0.1:
            at, ticket = 2, self.random.choice(self.tickets[-6:])
        more: dict[str, Any] = {}
        move = self.random.choice(MOVES.get(ticket["state"], ["transfers"]))
        if move == "holds":
            more = {"scope": self.random.choice(("counter", "hall"))}
        if move == "services":
            more = {"service_id": self.random.randrange(1, 7)}
        if move == "returns":
            more = {"priority_class": self.random.choice(("standard", "elderly")), "reason": "x"}
        if move == "transfers":
            more = {"note": "x", "service_id": self.random.randrange(1, 7)}
            if self.random.random() < 0.3:
                more["branch_id"] = self.random.choice(self.halls)
        if move in ("cancellations", "endings"):
            more = {"reason": "x"}
        answer = self._do(self.people[at], f"/tickets/{ticket['id']}/{move}", **more)
        if answer.status_code == 201:
            ticket["state"] = answer.get_json()["state"]

    def _sit(self) -> None:
        at = self.random.randrange(len(self.people))
        what = self.random.choice(("openings", "pauses", "resumptions", "closings"))
        more = {"reason": "break"} if what == "pauses" else {}
        self._do(self.people[at], f"/counters/{at + 1}/{what}", **more)

    def _do(self, who: Person, path: str, **body: Any) -> TestResponse:
        answer = who.post(path, **body)
        assert answer.status_code in (201, 403, 404, 409), answer.text
        return answer


WHO = ("clerk1", "clerk2", "supervisor")


def counted(site: Site, *, repair: bool = False) -> Recount:
    """Return a recount of all halls."""
    with site.db.reader() as reader:
        branch_ids = reader.log.branch_ids()
    return recount(
        site.db,
        branch_ids=branch_ids,
        repair=repair,
        now=site.clock(),
        show=lambda done, of: None,
    )
