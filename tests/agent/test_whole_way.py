"""From a touch to paper: a real server, a real agent, and a printer that behaves as told.

One hall for all of it, so that what one printer's trouble leaves behind would show in the next.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from kiosk.agent.main import AgentSettings
from kiosk.agent.paper import Press
from server.clock import utc_now
from server.store.columns import to_micros
from tests.agent.conftest import eventually, running
from tests.harness.halls import PASSWORD, hall
from tests.harness.server import Client, RunningServer, listen
from tests.printers import fake_tcp
from tests.printers.fake_tcp import FakePrinter

MINUTE_MICROSECONDS = 60_000_000
SHOWN_WITHIN_SECONDS = 5


@dataclass
class PaperHall:
    """A running server with a kiosk, a lobby board that listens, and a token for the agent."""

    server: RunningServer
    kiosk: Client
    branch_id: int
    events: list[dict[str, Any]] = field(default_factory=list)
    board: Any = None
    supervisor: Any = None

    @property
    def folder(self) -> Path:
        return self.server.folder

    def listens(self) -> bool:
        """Let the lobby board join, again after the server was away; tell whether it could."""
        join = {"branch_id": self.branch_id}
        return self.board.connected and self.board.call("join", join, namespace="/screens")["ok"]

    def issue(self, *, prints: bool = True) -> Any:
        """Take a ticket; prints: whether paper is promised."""
        answer = self.kiosk.post("/tickets", request_id=uuid4().hex, service_id=1, language="en")
        assert (answer.status_code, answer.json()["prints"]) == (201, prints), answer.text
        return answer.json()

    def issue_before_the_trouble(self) -> Any:
        """Take a ticket while the printer is still known to be well."""
        with FakePrinter() as fake, self.agent(fake.spec):
            eventually(lambda: self.printer()[0] == "ok")
        return self.issue()

    def settings(self, printer: str) -> AgentSettings:
        token, journal = self.folder / "agent.token", self.folder / "agent.journal"
        return AgentSettings(self.server.url, token, (printer,), journal, poll_seconds=0.2)

    @contextmanager
    def agent(self, printer: str) -> Iterator[None]:
        """Run the agent, from when it has asked for work and said how its printer is."""
        before = to_micros(utc_now())
        asked = f"SELECT 1 FROM device WHERE seen_at > {before}"
        said = f"SELECT 1 FROM printer WHERE seen_at > {before}"
        with running(self.settings(printer)):
            eventually(lambda: bool(self.rows(asked) and self.rows(said)))
            yield

    def paper(self, ticket: Any) -> tuple[str, str]:
        """Return state and reason of a ticket's only paper."""
        query = f"SELECT state, reason FROM print_job WHERE ticket_id = {ticket['id']}"
        (found,) = self.rows(query)
        return found[0], found[1]

    def is_settled(self, ticket: Any) -> bool:
        return self.paper(ticket)[0] not in ("queued", "taken")

    def told(self, ticket: Any) -> list[tuple[str, str]]:
        """Return what the lobby board heard of a ticket's paper."""
        return [
            (event["state"], event["reason"])
            for event in self.events
            if event["kind"] == "print_failed" and event["ticket_id"] == ticket["id"]
        ]

    def printer(self) -> tuple[str, list[str]]:
        """Return what the supervisor sees of the printer, and of the kiosks that print there."""
        board = self.supervisor.get(f"/branches/{self.branch_id}/board").json()
        (printer,) = board["printers"]
        return printer["state"], printer["kiosks"]

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.folder / "nobat.db", timeout=10)) as db, db:
            return db.execute(query).fetchall()


def supervised_hall() -> dict[str, Any]:
    setup = hall()
    setup["users"].append(
        {"username": "supervisor", "name": "S", "role": "supervisor", "password": PASSWORD}
    )
    return setup


