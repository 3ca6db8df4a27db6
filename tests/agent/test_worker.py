"""A printer's thread goes on, whatever it meets: no broken part stops the hall."""

import sqlite3
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.agent.bell import Bell
from kiosk.agent.crew import Crew
from kiosk.agent.drawing import Drawing
from kiosk.agent.job import Job, Outcome
from kiosk.agent.journal import Journal
from kiosk.agent.link import Link
from kiosk.agent.main import FONTS, TEMPLATES
from kiosk.agent.own_press import OwnPress
from kiosk.agent.paper import Press
from kiosk.agent.printers import parse_printers
from kiosk.agent.states import PrinterStates
from kiosk.agent.worker import Workshop
from tests.agent.conftest import eventually
from tests.agent.fake_server import TOKEN, FakeServer
from tests.agent.slips import PERSIAN

OWN = Job(-1, "AK-001", "2026-11-23T07:10:01Z", PERSIAN)


class BrokenPapers:
    """Own tickets on a disk that refuses: to be read, or only to be written."""

    def __init__(self, job: Job | None) -> None:
        self._job = job

    def take(self, printer: str) -> Job | None:
        if self._job is None:
            raise sqlite3.OperationalError("disk I/O error")
        return self._job

    def done(self, job: Job, outcome: Outcome) -> None:
        raise sqlite3.OperationalError("attempt to write a readonly database")


@pytest.fixture
def shop(tmp_path: Path, press: Press) -> Workshop:
    states, drawing = PrinterStates(["main"]), Drawing(press, OwnPress(TEMPLATES, FONTS))
    return Workshop(Journal(tmp_path / "journal"), {"main": drawing}, states)


def work(server: FakeServer, shop: Workshop, folder: Path, until: Callable[[], bool]) -> Crew:
    """Let a crew work until something holds."""
    printers = parse_printers([f"virtual:{folder / 'printed'}"])
    done = Bell()
    crew = Crew(printers, lambda: Link(server.url, TOKEN), shop, done)
    thread = threading.Thread(target=crew.work, args=(0.05,), daemon=True)
    thread.start()
    try:
        eventually(until)
    finally:
        done.stop()
        thread.join(10)
    return crew


@pytest.mark.parametrize("job", [None, OWN], ids=["not to be read", "not to be written"])
def test_own_tickets_that_cannot_be_used_do_not_hold_up_the_servers(
    server: FakeServer, shop: Workshop, tmp_path: Path, job: Job | None
):
    server.queue("A-001")

    crew = work(server, replace(shop, papers=BrokenPapers(job)), tmp_path, server.done)

    assert (server.states(), crew.refused) == ([("confirmed", "")], None)
    own = [] if job is None else ["own1-AK-001"]
    printed = sorted(path.stem for path in tmp_path.glob("printed/*.bin"))
    assert printed == ["1-A-001", *own]


def test_an_error_that_nobody_foresaw_is_no_refused_token_and_passes(
    server: FakeServer, shop: Workshop, tmp_path: Path
):
    server.queue("A-001")
    troubles = [ZeroDivisionError("once"), ZeroDivisionError("twice")]

    def is_away() -> bool:
        if troubles:
            raise troubles.pop()
        return False

    crew = work(server, replace(shop, is_away=is_away), tmp_path, server.done)

    assert (server.states(), crew.refused) == ([("confirmed", "")], None)
