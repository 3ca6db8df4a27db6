"""A killed agent, started again: never a second ticket, never a lost report."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from kiosk.agent.main import AgentSettings
from tests.agent.conftest import eventually, running
from tests.agent.fake_server import FakeServer
from tests.printers.fake_tcp import FakePrinter

PROGRAM = """
import sys
from pathlib import Path
from kiosk.agent.main import AgentSettings, run
server, token, printer, journal = sys.argv[1:]
sys.exit(run(AgentSettings(server, Path(token), (printer,), Path(journal), poll_seconds=0.05)))
"""


@contextmanager
def process(settings: AgentSettings) -> Iterator[subprocess.Popen[bytes]]:
    """Run the agent as a process of its own; kill it if it is still there at the end."""
    words = [settings.server, settings.token_file, *settings.printers, settings.journal]
    agent = subprocess.Popen([sys.executable, "-c", PROGRAM, *map(str, words)])
    try:
        yield agent
    finally:
        agent.kill()
        agent.wait(10)


def test_killed_between_the_first_byte_and_the_last_it_says_unknown(server: FakeServer, settings):
    server.queue("A-001")
    with FakePrinter(after=None) as fake:
        patient = settings(fake.spec.replace("0.5", "30"))
        with process(patient) as agent:
            fake.wait_for(1)
            os.kill(agent.pid, signal.SIGKILL)
            agent.wait(10)
        came = len(fake.jobs)

        with running(patient):
            eventually(server.done)

        assert len(fake.jobs) == came == 1
    assert server.states() == [("unknown", "interrupted")]


def test_killed_between_the_paper_and_the_report_it_tells_what_it_knows(
    server: FakeServer, settings
):
    server.queue("A-001")
    server.holds_reports.set()
    with FakePrinter() as fake:
        with process(settings(fake.spec)) as agent:
            eventually(server.report_came.is_set)
            os.kill(agent.pid, signal.SIGKILL)
            agent.wait(10)
        server.stop()  # the held report dies with its connection
        server.forget_report()
        server.holds_reports.clear()
        server.start()

        with running(settings(fake.spec)):
            eventually(lambda: bool(server.reports) and server.done())

        assert len(fake.jobs) == 1
    assert set(server.reports) == {(1, "confirmed", "")}


def test_killed_before_the_first_byte_it_prints_after_all(server: FakeServer, settings):
    job = server.queue("A-001")
    with FakePrinter(before=None) as fake:
        with process(settings(fake.spec.replace("0.5", "30"))) as agent:
            eventually(lambda: job.state == "taken")
            os.kill(agent.pid, signal.SIGKILL)
            agent.wait(10)
        fake.before = {1: 0x12, 2: 0x12, 4: 0x12}

        with running(settings(fake.spec)):
            eventually(server.done)

        assert len(fake.pictures) == 1
    assert server.states() == [("confirmed", "")]


def test_asked_to_stop_it_finishes_the_ticket_in_hand(server: FakeServer, settings):
    server.queue("A-001")
    server.queue("A-002")
    with FakePrinter(pause_seconds=0.005) as fake, process(settings(fake.spec)) as agent:
        fake.wait_for(1)
        agent.send_signal(signal.SIGTERM)

        assert agent.wait(15) == 0
        assert len(fake.pictures) == 1
    assert server.states() == [("confirmed", ""), ("queued", "")]