@pytest.fixture(scope="module")
def paper_hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PaperHall]:
    running_server = RunningServer(tmp_path_factory.mktemp("hall"))
    branch_id = running_server.apply(supervised_hall())
    tokens = {
        code: running_server.token(branch_id, code) for code in ("kiosk-1", "lobby-1", "printer-1")
    }
    (running_server.folder / "agent.token").write_text(tokens["printer-1"])
    kiosk = Client(running_server.start(), tokens["kiosk-1"])
    made = PaperHall(running_server, kiosk, branch_id)
    made.board = listen(running_server, tokens["lobby-1"], branch_id, made.events)
    made.supervisor = Client(running_server).log_in("supervisor", PASSWORD)
    yield made
    made.board.disconnect()
    running_server.kill()


def shown(fake: FakePrinter) -> list[bytes]:
    """Return the tickets that came out whole."""
    return [picture.tobytes() for picture in fake.pictures]


def preview(paper_hall: PaperHall, press: Press, ticket: Any) -> bytes:
    """Return a ticket as its slip in the database says it looks."""
    with paper_hall.server.database().reader() as reader:
        (row,) = paper_hall.rows(
            f"SELECT agent_id, id FROM print_job WHERE ticket_id = {ticket['id']}"
        )
        slip = reader.print_jobs.get(*row).slip
    return press.bitmap(slip, 576).tobytes()


@pytest.mark.parametrize(
    ("printer", "option", "outcomes"),
    [
        ({}, "", {("confirmed", "")}),
        ({"pause_seconds": 0.006}, "", {("confirmed", "")}),
        ({"before": None, "after": None}, "&status=none", {("sent", "")}),
        (
            {"before": fake_tcp.PAPER_LOW, "after": fake_tcp.PAPER_LOW},
            "",
            {("confirmed", "paper_low")},
        ),
    ],
    ids=["good", "slow", "not-asked", "little-paper"],
)
def test_a_ticket_comes_out_once_and_nobody_is_alarmed(
    paper_hall: PaperHall, press: Press, printer: Any, option: str, outcomes: Any
):
    with FakePrinter(**printer) as fake, paper_hall.agent(fake.spec + option):
        tickets = [paper_hall.issue(), paper_hall.issue()]
        eventually(lambda: all(map(paper_hall.is_settled, tickets)))
        eventually(lambda: len(fake.pictures) == 2)

        assert shown(fake) == [preview(paper_hall, press, ticket) for ticket in tickets]
    assert {paper_hall.paper(ticket) for ticket in tickets} == outcomes
    assert [paper_hall.told(ticket) for ticket in tickets] == [[], []]


@pytest.mark.parametrize(
    ("trouble", "outcomes"),
    [
        ({"before": None}, {("failed", "mute")}),
        ({"before": fake_tcp.OUT_OF_PAPER}, {("failed", "paper_out")}),
        ({"closes_at": 0}, {("failed", "closed"), ("failed", "offline")}),
        ({"after": None}, {("unknown", "mute")}),
        ({"after": fake_tcp.OUT_OF_PAPER}, {("unknown", "paper_out")}),
        ({"closes_at": 1}, {("unknown", "broken_off"), ("unknown", "closed")}),
        ({"stops_at": 1}, {("unknown", "stuck"), ("unknown", "mute")}),
    ],
    ids=["mute", "no-paper", "closing", "mute-after", "paper-ends-midway", "breaks-off", "stuck"],
)
def test_trouble_is_written_told_once_and_does_not_hold_up_the_next_ticket(
    paper_hall: PaperHall, press: Press, trouble: Any, outcomes: Any
):
    first = paper_hall.issue_before_the_trouble()
    with FakePrinter(**trouble) as fake, paper_hall.agent(fake.spec):
        eventually(lambda: paper_hall.is_settled(first) and bool(paper_hall.told(first)))
        fake.before, fake.after, fake.closes_at, fake.stops_at = (
            fake_tcp.FINE,
            fake_tcp.FINE,
            None,
            None,
        )
        begun = len(fake.jobs)
        eventually(lambda: paper_hall.printer()[0] == "ok")
        second = paper_hall.issue()
        eventually(lambda: paper_hall.is_settled(second))

        assert shown(fake)[-1] == preview(paper_hall, press, second)
        assert len(fake.jobs) == begun + 1
    assert paper_hall.paper(first) in outcomes
    assert begun == (0 if paper_hall.paper(first)[0] == "failed" else 1)
    assert paper_hall.told(first) == [paper_hall.paper(first)]
    assert (paper_hall.paper(second), paper_hall.told(second)) == (("confirmed", ""), [])


@pytest.mark.parametrize(
    ("trouble", "state", "prints"),
    [
        ({"before": fake_tcp.OUT_OF_PAPER}, "paper_out", False),
        ({"before": fake_tcp.COVER_OPEN}, "cover_open", False),
        ({"before": None}, "mute", False),
        ({"closes_at": 0}, "offline", False),
        ({"before": fake_tcp.PAPER_LOW}, "paper_low", True),
        ({"pause_seconds": 0.006}, "ok", True),
    ],
    ids=["no-paper", "cover", "mute", "closing", "little-paper", "slow"],
)
def test_a_supervisor_sees_a_printer_within_five_seconds_and_visitors_get_numbers_all_the_same(
    paper_hall: PaperHall, trouble: Any, state: str, prints: bool
):
    with FakePrinter() as fake, paper_hall.agent(fake.spec):
        eventually(lambda: paper_hall.printer() == ("ok", ["kiosk-1"]), SHOWN_WITHIN_SECONDS)
        vars(fake).update(trouble)
        eventually(lambda: paper_hall.printer() == (state, ["kiosk-1"]), SHOWN_WITHIN_SECONDS)
        tickets = [paper_hall.issue(prints=prints), paper_hall.issue(prints=prints)]
        papers = tickets if prints else []
        eventually(lambda: all(map(paper_hall.is_settled, papers)))

        assert len({ticket["number"] for ticket in tickets}) == 2
        assert len(fake.jobs) == len(papers)
    assert [paper_hall.paper(ticket) for ticket in papers] == [("confirmed", "")] * len(papers)


@pytest.mark.parametrize("trouble", [{"after": None}, {"stops_at": 1}], ids=["mute", "stuck"])
def test_a_printer_that_falls_silent_in_the_middle_of_a_paper_is_seen_within_five_seconds(
    paper_hall: PaperHall, trouble: Any
):
    with FakePrinter() as fake, paper_hall.agent(f"network:127.0.0.1:{fake.port}"):
        eventually(lambda: paper_hall.printer()[0] == "ok")
        vars(fake).update(trouble)
        ticket = paper_hall.issue()
        fake.wait_for(1)
        eventually(lambda: paper_hall.printer()[0] in ("mute", "error"), SHOWN_WITHIN_SECONDS)
        eventually(lambda: paper_hall.is_settled(ticket))

        assert paper_hall.paper(ticket) in {("unknown", "mute"), ("unknown", "stuck")}


def test_a_server_killed_while_paper_prints_hears_of_it_afterwards(paper_hall: PaperHall):
    with FakePrinter(pause_seconds=0.006) as fake, paper_hall.agent(fake.spec):
        ticket = paper_hall.issue()
        fake.wait_for(1)
        paper_hall.server.kill()
        eventually(lambda: len(fake.pictures) == 1)
        stood = paper_hall.paper(ticket)
        paper_hall.server.start()
        eventually(paper_hall.listens)
        eventually(lambda: paper_hall.is_settled(ticket))

        assert len(fake.jobs) == 1
    assert (stood, paper_hall.paper(ticket)) == (("taken", ""), ("confirmed", ""))


def test_paper_that_waited_too_long_is_not_printed_and_the_screens_hear(paper_hall: PaperHall):
    with FakePrinter() as fake:
        ticket = paper_hall.issue_before_the_trouble()
        paper_hall.rows(
            f"UPDATE print_job SET queued_at = queued_at - {3 * MINUTE_MICROSECONDS}"
            f" WHERE ticket_id = {ticket['id']}"
        )
        with paper_hall.agent(fake.spec):
            eventually(lambda: bool(paper_hall.told(ticket)))

        assert fake.jobs == []
    assert paper_hall.paper(ticket) == ("failed", "too_old")
    assert paper_hall.told(ticket) == [("failed", "too_old")]
